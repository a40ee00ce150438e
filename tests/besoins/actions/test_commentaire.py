import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from besoins.actions.commentaire import (
    accepter_suggestion,
    annoncer_commentaires,
    commenter,
    decliner_suggestion,
    repondre,
    resoudre,
    rouvrir,
)
from besoins.actions.module import modifier_module, supprimer_module
from besoins.actions.programme import modifier_version
from besoins.actions.publication import rendre_avis, soumettre_version
from besoins.actions.revision import Perimee
from besoins.models import Commentaire, Intervention
from tests.besoins.atelier import brouillon_complet, relire, version_en_relecture, version_publiee


@pytest.fixture
def version(d):
    return brouillon_complet(d)


def dire(version, d, **autres):
    return commenter(
        **{"version": version, "lieu": "version.presentation", "texte": "À préciser", "par": d.formateur} | autres
    )


def suggerer(version, d, **autres):
    return dire(version, d, **{"lieu": "version.tarif", "texte": "", "proposition": "Dix euros"} | autres)


def lignes(commentaire):
    return list(commentaire.interventions.values_list("genre", "texte", "par__prenom"))


class TestCommenter:
    def test_le_passage_est_garde_tel_que_le_texte_l_ecrit(self, version, d):
        version = modifier_version(version=version, par=d.concepteur, presentation="Une aide\nen ligne, pas à pas.")

        commentaire = dire(version, d, passage="aide en  ligne")

        assert commentaire.passage == "aide\nen ligne"
        assert lignes(commentaire) == [("texte", "À préciser", d.formateur.prenom)]

    def test_un_module_se_commente_et_son_nom_reste(self, version, d):
        module = version.modules.first()

        commentaire = dire(version, d, lieu=f"module.{module.pk}.contenu")
        supprimer_module(version=version, module=module.pk, par=d.concepteur)

        assert (commentaire.element, commentaire.intitule) == (module.pk, "Module 1")
        assert Commentaire.objects.get() == commentaire

    def test_le_meme_deux_fois_n_ouvre_qu_un_fil(self, version, d):
        assert dire(version, d) == dire(version, d)
        assert dire(version, d, par=d.gestionnaire) != dire(version, d)

    def test_une_version_en_relecture_se_commente(self, d):
        assert dire(version_en_relecture(d), d, par=d.autre_concepteur).pk

    def test_une_version_publiee_ne_se_commente_plus(self, d):
        with pytest.raises(Refus, match="ne se commente plus"):
            dire(version_publiee(d), d)

    def test_un_passage_qui_n_y_est_pas_est_refuse(self, version, d):
        with pytest.raises(Refus, match="ne figure pas") as refus:
            dire(version, d, passage="autre chose")
        assert refus.value.champ == "passage"

    def test_un_lieu_qui_n_est_plus_la_est_refuse(self, version, d):
        with pytest.raises(Refus, match="vient d'être supprimé"):
            dire(version, d, lieu="module.999999.contenu")

    def test_il_faut_dire_quelque_chose(self, version, d):
        with pytest.raises(Refus, match="Écrivez votre commentaire") as refus:
            suggerer(version, d, proposition=version.tarif)
        assert refus.value.champ == "texte"

    def test_un_titre_suggere_trop_long_est_refuse(self, version, d):
        module = version.modules.first()

        with pytest.raises(Refus) as refus:
            suggerer(version, d, lieu=f"module.{module.pk}.titre", proposition="x" * 161)
        assert refus.value.champ == "proposition"

    def test_un_brouillon_supprime_ne_se_commente_plus(self, version, d):
        version.delete()
        version.pk = 999_999

        with pytest.raises(Refus, match="copiez votre texte"):
            dire(version, d)


class TestFil:
    def test_une_reponse_envoyee_deux_fois_est_dite_une_fois(self, version, d):
        fil = dire(version, d)

        for _ in range(2):
            repondre(commentaire=fil, texte="C'est fait", par=d.concepteur)

        assert lignes(fil)[1:] == [("texte", "C'est fait", d.concepteur.prenom)]

    def test_une_reponse_vide_est_refusee(self, version, d):
        with pytest.raises(Refus, match="Écrivez votre réponse") as refus:
            repondre(commentaire=dire(version, d), texte="  ", par=d.concepteur)
        assert refus.value.champ == "texte"

    def test_se_resout_et_se_rouvre_avec_qui_et_quand(self, version, d):
        fil = dire(version, d)

        for _ in range(2):
            fil = resoudre(commentaire=fil, par=d.concepteur)
        assert fil.etat == "resolu"
        for _ in range(2):
            fil = rouvrir(commentaire=fil, par=d.gestionnaire)

        assert fil.etat == "ouvert"
        assert lignes(fil)[1:] == [
            ("resolution", "", d.concepteur.prenom),
            ("reouverture", "", d.gestionnaire.prenom),
        ]

    def test_rien_ne_se_dit_plus_quand_la_version_est_publiee(self, d):
        version = version_en_relecture(d)
        fil = suggerer(version, d)
        type(version).objects.filter(pk=version.pk).update(etat="retiree", **publication(d))

        for geste in (
            lambda: repondre(commentaire=fil, texte="x", par=d.formateur),
            lambda: resoudre(commentaire=fil, par=d.formateur),
            lambda: rouvrir(commentaire=fil, par=d.formateur),
            lambda: accepter_suggestion(commentaire=fil, texte="x", par=d.concepteur, lue=1),
            lambda: decliner_suggestion(commentaire=fil, motif="x", par=d.concepteur),
        ):
            with pytest.raises(Refus, match="ne se commente plus"):
                geste()


def publication(d):
    le = timezone.now()
    return {
        "relu_par": d.gestionnaire,
        "relu_le": le,
        "publiee_par": d.gestionnaire,
        "publiee_le": le,
        "retiree_le": le,
    }


class TestSuggestion:
    def test_acceptee_elle_est_dans_le_texte(self, version, d):
        fil = suggerer(version, d)

        for _ in range(2):
            fil = accepter_suggestion(commentaire=fil, texte="Dix euros", par=d.concepteur, lue=version.revision)

        assert (relire(version).tarif, relire(version).revision) == ("Dix euros", version.revision + 1)
        assert fil.etat == "accepte"
        assert lignes(fil) == [
            ("suggestion", "", d.formateur.prenom),
            ("acceptation", "", d.concepteur.prenom),
        ]

    @pytest.mark.parametrize(("nom", "champ"), [("objectif", "evaluation"), ("module", "contenu")])
    def test_elle_change_aussi_un_element_et_rien_d_autre_de_lui(self, version, d, nom, champ):
        element = getattr(version, f"{nom}s").first()
        fil = suggerer(version, d, lieu=f"{nom}.{element.pk}.{champ}", proposition="Un autre texte")

        accepter_suggestion(commentaire=fil, texte="Un autre texte", par=d.concepteur, lue=element.revision)

        apres = type(element).objects.get(pk=element.pk)
        assert getattr(apres, champ) == "Un autre texte"
        assert (apres.revision, str(apres)) == (element.revision + 1, str(element))
        lies = "besoins" if nom == "objectif" else "objectifs"
        assert list(getattr(apres, lies).all())

    def test_le_texte_a_change_depuis_qu_on_l_a_lu(self, version, d):
        fil = suggerer(version, d)
        lue = version.revision
        modifier_version(version=version, par=d.autre_concepteur, tarif="Vingt euros")

        with pytest.raises(Perimee):
            accepter_suggestion(commentaire=fil, texte="Dix euros", par=d.concepteur, lue=lue)
        assert relire(version).tarif == "Vingt euros"
        assert Commentaire.objects.get().etat == "ouvert"

    def test_pas_pendant_la_relecture(self, version, d):
        fil = suggerer(version, d)
        soumettre_version(version=version, par=d.concepteur)

        with pytest.raises(Refus, match="Seul un brouillon"):
            accepter_suggestion(commentaire=fil, texte="Dix euros", par=d.concepteur, lue=None)

    def test_pas_dans_ce_qui_a_ete_supprime(self, version, d):
        module = version.modules.first()
        fil = suggerer(version, d, lieu=f"module.{module.pk}.contenu")
        supprimer_module(version=version, module=module.pk, par=d.concepteur)

        with pytest.raises(Refus, match="« Module 1 » vient d'être supprimé"):
            accepter_suggestion(commentaire=fil, texte="x", par=d.concepteur, lue=None)

    def test_pas_un_texte_vide_ni_trop_long(self, version, d):
        module = version.modules.first()
        fil = suggerer(version, d, lieu=f"module.{module.pk}.titre", proposition="Autre titre")

        for texte in (" ", "x" * 161):
            with pytest.raises(Refus) as refus:
                accepter_suggestion(commentaire=fil, texte=texte, par=d.concepteur, lue=None)
            assert refus.value.champ == "texte"

    def test_un_simple_commentaire_ne_s_accepte_pas(self, version, d):
        with pytest.raises(Refus, match="ne suggère pas de texte"):
            accepter_suggestion(commentaire=dire(version, d), texte="x", par=d.concepteur, lue=None)

    def test_se_decline_avec_un_motif(self, version, d):
        fil = suggerer(version, d)

        with pytest.raises(Refus, match="Dites pourquoi") as refus:
            decliner_suggestion(commentaire=fil, motif=" ", par=d.concepteur)
        assert refus.value.champ == "motif"
        for _ in range(2):
            fil = decliner_suggestion(commentaire=fil, motif="Déjà dit", par=d.concepteur)

        assert lignes(fil)[1:] == [("refus", "Déjà dit", d.concepteur.prenom)]
        with pytest.raises(Refus, match="rouvrez-la d'abord"):
            accepter_suggestion(commentaire=fil, texte="x", par=d.concepteur, lue=None)
        assert rouvrir(commentaire=fil, par=d.formateur).etat == "ouvert"

    def test_acceptee_elle_ne_se_rouvre_ni_ne_se_decline(self, version, d):
        fil = accepter_suggestion(commentaire=suggerer(version, d), texte="Dix", par=d.concepteur, lue=None)

        with pytest.raises(Refus, match="déjà dans le texte"):
            rouvrir(commentaire=fil, par=d.formateur)
        with pytest.raises(Refus, match="déjà close"):
            decliner_suggestion(commentaire=fil, motif="Non", par=d.concepteur)


class TestAnnonces:
    def test_un_seul_message_par_personne_quoi_qu_il_se_soit_dit(self, version, d):
        fil = dire(version, d)
        dire(version, d, lieu="version.publics", texte="Et les élus ?")
        repondre(commentaire=fil, texte="Oui", par=d.concepteur)

        for _ in range(2):
            annoncer_commentaires()

        messages = {message.utilisateur: message for message in Message.objects.all()}
        assert messages.keys() == {d.concepteur, d.formateur}
        assert messages[d.concepteur].sujet == "2 nouveaux échanges sur « Accompagner l'e-administration »"
        assert f"{d.formateur} a écrit : Et les élus ?".replace("\xa0", " ") in messages[d.concepteur].texte.replace(
            "\xa0", " "
        )
        assert "Oui" in messages[d.formateur].texte
        assert not Intervention.objects.filter(annoncee=False).exists()

    def test_la_suite_fait_un_autre_message(self, version, d):
        fil = dire(version, d)
        annoncer_commentaires()

        decline = suggerer(version, d)
        decliner_suggestion(commentaire=decline, motif="Non", par=d.concepteur)
        resoudre(commentaire=fil, par=d.concepteur)
        annoncer_commentaires()

        assert Message.objects.filter(utilisateur=d.concepteur).count() == 2
        recu = Message.objects.get(utilisateur=d.formateur)
        assert "a décliné la suggestion" in recu.texte
        assert "a marqué le fil comme résolu" in recu.texte

    def test_qui_parle_seul_ne_recoit_rien(self, version, d):
        dire(version, d, par=d.concepteur)

        annoncer_commentaires()

        assert not Message.objects.exists()

    def test_beaucoup_d_echanges_se_resument(self, version, d):
        fil = dire(version, d)
        for rang in range(30):
            repondre(commentaire=fil, texte=f"Réponse numéro {rang}.", par=d.formateur)

        annoncer_commentaires()

        texte = Message.objects.get().texte
        assert "Réponse numéro 18." in texte
        assert "Réponse numéro 25." not in texte
        assert "La suite se lit sur la page." in texte


def test_un_avis_n_efface_pas_les_fils(d):
    version = version_en_relecture(d)
    fil = dire(version, d, par=d.autre_concepteur)
    version = rendre_avis(version=version, favorable=False, avis="Voir mes commentaires", par=d.autre_concepteur)

    modifier_module(module=version.modules.first(), contenu="Neuf", par=d.concepteur)

    assert list(version.commentaires.ouverts()) == [fil]

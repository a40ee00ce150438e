import html

import pytest
from django.urls import reverse

from besoins.actions.commentaire import commenter, repondre, resoudre
from besoins.actions.module import supprimer_module
from besoins.actions.programme import modifier_version
from besoins.models import Commentaire
from tests.besoins.atelier import brouillon_complet, relire, version_en_relecture, version_publiee
from tests.besoins.saisie import Saisie


def adresse(nom, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


def texte(reponse) -> str:
    return " ".join(html.unescape(reponse.content.decode()).split())


@pytest.fixture
def version(d):
    return brouillon_complet(d)


@pytest.fixture
def suggestion(version, d):
    return commenter(version=version, lieu="version.tarif", proposition="Dix euros", par=d.formateur)


def dire(version, d, lieu="version.publics", mots="À préciser", **autres):
    return commenter(version=version, lieu=lieu, texte=mots, par=d.formateur, **autres)


class TestListe:
    def test_le_passage_est_souligne_dans_son_texte_et_le_fil_a_cote(self, client, version, d):
        fil = dire(version, d, "version.presentation", passage="une démarche en ligne")
        repondre(commentaire=fil, texte="Laquelle ?", par=d.concepteur)
        client.force_login(d.gestionnaire)

        page = texte(client.get(adresse("commentaire_list", version.pk)))

        assert "accompagner <mark>une démarche en ligne</mark> sans la faire" in page
        assert f"{d.formateur} a écrit" in page
        assert "Laquelle ?" in page
        assert "1 fil ouvert." in page

    def test_un_fil_dont_le_passage_a_disparu_le_dit(self, client, version, d):
        dire(version, d, "version.presentation", passage="une démarche en ligne")
        modifier_version(version=version, par=d.concepteur, presentation="Tout autre chose.")
        client.force_login(d.formateur)

        page = texte(client.get(adresse("commentaire_list", version.pk)))

        assert "Ce passage n'est plus dans le texte." in page
        assert "une démarche en ligne" in page

    def test_un_fil_sur_ce_qui_est_supprime_reste_et_le_dit(self, client, version, d):
        module = version.modules.first()
        dire(version, d, f"module.{module.pk}.contenu")
        supprimer_module(version=version, module=module.pk, par=d.concepteur)
        client.force_login(d.formateur)

        page = texte(client.get(adresse("commentaire_list", version.pk)))

        assert "À propos de ce qui a été supprimé" in page
        assert "« Module 1 », n'existe plus" in page

    def test_une_suggestion_faite_pour_un_autre_texte_le_dit(self, client, suggestion, d):
        modifier_version(version=suggestion.version, par=d.concepteur, tarif="Vingt euros")
        client.force_login(d.concepteur)

        page = texte(client.get(adresse("commentaire_list", suggestion.version_id)))

        assert "Le texte a changé depuis cette suggestion." in page

    def test_qui_lit_seulement_n_a_aucun_bouton(self, client, suggestion, d):
        client.force_login(d.administrateur)

        page = texte(client.get(adresse("commentaire_list", suggestion.version_id)))

        assert "Dix euros" in page
        for bouton in ("> Commenter", "Répondre", "Marquer comme résolu", "Voir ce qu'elle change", "Décliner"):
            assert bouton not in page

    def test_qui_ne_redige_pas_ne_tranche_pas(self, client, suggestion, d):
        client.force_login(d.formateur)

        page = texte(client.get(adresse("commentaire_list", suggestion.version_id)))

        assert "Répondre" in page
        assert "Voir ce qu'elle change" not in page

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_des_fils(self, client, d, nombre, django_assert_num_queries):
        version = brouillon_complet(d, minutes=(60,) * nombre)
        for rang in range(nombre):
            fil = dire(version, d, mots=f"Fil {rang}")
            repondre(commentaire=fil, texte="Oui", par=d.gestionnaire)
        client.force_login(d.concepteur)

        with django_assert_num_queries(10):
            client.get(adresse("commentaire_list", version.pk))


class TestCommenter:
    def test_sans_script_on_copie_le_passage(self, version, d):
        page = Saisie(d.formateur, adresse("commentaire_create", version.pk, "version.presentation"))

        reponse = page.envoyer(passage="accompagner une démarche", texte="Laquelle ?")

        fil = Commentaire.objects.get()
        assert reponse.url == f"{adresse('commentaire_list', version.pk)}#commentaire-{fil.pk}"
        # The proposed text was sent back as it was: it suggests nothing.
        assert (fil.passage, fil.proposition) == ("accompagner une démarche", "")

    def test_le_passage_choisi_a_l_ecran_est_deja_la(self, version, d):
        page = f"{adresse('commentaire_create', version.pk, 'version.presentation')}?passage=en+ligne"

        assert Saisie(d.formateur, page).champs["passage"] == ["en ligne"]

    def test_une_suggestion_part_du_texte(self, version, d):
        module = version.modules.first()
        page = Saisie(d.formateur, adresse("commentaire_create", version.pk, f"module.{module.pk}.contenu"))
        assert page.champs["proposition"] == [module.contenu]

        page.envoyer(proposition="Repérer, expliquer,\r\nfaire faire, relire.")

        assert Commentaire.objects.get().proposition == "Repérer, expliquer,\nfaire faire, relire."

    def test_un_passage_introuvable_garde_ce_qui_est_ecrit(self, version, d):
        page = Saisie(d.formateur, adresse("commentaire_create", version.pk, "version.presentation"))

        reponse = page.envoyer(passage="jamais écrit", texte="Trois lignes d'avis")

        assert "ne figure pas dans le texte" in texte(reponse)
        assert page.champs["texte"] == ["Trois lignes d'avis"]

    @pytest.mark.parametrize("lieu", ["version.niveau", "version.presentation.x", "module.0.contenu", "x"])
    def test_un_lieu_inconnu_est_introuvable(self, client, version, d, lieu):
        client.force_login(d.formateur)

        assert client.get(adresse("commentaire_create", version.pk, lieu)).status_code == 404

    def test_le_commentaire_d_un_module_supprime_pendant_la_saisie_est_rendu(self, version, d):
        module = version.modules.first()
        page = Saisie(d.formateur, adresse("commentaire_create", version.pk, f"module.{module.pk}.contenu"))
        supprimer_module(version=version, module=module.pk, par=d.concepteur)

        reponse = page.envoyer(texte="Trois lignes d'avis")

        assert "vient d'être supprimé" in texte(reponse)
        assert page.champs["texte"] == ["Trois lignes d'avis"]

    def test_une_version_publiee_renvoie_a_l_atelier(self, client, d):
        version = version_publiee(d)
        client.force_login(d.formateur)

        reponse = client.get(adresse("commentaire_create", version.pk, "version.presentation"), follow=True)

        assert "ne se commente plus" in texte(reponse)
        assert reponse.redirect_chain[-1][0] == version.get_absolute_url()

    def test_qui_relit_commente_aussi(self, d):
        version = version_en_relecture(d)

        Saisie(d.autre_concepteur, adresse("commentaire_create", version.pk, "version.tarif")).envoyer(texte="Cher")

        assert version.commentaires.count() == 1


class TestFil:
    def test_se_repond(self, version, d):
        fil = dire(version, d)

        Saisie(d.concepteur, adresse("commentaire_repondre", fil.pk)).envoyer(texte="C'est fait")

        assert fil.interventions.last().texte == "C'est fait"

    def test_une_reponse_a_un_fil_disparu_est_rendue(self, version, d):
        page = Saisie(d.concepteur, adresse("commentaire_repondre", dire(version, d).pk))
        version.delete()

        assert "Deux pages de réponse" in texte(page.envoyer(texte="Deux pages de réponse"))

    def test_se_resout_et_se_rouvre_par_un_bouton(self, client, version, d):
        fil = dire(version, d)
        client.force_login(d.gestionnaire)

        client.post(adresse("commentaire_resoudre", fil.pk))
        assert "1 fil clos" in texte(client.get(adresse("commentaire_list", version.pk)))
        client.post(adresse("commentaire_rouvrir", fil.pk))

        assert "1 fil ouvert." in texte(client.get(adresse("commentaire_list", version.pk)))


class TestSuggestion:
    def test_ce_qu_elle_change_se_lit_puis_s_enregistre(self, suggestion, d):
        page = Saisie(d.concepteur, adresse("commentaire_accepter", suggestion.pk))
        assert "<del>Gratuit</del>" in texte(page.client.get(page.page))
        assert "<ins>Dix euros</ins>" in texte(page.client.get(page.page))

        page.envoyer(texte="Dix euros, repas compris")

        assert relire(suggestion.version).tarif == "Dix euros, repas compris"

    def test_un_texte_qui_a_change_entre_temps_se_compare(self, suggestion, d):
        page = Saisie(d.concepteur, adresse("commentaire_accepter", suggestion.pk))
        modifier_version(version=suggestion.version, par=d.autre_concepteur, tarif="Vingt euros")

        reponse = page.envoyer()

        assert "pendant que vous écriviez" in texte(reponse)
        assert "Le texte a changé depuis que cette suggestion a été faite" in texte(reponse)
        assert "<del>Vingt</del>" in texte(reponse)
        assert relire(suggestion.version).tarif == "Vingt euros"
        page.envoyer()
        assert relire(suggestion.version).tarif == "Dix euros"

    def test_ce_qui_n_existe_plus_se_dit(self, client, version, d):
        module = version.modules.first()
        fil = dire(version, d, f"module.{module.pk}.contenu", proposition="Autre")
        supprimer_module(version=version, module=module.pk, par=d.concepteur)
        client.force_login(d.concepteur)

        assert "« Module 1 » n'existe plus" in texte(client.get(adresse("commentaire_accepter", fil.pk)))

    def test_se_decline_avec_un_motif(self, suggestion, d):
        page = Saisie(d.concepteur, adresse("commentaire_decliner", suggestion.pk))
        assert page.envoyer(motif="").status_code == 200

        page.envoyer(motif="Les repas sont en plus")

        assert Commentaire.objects.get().etat == "decline"


class TestDossier:
    def test_compte_les_fils_ouverts_a_cote_de_chaque_partie(self, client, version, d):
        module = version.modules.first()
        for lieu in ("version.publics", "version.tarif", f"module.{module.pk}.contenu"):
            dire(version, d, lieu)
        resoudre(commentaire=dire(version, d, f"module.{module.pk}.titre"), par=d.concepteur)
        client.force_login(d.concepteur)

        page = texte(client.get(version.get_absolute_url()))

        assert page.count("2 commentaires ouverts") == 1
        assert page.count("1 commentaire ouvert") == 1

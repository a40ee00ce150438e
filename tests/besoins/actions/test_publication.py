import pytest
from django.db import IntegrityError, transaction

from academie.models import Message
from academie.regles import Refus
from besoins.actions.besoin import reexaminer_besoin
from besoins.actions.programme import modifier_version, nouvelle_version_programme
from besoins.actions.publication import publier_version, rendre_avis, retirer_version, soumettre_version
from besoins.models import MouvementVersion, VersionProgramme
from tests.besoins.atelier import (
    brouillon,
    brouillon_complet,
    relire,
    version_en_relecture,
    version_publiee,
    version_relue,
    version_retiree,
)


def destinataires(debut: str) -> set[str]:
    return set(Message.objects.filter(sujet__startswith=debut).values_list("destinataire", flat=True))


def etapes(version) -> list[tuple[str, str]]:
    return list(MouvementVersion.objects.filter(version=version).values_list("de", "vers"))


class TestSoumettre:
    def test_demande_la_relecture_a_celles_et_ceux_qui_n_ont_pas_ecrit(self, d):
        version = soumettre_version(version=brouillon_complet(d), par=d.concepteur)

        assert version.etat == "en_relecture"
        assert destinataires("À relire") == {d.autre_concepteur.email, d.gestionnaire.email}
        assert f"/ingenierie/{version.pk}/relecture/" in Message.objects.first().texte

    def test_deux_fois_ne_previent_qu_une_fois(self, d):
        version = brouillon_complet(d)

        for _ in range(2):
            soumettre_version(version=version, par=d.concepteur)

        assert Message.objects.count() == 2
        assert etapes(version) == [("", "brouillon"), ("brouillon", "en_relecture")]

    @pytest.mark.parametrize("champ", VersionProgramme.CHAMPS_OBLIGATOIRES)
    def test_chaque_champ_publie_est_demande(self, d, champ):
        version = brouillon_complet(d, textes={champ: ""})

        with pytest.raises(Refus, match="il manque") as refus:
            soumettre_version(version=version, par=d.concepteur)
        assert str(VersionProgramme._meta.get_field(champ).verbose_name) in str(refus.value)
        assert relire(version).etat == "brouillon"

    @pytest.mark.parametrize(("contenu", "nom"), [("objectifs", "un objectif"), ("modules", "un module")])
    def test_objectifs_et_modules_sont_demandes(self, d, contenu, nom):
        version = brouillon_complet(d)
        getattr(version, contenu).all().delete()

        with pytest.raises(Refus, match=nom):
            soumettre_version(version=version, par=d.concepteur)

    def test_un_besoin_encore_retenu_est_demande(self, d):
        version = brouillon_complet(d)
        reexaminer_besoin(besoin=version.besoins.get(), par=d.concepteur)

        with pytest.raises(Refus, match="un besoin retenu"):
            soumettre_version(version=version, par=d.concepteur)

    def test_une_version_publiee_ne_se_soumet_plus(self, d):
        with pytest.raises(Refus, match="déjà publiée"):
            soumettre_version(version=version_publiee(d), par=d.concepteur)


class TestRelire:
    def test_approuver_previent_l_autrice(self, d):
        version = rendre_avis(
            version=version_en_relecture(d), favorable=True, avis="Très clair.", par=d.autre_concepteur
        )

        assert (version.etat, version.relu_par, version.avis_relecture) == ("relue", d.autre_concepteur, "Très clair.")
        assert destinataires("Relue et approuvée") == {d.concepteur.email}
        assert "Très clair." in Message.objects.get(sujet__startswith="Relue").texte

    def test_renvoyer_rend_le_brouillon_avec_l_avis(self, d):
        version = rendre_avis(
            version=version_en_relecture(d), favorable=False, avis="Précisez le tarif.", par=d.gestionnaire
        )

        assert version.etat == "brouillon"
        assert destinataires("À reprendre") == {d.concepteur.email}
        assert "Précisez le tarif." in Message.objects.get(sujet__startswith="À reprendre").texte
        modifier_version(version=version, par=d.concepteur, tarif="Gratuit pour les adhérents")

    @pytest.mark.parametrize("favorable", [True, False])
    def test_deux_fois_ne_dit_qu_une_fois(self, d, favorable):
        version = version_en_relecture(d)

        for _ in range(2):
            rendre_avis(version=version, favorable=favorable, avis="Voilà.", par=d.gestionnaire)

        assert MouvementVersion.objects.filter(motif="Voilà.").count() == 1
        assert Message.objects.exclude(sujet__startswith="À relire").count() == 1

    def test_l_autrice_ne_relit_pas(self, d):
        version = version_en_relecture(d)

        with pytest.raises(Refus, match="revient à une autre personne"):
            rendre_avis(version=version, favorable=True, par=d.concepteur)
        assert relire(version).etat == "en_relecture"

    def test_qui_a_corrige_le_brouillon_ne_relit_pas_non_plus(self, d):
        version = brouillon_complet(d)
        modifier_version(version=version, par=d.autre_concepteur, tarif="Gratuit")
        soumettre_version(version=version, par=d.concepteur)

        with pytest.raises(Refus, match="Vous avez écrit dans cette version"):
            rendre_avis(version=version, favorable=True, par=d.autre_concepteur)

    @pytest.mark.parametrize("avis", ["", "   "])
    def test_renvoyer_sans_dire_pourquoi_est_refuse(self, d, avis):
        version = version_en_relecture(d)

        with pytest.raises(Refus, match="Dites ce qu'il faut changer") as refus:
            rendre_avis(version=version, favorable=False, avis=avis, par=d.gestionnaire)
        assert refus.value.champ == "avis"

    @pytest.mark.parametrize("fabrique", [brouillon_complet, version_publiee])
    def test_une_version_qui_n_attend_rien_ne_se_relit_pas(self, d, fabrique):
        with pytest.raises(Refus, match="n'attend pas de relecture"):
            rendre_avis(version=fabrique(d), favorable=True, par=d.gestionnaire)

    def test_une_version_approuvee_peut_encore_etre_renvoyee(self, d):
        version = rendre_avis(version=version_relue(d), favorable=False, avis="Une faute.", par=d.gestionnaire)

        assert version.etat == "brouillon"

    def test_l_avis_recommence_apres_une_reprise(self, d):
        version = rendre_avis(version=version_en_relecture(d), favorable=False, avis="Non.", par=d.gestionnaire)
        soumettre_version(version=version, par=d.concepteur)

        assert rendre_avis(version=version, favorable=True, par=d.gestionnaire).etat == "relue"
        assert [vers for _, vers in etapes(version)] == [
            "brouillon",
            "en_relecture",
            "brouillon",
            "en_relecture",
            "relue",
        ]


class TestPublier:
    def test_met_au_catalogue(self, d):
        version = publier_version(version=version_relue(d), par=d.gestionnaire)

        assert (version.etat, version.publiee_par) == ("publiee", d.gestionnaire)
        assert VersionProgramme.objects.publiees().get() == version

    def test_retire_celle_d_avant(self, d):
        ancienne = version_publiee(d)
        nouvelle = nouvelle_version_programme(version=ancienne, par=d.concepteur)
        soumettre_version(version=nouvelle, par=d.concepteur)
        rendre_avis(version=nouvelle, favorable=True, par=d.gestionnaire)

        for _ in range(2):
            publier_version(version=nouvelle, par=d.concepteur)

        assert VersionProgramme.objects.publiees().get() == nouvelle
        assert relire(ancienne).etat == "retiree"
        assert MouvementVersion.objects.get(version=ancienne, vers="retiree").motif == "Remplacée par la version 2."
        assert etapes(nouvelle)[-1] == ("relue", "publiee")

    @pytest.mark.parametrize("fabrique", [brouillon_complet, version_en_relecture, version_retiree])
    def test_seule_une_version_relue_se_publie(self, d, fabrique):
        with pytest.raises(Refus, match="après sa relecture"):
            publier_version(version=fabrique(d), par=d.gestionnaire)

    def test_un_besoin_remis_en_cause_entre_temps_arrete_la_publication(self, d):
        version = version_relue(d)
        reexaminer_besoin(besoin=version.besoins.get(), par=d.concepteur)

        with pytest.raises(Refus, match="un besoin retenu"):
            publier_version(version=version, par=d.gestionnaire)
        assert relire(version).etat == "relue"


class TestRetirer:
    def test_quitte_le_catalogue_avec_un_motif(self, d):
        version = version_publiee(d)

        for _ in range(2):
            retirer_version(version=version, par=d.gestionnaire, motif="Dépassé.")

        assert not VersionProgramme.objects.publiees().exists()
        assert MouvementVersion.objects.get(vers="retiree").motif == "Dépassé."

    def test_sans_motif_est_refuse(self, d):
        with pytest.raises(Refus, match="Dites pourquoi") as refus:
            retirer_version(version=version_publiee(d), par=d.gestionnaire, motif=" ")
        assert refus.value.champ == "motif"

    def test_ce_qui_n_est_pas_au_catalogue_ne_s_en_retire_pas(self, d):
        with pytest.raises(Refus, match="n'est pas au catalogue"):
            retirer_version(version=brouillon(d), par=d.gestionnaire, motif="Dépassé.")


class TestLaBaseRepeteLesRegles:
    @pytest.mark.parametrize(
        "champs",
        [
            {"etat": "publiee"},
            {"etat": "relue"},
            {"relu_par": "redige_par"},
            {"seuil_assiduite": 0},
            {"seuil_assiduite": 101},
        ],
    )
    def test_un_etat_impossible_est_refuse(self, d, champs):
        version = brouillon(d)
        champs = {nom: d.concepteur if valeur == "redige_par" else valeur for nom, valeur in champs.items()}

        with pytest.raises(IntegrityError), transaction.atomic():
            VersionProgramme.objects.filter(pk=version.pk).update(**champs)

    def test_deux_versions_publiees_du_meme_programme_sont_impossibles(self, d):
        publiee = version_publiee(d)
        autre = nouvelle_version_programme(version=publiee, par=d.concepteur)

        with pytest.raises(IntegrityError), transaction.atomic():
            VersionProgramme.objects.filter(pk=autre.pk).update(
                etat="publiee",
                relu_par=d.gestionnaire,
                relu_le=publiee.relu_le,
                publiee_par=d.gestionnaire,
                publiee_le=publiee.publiee_le,
            )

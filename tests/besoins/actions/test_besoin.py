import pytest
from django.db import IntegrityError, transaction

from academie.regles import Refus
from besoins.actions.besoin import (
    creer_besoin,
    ecarter_besoin,
    modifier_besoin,
    qualifier_besoin,
    reexaminer_besoin,
    retenir_besoin,
    satisfaire_besoin,
)
from besoins.actions.publication import publier_version, retirer_version
from besoins.models import Besoin
from tests.besoins import atelier
from tests.besoins.fabriques import besoin, besoin_prouve, besoin_qualifie


def retenu(d) -> Besoin:
    return retenir_besoin(besoin=besoin_qualifie(d.concepteur), par=d.concepteur)


class TestCreer:
    def test_le_meme_besoin_envoye_deux_fois_est_garde_une_fois(self, d):
        assert besoin(d.concepteur, "Un") == besoin(d.concepteur, "Un")

    def test_refuse_un_autre_besoin_de_meme_titre(self, d):
        besoin(d.concepteur, "Un")

        with pytest.raises(Refus) as refus:
            creer_besoin(besoin=Besoin(titre="Un", description="Autre"), par=d.concepteur)
        assert refus.value.champ == "titre"

    def test_modifier_sans_rien_dire_des_territoires_les_laisse(self, d):
        fait = besoin(d.concepteur)
        modifier_besoin(besoin=fait, territoires=[d.commune])

        modifier_besoin(besoin=fait)

        assert list(fait.territoires.all()) == [d.commune]


class TestQualifier:
    def test_deux_fois_ne_qualifie_qu_une_fois(self, d):
        recu = besoin(d.concepteur)

        for _ in range(2):
            qualifier_besoin(besoin=recu, par=d.concepteur)

        assert list(recu.mouvements.values_list("de", "vers")) == [("", "recu"), ("recu", "qualifie")]


class TestDecider:
    def test_retenir_dit_qui_quand_et_pourquoi(self, d):
        fait = retenir_besoin(besoin=besoin_qualifie(d.concepteur), par=d.concepteur, motif=" Urgent ")

        assert (fait.etat, fait.decide_par, fait.motif) == ("retenu", d.concepteur, "Urgent")
        assert fait.decide_le

    def test_retenir_deux_fois_ne_decide_qu_une_fois(self, d):
        prouve = besoin_qualifie(d.concepteur)

        for personne in (d.concepteur, d.autre_concepteur):
            retenir_besoin(besoin=prouve, par=personne)

        assert Besoin.objects.get().decide_par == d.concepteur
        assert prouve.mouvements.filter(vers="retenu").count() == 1

    def test_refuse_de_retenir_sans_preuve(self, d):
        with pytest.raises(Refus, match="aucune preuve"):
            retenir_besoin(besoin=qualifier_besoin(besoin=besoin(d.concepteur), par=d.concepteur), par=d.concepteur)

    def test_refuse_de_retenir_ce_que_personne_n_a_qualifie(self, d):
        with pytest.raises(Refus, match="Qualifiez-le d'abord"):
            retenir_besoin(besoin=besoin_prouve(d.concepteur), par=d.concepteur)

    @pytest.mark.parametrize("motif", ["", "   "])
    def test_refuse_d_ecarter_sans_motif(self, d, motif):
        with pytest.raises(Refus) as refus:
            ecarter_besoin(besoin=besoin(d.concepteur), par=d.concepteur, motif=motif)
        assert refus.value.champ == "motif"

    def test_ecarter_deux_fois_ne_decide_qu_une_fois(self, d):
        recu = besoin(d.concepteur)

        for motif in ("Hors champ", "Autre"):
            ecarter_besoin(besoin=recu, par=d.concepteur, motif=motif)

        assert Besoin.objects.get().motif == "Hors champ"

    def test_refuse_de_retenir_un_ecarte(self, d):
        ecarte = ecarter_besoin(besoin=besoin_prouve(d.concepteur), par=d.concepteur, motif="Non")

        with pytest.raises(Refus, match="il est écarté"):
            retenir_besoin(besoin=ecarte, par=d.concepteur)

    def test_refuse_d_ecarter_un_retenu(self, d):
        with pytest.raises(Refus, match="il est retenu"):
            ecarter_besoin(besoin=retenu(d), par=d.concepteur, motif="Non")

    @pytest.mark.parametrize("motif", ["", "   "])
    def test_satisfaire_veut_un_motif(self, d, motif):
        with pytest.raises(Refus) as refus:
            satisfaire_besoin(besoin=retenu(d), par=d.concepteur, motif=motif)
        assert refus.value.champ == "motif"

    def test_satisfaire_deux_fois_ne_decide_qu_une_fois(self, d):
        fait = retenu(d)

        for motif in ("Douze sessions tenues", "Autre"):
            satisfaire_besoin(besoin=fait, par=d.concepteur, motif=motif)

        assert Besoin.objects.get().motif == "Douze sessions tenues"

    def test_refuse_de_satisfaire_ce_que_personne_n_a_retenu(self, d):
        with pytest.raises(Refus, match="Retenez-le d'abord"):
            satisfaire_besoin(besoin=besoin_qualifie(d.concepteur), par=d.concepteur, motif="Fait")

    def test_reexaminer_efface_la_decision_mais_pas_l_histoire(self, d):
        fait = reexaminer_besoin(besoin=retenu(d), par=d.autre_concepteur)

        assert (fait.etat, fait.decide_par, fait.decide_le) == ("qualifie", None, None)
        assert list(fait.mouvements.values_list("de", "vers")) == [
            ("", "recu"),
            ("recu", "qualifie"),
            ("qualifie", "retenu"),
            ("retenu", "qualifie"),
        ]


class TestProgrammer:
    """The state follows the catalogue."""

    def etat(self) -> str:
        return Besoin.objects.get().etat

    def test_publier_programme_et_retirer_le_dernier_rend_retenu(self, d):
        version = atelier.version_relue(d)
        assert self.etat() == "retenu"

        publier_version(version=version, par=d.gestionnaire)
        fait = Besoin.objects.get()
        assert (fait.etat, fait.decide_par) == ("programme", d.concepteur)
        assert "Accompagner l'e-administration" in fait.mouvements.get(vers="programme").motif

        retirer_version(version=atelier.relire(version), par=d.gestionnaire, motif="Dépassé")
        assert self.etat() == "retenu"

    def test_un_autre_programme_publie_le_garde_programme(self, d):
        premiere, _autre = (atelier.version_publiee(d, titre) for titre in ("Un", "Deux"))

        retirer_version(version=premiere, par=d.gestionnaire, motif="Dépassé")

        assert self.etat() == "programme"

    def test_un_besoin_programme_se_satisfait_mais_ne_se_rouvre_pas(self, d):
        atelier.version_publiee(d)
        fait = Besoin.objects.get()

        with pytest.raises(Refus, match="le programme publié"):
            reexaminer_besoin(besoin=fait, par=d.concepteur)

        assert satisfaire_besoin(besoin=fait, par=d.concepteur, motif="Tenu").etat == "satisfait"


def test_la_base_refuse_une_decision_sans_auteur(d):
    retenu(d)

    with pytest.raises(IntegrityError), transaction.atomic():
        Besoin.objects.update(decide_par=None)


def test_la_base_refuse_un_ecart_sans_motif(d):
    ecarter_besoin(besoin=besoin(d.concepteur), par=d.concepteur, motif="Non")

    with pytest.raises(IntegrityError), transaction.atomic():
        Besoin.objects.update(motif="")

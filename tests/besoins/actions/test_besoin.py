import threading

import pytest
from django.db import IntegrityError, connection, transaction

from academie.regles import Refus
from besoins.actions.besoin import (
    creer_besoin,
    deplacer_besoin,
    reexaminer_besoin,
    rejeter_besoin,
    retenir_besoin,
)
from besoins.models import Besoin
from tests.besoins.fabriques import besoin, besoin_prouve
from tests.distribution import distribuer


def ordre() -> list[str]:
    return list(Besoin.objects.order_by("rang").values_list("titre", flat=True))


class TestCreer:
    def test_vient_au_dernier_rang(self, d):
        for titre in ("Un", "Deux"):
            besoin(d.concepteur, titre)

        assert ordre() == ["Un", "Deux"]

    def test_le_meme_besoin_envoye_deux_fois_est_garde_une_fois(self, d):
        assert besoin(d.concepteur, "Un") == besoin(d.concepteur, "Un")

    def test_refuse_un_autre_besoin_de_meme_titre(self, d):
        besoin(d.concepteur, "Un")

        with pytest.raises(Refus) as refus:
            creer_besoin(besoin=Besoin(titre="Un", description="Autre"), par=d.concepteur)
        assert refus.value.champ == "titre"


class TestDeplacer:
    def test_monte_et_descend(self, d):
        besoins = [besoin(d.concepteur, titre) for titre in ("Un", "Deux", "Trois")]

        deplacer_besoin(besoin=besoins[2], sens="monter", depuis=3)
        assert ordre() == ["Un", "Trois", "Deux"]

        deplacer_besoin(besoin=besoins[0], sens="descendre", depuis=1)
        assert ordre() == ["Trois", "Un", "Deux"]

    def test_deux_clics_ne_deplacent_que_d_un_rang(self, d):
        besoins = [besoin(d.concepteur, titre) for titre in ("Un", "Deux", "Trois")]

        for _ in range(2):
            deplacer_besoin(besoin=besoins[2], sens="monter", depuis=3)

        assert ordre() == ["Un", "Trois", "Deux"]

    def test_le_premier_ne_monte_pas(self, d):
        premier = besoin(d.concepteur, "Un")
        besoin(d.concepteur, "Deux")

        deplacer_besoin(besoin=premier, sens="monter", depuis=1)

        assert ordre() == ["Un", "Deux"]


class TestDecider:
    def test_retenir_dit_qui_quand_et_pourquoi(self, d):
        retenu = retenir_besoin(besoin=besoin_prouve(d.concepteur), par=d.concepteur, motif=" Urgent ")

        assert (retenu.etat, retenu.decide_par, retenu.motif) == ("retenu", d.concepteur, "Urgent")
        assert retenu.decide_le

    def test_retenir_deux_fois_ne_decide_qu_une_fois(self, d):
        prouve = besoin_prouve(d.concepteur)

        for personne in (d.concepteur, d.autre_concepteur):
            retenir_besoin(besoin=prouve, par=personne)

        assert Besoin.objects.get().decide_par == d.concepteur
        assert prouve.mouvements.filter(vers="retenu").count() == 1

    def test_refuse_de_retenir_sans_preuve(self, d):
        with pytest.raises(Refus, match="aucune preuve"):
            retenir_besoin(besoin=besoin(d.concepteur), par=d.concepteur)

    @pytest.mark.parametrize("motif", ["", "   "])
    def test_refuse_de_rejeter_sans_motif(self, d, motif):
        with pytest.raises(Refus) as refus:
            rejeter_besoin(besoin=besoin(d.concepteur), par=d.concepteur, motif=motif)
        assert refus.value.champ == "motif"

    def test_rejeter_deux_fois_ne_decide_qu_une_fois(self, d):
        candidat = besoin(d.concepteur)

        for motif in ("Hors champ", "Autre"):
            rejeter_besoin(besoin=candidat, par=d.concepteur, motif=motif)

        assert Besoin.objects.get().motif == "Hors champ"

    def test_refuse_de_retenir_un_rejete(self, d):
        rejete = rejeter_besoin(besoin=besoin_prouve(d.concepteur), par=d.concepteur, motif="Non")

        with pytest.raises(Refus, match="rejeté"):
            retenir_besoin(besoin=rejete, par=d.concepteur)

    def test_refuse_de_rejeter_un_retenu(self, d):
        retenu = retenir_besoin(besoin=besoin_prouve(d.concepteur), par=d.concepteur)

        with pytest.raises(Refus, match="retenu"):
            rejeter_besoin(besoin=retenu, par=d.concepteur, motif="Non")

    def test_reexaminer_efface_la_decision_mais_pas_l_histoire(self, d):
        retenu = retenir_besoin(besoin=besoin_prouve(d.concepteur), par=d.concepteur)

        candidat = reexaminer_besoin(besoin=retenu, par=d.autre_concepteur)

        assert (candidat.etat, candidat.decide_par, candidat.decide_le) == ("candidat", None, None)
        assert list(candidat.mouvements.values_list("de", "vers")) == [
            ("", "candidat"),
            ("candidat", "retenu"),
            ("retenu", "candidat"),
        ]


def test_la_base_refuse_une_decision_sans_auteur(d):
    retenir_besoin(besoin=besoin_prouve(d.concepteur), par=d.concepteur)

    with pytest.raises(IntegrityError), transaction.atomic():
        Besoin.objects.update(decide_par=None)


@pytest.mark.django_db(transaction=True)
def test_des_besoins_proposes_ensemble_ont_chacun_leur_rang():
    concepteur = distribuer().concepteur
    depart, echecs = threading.Barrier(5), []

    def proposer(titre):
        try:
            depart.wait()
            besoin(concepteur, titre)
        except Exception as erreur:
            echecs.append(erreur)
        finally:
            connection.close()

    fils = [threading.Thread(target=proposer, args=[f"Besoin {rang}"]) for rang in range(5)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()

    assert echecs == []
    assert list(Besoin.objects.order_by("rang").values_list("rang", flat=True)) == [1, 2, 3, 4, 5]

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.regles import Refus
from sessions.actions.temps import (
    ajouter_temps,
    attester_mois,
    ouvrir_mois,
    renvoyer_mois,
    reprendre_les_sessions,
    retirer_temps,
    valider_mois,
)
from sessions.models import LigneTemps, MoisTemps
from sessions.queries.temps import feuille_de_temps
from tests.sessions.emargements import session_au
from tests.sessions.exemples.bilans import financement, mois_de
from tests.sessions.fabriques import relire


@pytest.fixture
def mois(d):
    return mois_de(d, d.formateur)


def aujourd_hui():
    return timezone.localdate()


def test_une_feuille_par_mois_et_par_financement(d, mois):
    assert ouvrir_mois(utilisateur=d.formateur, financement=financement(d), mois=aujourd_hui()) == mois
    assert MoisTemps.objects.count() == 1


def test_pas_de_feuille_d_un_mois_a_venir(d):
    with pytest.raises(Refus, match="n'a pas commencé"):
        ouvrir_mois(utilisateur=d.formateur, financement=financement(d), mois=aujourd_hui() + timedelta(days=40))


def test_pas_de_feuille_hors_du_financement(d):
    with pytest.raises(Refus, match="ne finance pas ce mois"):
        ouvrir_mois(utilisateur=d.formateur, financement=financement(d), mois=aujourd_hui() - timedelta(days=800))


def test_la_meme_ligne_envoyee_deux_fois_s_ecrit_une_fois(d, mois):
    ajouter_temps(mois=mois, jour=aujourd_hui(), minutes=90, activite="Préparation des supports")
    assert mois.lignes.count() == 1


@pytest.mark.parametrize(
    ("jours", "minutes", "phrase"),
    [(0, 0, "au moins une minute"), (0, 600, "le maximum est de 10\xa0h"), (-70, 30, "pas dans le mois")],
)
def test_ce_qui_ne_s_ecrit_pas(mois, jours, minutes, phrase):
    with pytest.raises(Refus, match=phrase):
        ajouter_temps(mois=mois, jour=aujourd_hui() + timedelta(days=jours), minutes=minutes, activite="Bilan")
    assert mois.lignes.count() == 1


def test_la_journee_compte_toutes_les_feuilles(d, mois):
    autre = type(financement(d)).objects.create(nom="Région", debut=aujourd_hui().replace(day=1))
    seconde = ouvrir_mois(utilisateur=d.formateur, financement=autre, mois=aujourd_hui())
    with pytest.raises(Refus, match="11\xa0h"):
        ajouter_temps(mois=seconde, jour=aujourd_hui(), minutes=570, activite="Autre chose")


def test_deux_signatures_de_deux_personnes(d, mois):
    mois = attester_mois(mois=mois)
    assert attester_mois(mois=mois).etat == "atteste"
    with pytest.raises(Refus, match="validée par une autre personne"):
        valider_mois(mois=mois, par=d.formateur)
    mois = valider_mois(mois=mois, par=d.gestionnaire)
    assert (mois.etat, mois.valide_par) == ("valide", d.gestionnaire)
    assert valider_mois(mois=mois, par=d.gestionnaire).valide_le == mois.valide_le


def test_rien_ne_change_plus_une_fois_attestee(d, mois):
    ligne = mois.lignes.get()
    attester_mois(mois=mois)
    with pytest.raises(Refus, match="attestée"):
        ajouter_temps(mois=mois, jour=aujourd_hui(), minutes=30, activite="Bilan")
    with pytest.raises(Refus, match="attestée"):
        retirer_temps(mois=mois, ligne=ligne.pk)
    assert LigneTemps.objects.count() == 1


def test_une_feuille_vide_ne_s_atteste_pas(d, mois):
    retirer_temps(mois=mois, ligne=mois.lignes.get().pk)
    with pytest.raises(Refus, match="vide"):
        attester_mois(mois=mois)


def test_renvoyer_demande_un_motif_et_rouvre(d, mois):
    mois = attester_mois(mois=mois)
    with pytest.raises(Refus, match="ce qu'il faut corriger"):
        renvoyer_mois(mois=mois, par=d.gestionnaire, motif=" ")
    mois = renvoyer_mois(mois=mois, par=d.gestionnaire, motif="Le 3 manque.")
    assert (mois.etat, mois.motif_renvoi) == ("brouillon", "Le 3 manque.")


def test_valider_attend_l_attestation(d, mois):
    with pytest.raises(Refus, match="n'est pas attestée"):
        valider_mois(mois=mois, par=d.gestionnaire)


class TestSessions:
    @pytest.fixture
    def session(self, d):
        """Two half-days of 195 minutes, ten days ago, that `d.formateur` gave for the funder."""
        session = session_au(d, dans=-10)
        session.version.financements.add(financement(d))
        type(financement(d)).objects.update(debut=aujourd_hui() - timedelta(days=400))
        return session

    def test_les_demi_journees_animees_se_reprennent_une_fois(self, d, session):
        feuille = ouvrir_mois(
            utilisateur=d.formateur, financement=financement(d), mois=timezone.localdate(session.debut)
        )
        assert len(feuille_de_temps(feuille).ecarts) == 2
        reprendre_les_sessions(mois=feuille)
        reprendre_les_sessions(mois=relire(feuille))
        lue = feuille_de_temps(feuille)
        assert (lue.minutes, lue.ecarts) == (390, [])

    def test_un_ecart_avec_la_session_est_dit(self, d, session):
        feuille = ouvrir_mois(
            utilisateur=d.formateur, financement=financement(d), mois=timezone.localdate(session.debut)
        )
        reprendre_les_sessions(mois=feuille)
        feuille.lignes.update(minutes=60)
        assert "la feuille porte 1\xa0h" in feuille_de_temps(feuille).ecarts[0]

    def test_les_demi_journees_d_une_autre_ne_comptent_pas(self, d, session):
        feuille = ouvrir_mois(
            utilisateur=d.autre_formateur, financement=financement(d), mois=timezone.localdate(session.debut)
        )
        assert feuille_de_temps(reprendre_les_sessions(mois=feuille)).lignes == []

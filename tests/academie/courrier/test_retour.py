import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.courrier.retour import Retour, adresse_de_retour, lire_retour

from . import avis


def test_une_adresse_inconnue_est_un_refus_definitif():
    assert lire_retour(avis.postfix()) == Retour(avis.JETON, True, "5.1.1", "smtp; 550 5.1.1 User unknown")


def test_une_boite_pleine_est_un_refus_passager_meme_sans_notre_entete():
    retour = lire_retour(avis.exchange())
    assert (retour.jeton, retour.definitif, retour.statut) == (avis.JETON, False, "5.2.2")


def test_l_adresse_de_retour_suffit_a_reconnaitre_le_courriel():
    retour = lire_retour(avis.verp())
    assert (retour.jeton, retour.definitif) == (avis.JETON, False)
    assert adresse_de_retour("retours@oten.example", avis.JETON) in avis.verp().decode()


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_un_retard_ou_une_remise_n_est_pas_un_refus(action):
    assert lire_retour(avis.postfix(action=action)) is None


@pytest.mark.parametrize(
    "contenu", [avis.ABSENCE, b"", b"\x00\xff", avis.postfix(jeton="pas-une-marque"), avis.postfix()[:700]]
)
def test_ce_qui_n_est_pas_un_avis_sur_un_des_notres_est_ignore(contenu):
    assert not lire_retour(contenu)


@given(st.binary(max_size=400))
def test_n_importe_quels_octets_se_lisent(octets):
    retour = lire_retour(avis.postfix().replace(b"User unknown", octets))
    assert retour is None or retour.motif.isprintable()

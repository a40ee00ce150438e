import pytest

from academie.diffusion.contenu import Contenu
from academie.diffusion.memoire import Memoire


def contenu(octets: int) -> Contenu:
    return Contenu(b"x" * octets, "text/plain", None, "x")


def test_ce_qui_est_garde_n_est_pas_refait():
    memoire, faits = Memoire(100), []
    for _ in range(3):
        memoire.obtenir("cle", lambda: faits.append(1) or contenu(10))
    assert len(faits) == 1
    memoire.vider()
    memoire.obtenir("cle", lambda: faits.append(1) or contenu(10))
    assert len(faits) == 2


def test_elle_ne_depasse_jamais_sa_taille_et_garde_ce_que_l_on_demande():
    memoire, faits = Memoire(100), []
    for rang in range(50):
        memoire.obtenir("souvent", lambda: faits.append("souvent") or contenu(30))
        memoire.obtenir(rang, lambda: contenu(30))
        assert memoire.occupes <= 100
    assert faits == ["souvent"]
    assert memoire.occupes == 90


def test_ce_qui_est_trop_gros_est_donne_sans_etre_garde():
    memoire = Memoire(100)
    assert len(memoire.obtenir("gros", lambda: contenu(101)).octets) == 101
    assert memoire.occupes == 0


def test_une_erreur_ne_laisse_rien():
    memoire = Memoire(100)
    with pytest.raises(ZeroDivisionError):
        memoire.obtenir("cle", lambda: 1 / 0)
    assert len(memoire.obtenir("cle", lambda: contenu(5)).octets) == 5

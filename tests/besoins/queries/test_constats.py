from decimal import Decimal

import pytest

from besoins.models import Option
from besoins.queries.constats import chiffre, comparer_au_publie, constats_de_classement, part, place
from besoins.statistiques.egalites import Rang
from besoins.statistiques.proportion import Proportion


def lisible(texte: str) -> str:
    return texte.replace("\u00a0", " ")


def test_une_part_se_lit_avec_son_nombre_et_son_intervalle():
    assert lisible(part(Proportion(9, 11))) == "9 sur 11, soit 81,8 % [52 % – 95 %]"


def test_une_part_de_personne_ne_se_calcule_pas():
    assert part(Proportion(0, 0)) == "aucune réponse"


@pytest.mark.parametrize(
    ("publie", "k", "attendu"),
    [
        ("81", 9, "Le 81 % publié est 9 sur 11, soit 81,8 %, dont on a coupé les décimales."),
        ("55", 6, "Le 55 % publié est 6 sur 11, soit 54,5 %, arrondi au plus proche."),
        ("45.00", 5, "Le 45 % publié est bien 5 sur 11 (45,5 %)."),
        ("45", 4, "Le 45 % publié correspond à 5 sur 11, pas aux 4 réponses comptées ici."),
        ("45", None, "Le 45 % publié peut venir de 5 sur 11, mais le nombre exact est inconnu."),
        (
            "23",
            None,
            (
                "Le 23 % publié ne peut pas venir de 11 réponses : 2 sur 11 font 18,2 %, 3 sur 11 font 27,3 %. Il faut "
                "pour cela un autre nombre de réponses : 13, 17 ou 21, par exemple."
            ),
        ),
    ],
)
def test_un_chiffre_publie_est_confronte_aux_reponses(publie, k, attendu):
    assert lisible(comparer_au_publie(Decimal(publie), 11, k)) == attendu


class TestClassement:
    def option(self, libelle):
        return Option(pk=len(libelle), libelle=libelle)

    def test_onze_reponses_ne_classent_rien(self):
        proportions = {self.option("Un"): Proportion(9, 11), self.option("Deux"): Proportion(5, 11)}

        phrases = constats_de_classement(proportions)

        assert "ne permettent pas de classer strictement" in phrases[0]
        assert "30" in phrases[1]

    def test_beaucoup_de_reponses_eloignees_se_classent(self):
        proportions = {self.option("Un"): Proportion(900, 1000), self.option("Deux"): Proportion(100, 1000)}

        assert constats_de_classement(proportions) == []

    def test_seules_les_options_a_egalite_sont_nommees(self):
        proportions = {
            self.option("A"): Proportion(900, 1000),
            self.option("BB"): Proportion(110, 1000),
            self.option("CCC"): Proportion(100, 1000),
        }

        [phrase] = constats_de_classement(proportions)

        assert lisible(phrase) == (
            "Ces réponses ne permettent pas de classer strictement « BB » et « CCC » : leurs intervalles se recouvrent."
        )

    def test_une_seule_option_ne_se_classe_pas(self):
        assert constats_de_classement({self.option("Un"): Proportion(1, 1)}) == []


@pytest.mark.parametrize(
    ("rang", "attendu"), [(Rang(1, 1), "1re"), (Rang(2, 2), "2e"), (Rang(1, 7), "de la 1re à la 7e")]
)
def test_les_places_possibles(rang, attendu):
    assert place(rang) == attendu


@pytest.mark.parametrize(
    ("valeur", "attendu"), [(7.0, "7"), (7.5, "7,5"), (Decimal("12.3400"), "12,34"), (1000, "1 000")]
)
def test_un_nombre_n_a_que_les_decimales_qu_il_a(valeur, attendu):
    assert lisible(chiffre(valeur)) == attendu

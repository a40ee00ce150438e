from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from besoins.actions.corroboration import rapprocher_signaux
from besoins.models import Signal
from tests.besoins.fabriques import observer, signal

PANORAMA = reverse("besoins:veille_panorama")


def vu(titre, jours, axe="usages", source="Carnet", **champs) -> Signal:
    return observer(titre, source, axe=axe, observe_le=timezone.localdate() - timedelta(days=jours), **champs)


def test_l_axe_le_plus_chaud_vient_d_abord(d, connecte):
    for rang in range(2):
        vu(f"Vieux {rang}", 360)
    vu("Neuf", 0, axe="techniques")

    axes = connecte(d.gestionnaire).get(PANORAMA).context["chaleur"]

    assert [(axe.axe, axe.signaux, axe.vifs) for axe in axes[:2]] == [("techniques", 1, 1), ("usages", 2, 0)]
    assert [axe.poids for axe in axes[:2]] == [1, pytest.approx(0.5)]


def test_une_confirmation_ravive_le_fait(d, connecte):
    ancien, recent = vu("Vieux", 360), vu("Le même", 0, source="Presse")
    rapprocher_signaux(signal=ancien, autre=recent, par=d.concepteur)
    client = connecte(d.gestionnaire)

    assert client.get(PANORAMA).context["chaleur"][0].poids == 2
    assert "Confirmé pour la dernière fois" in client.get(ancien.get_absolute_url()).text


def test_la_chronologie_compte_par_mois_et_par_axe(d, connecte):
    vu("Ce mois", 0)
    vu("Il y a longtemps", 3_000)

    chronologie = connecte(d.gestionnaire).get(PANORAMA).context["chronologie"]

    assert chronologie.total == 1
    mois, nombres, total = chronologie.lignes[-1]
    assert (mois.month, nombres, total) == (timezone.localdate().month, [1, 0, 0, 0, 0, 0], 1)


def test_la_carte_ramene_chaque_territoire_a_sa_region(d, connecte):
    vu("Ici", 0, territoire=d.commune)
    vu("Là", 0, territoire=d.region)
    vu("Nulle part", 0)

    reponse = connecte(d.gestionnaire).get(PANORAMA)

    assert {region.code: nombre for region, nombre in reponse.context["regions"]} == {"53": 2, "76": 0}
    assert "Signaux par région" in reponse.text


def test_les_filtres_de_la_liste_valent_ici(d, connecte):
    vu("Ici", 0)
    vu("Là", 0, axe="techniques")

    assert connecte(d.gestionnaire).get(PANORAMA, {"axe": "techniques"}).context["chronologie"].total == 1


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_vue_d_ensemble_coute_pareil(d, connecte, nombre, django_assert_num_queries):
    for rang in range(nombre):
        signal(f"Signal {rang}", note_par=d.concepteur)
    client = connecte(d.concepteur)

    with django_assert_num_queries(9):
        client.get(PANORAMA)

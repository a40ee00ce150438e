"""The demonstration shows every way a signal can go."""

import pytest

from academie.models import Utilisateur
from besoins.demonstration.veille import raconter_signaux
from besoins.models import Article, Signal, SourceVeille
from besoins.queries.signal import signalements_de


@pytest.fixture
def recit(troupe):
    for _fois in range(2):
        raconter_signaux()


def test_chaque_axe_a_des_signaux_et_la_carte_des_regions(recit):
    assert set(Signal.objects.actifs().values_list("axe", flat=True)) == set(Signal.Axe.values)
    assert Signal.objects.exclude(territoire=None).values("territoire").distinct().count() >= 5


def test_les_uns_attendent_les_autres_sont_notes_par_deux(recit):
    concepteur = Utilisateur.objects.get(email="concepteur@demo.example")
    notes = Signal.objects.exclude(note_le=None)

    assert Signal.objects.a_noter_par(concepteur).exists()
    assert all(signal.cotations.count() == 2 for signal in notes)
    assert any(len({str(cotation) for cotation in signal.cotations.all()}) == 2 for signal in notes)


def test_des_faits_confirmes_et_d_autres_isoles(recit):
    sources = set(Signal.objects.avec_sources().values_list("nombre_sources", flat=True))

    assert sources == {1, 2}


@pytest.mark.parametrize(
    ("qui", "devenus"), [("animateur", {"corroboré"}), ("referent", {"écarté", "reçu"}), ("formateur", {"reçu"})]
)
def test_ceux_du_terrain_savent_ce_que_deviennent_leurs_signalements(recit, qui, devenus):
    personne = Utilisateur.objects.get(email=f"{qui}@demo.example")

    assert {suite.libelle for suite in signalements_de(personne)} == devenus


def test_les_flux_sont_racontes_sans_reseau(recit):
    flux = SourceVeille.objects.filter(genre="flux")

    assert flux.exists()
    assert not flux.filter(actif=True).exists()
    assert set(Article.objects.values_list("etat", flat=True)) == {"nouveau", "garde", "ecarte"}

import pytest

from academie.regles import Refus
from besoins.actions.source import (
    constater_echec,
    constater_releve,
    creer_source,
    demander_releve,
    modifier_source,
    reprendre_source,
    suspendre_source,
)
from besoins.models import SourceVeille


@pytest.fixture
def flux(db):
    return creer_source(source=SourceVeille(nom="Lettre", genre="flux", url="https://flux.example/rss"))


def relue(source) -> SourceVeille:
    return SourceVeille.objects.get(pk=source.pk)


def test_la_meme_source_deux_fois_est_gardee_une_fois(flux):
    assert creer_source(source=SourceVeille(nom="Lettre", genre="flux", url="https://flux.example/rss")) == flux


def test_changer_d_adresse_fait_tout_relire(flux):
    constater_releve(source=flux, etag='"abc"', modifie="hier")
    constater_echec(source=flux, raison="page absente")
    source = relue(flux)
    source.url = "https://flux.example/atom"

    modifier_source(source=source)

    source = relue(flux)
    assert (source.etag, source.modifie, source.erreur, source.erreurs) == ("", "", "", 0)


def test_changer_de_nom_ne_fait_rien_relire(flux):
    constater_releve(source=flux, etag='"abc"')
    source = relue(flux)
    source.nom = "Lettre du réseau"

    modifier_source(source=source)

    assert relue(flux).etag == '"abc"'
    assert relue(flux).origine == "lettre du réseau"


def test_suspendre_puis_reprendre_oublie_les_echecs(flux):
    constater_echec(source=flux, raison="page absente")

    for _fois in range(2):
        assert not suspendre_source(source=flux).actif
    with pytest.raises(Refus, match="suspendu"):
        demander_releve(source=relue(flux))
    for _fois in range(2):
        reprise = reprendre_source(source=flux)

    assert (reprise.actif, reprise.erreurs) == (True, 0)
    assert demander_releve(source=reprise)


def test_seul_un_flux_se_releve(db):
    carnet = creer_source(source=SourceVeille(nom="Carnet", genre="capteur"))

    with pytest.raises(Refus, match="Seuls les flux"):
        demander_releve(source=carnet)


def test_un_repere_trop_long_est_oublie(flux):
    constater_releve(source=flux, etag="x" * 301, modifie="y" * 101)

    assert (relue(flux).etag, relue(flux).modifie) == ("", "")

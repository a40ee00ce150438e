from datetime import date

import pytest

from besoins.actions.corroboration import rapprocher_signaux
from besoins.actions.preuve import deriver_besoin_de_signal
from besoins.actions.signal import ecarter_signal, proposer_signal
from besoins.models import Signal
from besoins.queries.signal import fraicheur, semblables, signalements_de, sources_independantes
from tests.besoins.fabriques import corroborer, noter, observer, signal


def propose(d, titre="Un guichet ferme") -> Signal:
    faits = Signal(titre=titre, resume="Vu.", axe="usages", observe_le=date(2026, 3, 3))
    return proposer_signal(signal=faits, par=d.animateur, structure=d.structure)


def suite(d):
    (unique,) = signalements_de(d.animateur)
    return unique


def test_avec_sources_compte_comme_sources_independantes(d):
    signal("Un", note_par=d.concepteur)
    observer("Autre")

    for fait in Signal.objects.avec_sources():
        assert fait.nombre_sources == sources_independantes(fait)


class TestSignalements:
    def test_de_recu_a_besoin(self, d):
        fait = propose(d)
        assert suite(d).libelle == "reçu"

        fait = noter(fait, d.concepteur)
        assert suite(d).libelle == "noté"

        fait = corroborer(fait, d.concepteur)
        assert suite(d).libelle == "corroboré"

        besoin = deriver_besoin_de_signal(signal=fait, par=d.concepteur)
        assert (suite(d).libelle, suite(d).besoins) == ("devenu un besoin", [besoin])

    def test_celui_qui_confirme_voit_aussi_le_besoin(self, d):
        fait = noter(observer("Un guichet fermé"), d.concepteur)
        rapprocher_signaux(signal=fait, autre=propose(d), par=d.concepteur)
        besoin = deriver_besoin_de_signal(signal=Signal.objects.get(pk=fait.pk), par=d.concepteur)

        assert suite(d).besoins == [besoin]

    def test_un_ecart_donne_son_motif(self, d):
        ecarter_signal(signal=propose(d), motif="Déjà relevé", par=d.concepteur)

        assert (suite(d).libelle, suite(d).phrase) == ("écarté", "Motif\u00a0: Déjà relevé")

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_coute_pareil_pour_un_ou_trente(self, d, nombre, django_assert_num_queries):
        for rang in range(nombre):
            propose(d, f"Signal {rang}")

        with django_assert_num_queries(2):
            assert len(signalements_de(d.animateur)) == nombre


def test_les_semblables_par_titre_puis_pas_ceux_du_meme_fait(d):
    un, autre = observer("Des usagers refusés au guichet"), observer("Un usager refusé au guichet", "Presse")
    observer("Un bus arrive", "Radio")

    assert semblables(titre=un.titre, sauf=un) == [autre]
    un = rapprocher_signaux(signal=un, autre=autre, par=d.concepteur)
    assert semblables(titre=un.titre, sauf=un) == []


@pytest.mark.parametrize(
    ("jour", "code", "fin"),
    [
        (date(2026, 3, 3), "vif", "la moitié de son poids"),
        (date(2026, 12, 1), "tiede", "le raviverait"),
        (date(2028, 3, 3), "eteint", "le raviverait"),
    ],
)
def test_la_fraicheur_se_dit_en_mots(d, jour, code, fin):
    dite = fraicheur(observer("Un fait"), jour)

    assert dite.code == code
    assert fin in dite.phrase

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from academie.regles import Refus
from besoins.actions.signal import creer_signal, enregistrer_source, modifier_signal, noter_signal
from besoins.models import Signal, SourceVeille
from tests.besoins.fabriques import signal


def test_le_meme_signal_envoye_deux_fois_est_garde_une_fois(d):
    assert signal() == signal()


def test_refuse_un_autre_signal_de_meme_titre_le_meme_jour(d):
    existant = signal()

    with pytest.raises(Refus) as refus:
        creer_signal(
            signal=Signal(
                titre=existant.titre, source=existant.source, resume="Autre", observe_le=date(2026, 3, 3), axe="usages"
            )
        )
    assert refus.value.champ == "titre"


def test_une_source_connue_n_est_pas_refaite(d):
    sources = [enregistrer_source(nom="Carnet", genre="capteur") for _ in range(2)]

    assert sources[0] == sources[1]
    assert SourceVeille.objects.count() == 1


class TestNoter:
    def test_dit_qui_a_note(self, d):
        note = noter_signal(signal=signal(), fiabilite="B", credibilite=2, par=d.concepteur)

        assert note.cotation == "B2"
        assert note.note_par == d.concepteur

    def test_la_meme_note_deux_fois_ne_change_pas_sa_date(self, d):
        premiere = noter_signal(signal=signal(), fiabilite="B", credibilite=2, par=d.concepteur)
        seconde = noter_signal(signal=premiere, fiabilite="B", credibilite=2, par=d.autre_concepteur)

        assert (seconde.note_par, seconde.note_le) == (d.concepteur, premiere.note_le)

    def test_modifier_le_signal_garde_sa_note(self, d):
        note = signal(note_par=d.concepteur)
        note.titre = "Autre titre"

        modifier_signal(signal=note)

        assert Signal.objects.get().cotation == "B2"
        assert Signal.objects.get().titre == "Autre titre"

    def test_la_base_refuse_une_note_incomplete(self, d):
        signal(note_par=d.concepteur)

        with pytest.raises(IntegrityError), transaction.atomic():
            Signal.objects.update(credibilite=None)

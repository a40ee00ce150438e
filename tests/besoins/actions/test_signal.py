from datetime import date

import pytest
from django.db import IntegrityError, transaction

from academie.models import Message
from academie.regles import Refus
from besoins.actions.besoin import ecarter_besoin, qualifier_besoin
from besoins.actions.preuve import deriver_besoin_de_signal
from besoins.actions.signal import (
    creer_signal,
    ecarter_signal,
    enregistrer_source,
    modifier_signal,
    noter_signal,
    proposer_signal,
    reprendre_signal,
)
from besoins.models import Cotation, Signal, SourceVeille
from tests.besoins.fabriques import corroborer, noter, observer, signal


def relu(fait: Signal) -> Signal:
    return Signal.objects.get(pk=fait.pk)


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
    def test_une_personne_ne_suffit_pas(self, d):
        note = noter_signal(signal=signal(), fiabilite="B", credibilite=2, par=d.concepteur)

        assert (note.cotation, note.note_le) == ("", None)
        assert note.cotations.get().par == d.concepteur

    def test_la_meme_personne_deux_fois_ne_compte_qu_une_fois(self, d):
        fait = signal()
        for cotation in ("B2", "C3"):
            noter_signal(signal=fait, fiabilite=cotation[0], credibilite=int(cotation[1]), par=d.concepteur)

        assert relu(fait).cotation == ""
        assert str(Cotation.objects.get()) == "C3"

    @pytest.mark.parametrize(
        ("une", "autre", "retenue"),
        [("B2", "B2", "B2"), ("A3", "C1", "C3"), ("E1", "F5", "F5"), ("B6", "D2", "D6")],
    )
    def test_la_note_retenue_est_la_plus_prudente_de_chaque_echelle(self, d, une, autre, retenue):
        fait = signal()
        for cotation, personne in ((une, d.concepteur), (autre, d.gestionnaire)):
            fait = noter_signal(signal=fait, fiabilite=cotation[0], credibilite=int(cotation[1]), par=personne)

        assert fait.cotation == retenue

    def test_revoir_sa_note_revoit_la_note_retenue_et_garde_le_jour(self, d):
        note = noter(signal(), d.concepteur)

        revue = noter_signal(signal=note, fiabilite="A", credibilite=4, par=d.concepteur)

        assert revue.cotation == "B4"
        assert revue.note_le == note.note_le

    def test_la_meme_note_deux_fois_ne_change_pas_sa_date(self, d):
        premiere = noter(signal(), d.concepteur)
        dates = list(Cotation.objects.values_list("le", flat=True))

        noter_signal(signal=premiere, fiabilite="B", credibilite=2, par=d.concepteur)

        assert list(Cotation.objects.values_list("le", flat=True)) == dates

    def test_modifier_le_signal_garde_sa_note(self, d):
        note = signal(note_par=d.concepteur)
        note.titre = "Autre titre"

        modifier_signal(signal=note)

        assert relu(note).cotation == "B2"
        assert relu(note).titre == "Autre titre"

    def test_refuse_un_signal_ecarte(self, d):
        ecarte = ecarter_signal(signal=signal(), motif="Hors champ", par=d.concepteur)

        with pytest.raises(Refus, match="Reprenez-le"):
            noter_signal(signal=ecarte, fiabilite="B", credibilite=2, par=d.concepteur)

    def test_refuse_a_qui_l_a_signale(self, d):
        fait = proposer_signal(
            signal=Signal(titre="Vu", resume="x", axe="usages", observe_le=date(2026, 3, 3)), par=d.formateur
        )

        with pytest.raises(Refus, match="d'autres personnes"):
            noter_signal(signal=fait, fiabilite="A", credibilite=1, par=d.formateur)

    def test_la_base_refuse_une_note_incomplete(self, d):
        signal(note_par=d.concepteur)

        with pytest.raises(IntegrityError), transaction.atomic():
            Signal.objects.update(credibilite=None)


def test_a_noter_par_chacune(d):
    fait = signal()
    propose = proposer_signal(
        signal=Signal(titre="Vu", resume="x", axe="usages", observe_le=date(2026, 3, 3)), par=d.formateur
    )
    noter_signal(signal=fait, fiabilite="B", credibilite=2, par=d.concepteur)

    assert list(Signal.objects.a_noter_par(d.concepteur)) == [propose]
    assert set(Signal.objects.a_noter_par(d.gestionnaire)) == {fait, propose}
    assert list(Signal.objects.a_noter_par(d.formateur)) == [fait]
    noter_signal(signal=fait, fiabilite="B", credibilite=2, par=d.gestionnaire)
    assert fait not in Signal.objects.a_noter_par(d.autre_concepteur)


class TestProposer:
    def proposer(self, par, structure=None, **champs) -> Signal:
        faits = {"titre": "Un guichet ferme", "resume": "Vu.", "axe": "usages", "observe_le": date(2026, 3, 3)}
        return proposer_signal(signal=Signal(**faits | champs), par=par, structure=structure)

    def test_la_structure_est_la_source(self, d):
        propose = self.proposer(d.animateur, d.structure)

        assert propose.propose_par == d.animateur
        assert (propose.structure, propose.territoire) == (d.structure, d.commune)
        assert propose.source.organisme == d.structure.nom

    def test_deux_fois_le_meme_envoi_fait_un_signalement(self, d):
        assert self.proposer(d.animateur, d.structure) == self.proposer(d.animateur, d.structure)
        assert self.proposer(d.animateur, d.structure, resume="Vu ailleurs.").pk
        assert Signal.objects.count() == 2

    def test_deux_personnes_gardent_chacune_le_leur(self, d):
        premiere = self.proposer(d.animateur, d.structure)
        seconde = self.proposer(d.referent, d.structure)

        assert premiere != seconde
        assert premiere.source == seconde.source

    def test_une_formatrice_sans_structure(self, d):
        assert self.proposer(d.formateur).source.organisme == "Formatrices et formateurs de l'Académie"


class TestEcarter:
    def test_avec_son_motif_puis_le_reprendre(self, d):
        fait = signal()
        for _fois in range(2):
            ecarte = ecarter_signal(signal=fait, motif="Déjà connu", par=d.concepteur)

        assert (ecarte.motif, ecarte.ecarte_par) == ("Déjà connu", d.concepteur)
        assert fait not in Signal.objects.actifs()
        assert reprendre_signal(signal=ecarte) in Signal.objects.actifs()

    def test_refuse_quand_un_besoin_s_appuie_dessus(self, d):
        note = signal(note_par=d.concepteur)
        deriver_besoin_de_signal(signal=note, par=d.concepteur)

        with pytest.raises(Refus, match="Retirez d'abord la preuve"):
            ecarter_signal(signal=note, motif="Non", par=d.concepteur)

    def test_la_base_refuse_un_ecart_sans_motif(self, d):
        ecarter_signal(signal=signal(), motif="Non", par=d.concepteur)

        with pytest.raises(IntegrityError), transaction.atomic():
            Signal.objects.update(motif="")


class TestMessages:
    @pytest.fixture
    def propose(self, d):
        faits = Signal(titre="Un guichet ferme", resume="Vu.", axe="usages", observe_le=date(2026, 3, 3))
        return proposer_signal(signal=faits, par=d.animateur, structure=d.structure)

    def test_noter_se_dit_une_fois_a_qui_a_signale(self, d, propose):
        note = noter(propose, d.concepteur)
        noter_signal(signal=note, fiabilite="D", credibilite=2, par=d.concepteur)

        message = Message.objects.get(utilisateur=d.animateur)
        assert message.sujet == "Votre signalement est noté\u00a0: Un guichet ferme"
        assert "noté B2" in message.texte

    def test_l_ecart_se_dit_avec_son_motif(self, d, propose):
        ecarter_signal(signal=propose, motif="Déjà relevé en mars.", par=d.concepteur)

        assert "Déjà relevé en mars." in Message.objects.get(utilisateur=d.animateur).texte

    def test_le_besoin_qui_en_nait_se_dit_a_chaque_decision(self, d, propose):
        besoin = deriver_besoin_de_signal(
            signal=corroborer(noter(propose, d.concepteur), d.concepteur), par=d.concepteur
        )
        qualifier_besoin(besoin=besoin, par=d.concepteur)
        ecarter_besoin(besoin=besoin, par=d.concepteur, motif="Déjà couvert.")

        dits = Message.objects.filter(utilisateur=d.animateur, sujet__startswith="Votre signalement nourrit").order_by(
            "pk"
        )
        assert [("qualifié" in dit.texte, "Déjà couvert." in dit.texte) for dit in dits] == [
            (True, False),
            (False, True),
        ]

    def test_personne_n_est_prevenu_d_un_signal_de_la_veille(self, d):
        ecarter_signal(signal=observer("Un fait"), motif="Non", par=d.concepteur)

        assert not Message.objects.exists()

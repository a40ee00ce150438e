from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from academie.models import Message
from academie.regles import Refus
from besoins.actions.corroboration import rapprocher_signaux, separer_signal
from besoins.actions.preuve import deriver_besoin_de_signal, joindre_signal
from besoins.actions.signal import ecarter_signal, enregistrer_source, proposer_signal
from besoins.models import Besoin, Signal
from besoins.queries.signal import sources_independantes
from tests.besoins.fabriques import besoin, corroborer, noter, observer, signal


def relu(fait: Signal) -> Signal:
    return Signal.objects.get(pk=fait.pk)


def test_deux_sources_differentes_se_confirment(d):
    un, autre = observer("Un fait", "Carnet"), observer("Le même", "Presse")

    for _fois in range(2):
        un = rapprocher_signaux(signal=un, autre=autre, par=d.concepteur)

    assert sources_independantes(un) == sources_independantes(relu(autre)) == 2
    assert un.rapproche_par == d.concepteur


def test_deux_publications_d_un_organisme_ne_font_qu_une_source(d):
    for nom in ("Lettre du réseau", "Blog du réseau"):
        enregistrer_source(nom=nom, genre="blog", organisme="Le Réseau")
    un, autre = observer("Un fait", "Lettre du réseau"), observer("Le même", "Blog du réseau")

    assert sources_independantes(rapprocher_signaux(signal=un, autre=autre, par=d.concepteur)) == 1
    tiers = rapprocher_signaux(signal=un, autre=observer("Encore", "Carnet"), par=d.concepteur)
    assert sources_independantes(tiers) == 2


def test_un_signal_ecarte_ne_confirme_plus(d):
    un, autre = observer("Un fait", "Carnet"), observer("Le même", "Presse")
    un = rapprocher_signaux(signal=un, autre=autre, par=d.concepteur)

    ecarter_signal(signal=autre, motif="Démenti", par=d.concepteur)

    assert sources_independantes(un) == 1


def test_deux_faits_deja_reunis_n_en_font_qu_un(d):
    paires = [[observer(f"Fait {rang}", f"Source {rang}") for rang in rangs] for rangs in ((1, 2), (3, 4))]
    for un, autre in paires:
        rapprocher_signaux(signal=un, autre=autre, par=d.concepteur)

    reuni = rapprocher_signaux(signal=paires[0][1], autre=paires[1][1], par=d.concepteur)

    assert sources_independantes(reuni) == 4
    assert Signal.objects.values("fait").distinct().count() == 1


def test_refuse_un_signal_avec_lui_meme(d):
    fait = signal()

    with pytest.raises(Refus, match="ne se confirme pas lui-même"):
        rapprocher_signaux(signal=fait, autre=fait, par=d.concepteur)


class TestSeparer:
    def test_il_redevient_seul_et_l_autre_aussi(self, d):
        un = corroborer(observer("Un fait"), d.concepteur)

        for _fois in range(2):
            un = separer_signal(signal=un)

        assert sources_independantes(un) == 1
        assert not Signal.objects.exclude(fait=None).exists()

    def test_les_autres_restent_ensemble(self, d):
        un = corroborer(corroborer(observer("Un fait"), d.concepteur), d.concepteur, "Radio")
        tiers = observer("Encore", "Blog")
        rapprocher_signaux(signal=un, autre=tiers, par=d.concepteur)

        separer_signal(signal=un)

        assert sources_independantes(relu(tiers)) == 3

    def test_refuse_quand_un_besoin_s_appuie_dessus(self, d):
        note = signal(note_par=d.concepteur)
        deriver_besoin_de_signal(signal=note, par=d.concepteur)

        for membre in Signal.objects.all():
            with pytest.raises(Refus, match="Retirez d'abord la preuve"):
                separer_signal(signal=membre)


class TestUneSourceSeule:
    """A single source never becomes a need by itself."""

    @pytest.fixture
    def seul(self, d):
        return noter(observer("Un fait isolé"), d.concepteur)

    def test_ne_fait_pas_un_besoin(self, d, seul):
        with pytest.raises(Refus, match="sources indépendantes"):
            deriver_besoin_de_signal(signal=seul, par=d.concepteur)
        assert not Besoin.objects.exists()

    def test_n_appuie_pas_un_besoin(self, d, seul):
        with pytest.raises(Refus, match="sources indépendantes"):
            joindre_signal(besoin=besoin(d.concepteur), signal=seul, par=d.concepteur)

    def test_confirmee_elle_le_fait(self, d, seul):
        assert (
            deriver_besoin_de_signal(signal=corroborer(seul, d.concepteur), par=d.concepteur).preuves.get().signal
            == seul
        )


def test_la_confirmation_se_dit_a_qui_a_signale(d):
    faits = Signal(titre="Un guichet ferme", resume="Vu.", axe="usages", observe_le=date(2026, 3, 3))
    propose = proposer_signal(signal=faits, par=d.animateur, structure=d.structure)

    corroborer(propose, d.concepteur)
    corroborer(propose, d.concepteur, "Radio")

    message = Message.objects.get(utilisateur=d.animateur)
    assert "2 sources indépendantes" in message.texte


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
def test_se_confirmer_est_une_relation_d_equivalence(d, liens):
    Signal.objects.all().delete()
    signaux = [observer(f"Fait {rang}", f"Source {rang}") for rang in range(6)]
    groupes = [{rang} for rang in range(6)]
    for un, autre in liens:
        if un != autre:
            rapprocher_signaux(signal=signaux[un], autre=signaux[autre], par=d.concepteur)
            reunis = set().union(*(groupe for groupe in groupes if {un, autre} & groupe))
            groupes = [groupe for groupe in groupes if not groupe & reunis] + [reunis]

    trouves = {rang: sources_independantes(relu(fait)) for rang, fait in enumerate(signaux)}
    assert trouves == {rang: len(groupe) for groupe in groupes for rang in groupe}

"""The demonstration shows every way of signing, and its registers hold."""

from random import Random

from sessions.demonstration import emargement
from sessions.models import Emargement, EnregistrementPresence, PiecePresence
from sessions.queries.registre import registres_intacts
from tests.sessions.emargements import session_au
from tests.sessions.fabriques import animateurs


def test_une_demi_journee_montre_chaque_moyen_de_signer(d, monkeypatch):
    monkeypatch.setattr(emargement, "PAPIER", 1)
    session = session_au(d, dans=-10, personnes=animateurs(40, d.structure), capacite=40)
    for creneau in emargement._creneaux(session):
        emargement._tenir(creneau, Random(7))
    assert {"lien", "code", "tablette", "papier", "formateur"} <= set(
        Emargement.objects.values_list("moyen", flat=True)
    )
    assert Emargement.objects.exclude(trace="").exists()
    assert Emargement.objects.filter(justifiee=True).exists()
    assert set(PiecePresence.objects.values_list("nature", flat=True)) == {"feuille", "justificatif"}
    assert EnregistrementPresence.objects.filter(genre="correction").exists()
    assert list(registres_intacts()) == []

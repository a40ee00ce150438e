"""What is told again because its words changed elsewhere."""

import io

from django.core.management import call_command

from academie.actions.territoire import importer_territoires
from academie.models import Territoire
from sessions.models import EvenementPublie, VersionAgenda
from sessions.queries.invariants import INVARIANTS
from tests.sessions.fabriques import session_ouverte
from tests.sessions.flux import evenements


def test_la_commande_redit_tout_d_apres_les_faits(d):
    session_ouverte(d)
    avant = [e["UID"] for e in evenements()]
    EvenementPublie.objects.all().delete()
    VersionAgenda.objects.all().delete()
    sortie = io.StringIO()
    call_command("reecrire_agendas", stdout=sortie)
    assert "1 sessions publiques" in sortie.getvalue()
    assert [e["UID"] for e in evenements()] == avant
    assert list(INVARIANTS["agendas fidèles"]()) == []


def test_une_commune_d_une_autre_intercommunalite_change_d_agenda(d, travailler):
    """The reference of territories is imported each year."""
    session = session_ouverte(d)
    importer_territoires()
    travailler()
    commune = Territoire.objects.get(pk=session.lieu.commune_id)
    assert commune.epci
    assert len(evenements(f"epci/{commune.epci.code}")) == 2
    assert list(INVARIANTS["agendas fidèles"]()) == []

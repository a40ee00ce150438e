"""Sessions planned before zones were kept take that of their place, at the same instants."""

from importlib import import_module

from django.apps import apps

from sessions.models import Creneau, Session
from tests.distribution import territoire
from tests.sessions.fabriques import lieu, session_brouillon
from tests.sessions.outre_mer import REUNION, salle_de_saint_denis


def test_les_sessions_d_avant_prennent_l_heure_de_leur_lieu_sans_changer_d_instant(d):
    ici = session_brouillon(d, lieu=lieu(d))
    la_bas = session_brouillon(d, dans=40, lieu=salle_de_saint_denis(d))
    region = territoire("region", "01", "Guadeloupe")
    a_distance = session_brouillon(d, dans=50, modalite="distance", territoire=region)
    Session.objects.update(fuseau="Europe/Paris")
    Creneau.objects.update(fuseau="Europe/Paris")
    derniere = ici.creneaux.last()
    Creneau.objects.filter(pk=derniere.pk).update(lieu=la_bas.lieu)
    import_module("sessions.migrations.0009_fuseaux").situer(apps, None)
    assert dict(Session.objects.values_list("pk", "fuseau")) == {
        ici.pk: "Europe/Paris",
        la_bas.pk: REUNION,
        a_distance.pk: "America/Guadeloupe",
    }
    fuseaux = dict(Creneau.objects.values_list("pk", "fuseau"))
    assert fuseaux[derniere.pk] == REUNION
    assert {fuseaux[creneau.pk] for creneau in la_bas.creneaux.all()} == {REUNION}
    assert Session.objects.get(pk=la_bas.pk).debut == la_bas.debut

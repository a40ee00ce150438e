"""Sessions open to enrolment, for those who describe the offer of programmes."""

from collections.abc import Collection, Iterator

from django.urls import reverse_lazy

from academie.branchements.offre import Tenue
from sessions.agendas.fuseaux import a_l_heure_de
from sessions.models import Session


def tenues(programmes: Collection[int]) -> Iterator[Tenue]:
    """Coming sessions of programmes, soonest first, in one query."""
    sessions = Session.objects.ouvertes().a_venir().filter(version__programme__in=programmes).order_by("debut", "pk")
    for programme, pk, debut, fin, fuseau, mode, places, lieu, rue, commune, region in sessions.values_list(
        "version__programme",
        "pk",
        "debut",
        "fin",
        "fuseau",
        "modalite",
        "capacite",
        "lieu__nom",
        "lieu__adresse",
        "lieu__commune__nom",
        "territoire__nom",
    ):
        url = reverse_lazy("sessions:session_detail", args=[pk])  # few of thousands are read
        de, jusque = a_l_heure_de(fuseau, debut, fin)
        yield Tenue(programme, url, de, jusque, mode, places, lieu or "", rue or "", commune or "", region)

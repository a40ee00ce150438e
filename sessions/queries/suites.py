"""What the sessions say of programmes: how many, in which state, when next, how many people came."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.accueil import Figure, Ligne
from academie.branchements.suites import Suites
from sessions.agendas.fuseaux import a_l_heure_de
from sessions.models import Emargement, Inscription, Reouverture, Session

PROCHAINES = 3
PROGRAMME = "version__programme"


def suites_des_programmes(programmes: Collection[int]) -> Suites:
    """A constant number of queries, whatever the number of programmes."""
    sessions = Session.objects.filter(version__programme__in=programmes).order_by()
    inscrites = Inscription.objects.confirmees().filter(session__version__programme__in=programmes).order_by()
    formees = Emargement.objects.filter(
        absent=False,
        inscription__session__etat__in=Session.TENUES,
        inscription__session__version__programme__in=programmes,
    ).order_by()
    etats: dict[int, dict[str, int]] = defaultdict(dict)
    for programme, etat, nombre in sessions.values_list(PROGRAMME, "etat").annotate(n=Count("pk")):
        etats[programme][etat] = nombre
    par_inscrites = _personnes(inscrites, f"session__{PROGRAMME}", "utilisateur")
    par_formees = _personnes(formees, f"inscription__session__{PROGRAMME}", "inscription__utilisateur")
    rouverts = dict(
        Reouverture.objects.filter(rouvert=True, version__programme__in=programmes)
        .order_by()
        .values_list(PROGRAMME)
        .annotate(n=Count("besoin", distinct=True))
    )
    tous: dict[str, int] = defaultdict(int)
    for compte in etats.values():
        for etat, nombre in compte.items():
            tous[etat] += nombre
    return Suites(
        par_programme={
            programme: _figures(
                etats.get(programme, {}), par_inscrites.get(programme, 0), par_formees.get(programme, 0)
            )
            + _rouverts(rouverts.get(programme, 0))
            for programme in programmes
        },
        ensemble=_figures(
            tous,
            inscrites.aggregate(n=Count("utilisateur", distinct=True))["n"],
            formees.aggregate(n=Count("inscription__utilisateur", distinct=True))["n"],
        )
        + _rouverts(sum(rouverts.values())),
        a_venir=_prochaines(programmes),
    )


def _personnes(lignes, programme: str, personne: str) -> dict[int, int]:
    return dict(lignes.values_list(programme).annotate(n=Count(personne, distinct=True)))


def _figures(etats: dict[str, int], inscrites: int, formees: int) -> list[Figure]:
    realisees = sum(etats.get(etat, 0) for etat in Session.TENUES)
    ouvertes = sum(etats.get(etat, 0) for etat in Session.OUVERTES)
    annulees = etats.get(Session.Etat.ANNULEE, 0)
    figures = [
        Figure(francais.nombre(realisees), ngettext("session réalisée", "sessions réalisées", realisees)),
        Figure(francais.nombre(ouvertes), ngettext("session ouverte", "sessions ouvertes", ouvertes)),
        Figure(francais.nombre(inscrites), ngettext("personne inscrite", "personnes inscrites", inscrites)),
        Figure(francais.nombre(formees), ngettext("personne formée", "personnes formées", formees)),
    ]
    if annulees:
        figures.insert(2, Figure(francais.nombre(annulees), ngettext("session annulée", "sessions annulées", annulees)))
    return figures


def _rouverts(nombre: int) -> list[Figure]:
    """The needs that those trained said unmet: told only when there are some."""
    mots = ngettext("besoin rouvert d'après les évaluations", "besoins rouverts d'après les évaluations", nombre)
    return [Figure(francais.nombre(nombre), mots)] if nombre else []


def _prochaines(programmes: Collection[int]) -> dict[int, list[Ligne]]:
    """The next open sessions of each programme; its own page has them all."""
    prochaines: dict[int, list[Ligne]] = defaultdict(list)
    ouvertes = Session.objects.ouvertes().a_venir().filter(version__programme__in=programmes).order_by("debut", "pk")
    for pk, programme, debut, fin, fuseau, commune in ouvertes.values_list(
        "pk", PROGRAMME, "debut", "fin", "fuseau", "lieu__commune__nom"
    ):
        if len(prochaines[programme]) < PROCHAINES:
            libelle = f"{francais.periode(*a_l_heure_de(fuseau, debut, fin))}, {commune or _('à distance')}"
            prochaines[programme].append(
                Ligne(libelle, reverse("sessions:session_detail", args=[pk]), maison="sessions")
            )
    return prochaines

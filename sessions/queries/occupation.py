"""Who and what is taken when: read before anything is written, so that a refusal names what is in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Utilisateur
from sessions.models import Creneau, Indisponibilite, Lieu, Occupation, Session

LIBEREES = (Session.Etat.ANNULEE, Session.Etat.REPORTEE)


@dataclass(frozen=True)
class Prise:
    """What a half-day, or an unavailability, takes for a time."""

    debut: datetime
    fin: datetime
    formateurs: tuple[Utilisateur, ...] = ()
    lieux: tuple[Lieu, ...] = ()


@dataclass(frozen=True)
class Heurt:
    """Two takings at once, in a sentence; `champ` is the field to change."""

    champ: str
    phrase: str


def heurts(prises: Sequence[Prise], *, sauf: Session | None = None) -> list[Heurt]:
    """What `prises` would take that is taken already, but by session `sauf`. One query."""
    return [_heurt(autre) for autre in prises_pendant(prises, sauf=sauf)]


def prises_pendant(prises: Sequence[Prise], *, sauf: Session | None = None) -> list[Occupation]:
    """The takings of the same people or places at the same time."""
    personnes = {personne.pk for prise in prises for personne in prise.formateurs}
    lieux = {lieu.pk for prise in prises for lieu in prise.lieux}
    if not personnes and not lieux:
        return []
    autres = Occupation.objects.filter(
        Q(formateur__in=personnes) | Q(lieu__in=lieux),
        debut__lt=max(prise.fin for prise in prises),
        fin__gt=min(prise.debut for prise in prises),
    ).select_related("formateur", "lieu", "creneau__session__version__programme")
    if sauf is not None:
        autres = autres.exclude(creneau__session=sauf)
    return [autre for autre in autres if any(_se_heurtent(prise, autre) for prise in prises)]


def _se_heurtent(prise: Prise, autre: Occupation) -> bool:
    return (
        prise.debut < autre.fin
        and autre.debut < prise.fin
        and (
            autre.formateur_id in {personne.pk for personne in prise.formateurs}
            or autre.lieu_id in {lieu.pk for lieu in prise.lieux}
        )
    )


def _heurt(autre: Occupation) -> Heurt:
    if autre.indisponibilite_id:
        faits = {"personne": autre.formateur, "quand": moment(autre.debut, autre.fin)}
        phrase = _("%(personne)s n'est pas disponible %(quand)s. Choisissez une autre personne ou d'autres heures.")
        return Heurt("formateurs", phrase % faits)
    creneau = autre.creneau
    faits = {
        "jour": francais.date_longue(creneau.debut),
        "heures": francais.plage(creneau.debut, creneau.fin),
        "session": creneau.session.titre,
    }
    if autre.lieu_id:
        phrase = _(
            "%(lieu)s accueille déjà « %(session)s » le %(jour)s, %(heures)s. "
            "Choisissez un autre lieu ou d'autres heures."
        )
        return Heurt("lieu", phrase % {**faits, "lieu": autre.lieu.nom})
    phrase = _(
        "%(personne)s anime déjà « %(session)s » le %(jour)s, %(heures)s. "
        "Choisissez une autre personne ou d'autres heures."
    )
    return Heurt("formateurs", phrase % {**faits, "personne": autre.formateur})


def moment(debut: datetime, fin: datetime) -> str:
    """When somebody cannot come: hours of one day, or from a moment to another."""
    if francais.date_longue(debut) == francais.date_longue(fin):
        return _("le %(jour)s, %(heures)s") % {
            "jour": francais.date_longue(debut),
            "heures": francais.plage(debut, fin),
        }
    return _("du %(debut)s au %(fin)s") % {
        "debut": f"{francais.date_longue(debut)}, {francais.heure(debut)}",
        "fin": f"{francais.date_longue(fin)}, {francais.heure(fin)}",
    }


def occupations_de(creneau: Creneau) -> Iterator[Occupation]:
    """What a half-day takes, as rows to write."""
    commun = {"creneau": creneau, "debut": creneau.debut, "fin": creneau.fin}
    for lieu in creneau.lieux:
        yield Occupation(lieu=lieu, **commun)
    for intervention in creneau.interventions.all():
        yield Occupation(formateur_id=intervention.formateur_id, **commun)


def occupations_infideles() -> Iterator[str]:
    """An invariant: what is taken is what half-days and unavailabilities need, no more and no less."""
    prises = Occupation.objects.values_list("creneau", "indisponibilite", "formateur", "lieu", "debut", "fin")
    creneaux = Creneau.objects.exclude(session__etat__in=LIBEREES)
    voulues = {
        (o.creneau_id, None, o.formateur_id, o.lieu_id, o.debut, o.fin)
        for creneau in creneaux.select_related("session__lieu", "lieu").prefetch_related("interventions")
        for o in occupations_de(creneau)
    } | {(None, i.pk, i.formateur_id, None, i.debut, i.fin) for i in Indisponibilite.objects.en_vigueur()}
    for creneau, indisponibilite, *_reste in set(prises) ^ voulues:
        if creneau:
            yield f"Demi-journée {creneau} : ce qu'elle occupe n'est pas ce qu'il lui faut."
        else:
            yield f"Indisponibilité {indisponibilite} : ce qu'elle occupe n'est pas ce qu'elle dit."

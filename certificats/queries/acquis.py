"""What levels people hold today: declared, seen by another, proved. Three answers, never one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from academie.models import Utilisateur
from academie.regles import regle
from certificats.models import Acquis
from sessions.queries.sollicitation import reculer

Appui = Acquis.Appui


@dataclass(frozen=True, slots=True)
class NiveauDate:
    """A level, the day it was obtained and the `Acquis` that says so. `ancien`: old enough to be looked at again."""

    niveau: int
    le: date
    preuve: Acquis
    ancien: bool


@dataclass(slots=True)
class Niveaux:
    """The levels of one person in one competence today, by what they rest on."""

    declare: NiveauDate | None = None
    constate: NiveauDate | None = None
    prouve: NiveauDate | None = None

    @property
    def prouve_ou_zero(self) -> int:
        return self.prouve.niveau if self.prouve else 0


def niveaux_actuels(utilisateur: Utilisateur, jour: date | None = None) -> dict[int, Niveaux]:
    """The levels of one person, by competence."""
    return niveaux_de([utilisateur], jour).get(utilisateur.pk, {})


def niveaux_de(
    personnes: Iterable[Utilisateur] | QuerySet[Utilisateur], jour: date | None = None
) -> dict[int, dict[int, Niveaux]]:
    """The levels of `personnes` by person, then by competence (primary keys), in one query. Who holds nothing is absent.

    Declared and observed: what was said last. Proved: the highest in force, and the latest proof of it.
    """
    seuil = seuil_d_anciennete(jour)
    lignes = (
        Acquis.objects.filter(utilisateur__in=personnes)
        .en_vigueur()
        .select_related("certificat", "par")
        .order_by("obtenu_le", "note_le", "pk")
    )
    resultat: dict[int, dict[int, Niveaux]] = {}
    for acquis in lignes:
        niveaux = resultat.setdefault(acquis.utilisateur_id, {}).setdefault(acquis.competence_id, Niveaux())
        tenu = niveaux.prouve
        if acquis.appui == Appui.PROUVE and tenu and tenu.niveau > acquis.niveau:
            continue
        dit = NiveauDate(acquis.niveau, acquis.obtenu_le, acquis, ancien=acquis.obtenu_le < seuil)
        setattr(niveaux, str(acquis.appui.value), dit)
    return resultat


def seuil_d_anciennete(jour: date | None = None) -> date:
    """A level obtained before this day is old."""
    midi = timezone.make_aware(datetime.combine(jour or timezone.localdate(), time(12)))
    return timezone.localdate(reculer(midi, regle("acquis.anciennete")))

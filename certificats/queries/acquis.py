"""What levels people hold today: declared, seen by another, proved. Three answers, never one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Competence, Utilisateur
from academie.regles import regle
from certificats.models import Acquis
from certificats.queries.fiche_poste import echelle
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


@dataclass(frozen=True, slots=True)
class Cellule:
    """A level in words, for a table: its name, its day, what says it."""

    niveau: str
    le: date
    nature: str
    par: str
    url: str
    ancien: bool


@dataclass(frozen=True, slots=True)
class LigneCompetence:
    """What is declared, observed and proved of one competence."""

    competence: Competence
    declare: Cellule | None
    constate: Cellule | None
    prouve: Cellule | None

    @property
    def cellules(self) -> list[tuple[str, Cellule | None]]:
        return [(Appui.DECLARE, self.declare), (Appui.CONSTATE, self.constate), (Appui.PROUVE, self.prouve)]


def tableau_des_competences(utilisateur: Utilisateur) -> list[LigneCompetence]:
    """Every competence of which something is said, in the order of the frameworks, in three queries."""
    niveaux, noms = niveaux_actuels(utilisateur), echelle()
    competences = Competence.objects.filter(pk__in=niveaux).select_related("domaine__referentiel")
    return [
        LigneCompetence(competence, *(_cellule(competence, dit, noms) for dit in trois(niveaux[competence.pk])))
        for competence in competences
    ]


def trois(niveaux: Niveaux) -> tuple[NiveauDate | None, NiveauDate | None, NiveauDate | None]:
    return niveaux.declare, niveaux.constate, niveaux.prouve


def historique_de(utilisateur: Utilisateur, competence: Competence) -> list[tuple[Acquis, str]]:
    """Everything that was ever said of a competence, latest first, with the name of each level."""
    noms = echelle()
    lignes = Acquis.objects.filter(utilisateur=utilisateur, competence=competence).select_related("certificat", "par")
    return [
        (acquis, nom_du_niveau(competence, acquis.niveau, noms))
        for acquis in lignes.order_by("-obtenu_le", "-note_le", "-pk")
    ]


def nom_du_niveau(competence: Competence, rang: int, noms: dict[tuple[int, int], str]) -> str:
    if not rang:
        return _("aucun niveau")
    return noms.get((competence.domaine.referentiel_id, rang)) or _("niveau %(rang)s") % {"rang": rang}


def _cellule(competence: Competence, dit: NiveauDate | None, noms: dict[tuple[int, int], str]) -> Cellule | None:
    if dit is None:
        return None
    preuve = dit.preuve
    return Cellule(
        niveau=nom_du_niveau(competence, dit.niveau, noms),
        le=dit.le,
        nature=preuve.get_nature_display(),
        par=str(preuve.par) if preuve.par else "",
        url=adresse_de_la_preuve(preuve),
        ancien=dit.ancien,
    )


def adresse_de_la_preuve(preuve: Acquis) -> str:
    """The page of what proves it, if it has one."""
    if preuve.certificat:
        return preuve.certificat.get_absolute_url()
    if preuve.reconnaissance_id:
        return reverse("certificats:reconnaissance_detail", args=[preuve.reconnaissance_id])
    return ""

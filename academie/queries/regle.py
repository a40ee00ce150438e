"""The rules as people read them: the value in force, since when, what comes, what was."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.models import ValeurRegle
from academie.regles import REGLES, Regle

# The part of a key before its dot, and the part of the work that it belongs to.
DOMAINES = {
    gettext_lazy("Inscriptions"): ("inscription",),
    gettext_lazy("Sessions"): ("session", "creneau", "agenda"),
    gettext_lazy("Présence"): ("emargement",),
    gettext_lazy("Évaluations et réclamations"): ("evaluation", "reclamation", "amelioration"),
    gettext_lazy("Certificats"): ("certificat", "verification", "acquis", "projection"),
    gettext_lazy("Besoins"): ("enquete", "resultats", "rapport", "signal", "veille"),
    gettext_lazy("Programmes"): ("programme", "plan", "ressource", "presence"),
}
AUTRES = gettext_lazy("Fonctionnement")


@dataclass(frozen=True)
class Valeur:
    """A value that a rule took, takes, or will take, and who or what decided it."""

    valeur: str
    depuis: date
    source: str
    decidee: ValeurRegle | None = None

    @property
    def retiree(self) -> bool:
        return bool(self.decidee and self.decidee.retiree_le)

    @property
    def retirable(self) -> bool:
        return bool(self.decidee) and not self.retiree and self.depuis > timezone.localdate()


@dataclass(frozen=True)
class RegleLue:
    """A rule and every value it has, the latest first."""

    cle: str
    objet: str
    unite: str
    valeurs: list[Valeur]

    @property
    def en_vigueur(self) -> Valeur | None:
        jour = timezone.localdate()
        return next((v for v in self.valeurs if not v.retiree and v.depuis <= jour), None)

    @property
    def a_venir(self) -> list[Valeur]:
        jour = timezone.localdate()
        return [v for v in self.valeurs if not v.retiree and v.depuis > jour][::-1]


def valeurs_decidees() -> Iterable[tuple[str, date, int]]:
    """What the product adds to the table of the code."""
    return ValeurRegle.objects.valables().order_by().values_list("cle", "depuis", "valeur")


def quantite(valeur: int, unite: str) -> str:
    """ "7 jours", "1 jour", "80 %"."""
    mot, espace, suite = unite.partition(" ")
    if valeur < 2 and mot != "mois":
        mot = mot.removesuffix("s")
    return f"{francais.nombre(valeur)} {mot}{espace}{suite}"


def toutes_les_regles() -> dict[str, list[RegleLue]]:
    """Every rule, by part of the work, in one query."""
    par_domaine: dict[str, list[RegleLue]] = {str(domaine): [] for domaine in [*DOMAINES, AUTRES]}
    for lue in _lire(REGLES, ValeurRegle.objects.all()):
        par_domaine[_domaine(lue.cle)].append(lue)
    return {domaine: lues for domaine, lues in par_domaine.items() if lues}


def regle_lue(cle: str) -> RegleLue | None:
    """One rule with its history; None when there is no such rule."""
    lignes = [ligne for ligne in REGLES if ligne.cle == cle]
    return next(iter(_lire(lignes, ValeurRegle.objects.filter(cle=cle))), None) if lignes else None


def _lire(lignes: Iterable[Regle], decidees) -> list[RegleLue]:
    valeurs: dict[str, list[Valeur]] = defaultdict(list)
    dernieres: dict[str, Regle] = {}
    for ligne in lignes:
        dernieres[ligne.cle] = ligne
        valeurs[ligne.cle].append(Valeur(quantite(ligne.valeur, ligne.unite), ligne.depuis, ligne.source))
    for decidee in decidees.select_related("par").order_by("depuis", "pk"):
        if ligne := dernieres.get(decidee.cle):
            valeurs[ligne.cle].append(_decidee(decidee, ligne.unite))
    return [
        RegleLue(cle, ligne.objet, ligne.unite, sorted(valeurs[cle], key=lambda v: v.depuis)[::-1])
        for cle, ligne in dernieres.items()
    ]


def _decidee(decidee: ValeurRegle, unite: str) -> Valeur:
    source = _("%(qui)s, le %(jour)s : %(motif)s") % {
        "qui": decidee.par or _("Académie"),
        "jour": francais.date_sans_jour(decidee.cree_le),
        "motif": decidee.motif,
    }
    return Valeur(quantite(decidee.valeur, unite), decidee.depuis, source, decidee)


def _domaine(cle: str) -> str:
    debut = cle.partition(".")[0]
    return str(next((domaine for domaine, debuts in DOMAINES.items() if debut in debuts), AUTRES))

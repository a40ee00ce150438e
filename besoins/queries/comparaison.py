"""Two needs compared by the answers of the same people: one GROUP BY, the exact McNemar test."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch
from django.utils.translation import gettext as _

from academie.francais import nombre, pourcentage
from besoins.models import Enquete, Option, Question, Valeur
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import Lecture
from besoins.queries.scores import dire_p
from besoins.statistiques.appariement import Appariement

COMPARABLES = (
    Question.Genre.CHOIX_MULTIPLE,
    Question.Genre.CHOIX_UNIQUE,
    Question.Genre.OUI_NON,
    Question.Genre.MATRICE,
)


@dataclass(frozen=True)
class Comparaison:
    """The four counts and what they say. `masquee`: a cell is too small to be shown."""

    premiere: Option
    seconde: Option
    compte: Appariement
    masquee: bool

    @property
    def conclusion(self) -> str:
        faits = {
            "a": self.premiere.libelle,
            "b": self.seconde.libelle,
            "p": dire_p(self.compte.p),
            "n": nombre(self.compte.total),
        }
        if not self.compte.total:
            return _("Personne n'a répondu à la fois pour « %(a)s » et pour « %(b)s ».") % faits
        if not self.compte.departage:
            return (
                _("Les réponses des mêmes %(n)s personnes ne départagent pas « %(a)s » et « %(b)s » (%(p)s).") % faits
            )
        if self.compte.difference < 0:
            faits |= {"a": faits["b"], "b": faits["a"]}
        return _("« %(a)s » est plus souvent exprimé que « %(b)s » par les mêmes %(n)s personnes (%(p)s).") % faits

    @property
    def cases(self) -> list[tuple[str, str]]:
        """The four counts in words."""
        faits = {"a": self.premiere.libelle, "b": self.seconde.libelle}
        lignes = [
            (_("« %(a)s » et « %(b)s »") % faits, self.compte.deux),
            (_("« %(a)s » seulement") % faits, self.compte.premier),
            (_("« %(b)s » seulement") % faits, self.compte.second),
            (_("ni l'un ni l'autre"), self.compte.aucun),
        ]
        total = self.compte.total
        return [(mots, f"{nombre(n)} ({pourcentage(n / total)})") for mots, n in lignes if total]


def questions_comparables(enquete: Enquete) -> list[Question]:
    """Questions whose answers tell who expresses what, with their options, in two queries."""
    questions = Question.objects.filter(section__enquete=enquete, genre__in=COMPARABLES)
    options = Prefetch("options", Option.objects.filter(effectif_inconnu=False).order_by("ordre"))
    return list(questions.order_by("section__ordre", "ordre").prefetch_related(options))


def comparer(enquete: Enquete, filtre: Filtre, lue: Lecture, premiere: Option, seconde: Option) -> Comparaison:
    """Count, among those who answered for both, who expresses both, one, none.

    A ticked option is expressed; an item of a matrix is when its importance exceeds its mastery.
    """
    reponses = filtre.reponses(enquete).filter(_a_repondu(premiere), _a_repondu(seconde))
    reponses = reponses.annotate(a=Exists(_exprime(premiere)), b=Exists(_exprime(seconde)))
    compte = {(a, b): n for a, b, n in reponses.values_list("a", "b").annotate(n=Count("*"))}
    cases = [compte.get((a, b), 0) for a in (True, False) for b in (True, False)]
    minimum = lue.minimum_croise if filtre else lue.minimum
    return Comparaison(premiere, seconde, Appariement(*cases), masquee=any(0 < n < minimum for n in cases))


def _a_repondu(option: Option) -> Exists:
    valeurs = Valeur.objects.filter(reponse=OuterRef("pk"), question=option.question)
    if option.question.genre == Question.Genre.MATRICE:
        valeurs = valeurs.filter(option=option, nombre__isnull=False, maitrise__isnull=False)
    return Exists(valeurs)


def _exprime(option: Option):
    valeurs = Valeur.objects.filter(reponse=OuterRef("pk"), question=option.question, option=option)
    if option.question.genre == Question.Genre.MATRICE:
        valeurs = valeurs.filter(nombre__gt=F("maitrise"))
    return valeurs

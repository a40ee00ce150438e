"""Which answers an analysis reads: the whole choice is in the address, so that a view can be shared.

A key holds one value or several (any of them); several keys must all match: `?region=53&region=76&niveau=commune&q3=2`.
Regions and départements go by their INSEE code, options by their order in the question.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.models import Structure, Territoire
from besoins.models import Enquete, Question, Reponse, Valeur
from besoins.models.enquete import CODE_VALIDE
from besoins.models.invitation import Profil

TERRITOIRES = {
    "region": (gettext_lazy("Région"), Territoire.Genre.REGION),
    "departement": (gettext_lazy("Département"), Territoire.Genre.DEPARTEMENT),
}
LISTES = {
    "niveau": (gettext_lazy("Niveau de territoire"), Territoire.Genre),
    "nature": (gettext_lazy("Nature de la structure"), Structure.Genre),
    "role": (gettext_lazy("Qui répond"), Profil.Role),
}
CLES_DE_PROFIL = (*TERRITOIRES, *LISTES)
# What an address says beside the filters: a question that bears one of these codes goes by its key.
RESERVEES = (
    *CLES_DE_PROFIL,
    "page",
    "q",
    "carte",
    "lignes",
    "colonnes",
    "intervalles",
    "sens",
    "score",
    "croix",
    "a",
    "b",
)
GENRES_FILTRABLES = (*Question.A_UN_CHOIX, Question.Genre.CHOIX_MULTIPLE)


@dataclass(frozen=True)
class Critere:
    """One key of the address, what it means in words, and the answers it keeps."""

    cle: str
    nom: str
    valeurs: dict[str, str]
    gardees: dict[str, object]  # by value of the address: the territory, the option or the code that it stands for
    question: Question | None = None

    def condition(self, prefixe: str = "") -> Q:
        """The answers kept, seen from an answer or, with `prefixe`, from what leads to it."""
        gardees = [self.gardees[valeur] for valeur in self.valeurs]
        if self.question is None:
            return Q(**{f"{prefixe}{self.cle}__in": gardees})
        qui = Valeur.objects.filter(question=self.question, option__in=gardees).order_by().values("reponse")
        return Q(**{f"{prefixe}pk__in": qui})


def cle_de_question(question: Question) -> str:
    """The name of a question in the address of a view."""
    return f"q-{question.pk}" if question.code in RESERVEES else question.code


class Filtre:
    """The answers of a survey that an address asks for. What it does not understand it ignores, and says so."""

    def __init__(self, enquete: Enquete, parametres: QueryDict | None = None):
        self.enquete = enquete
        self._adresse = parametres if parametres is not None else QueryDict()
        self.remarques: list[str] = []
        self.criteres = self._proteger([*self._de_profil(), *self._de_questions()])

    @classmethod
    def depuis(cls, parametres: QueryDict, enquete: Enquete) -> "Filtre":
        return cls(enquete, parametres)

    def __bool__(self):
        return bool(self.criteres)

    def reponses(self, enquete: Enquete):
        """Submitted answers of `enquete` that match: a query, never a list of keys."""
        reponses = Reponse.objects.soumises().filter(enquete=enquete).order_by()
        for critere in self.criteres:
            reponses = reponses.filter(critere.condition())
        return reponses

    def valeurs(self, enquete: Enquete, questions=None):
        """The values of these answers, to all questions or to `questions`.

        Without a filter the few answers not sent yet are taken off: reading the state of each of the others would
        cost more than counting them.
        """
        if questions is None:
            questions = Question.objects.filter(section__enquete=enquete).order_by()
        valeurs = Valeur.objects.filter(question__in=questions).order_by()
        if not self.criteres:
            en_cours = Reponse.objects.filter(enquete=enquete, etat=Reponse.Etat.EN_COURS).order_by()
            return valeurs.exclude(reponse__in=en_cours.values("pk"))
        valeurs = valeurs.filter(reponse__enquete=enquete, reponse__etat=Reponse.Etat.SOUMISE)
        for critere in self.criteres:
            valeurs = valeurs.filter(critere.condition("reponse__"))
        return valeurs

    @cached_property
    def parametres(self) -> dict[str, list[str]]:
        """What was understood, as the address writes it."""
        return {critere.cle: list(critere.valeurs) for critere in self.criteres}

    @cached_property
    def phrases(self) -> list[dict[str, str]]:
        """The filters in force, each with the address that takes it off."""
        return [
            {"libelle": f"{critere.nom} : {libelle}", "url_retrait": self._sans(critere.cle, valeur)}
            for critere in self.criteres
            for valeur, libelle in critere.valeurs.items()
        ]

    @property
    def requete(self) -> str:
        """The filters alone, for a link to another view: "region=53&q3=2"."""
        adresse = QueryDict(mutable=True)
        for cle, valeurs in self.parametres.items():
            adresse.setlist(cle, valeurs)
        return adresse.urlencode()

    def _sans(self, cle: str, valeur: str) -> str:
        adresse = self._adresse.copy()
        adresse.pop("page", None)
        adresse.setlist(cle, [autre for autre in self.parametres[cle] if autre != valeur])
        return f"?{adresse.urlencode()}"

    def _demandees(self, cle: str) -> list[str]:
        """Values asked for, each once, in their order; an empty one asks for nothing."""
        return [valeur for valeur in dict.fromkeys(self._adresse.getlist(cle)) if valeur]

    def _de_profil(self) -> Iterable[Critere]:
        demandes = {cle: valeurs for cle in CLES_DE_PROFIL if (valeurs := self._demandees(cle))}
        if demandes and self.enquete.regime == Enquete.Regime.ANONYME:
            self.remarques.append(
                _("Cette enquête est anonyme : rien n'y dit d'où vient une réponse. Ces filtres sont ignorés.")
            )
            return
        for cle, valeurs in demandes.items():
            nom, connues = _connues(cle, valeurs)
            if comprises := self._comprendre(
                nom, valeurs, {valeur: libelle for valeur, (libelle, _) in connues.items()}
            ):
                yield Critere(cle, str(nom), comprises, {valeur: gardee for valeur, (_, gardee) in connues.items()})

    def _de_questions(self) -> Iterable[Critere]:
        cles = {cle for cle in self._adresse if cle not in RESERVEES}
        codes = {cle for cle in cles if CODE_VALIDE.regex.match(cle)}
        pks = {int(cle[2:]) for cle in cles if cle.startswith("q-") and cle[2:].isdecimal() and len(cle) < 18}
        if not codes and not pks:
            return
        questions = Question.objects.filter(
            Q(code__in=codes) | Q(pk__in=pks), section__enquete=self.enquete, genre__in=GENRES_FILTRABLES
        )
        for question in questions.order_by("section__ordre", "ordre").prefetch_related("options"):
            options = {str(option.ordre): option for option in question.options.all()}
            libelles = {ordre: option.libelle for ordre, option in options.items()}
            demandees = self._demandees(cle_de_question(question))
            if comprises := self._comprendre(question.intitule, demandees, libelles):
                gardees = {ordre: option.pk for ordre, option in options.items()}
                yield Critere(cle_de_question(question), question.intitule, comprises, gardees, question)

    def _comprendre(self, nom, demandees: list[str], connues: dict[str, str]) -> dict[str, str]:
        if any(valeur not in connues for valeur in demandees):
            self.remarques.append(
                _("« %(nom)s » : une valeur de l'adresse n'existe pas ici. Elle est ignorée.") % {"nom": nom}
            )
        return {valeur: str(connues[valeur]) for valeur in demandees if valeur in connues}

    def _proteger(self, criteres: list[Critere]) -> list[Critere]:
        """Where nobody may be recognised, one criterion with one value: two views cannot be subtracted."""
        if self.enquete.regime == Enquete.Regime.NOMME or sum(len(c.valeurs) for c in criteres) < 2:
            return criteres
        self.remarques.append(
            _(
                "Les réponses de cette enquête ne sont pas nommées : un seul filtre à la fois, pour que personne ne "
                "soit reconnu en croisant les filtres. Seul le premier est gardé."
            )
        )
        [valeur, *_autres] = criteres[0].valeurs
        return [replace(criteres[0], valeurs={valeur: criteres[0].valeurs[valeur]})]


def _connues(cle: str, valeurs: list[str]) -> tuple[str, dict[str, tuple[str, object]]]:
    """The name of a key of the profile, and the words and the stored value of what it may be."""
    if cle in LISTES:
        nom, choix = LISTES[cle]
        return str(nom), {valeur: (libelle, valeur) for valeur, libelle in choix.choices}
    nom, genre = TERRITOIRES[cle]
    possibles = [code for code in valeurs if code.isalnum() and len(code) <= 3]
    lieux = Territoire.objects.filter(genre=genre, code__in=possibles).values_list("code", "nom", "pk")
    return str(nom), {code: (libelle, pk) for code, libelle, pk in lieux}

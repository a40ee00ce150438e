"""A survey written as data: to export it, copy it, keep it in the library. Format: docs/formats/enquete.md."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from django.db import models
from django.db.models import Count
from django.urls import reverse

from academie.models import Competence
from besoins.models import Combinaison, Condition, Enquete, Option, Question, Section
from besoins.queries.enquete import questionnaire

FORMAT, VERSION = "oten-enquete", 1
CHAMPS: dict[type, tuple[str, ...]] = {
    Enquete: ("titre", "presentation", "regime", "population", "note_donnees"),
    Section: ("titre", "aide", "combinaison"),
    Question: (
        "code",
        "genre",
        "intitule",
        "aide",
        "obligatoire",
        "ordre_aleatoire",
        "combinaison",
        "minimum",
        "maximum",
        "unite",
        "libelle_minimum",
        "libelle_maximum",
    ),
    Option: ("libelle", "detail", "libre", "pourcentage_publie", "effectif_inconnu"),
}
# What an older publication said of a survey has no place in a new one.
PUBLIES = ("pourcentage_publie", "effectif_inconnu")
SOUS_ENTENDUS = (("combinaison", Combinaison.TOUTES), ("regime", Enquete.Regime.NOMME))
MODELES = Path(__file__).parent.parent / "donnees" / "bibliotheque"


def decrire_enquete(enquete: Enquete) -> dict:
    """The whole structure and all the texts of a survey; nothing of its answers, its people or its dates."""
    sections = questionnaire(enquete)
    questions = {question.pk: question for section in sections for question in section.questions.all()}
    options = [option for question in questions.values() for option in question.options.all()]
    competences = Competence.objects.select_related("domaine__referentiel").in_bulk(
        {option.competence_id for option in options if option.competence_id}
    )
    scribe = _Scribe(questions, competences)
    return {
        "format": FORMAT,
        "version": VERSION,
        **_champs(enquete),
        "sections": [scribe.section(section) for section in sections],
    }


def sans_publication(description: dict) -> dict:
    """The description of a survey to ask again: without what was said of the answers to the older one."""
    return {
        **{cle: valeur for cle, valeur in description.items() if cle != "note_donnees"},
        "sections": [
            {**section, "questions": [_sans_chiffres(question) for question in section["questions"]]}
            for section in description["sections"]
        ],
    }


def normale(valeur):
    """A description without the keys that say nothing, as `decrire_enquete` writes it: two of them may be compared."""
    if isinstance(valeur, dict):
        propre = {cle: normale(contenu) for cle, contenu in valeur.items()}
        return {cle: contenu for cle, contenu in propre.items() if _dit(cle, contenu)}
    return [normale(element) for element in valeur] if isinstance(valeur, list) else valeur


@dataclass(frozen=True)
class Modele:
    """Something to start from: a file that comes with the product, or a survey that someone put into the library."""

    cle: str
    titre: str
    presentation: str
    questions: int
    source: dict | Enquete

    @cached_property
    def description(self) -> dict:
        if isinstance(self.source, Enquete):
            return sans_publication(decrire_enquete(self.source))
        return self.source

    @property
    def est_enquete(self) -> bool:
        return isinstance(self.source, Enquete)

    def get_absolute_url(self):
        return reverse("besoins:bibliotheque_detail", args=[self.cle])


def modeles() -> list[Modele]:
    """The library: the files of the product, then the surveys put into it, latest first."""
    return [*_fichiers().values(), *(_modele_de(enquete) for enquete in _classees())]


def modele(cle: str) -> Modele | None:
    """One model of the library, by its key."""
    genre, _tiret, pk = cle.rpartition("-")
    if genre == "enquete" and pk.isascii() and pk.isdigit() and len(pk) < 10:
        enquete = _classees().filter(pk=pk).first()
        return _modele_de(enquete) if enquete else None
    return _fichiers().get(cle)


@cache
def _fichiers() -> dict[str, Modele]:
    return {fichier.stem: _modele_du_fichier(fichier) for fichier in sorted(MODELES.glob("*.json"))}


def _modele_du_fichier(fichier: Path) -> Modele:
    description = json.loads(fichier.read_text(encoding="utf-8"))
    questions = sum(len(section["questions"]) for section in description["sections"])
    return Modele(fichier.stem, description["titre"], description["presentation"], questions, description)


def _classees():
    return Enquete.objects.des_besoins().filter(est_modele=True).annotate(questions=Count("sections__questions"))


def _modele_de(enquete: Enquete) -> Modele:
    return Modele(f"enquete-{enquete.pk}", enquete.titre, enquete.presentation, enquete.questions, enquete)


def _sans_chiffres(question: dict) -> dict:
    if "options" not in question:
        return question
    options = [{cle: v for cle, v in option.items() if cle not in PUBLIES} for option in question["options"]]
    return {**question, "options": options}


class _Scribe:
    """Writes the parts of one survey; questions are called by their codes, options by their rank from 1."""

    def __init__(self, questions: dict[int, Question], competences: dict[int, Competence]):
        self.questions, self.competences = questions, competences

    def section(self, section: Section) -> dict:
        questions = [self.question(question) for question in section.questions.all()]
        return {**_champs(section), **self.conditions(section), "questions": questions}

    def question(self, question: Question) -> dict:
        options = [self.option(option) for option in question.options.all()]
        return {**_champs(question), **self.conditions(question), **({"options": options} if options else {})}

    def option(self, option: Option) -> dict:
        competence = self.competences.get(option.competence_id)
        return {**_champs(option), **({"competence": designer(competence)} if competence else {})}

    def conditions(self, element: Section | Question) -> dict:
        conditions = [self.condition(condition) for condition in element.conditions.all()]
        return {"conditions": conditions} if conditions else {}

    def condition(self, condition: Condition) -> dict:
        source = self.questions[condition.source_id]
        dite = {"source": source.code, "operateur": condition.operateur}
        if condition.option_id is not None:
            dite["option"] = [option.pk for option in source.options.all()].index(condition.option_id) + 1
        if condition.nombre is not None:
            dite["nombre"] = _ecrire(condition.nombre)
        return dite


def _champs(objet: models.Model) -> dict:
    valeurs = {champ: _ecrire(getattr(objet, champ)) for champ in CHAMPS[type(objet)]}
    return {champ: valeur for champ, valeur in valeurs.items() if _dit(champ, valeur)}


def _dit(cle: str, valeur) -> bool:
    """Whether a value says something: neither empty nor what goes without saying. 0 does."""
    if isinstance(valeur, int) and not isinstance(valeur, bool):
        return True
    return bool(valeur) and (cle, valeur) not in SOUS_ENTENDUS


def _ecrire(valeur):
    if isinstance(valeur, str):
        return str(valeur)  # the member of a choice too
    return f"{valeur.normalize():f}" if isinstance(valeur, Decimal) else valeur


def designer(competence: Competence) -> dict[str, str]:
    referentiel = competence.domaine.referentiel
    return {"referentiel": referentiel.code, "version": referentiel.version, "code": competence.code}

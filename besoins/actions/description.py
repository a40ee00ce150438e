"""A description read into objects, not yet written; what is wrong is named by its place, counted from 1."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from academie.models import Competence
from academie.regles import ImportRefuse
from besoins.actions.lecture import CLES_DE_COMPETENCE, Lecteur, chemin
from besoins.models import Condition, Enquete, Option, Question, Section
from besoins.queries.bibliotheque import CHAMPS, FORMAT, VERSION
from besoins.queries.question import defauts, operateurs

AUTRES_TYPES = {
    "obligatoire": bool,
    "ordre_aleatoire": bool,
    "libre": bool,
    "effectif_inconnu": bool,
    "minimum": int,
    "maximum": int,
    "population": int,
}
ENFANTS: dict[type[models.Model], dict[str, type]] = {
    Enquete: {"format": str, "version": int, "sections": list},
    Section: {"conditions": list, "questions": list},
    Question: {"conditions": list, "options": list},
    Option: {"competence": dict},
    Condition: {"source": str, "operateur": str, "option": int, "nombre": str},
    Competence: CLES_DE_COMPETENCE,
}
CLES = {
    genre: {champ: AUTRES_TYPES.get(champ, str) for champ in CHAMPS.get(genre, ())} | enfants
    for genre, enfants in ENFANTS.items()
}
OBLIGATOIRES = {
    Enquete: ("format", "version", "titre", "sections"),
    Section: ("titre", "questions"),
    Question: ("code", "genre", "intitule"),
    Option: ("libelle",),
    Condition: ("source", "operateur"),
    Competence: tuple(CLES_DE_COMPETENCE),
}


@dataclass
class Lu:
    """An object of the description, where it stands there, what it holds."""

    objet: Any  # Enquete, Section, Question or Option
    endroit: str
    conditions: list = field(default_factory=list)
    enfants: list["Lu"] = field(default_factory=list)


class Lecture(Lecteur):
    """One survey being read."""

    format, version = FORMAT, VERSION
    cles, obligatoires, champs = CLES, OBLIGATOIRES, CHAMPS

    def __init__(self, nom: str):
        super().__init__(nom)
        self.codes: dict[str, Question] = {}

    def lire(self, description: Any) -> Lu:
        """The survey, its sections, their questions, their options: models not saved.

        Raises:
            ImportRefuse: something is wrong; up to twenty errors are named.
        """
        if not self.conforme(description, Enquete, "") or not self.du_format(description):
            raise ImportRefuse(self.erreurs)
        self.chercher_competences(_competences_nommees(description))
        lue = self._lu(Enquete, description, "")
        for endroit, brute in self.liste(description, "sections", Section, ""):
            section = self._lu(Section, brute, endroit)
            section.conditions = brute.get("conditions", [])
            lue.enfants.append(section)
            section.enfants = [
                self._question(question, la) for la, question in self.liste(brute, "questions", Question, endroit)
            ]
            self._differents(section, "intitule")
        self._differents(lue, "titre")
        self.conclure()
        return lue

    def conditions(self, lu: Lu) -> list[Condition]:
        """The conditions of a section or a question whose survey is written, not yet written themselves."""
        trouvees = []
        for rang, brute in enumerate(lu.conditions, start=1):
            endroit = chemin(lu.endroit, f"conditions[{rang}]")
            if self.conforme(brute, Condition, endroit) and (condition := self._condition(brute, lu.objet, endroit)):
                trouvees.append(condition)
        return trouvees

    def _question(self, brute: dict, endroit: str) -> Lu:
        lue = self._lu(Question, brute, endroit)
        lue.conditions = brute.get("conditions", [])
        question = lue.objet
        if not question.code:
            self.refuser(f"{endroit}.code", _("un code est attendu"))
        elif question.code in self.codes:
            self.refuser(f"{endroit}.code", _("« %(code)s » est déjà pris") % {"code": question.code})
        self.codes[question.code] = question
        for champ, phrase in defauts(question).items():
            self.refuser(f"{endroit}.{champ}", phrase)
        for la, option in self.liste(brute, "options", Option, endroit):
            lue.enfants.append(self._option(option, la))
        if lue.enfants and not question.a_des_options:
            self.refuser(f"{endroit}.options", _("ce type de question ne propose pas de réponses"))
        self._differents(lue, "libelle")
        return lue

    def _option(self, brute: dict, endroit: str) -> Lu:
        lue = self._lu(Option, brute, endroit)
        if "competence" in brute:
            lue.objet.competence = self.competence(brute["competence"], f"{endroit}.competence")
        return lue

    def _condition(self, brute: dict, cible: Section | Question, endroit: str) -> Condition | None:
        source = self.codes.get(brute["source"])
        if source is None:
            self.refuser(f"{endroit}.source", _("aucune question n'a ce code"))
            return None
        condition = Condition(**{str(cible._meta.model_name): cible}, source=source, operateur=brute["operateur"])
        if condition.operateur not in operateurs(source):
            self.refuser(f"{endroit}.operateur", _("cette comparaison ne convient pas à cette question"))
        elif condition.operateur in Condition.AVEC_OPTION:
            condition.option = source.options.filter(ordre=brute.get("option")).first()
            if condition.option is None:
                self.refuser(f"{endroit}.option", _("cette question n'a pas de réponse de ce rang"))
        elif condition.operateur in Condition.AVEC_NOMBRE:
            self._nombre(condition, brute, endroit)
        return condition

    def _nombre(self, condition: Condition, brute: dict, endroit: str) -> None:
        try:
            nombre = Decimal(brute.get("nombre", ""))
            condition.nombre = Condition._meta.get_field("nombre").clean(nombre, condition)
        except (InvalidOperation, ValidationError):
            self.refuser(f"{endroit}.nombre", _('un nombre entre guillemets est attendu, par exemple "12.5"'))

    def _lu(self, genre: type[models.Model], brut: dict, endroit: str) -> Lu:
        return Lu(self.objet(genre, brut, endroit), endroit)

    def _differents(self, lu: Lu, champ: str) -> None:
        self.differents(((enfant.endroit, enfant.objet) for enfant in lu.enfants), champ)


def _competences_nommees(valeur):
    if isinstance(valeur, dict):
        yield valeur.get("competence")
        valeur = [valeur.get("sections"), valeur.get("questions"), valeur.get("options")]
    if isinstance(valeur, list):
        for element in valeur:
            yield from _competences_nommees(element)


def objets(lus: list[Lu]) -> list:
    return [lu.objet for lu in lus]

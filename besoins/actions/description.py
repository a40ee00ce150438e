"""A description read into objects, not yet written; what is wrong is named by its place, counted from 1."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.models import Competence
from academie.regles import ERREURS_MAXIMUM, ErreurImport, ImportRefuse
from besoins.models import Condition, Enquete, Option, Question, Section
from besoins.queries.bibliotheque import CHAMPS, FORMAT, VERSION
from besoins.queries.question import defauts, operateurs

LISTE_MAXIMUM = 500
TYPES = {
    str: gettext_lazy("un texte entre guillemets est attendu"),
    int: gettext_lazy("un nombre entier est attendu"),
    bool: gettext_lazy("« true » ou « false » est attendu"),
    list: gettext_lazy("une liste est attendue"),
    dict: gettext_lazy("un objet entre accolades est attendu"),
}
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
    Competence: {"referentiel": str, "version": str, "code": str},
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
    Competence: ("referentiel", "version", "code"),
}
INTERDITS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass
class Lu:
    """An object of the description, where it stands there, what it holds."""

    objet: Any  # Enquete, Section, Question or Option
    endroit: str
    conditions: list = field(default_factory=list)
    enfants: list["Lu"] = field(default_factory=list)


class Lecture:
    """One description being read."""

    def __init__(self, nom: str):
        self.nom = nom
        self.erreurs: list[ErreurImport] = []
        self.codes: dict[str, Question] = {}
        self.competences: dict[tuple[str, str, str], Competence] = {}

    def refuser(self, endroit: str, raison: object) -> None:
        self.erreurs.append(ErreurImport(self.nom, 0, endroit, str(raison)))
        if len(self.erreurs) >= ERREURS_MAXIMUM:
            raise ImportRefuse(self.erreurs)

    def lire(self, description: Any) -> Lu:
        """The survey, its sections, their questions, their options: models not saved.

        Raises:
            ImportRefuse: something is wrong; up to twenty errors are named.
        """
        if not self._conforme(description, Enquete, "") or not self._du_format(description):
            raise ImportRefuse(self.erreurs)
        self._chercher_competences(description)
        lue = self._objet(Enquete, description, "")
        for endroit, brute in self._liste(description, "sections", Section, ""):
            section = self._objet(Section, brute, endroit)
            section.conditions = brute.get("conditions", [])
            lue.enfants.append(section)
            section.enfants = [
                self._question(question, la) for la, question in self._liste(brute, "questions", Question, endroit)
            ]
            self._differents(section, "intitule")
        self._differents(lue, "titre")
        if self.erreurs:
            raise ImportRefuse(self.erreurs)
        return lue

    def conditions(self, lu: Lu) -> list[Condition]:
        """The conditions of a section or a question whose survey is written, not yet written themselves."""
        trouvees = []
        for rang, brute in enumerate(lu.conditions, start=1):
            endroit = _chemin(lu.endroit, f"conditions[{rang}]")
            if self._conforme(brute, Condition, endroit) and (condition := self._condition(brute, lu.objet, endroit)):
                trouvees.append(condition)
        return trouvees

    def _du_format(self, description: dict) -> bool:
        if description["format"] != FORMAT:
            self.refuser("format", _("« %(format)s » est attendu") % {"format": FORMAT})
        elif description["version"] != VERSION:
            self.refuser("version", _("seule la version %(version)s se lit ici") % {"version": VERSION})
        return not self.erreurs

    def _question(self, brute: dict, endroit: str) -> Lu:
        lue = self._objet(Question, brute, endroit)
        lue.conditions = brute.get("conditions", [])
        question = lue.objet
        if not question.code:
            self.refuser(f"{endroit}.code", _("un code est attendu"))
        elif question.code in self.codes:
            self.refuser(f"{endroit}.code", _("« %(code)s » est déjà pris") % {"code": question.code})
        self.codes[question.code] = question
        for champ, phrase in defauts(question).items():
            self.refuser(f"{endroit}.{champ}", phrase)
        for la, option in self._liste(brute, "options", Option, endroit):
            lue.enfants.append(self._option(option, la))
        if lue.enfants and not question.a_des_options:
            self.refuser(f"{endroit}.options", _("ce type de question ne propose pas de réponses"))
        self._differents(lue, "libelle")
        return lue

    def _option(self, brute: dict, endroit: str) -> Lu:
        lue = self._objet(Option, brute, endroit)
        if "competence" in brute and self._conforme(brute["competence"], Competence, f"{endroit}.competence"):
            lue.objet.competence = self.competences.get(_cle(brute["competence"]))
            if lue.objet.competence is None:
                self.refuser(
                    f"{endroit}.competence",
                    _("le référentiel « %(referentiel)s », version %(version)s, n'a pas de compétence « %(code)s » ici")
                    % brute["competence"],
                )
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

    def _objet(self, genre: type[models.Model], brut: dict, endroit: str) -> Lu:
        objet = genre(**{champ: brut[champ] for champ in CHAMPS[genre] if champ in brut})
        try:
            objet.clean_fields(exclude={champ.name for champ in genre._meta.fields} - set(CHAMPS[genre]))
        except ValidationError as erreurs:
            for champ, raisons in erreurs.message_dict.items():
                self.refuser(_chemin(endroit, champ), " ".join(raisons))
        return Lu(objet, endroit)

    def _liste(self, brut: dict, cle: str, genre: type[models.Model], endroit: str):
        """The well-formed objects of a list, each with its place."""
        if len(brut.get(cle, [])) > LISTE_MAXIMUM:
            self.refuser(_chemin(endroit, cle), _("au plus %(n)s éléments") % {"n": LISTE_MAXIMUM})
            return
        for rang, valeur in enumerate(brut.get(cle, []), start=1):
            la = _chemin(endroit, f"{cle}[{rang}]")
            if self._conforme(valeur, genre, la):
                yield la, valeur

    def _conforme(self, valeur: object, genre: type[models.Model], endroit: str) -> bool:
        avant, cles = len(self.erreurs), CLES[genre]
        if not isinstance(valeur, dict):
            self.refuser(endroit, TYPES[dict])
            return False
        for cle in OBLIGATOIRES[genre]:
            if cle not in valeur:
                self.refuser(_chemin(endroit, cle), _("cette clé manque"))
        for cle, brut in valeur.items():
            if cle not in cles:
                self.refuser(_chemin(endroit, INTERDITS.sub("?", cle[:40])), _("cette clé n'est pas connue"))
            elif type(brut) is not cles[cle]:
                self.refuser(_chemin(endroit, cle), TYPES[cles[cle]])
            elif isinstance(brut, str) and INTERDITS.search(brut):
                self.refuser(_chemin(endroit, cle), _("ce texte contient un caractère de commande"))
        return len(self.erreurs) == avant

    def _differents(self, lu: Lu, champ: str) -> None:
        vus: set[str] = set()
        for enfant in lu.enfants:
            mots = getattr(enfant.objet, champ)
            if mots in vus:
                self.refuser(f"{enfant.endroit}.{champ}", _("ces mots sont déjà pris au même endroit"))
            vus.add(mots)

    def _chercher_competences(self, description: dict) -> None:
        """All the competences of the frameworks named, in one query."""
        referentiels = {cle[:2] for cle in _competences_nommees(description)}
        trouvees = Competence.objects.select_related("domaine__referentiel").filter(
            domaine__referentiel__code__in={code for code, _version in referentiels}
        )
        for competence in trouvees:
            referentiel = competence.domaine.referentiel
            self.competences[referentiel.code, referentiel.version, competence.code] = competence


def _competences_nommees(valeur):
    if isinstance(valeur, dict):
        nommee = valeur.get("competence")
        if isinstance(nommee, dict) and all(isinstance(nommee.get(cle), str) for cle in OBLIGATOIRES[Competence]):
            yield _cle(nommee)
        valeur = [valeur.get("sections"), valeur.get("questions"), valeur.get("options")]
    if isinstance(valeur, list):
        for element in valeur:
            yield from _competences_nommees(element)


def _cle(designation: dict) -> tuple[str, str, str]:
    return designation["referentiel"], designation["version"], designation["code"]


def _chemin(endroit: str, cle: str) -> str:
    return f"{endroit}.{cle}".removeprefix(".")


def objets(lus: list[Lu]) -> list:
    return [lu.objet for lu in lus]

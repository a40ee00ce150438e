"""JSON that people bring, read key by key; what is wrong is named by its place, counted from 1."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.models import Competence
from academie.regles import ERREURS_MAXIMUM, ErreurImport, ImportRefuse

LISTE_MAXIMUM = 500
TYPES = {
    str: gettext_lazy("un texte entre guillemets est attendu"),
    int: gettext_lazy("un nombre entier est attendu"),
    bool: gettext_lazy("« true » ou « false » est attendu"),
    list: gettext_lazy("une liste est attendue"),
    dict: gettext_lazy("un objet entre accolades est attendu"),
}
# What a database does not hold.
INTERDITS = re.compile(r"[\x00\ud800-\udfff]")
CLES_DE_COMPETENCE: dict[str, type] = {"referentiel": str, "version": str, "code": str}


class Lecteur:
    """One description being read: which keys each kind of object may and must have, what was found wrong so far."""

    format: str
    version: int
    cles: dict[Any, dict[str, type]]
    obligatoires: dict[Any, tuple[str, ...]]
    champs: dict[type[models.Model], tuple[str, ...]]

    def __init__(self, nom: str):
        self.nom = nom
        self.erreurs: list[ErreurImport] = []
        self.competences: dict[tuple[str, str, str], Competence] = {}

    def refuser(self, endroit: str, raison: object) -> None:
        self.erreurs.append(ErreurImport(self.nom, 0, endroit, str(raison)))
        if len(self.erreurs) >= ERREURS_MAXIMUM:
            raise ImportRefuse(self.erreurs)

    def conclure(self) -> None:
        if self.erreurs:
            raise ImportRefuse(self.erreurs)

    def du_format(self, description: dict) -> bool:
        if description["format"] != self.format:
            self.refuser("format", _("« %(format)s » est attendu") % {"format": self.format})
        elif description["version"] != self.version:
            self.refuser("version", _("seule la version %(version)s se lit ici") % {"version": self.version})
        return not self.erreurs

    def conforme(self, valeur: object, genre: Any, endroit: str) -> bool:
        """Whether an object has the keys of its kind, each of its type; what is not is noted."""
        avant, cles = len(self.erreurs), self.cles[genre]
        if not isinstance(valeur, dict):
            self.refuser(endroit, TYPES[dict])
            return False
        for cle in self.obligatoires[genre]:
            if cle not in valeur:
                self.refuser(chemin(endroit, cle), _("cette clé manque"))
        for cle, brut in valeur.items():
            if cle not in cles:
                montree = "".join(lettre if lettre.isprintable() else "?" for lettre in cle[:40])
                self.refuser(chemin(endroit, montree), _("cette clé n'est pas connue"))
            else:
                self.du_type(brut, cles[cle], chemin(endroit, cle))
        return len(self.erreurs) == avant

    def du_type(self, brut: object, attendu: type, endroit: str) -> bool:
        avant = len(self.erreurs)
        if type(brut) is not attendu:
            self.refuser(endroit, TYPES[attendu])
        elif isinstance(brut, str) and INTERDITS.search(brut):
            self.refuser(endroit, _("ce texte contient un caractère qui ne s'enregistre pas"))
        return len(self.erreurs) == avant

    def liste(self, brut: dict, cle: str, genre: Any, endroit: str) -> Iterator[tuple[str, Any]]:
        """The well-formed elements of a list, each with its place: objects of a kind, or texts, or numbers."""
        if len(brut.get(cle, [])) > LISTE_MAXIMUM:
            self.refuser(chemin(endroit, cle), _("au plus %(n)s éléments") % {"n": LISTE_MAXIMUM})
            return
        lire = self.conforme if genre in self.cles else self.du_type
        for rang, valeur in enumerate(brut.get(cle, []), start=1):
            la = chemin(endroit, f"{cle}[{rang}]")
            if lire(valeur, genre, la):
                yield la, valeur

    def objet(self, genre: type[models.Model], brut: dict, endroit: str) -> Any:
        """A model with the fields that are written, not saved."""
        objet = genre(**{champ: brut[champ] for champ in self.champs[genre] if champ in brut})
        try:
            objet.clean_fields(exclude={champ.name for champ in genre._meta.fields} - set(self.champs[genre]))
        except ValidationError as erreurs:
            for champ, raisons in erreurs.message_dict.items():
                self.refuser(chemin(endroit, champ), " ".join(raisons))
        return objet

    def differents(self, places: Iterable[tuple[str, object]], champ: str) -> None:
        vus: set[str] = set()
        for endroit, objet in places:
            mots = getattr(objet, champ)
            if mots in vus:
                self.refuser(f"{endroit}.{champ}", _("ces mots sont déjà pris au même endroit"))
            vus.add(mots)

    def competence(self, designation: Any, endroit: str) -> Competence | None:
        """The competence of a framework that is loaded here."""
        if not self.conforme(designation, Competence, endroit):
            return None
        trouvee = self.competences.get(cle_de_competence(designation))
        if trouvee is None:
            self.refuser(
                endroit,
                _("le référentiel « %(referentiel)s », version %(version)s, n'a pas de compétence « %(code)s » ici")
                % designation,
            )
        return trouvee

    def chercher_competences(self, designations: Iterable[object]) -> None:
        """All the competences of the frameworks named, in one query."""
        nommees = [
            designation
            for designation in designations
            if isinstance(designation, dict) and all(isinstance(designation.get(c), str) for c in CLES_DE_COMPETENCE)
        ]
        trouvees = Competence.objects.select_related("domaine__referentiel").filter(
            domaine__referentiel__code__in={designation["referentiel"] for designation in nommees}
        )
        for competence in trouvees:
            referentiel = competence.domaine.referentiel
            self.competences[referentiel.code, referentiel.version, competence.code] = competence


def lire_json(contenu: bytes, nom: str) -> Any:
    """What a file holds.

    Raises:
        ImportRefuse: it is no JSON, or not in UTF-8.
    """
    try:
        return json.loads(contenu.decode("utf-8-sig"))
    except UnicodeDecodeError as erreur:
        raise ImportRefuse([ErreurImport(nom, 0, "", _("le fichier n'est pas en UTF-8"))]) from erreur
    except json.JSONDecodeError as erreur:
        raison = _("ce n'est pas du JSON à partir d'ici")
        raise ImportRefuse([ErreurImport(nom, erreur.lineno, "", raison)]) from erreur
    except (RecursionError, ValueError) as erreur:  # thousands of brackets, or a number of thousands of figures
        raison = _("ce fichier est trop compliqué pour être ce qu'il dit")
        raise ImportRefuse([ErreurImport(nom, 0, "", raison)]) from erreur


def cle_de_competence(designation: dict) -> tuple[str, str, str]:
    return designation["referentiel"], designation["version"], designation["code"]


def chemin(endroit: str, cle: str) -> str:
    return f"{endroit}.{cle}".removeprefix(".")

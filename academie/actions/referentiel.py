import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.models import Competence, Domaine, Niveau, Referentiel
from academie.regles import ERREURS_MAXIMUM, ErreurImport, ImportRefuse, Refus

TYPES = {
    str: gettext_lazy("un texte entre guillemets est attendu"),
    int: gettext_lazy("un nombre entier de 1 à 99 est attendu"),
    list: gettext_lazy("une liste d'au moins un élément est attendue"),
}
# Keys of each object of the file, and the type of their values.
CLES: dict[str, dict[str, type]] = {
    "referentiel": {"code": str, "version": str, "nom": str, "source": str, "niveaux": list, "domaines": list},
    "niveau": {"rang": int, "nom": str, "description": str},
    "domaine": {"code": str, "nom": str, "competences": list},
    "competence": {"code": str, "nom": str, "description": str, "niveau": int},
}
FACULTATIVES = {"source", "description", "niveau"}
INTERDITS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


@transaction.atomic
def importer_referentiel(*, fichier: Path) -> Referentiel:
    """Load the version of a framework that `fichier` holds (format: docs/referentiels.md). Loaded twice, written once.

    Raises:
        ImportRefuse: the file is wrong; its errors are named and nothing was written.
        Refus: this version is already there with another content.
    """
    lecture = _Lecture(fichier.name)
    contenu = lecture.lire(fichier)
    lu, niveaux, domaines, competences = lecture.batir(contenu)
    if lecture.erreurs:
        raise ImportRefuse(lecture.erreurs)
    lu.empreinte = sha256(json.dumps(contenu, sort_keys=True).encode()).hexdigest()
    referentiel, nouveau = Referentiel.objects.get_or_create(
        code=lu.code, version=lu.version, defaults={"nom": lu.nom, "source": lu.source, "empreinte": lu.empreinte}
    )
    if nouveau:
        for niveau in niveaux:
            niveau.referentiel = referentiel
        for domaine in domaines:
            domaine.referentiel = referentiel
        Niveau.objects.bulk_create(niveaux)
        Domaine.objects.bulk_create(domaines)
        Competence.objects.bulk_create(competences)
    elif referentiel.empreinte != lu.empreinte:
        raise Refus(
            _(
                "La version %(version)s du référentiel « %(code)s » est déjà publiée avec un autre contenu : "
                "des programmes et des certificats peuvent s'y référer. Donnez une nouvelle version au fichier."
            )
            % {"version": lu.version, "code": lu.code}
        )
    return referentiel


class _Lecture:
    """One file being read; `erreurs` collects what is wrong, with the path of the value in the file."""

    def __init__(self, nom: str):
        self.nom = nom
        self.erreurs: list[ErreurImport] = []

    def refuser(self, endroit: str, raison: str, *, ligne: int = 0, fatal: bool = False) -> None:
        self.erreurs.append(ErreurImport(self.nom, ligne, endroit, raison))
        if fatal or len(self.erreurs) >= ERREURS_MAXIMUM:
            raise ImportRefuse(self.erreurs)

    def lire(self, fichier: Path) -> dict:
        try:
            contenu = json.loads(fichier.read_text(encoding="utf-8-sig"))
        except OSError:
            self.refuser("", _("fichier introuvable ou illisible"), fatal=True)
        except UnicodeDecodeError:
            self.refuser("", _("le fichier n'est pas en UTF-8"), fatal=True)
        except json.JSONDecodeError as erreur:
            self.refuser("", _("ce n'est pas du JSON à partir d'ici"), ligne=erreur.lineno, fatal=True)
        except RecursionError:
            self.refuser("", _("trop d'objets sont imbriqués"), fatal=True)
        if not self._conforme(contenu, "referentiel", ""):
            raise ImportRefuse(self.erreurs)
        return contenu

    def batir(self, contenu: dict) -> tuple[Referentiel, list[Niveau], list[Domaine], list[Competence]]:
        """Objects of the file, not yet written."""
        referentiel = Referentiel(**_textes(contenu))
        self._nettoyer(referentiel, "", exclude=["empreinte"])
        niveaux = {}
        for ou, brut in self._objets(contenu["niveaux"], "niveau", "niveaux"):
            niveau = Niveau(rang=brut["rang"], **_textes(brut))
            self._nettoyer(niveau, ou, exclude=["referentiel"])
            self._seul(niveau.rang, niveaux, f"{ou}.rang")
            niveaux[niveau.rang] = niveau
        domaines, competences = {}, {}
        for ou, brut in self._objets(contenu["domaines"], "domaine", "domaines"):
            domaine = Domaine(ordre=len(domaines) + 1, **_textes(brut))
            self._nettoyer(domaine, ou, exclude=["referentiel"])
            self._seul(domaine.code, domaines, f"{ou}.code")
            domaines[domaine.code] = domaine
            for la, brute in self._objets(brut["competences"], "competence", f"{ou}.competences"):
                competence = Competence(domaine=domaine, ordre=len(competences) + 1, **_textes(brute))
                self._nettoyer(competence, la, exclude=["domaine", "niveau_attendu"])
                self._seul(competence.code, competences, f"{la}.code")
                competence.niveau_attendu = self._niveau(brute, niveaux, la)
                competences[competence.code] = competence
        return referentiel, list(niveaux.values()), list(domaines.values()), list(competences.values())

    def _objets(self, valeurs: list, genre: str, endroit: str) -> Iterator[tuple[str, dict]]:
        """The well-formed objects of a list, each with its place, counted from 1."""
        for rang, valeur in enumerate(valeurs, start=1):
            ou = f"{endroit}[{rang}]"
            if self._conforme(valeur, genre, ou):
                yield ou, valeur

    def _conforme(self, valeur, genre: str, endroit: str) -> bool:
        avant = len(self.erreurs)
        cles = CLES[genre]
        if not isinstance(valeur, dict):
            self.refuser(endroit, _("un objet entre accolades est attendu"))
            return False
        for cle in sorted(cles.keys() - valeur.keys() - FACULTATIVES):
            self.refuser(_chemin(endroit, cle), _("cette clé manque"))
        for cle, brut in valeur.items():
            self._valeur(_chemin(endroit, cle), brut, cles.get(cle))
        return len(self.erreurs) == avant

    def _valeur(self, endroit: str, brut, attendu: type | None) -> None:
        if attendu is None:
            self.refuser(endroit, _("cette clé n'est pas connue"))
        elif type(brut) is not attendu or not _admis(brut):
            self.refuser(endroit, str(TYPES[attendu]))
        elif isinstance(brut, str) and INTERDITS.search(brut):
            self.refuser(endroit, _("ce texte contient un caractère de commande"))

    def _nettoyer(self, objet: models.Model, endroit: str, *, exclude: list[str]) -> None:
        """Check the fields of `objet` as its model does."""
        try:
            objet.clean_fields(exclude=exclude)
        except ValidationError as erreurs:
            for champ, raisons in erreurs.message_dict.items():
                self.refuser(_chemin(endroit, champ), " ".join(raisons))

    def _seul(self, cle, deja: dict, endroit: str) -> None:
        if cle in deja:
            self.refuser(endroit, _("« %(cle)s » est déjà plus haut dans le fichier") % {"cle": cle})

    def _niveau(self, competence: dict, niveaux: dict[int, Niveau], endroit: str) -> Niveau | None:
        if "niveau" not in competence:
            return None
        rang = competence["niveau"]
        if rang not in niveaux:
            self.refuser(f"{endroit}.niveau", _("aucun niveau n'a le rang %(rang)d") % {"rang": rang})
        return niveaux.get(rang)


def _admis(valeur: object) -> bool:
    if isinstance(valeur, int):
        return 0 < valeur < 100
    return isinstance(valeur, str) or bool(valeur)


def _textes(brut: dict) -> dict[str, str]:
    return {cle: valeur for cle, valeur in brut.items() if isinstance(valeur, str)}


def _chemin(endroit: str, cle: str) -> str:
    return f"{endroit}.{cle}".removeprefix(".")

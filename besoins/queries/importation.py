"""Answers read in a file, row by row: what was understood, column by column, and what was not."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import IO

from django.utils.translation import gettext as _

from academie.francais import date_sans_jour
from academie.regles import ERREURS_MAXIMUM, ErreurImport, regle
from academie.tableaux import ErreurTableau, Tableau, cellule_lue, cellule_sure, lire_tableau
from besoins.models import Enquete, Importation, Question
from besoins.queries.cellule import Incompris, lecteur
from besoins.queries.colonne import BASE, JOUR, POIDS, REPONDANT, Colonne, a_apporter
from besoins.queries.enquete import questionnaire
from besoins.queries.valeur import ecrire_valeurs, valeurs_de

Genre = Question.Genre
FORMAT, VERSION = "oten-reponses", 1
COMPRISES, VIDES, FAUSSES = range(3)


def lire(fichier: IO[bytes], nom: str) -> Tableau:
    """The table of a file of answers: CSV, XLSX, or the JSON of our exports."""
    au_plus = regle("importation.lignes")
    return lire_json(fichier) if nom.lower().endswith(".json") else lire_tableau(fichier, nom, lignes_maximum=au_plus)


def lire_json(fichier: IO[bytes]) -> Tableau:
    """The answers of one of our JSON files (docs/formats/reponses.md), as a table."""
    try:
        contenu = json.load(fichier)
        if contenu["format"] != FORMAT or contenu["version"] != VERSION:
            raise ErreurTableau(0, _("ce fichier JSON est d'un autre format que les exports de réponses."))
        entetes, reponses = [str(nom) for nom in contenu["colonnes"]], contenu["reponses"]
        rangees = [(numero, [_case(reponse.get(nom)) for nom in entetes]) for numero, reponse in enumerate(reponses, 1)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as erreur:
        raise ErreurTableau(0, _("ce fichier JSON n'est pas un export de réponses de l'Académie.")) from erreur
    return Tableau(entetes, iter(rangees))


def _case(valeur) -> str:
    """A cell as a spreadsheet would give it: words are kept from being formulas."""
    texte = cellule_sure(valeur) if isinstance(valeur, str) else "" if valeur is None else str(valeur)
    if "\0" in texte:
        raise ValueError(texte)
    texte.encode()  # half a character is no text
    return texte


@contextmanager
def ouvrir(importation: Importation) -> Iterator[Tableau]:
    """The table of an importation, while its file is open."""
    with importation.fichier.open("rb") as fichier:
        yield lire(fichier, importation.nom)


def base_de() -> set[str]:
    """The columns that are about the respondent."""
    return {colonne.entete for colonne in BASE}


def noms_gardes(enquete: Enquete) -> bool:
    """May the names of respondents come in? Only where somebody's name may still stand beside their answer."""
    regime, ouverte = enquete.regime, enquete.etat == Enquete.Etat.OUVERTE
    return regime == Enquete.Regime.NOMME or (regime == Enquete.Regime.PSEUDONYME and ouverte)


def base_gardee(enquete: Enquete) -> list[Colonne]:
    """What may be kept about a respondent: nothing but the day where answers are anonymous."""
    if enquete.regime == Enquete.Regime.ANONYME:
        return [JOUR, POIDS]
    return [colonne for colonne in BASE if noms_gardes(enquete) or colonne is not REPONDANT]


def repondants_connus(enquete: Enquete) -> set[str]:
    """Who has answered already, by the names that a file may give."""
    noms = enquete.reponses.soumises().values_list(
        "libelle", "invitation__structure__nom", "invitation__nom", "invitation__email"
    )
    return {nom for quatre in noms.iterator() for nom in quatre if nom}


@dataclass(frozen=True)
class Ligne:
    """One respondent: what is said of them, and what they answered, as `besoins.queries.valeur.valeurs_de` takes it."""

    numero: int
    base: dict[str, object]
    donnees: dict[Question, object]


def montrer(ligne: Ligne) -> dict:
    """A row as it will be understood, in words."""
    base = [(colonne.libelle, _dire(ligne.base[colonne.champ])) for colonne in BASE if colonne.champ in ligne.base]
    questions = [(q.intitule, ecrire_valeurs(q, valeurs_de(q, donnee))) for q, donnee in ligne.donnees.items()]
    return {"numero": ligne.numero, "cases": [(str(nom), texte) for nom, texte in [*base, *questions]]}


def _dire(valeur) -> str:
    return date_sans_jour(valeur) if isinstance(valeur, date) else str(valeur)


@dataclass
class _Entree:
    """A column of the file that brings something: its place, how it is read, what was read before."""

    colonne: Colonne
    rang: int
    lire: Callable[[str], object]
    comptes: list[int] = field(default_factory=lambda: [0, 0, 0])
    memoire: dict[str, object] = field(default_factory=dict)


class Lecture:
    """Reads the rows of a file; keeps the counts of each column and the first errors."""

    def __init__(self, enquete: Enquete, nom: str, entetes: list[str], correspondance: dict[str, str]):
        self.nom = nom
        self.erreurs: list[ErreurImport] = []
        self.fausses = self.ignorees = 0
        self._rangs = {entete: rang for rang, entete in enumerate(entetes)}
        self._correspondance = correspondance
        self._absents = [entete for entete in correspondance.values() if entete not in self._rangs]
        self._base = self._entrees(base_gardee(enquete))
        toutes = {q: self._entrees(a_apporter(q)) for s in questionnaire(enquete) for q in s.questions.all()}
        self._questions = {question: entrees for question, entrees in toutes.items() if entrees}
        self._deja = repondants_connus(enquete)
        self._vus: dict[str, int] = {}

    def lignes(self, tableau: Tableau) -> Iterator[Ligne]:
        """The answers understood; an answer that was never sent (no day) is left aside and counted."""
        if self._absents:
            self._noter(1, self._absents[0], _("cette colonne n'est plus dans le fichier"))
            return
        try:
            for numero, cases in tableau.lignes:
                if ligne := self._ligne(numero, cases):
                    yield ligne
        except ErreurTableau as erreur:
            self._noter(erreur.ligne, "", erreur.raison)

    @property
    def colonnes(self) -> list[dict]:
        """Each column that was read, and how many of its cells were understood, empty, wrong."""
        entrees = [*self._base, *(entree for entrees in self._questions.values() for entree in entrees)]
        return [
            {
                "fichier": self._correspondance[entree.colonne.entete],
                "enquete": entree.colonne.entete,
                "comprises": entree.comptes[COMPRISES],
                "vides": entree.comptes[VIDES],
                "fausses": entree.comptes[FAUSSES],
            }
            for entree in entrees
        ]

    def _entrees(self, colonnes: list[Colonne]) -> list[_Entree]:
        return [
            _Entree(colonne, self._rangs[self._correspondance[colonne.entete]], lecteur(colonne))
            for colonne in colonnes
            if self._correspondance.get(colonne.entete) in self._rangs
        ]

    def _ligne(self, numero: int, cases: list[str]) -> Ligne | None:
        fausses = self.fausses
        base = {entree.colonne.champ: valeur for entree, valeur in self._lues(numero, cases, self._base)}
        if self.fausses == fausses and "jour" not in base and any(e.colonne.champ == "jour" for e in self._base):
            self.ignorees += 1
            return None
        donnees = {}
        for question, entrees in self._questions.items():
            lues = self._lues(numero, cases, entrees)
            try:
                if lues and (donnee := _assembler(question, lues)):
                    donnees[question] = donnee
            except Incompris as refus:
                self._noter(numero, question.code, str(refus))
        self._identifier(numero, base.get("libelle"))
        return Ligne(numero, base, donnees) if self.fausses == fausses else None

    def _lues(self, numero: int, cases: list[str], entrees: list[_Entree]) -> list[tuple[_Entree, object]]:
        lues = []
        for entree in entrees:
            texte = cases[entree.rang].strip()
            if not texte:
                entree.comptes[VIDES] += 1
                continue
            try:
                valeur = self._comprendre(entree, texte)
            except Incompris as refus:
                entree.comptes[FAUSSES] += 1
                self._noter(numero, self._correspondance[entree.colonne.entete], str(refus))
            else:
                entree.comptes[COMPRISES] += 1
                lues.append((entree, valeur))
        return lues

    def _comprendre(self, entree: _Entree, texte: str):
        """What a cell says; the same words are read once, unless they are as long as sentences."""
        if texte in entree.memoire:
            valeur = entree.memoire[texte]
        else:
            try:
                valeur = entree.lire(cellule_lue(texte))
            except Incompris as refus:
                valeur = refus
            if len(texte) <= 120 and len(entree.memoire) < 50_000:
                entree.memoire[texte] = valeur
        if isinstance(valeur, Incompris):
            raise valeur
        return valeur

    def _identifier(self, numero: int, nom: str | None) -> None:
        if nom in self._vus:
            premiere = {"nom": nom, "ligne": self._vus[nom]}
            self._noter(numero, "", _("« %(nom)s » est déjà à la ligne %(ligne)s") % premiere)
        elif nom in self._deja:
            self._noter(numero, "", _("« %s » a déjà répondu à cette enquête") % nom)
        elif nom:
            self._vus[nom] = numero

    def _noter(self, ligne: int, endroit: str, raison: str) -> None:
        self.fausses += 1
        if len(self.erreurs) < ERREURS_MAXIMUM:
            self.erreurs.append(ErreurImport(self.nom, ligne, endroit, raison))


def _assembler(question: Question, lues: list[tuple[_Entree, object]]):
    """What the cells of one question say together."""
    par_champ = {
        champ: {
            entree.colonne.option or entree.colonne.rang: valeur
            for entree, valeur in lues
            if entree.colonne.champ == champ
        }
        for champ in {entree.colonne.champ for entree, _valeur in lues}
    }
    match question.genre:
        case Genre.CLASSEMENT:
            return _classement(par_champ["rang"])
        case Genre.MATRICE:
            importances, maitrises = par_champ.get("importance", {}), par_champ.get("maitrise", {})
            return {option: (importances.get(option), maitrises.get(option)) for option in {**importances, **maitrises}}
        case Genre.CHOIX_MULTIPLE:
            cochees = [option for option, coche in par_champ.get("case", {}).items() if coche]
            return _avec_textes([*cochees, *par_champ.get("liste", {}).get(0, [])], par_champ.get("texte", {}))
        case Genre.CHOIX_UNIQUE | Genre.OUI_NON:
            return _unique(list(par_champ.get("valeur", {}).values()), par_champ.get("texte", {}))
    return par_champ["valeur"][0]


def _avec_textes(options: list, textes: dict) -> list:
    """Ticked options, each with its text; a text ticks its option."""
    return [(option, textes.get(option, "")) for option in dict.fromkeys([*options, *textes])]


def _unique(options: list, textes: dict) -> list:
    choisie = options or list(textes)[:1]
    if etrangers := [option for option in textes if option not in choisie]:
        raise Incompris(_("la précision de « %s » est remplie, mais une autre réponse est choisie") % etrangers[0])
    return _avec_textes(choisie, textes)


def _classement(par_rang: dict[int, object]) -> list:
    rangs = sorted(par_rang)
    if rangs != list(range(1, len(rangs) + 1)):
        raise Incompris(_("un rang manque dans le classement"))
    classees = [par_rang[rang] for rang in rangs]
    if len(set(classees)) < len(classees):
        double = next(option for option in classees if classees.count(option) > 1)
        raise Incompris(_("« %s » est placée deux fois dans le classement") % double)
    return classees

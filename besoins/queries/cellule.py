"""One cell of a file, understood: what it holds, or why it cannot be. No query but for the name of a territory."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Structure, Territoire
from academie.queries.territoire import territoire_designe
from academie.regles import regle
from besoins.models import Option, Question
from besoins.models.invitation import Profil
from besoins.queries.colonne import Colonne, cle

Genre = Question.Genre
OUI = {"1", "y", "yes", "oui", "o", "x", "vrai", "true", "on", "coche"}
NON = {"0", "n", "no", "non", "faux", "false", "off", "noncoche", "nonselectionne"}
AUTRE = "-oth-"  # LimeSurvey: "other"
CODE = re.compile(r"(?:#|[a-z]{0,3})0*(\d{1,4})")  # 3, A3, AO03, SQ003; #3 in our exports
NOMBRE = re.compile(r"[+-]?\d{1,14}(\.\d+)?")
BLANCS = re.compile(r"[\s\u00a0\u202f]+")
DIX_MILLIEMES = Decimal("0.0001")
LIBELLE = 200


class Incompris(ValueError):
    """Why a cell cannot be what its column says, in French."""


def lecteur(colonne: Colonne) -> Callable[[str], object]:
    """How to read the cells of a column. Blank cells are not given to it; it raises `Incompris`."""
    if colonne.question is None:
        return BASES[colonne.champ]
    options = list(colonne.question.options.all())
    if colonne.champ in ("rang", "liste"):
        return partial({"rang": _option, "liste": _options}[colonne.champ], _par_nom(options))
    if colonne.champ in ("importance", "maitrise"):
        return partial(_degre, colonne.question.minimum, colonne.question.maximum)
    if colonne.champ == "case":
        return partial(_coche, cle(colonne.option.libelle))
    if colonne.champ == "texte":
        return partial(_texte, au_plus=regle("enquete.texte_court"))
    return _lecteur_de_valeur(colonne.question, options)


def _lecteur_de_valeur(question: Question, options: list[Option]) -> Callable[[str], object]:
    match question.genre:
        case Genre.CHOIX_UNIQUE:
            return partial(_option, _par_nom(options))
        case Genre.OUI_NON:
            return partial(_option, _par_nom(options) | _oui_non(options))
        case Genre.ECHELLE:
            return lambda texte: Decimal(_degre(question.minimum, question.maximum, texte))
        case Genre.NOMBRE:
            return partial(_nombre, question.minimum, question.maximum)
        case Genre.DATE:
            return _jour
        case Genre.TERRITOIRE:
            return partial(_territoire, ())
        case Genre.TEXTE_COURT:
            return partial(_texte, au_plus=regle("enquete.texte_court"))
    return partial(_texte, au_plus=regle("enquete.reponse_taille"))


def _par_nom(options: list[Option]) -> dict:
    """Options by their words, and by their rank as a number; LimeSurvey's "other"."""
    noms = {AUTRE: next((option for option in options if option.libre), None)}
    noms |= {cle(option.libelle) or option.libelle: option for option in reversed(options)}
    return noms | {option.ordre: option for option in options}


def _oui_non(options: list[Option]) -> dict[str, Option]:
    oui, non, *_reste = options
    return {"y": oui, "yes": oui, "vrai": oui, "true": oui, "n": non, "no": non, "faux": non, "false": non, "0": non}


def _option(par_nom: dict, texte: str) -> Option:
    trouvee = par_nom.get(cle(texte) or texte) or par_nom.get(texte)
    if trouvee is None and (code := CODE.fullmatch(texte.casefold())):
        trouvee = par_nom.get(int(code[1]))
    if trouvee is None:
        raise Incompris(_("« %s » n'est pas une des réponses proposées") % texte[:60])
    return trouvee


def nommer(option: Option, options: list[Option]) -> str:
    """The words of an option in a cell; its number when its words would name another one."""
    return option.libelle if _option(_par_nom(options), option.libelle.strip()) == option else f"#{option.ordre}"


def _options(par_nom: dict, texte: str) -> list[Option]:
    """Several options in one cell: one alone, or parted by semicolons, bars, lines, or commas."""
    for coupure in (None, r"[;|\n]", r","):
        morceaux = [texte] if coupure is None else [m.strip() for m in re.split(coupure, texte) if m.strip()]
        try:
            return list(dict.fromkeys(_option(par_nom, morceau) for morceau in morceaux))
        except Incompris as refus:
            dernier = refus
    raise dernier


def _coche(libelle: str, texte: str) -> bool:
    mot = cle(texte)
    if mot in OUI or mot == libelle:
        return True
    if mot in NON:
        return False
    raise Incompris(_("« %s » ne dit pas si la réponse est cochée : écrivez 1 ou 0") % texte[:60])


def _degre(minimum: int, maximum: int, texte: str) -> int:
    code = CODE.fullmatch(texte.casefold())
    try:
        degre = Decimal(code[1]) if code else _decimal(texte.split(" ")[0])
    except Incompris:
        degre = Decimal("NaN")
    if degre.is_nan() or degre % 1 or not minimum <= degre <= maximum:
        bornes = {"texte": texte[:60], "bas": minimum, "haut": maximum}
        raise Incompris(_("« %(texte)s » n'est pas un degré de %(bas)s à %(haut)s") % bornes)
    return int(degre)


def _decimal(texte: str) -> Decimal:
    nombre = BLANCS.sub("", texte).replace(",", ".")
    if not NOMBRE.fullmatch(nombre):
        raise Incompris(_("« %s » n'est pas un nombre") % texte[:60])
    return Decimal(nombre).quantize(DIX_MILLIEMES, ROUND_HALF_EVEN)


def _nombre(minimum: int | None, maximum: int | None, texte: str) -> Decimal:
    nombre = _decimal(texte)
    if minimum is not None and nombre < minimum:
        raise Incompris(_("%(nombre)s est sous le minimum, %(borne)s") % {"nombre": texte[:20], "borne": minimum})
    if maximum is not None and nombre > maximum:
        raise Incompris(_("%(nombre)s dépasse le maximum, %(borne)s") % {"nombre": texte[:20], "borne": maximum})
    return nombre


def _jour(texte: str) -> date:
    mot = re.split(r"[ T]", texte)[0]
    for forme in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d"):
        try:
            return datetime.strptime(mot, forme).date()  # noqa: DTZ007 – a day of the calendar
        except ValueError:
            continue
    raise Incompris(_("« %s » n'est pas une date : écrivez 2026-03-31 ou 31/03/2026") % texte[:60])


def _jour_passe(texte: str) -> date:
    jour = _jour(texte)
    if not jour.year >= 1970 or jour > timezone.localdate():
        raise Incompris(_("« %s » : une réponse ne peut pas dater de ce jour") % texte[:60])
    return jour


def _territoire(genres: tuple[str, ...], texte: str) -> Territoire:
    if territoire := territoire_designe(texte, genres=genres):
        return territoire
    raise Incompris(_("« %s » ne désigne pas un territoire sans hésitation : écrivez son code INSEE") % texte[:60])


def _texte(texte: str, *, au_plus: int) -> str:
    if len(texte) > au_plus:
        raise Incompris(_("un texte de %(n)s caractères : %(au_plus)s au plus") % {"n": len(texte), "au_plus": au_plus})
    return texte


def _un_de(choix, texte: str) -> str:
    noms = {cle(nom): code for code, libelle in choix for nom in (code, str(libelle))}
    if cle(texte) in noms:
        return noms[cle(texte)]
    attendus = ", ".join(str(libelle) for _code, libelle in choix)
    raise Incompris(_("« %(texte)s » : on attend %(attendus)s") % {"texte": texte[:60], "attendus": attendus})


BASES: dict[str, Callable[[str], object]] = {
    "libelle": partial(_texte, au_plus=LIBELLE),
    "jour": _jour_passe,
    "region": partial(_territoire, (Territoire.Genre.REGION,)),
    "departement": partial(_territoire, (Territoire.Genre.DEPARTEMENT,)),
    "niveau": partial(_un_de, Territoire.Genre.choices),
    "nature": partial(_un_de, Structure.Genre.choices),
    "role": partial(_un_de, Profil.Role.choices),
    "poids": lambda texte: float(_nombre(0, None, texte)),
}

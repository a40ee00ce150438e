"""The values of an answer to one question: rows from what was given, words from rows. No query."""

from django.utils.translation import gettext as _

from academie.francais import date_longue, enumeration
from besoins.models import Option, Question, Valeur
from besoins.queries.constats import chiffre

Genre = Question.Genre


def valeurs_de(question: Question, donnee) -> list[Valeur]:
    """The rows, not saved, that hold `donnee`, by the genre of the question.

    Choices: a list of options, or of (option, text) when the text of "Autre : …" is given. Ranking: the options, first
    rank first. Matrix: {option: (importance, mastery)}, either maybe None. Date, number, text, territory: themselves.
    """
    if donnee in (None, "", [], {}):
        return []
    if question.genre == Genre.CLASSEMENT:
        return [Valeur(question=question, option=option, nombre=rang) for rang, option in enumerate(donnee, start=1)]
    if question.genre == Genre.MATRICE:
        return [
            Valeur(question=question, option=option, nombre=importance, maitrise=maitrise)
            for option, (importance, maitrise) in donnee.items()
            if (importance, maitrise) != (None, None)
        ]
    if question.a_des_options:
        choix = [(element, "") if isinstance(element, Option) else element for element in donnee]
        return [Valeur(question=question, option=option, texte=texte) for option, texte in choix]
    return [Valeur(question=question, **{_champ(question): donnee})]


def ecrire_valeurs(question: Question, valeurs: list[Valeur]) -> str:
    """What was answered, written for people; empty without an answer. Ranks and pairs are one a line."""
    if not valeurs:
        return ""
    if question.a_des_options:
        return _ecrire_options(question, {valeur.option_id: valeur for valeur in valeurs})
    valeur = valeurs[0]
    if question.genre == Genre.DATE:
        return date_longue(valeur.jour)
    if question.genre == Genre.TERRITOIRE:
        return valeur.territoire.designation
    if question.genre in Question.AVEC_TEXTE:
        return valeur.texte
    note = chiffre(valeur.nombre)
    if question.genre == Genre.ECHELLE:
        bornes = {"note": note, "minimum": question.minimum, "maximum": question.maximum}
        return _("%(note)s sur une échelle de %(minimum)s à %(maximum)s") % bornes
    return f"{note} {question.unite}".strip()


def reprendre_valeurs(question: Question, valeurs: list[Valeur]) -> str:
    """The answer as another sentence takes it up: short, on one line."""
    if question.genre == Genre.CLASSEMENT:
        rangs = {valeur.option_id: valeur.nombre for valeur in valeurs}
        classees = [option for option in question.options.all() if option.pk in rangs]
        return enumeration(option.libelle for option in sorted(classees, key=lambda option: rangs[option.pk] or 0))
    if valeurs and question.genre == Genre.TERRITOIRE:
        return valeurs[0].territoire.nom
    if valeurs and question.genre == Genre.ECHELLE:
        return chiffre(valeurs[0].nombre)
    return " ; ".join(ecrire_valeurs(question, valeurs).splitlines())


def _champ(question: Question) -> str:
    champs: dict[str, str] = {
        Genre.DATE: "jour",
        Genre.TERRITOIRE: "territoire",
        Genre.TEXTE: "texte",
        Genre.TEXTE_COURT: "texte",
    }
    return champs.get(question.genre, "nombre")


def _ecrire_options(question: Question, valeurs: dict[int, Valeur]) -> str:
    donnees = [(option, valeurs[option.pk]) for option in question.options.all() if option.pk in valeurs]
    if question.genre == Genre.CLASSEMENT:
        rangs = sorted(donnees, key=lambda donnee: donnee[1].nombre or 0)
        return "\n".join(f"{chiffre(valeur.nombre)}. {option.libelle}" for option, valeur in rangs)
    if question.genre == Genre.MATRICE:
        return "\n".join(_paire(option, valeur) for option, valeur in donnees)
    return enumeration(f"{option.libelle} : {v.texte}" if v.texte else option.libelle for option, v in donnees)


def _paire(option: Option, valeur: Valeur) -> str:
    notes = {_("importance"): valeur.nombre, _("maîtrise"): valeur.maitrise}
    dites = ", ".join(f"{mot} {chiffre(note)}" for mot, note in notes.items() if note is not None)
    return f"{option.libelle} : {dites}"

"""Answers written straight into the tables, for the analyses: many at once, with any profile and any weight."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from academie.models import Territoire
from besoins.models import Enquete, Option, Question, Reponse, Valeur


def recolter(enquete: Enquete, *lignes: dict) -> list[Reponse]:
    """One submitted answer a line: keys are questions (their value) or fields of the answer (region, poids…).

    A value is an option, a list of options, a number, a date, a territory, a text, or, for a ranking or a matrix,
    `{option: rank}` or `{option: (importance, mastery)}`.
    """
    le = timezone.now()
    reponses = Reponse.objects.bulk_create(
        Reponse(
            enquete=enquete,
            etat=Reponse.Etat.SOUMISE,
            commencee_le=le,
            soumise_le=le,
            maj_le=le,
            **{champ: valeur for champ, valeur in ligne.items() if isinstance(champ, str)},
        )
        for ligne in lignes
    )
    Valeur.objects.bulk_create(
        Valeur(reponse=reponse, question=question, **champs)
        for reponse, ligne in zip(reponses, lignes, strict=True)
        for question, valeur in ligne.items()
        if isinstance(question, Question)
        for champs in _champs(valeur)
    )
    return reponses


def _champs(valeur):
    if isinstance(valeur, dict):
        for option, note in valeur.items():
            importance, maitrise = note if isinstance(note, tuple) else (note, None)
            yield {"option": option, "nombre": importance, "maitrise": maitrise}
        return
    for element in valeur if isinstance(valeur, list) else [valeur]:
        champ = next(
            champ
            for genre, champ in {
                Option: "option", int: "nombre", Decimal: "nombre", str: "texte", date: "jour", Territoire: "territoire"
            }.items()
            if isinstance(element, genre)
        )  # fmt: skip
        yield {champ: element}

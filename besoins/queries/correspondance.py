"""The columns of a file beside those of a survey, section by section."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from besoins.models import Importation
from besoins.queries.colonne import Colonne, a_apporter, de
from besoins.queries.enquete import questionnaire
from besoins.queries.importation import base_gardee


@dataclass(frozen=True)
class Etape:
    """One section of the survey (the respondent first), and how much of it is in the file."""

    libelle: str
    url: str
    colonnes: list[Colonne]
    reconnues: int
    attendues: int
    courante: bool

    @property
    def faite(self) -> bool:
        return self.reconnues == self.attendues


def etapes_de(importation: Importation, courante: int | None = None) -> tuple[list[Etape], list[str]]:
    """The steps of the correspondence, and the columns of the file that bring nothing."""
    parties = [(_("Le répondant"), base_gardee(importation.enquete), base_gardee(importation.enquete))]
    for section in questionnaire(importation.enquete):
        questions = list(section.questions.all())
        possibles = [colonne for question in questions for colonne in a_apporter(question)]
        parties.append((section.titre, possibles, [colonne for question in questions for colonne in de(question)]))
    reconnues = importation.correspondance
    etapes = [
        Etape(
            libelle,
            reverse("besoins:importation_colonnes", args=[importation.pk, numero]),
            possibles,
            sum(colonne.entete in reconnues for colonne in possibles),
            len(attendues),
            numero == courante,
        )
        for numero, (libelle, possibles, attendues) in enumerate(parties)
    ]
    prises = set(reconnues.values())
    return etapes, [entete for entete in importation.entetes if entete not in prises]

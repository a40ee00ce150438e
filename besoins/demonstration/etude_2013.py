"""The survey of 2013: its figures are published, who said what is not, so the eleven answers are rebuilt and say so."""

import csv
import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from academie.models import Utilisateur
from besoins.actions.enquete import creer_enquete, fermer_enquete, ouvrir_enquete
from besoins.actions.question import ajouter_element
from besoins.actions.reponse import reconstituer_reponse
from besoins.models import Enquete, Option, Question, Section

DONNEES = Path(__file__).parent.parent / "donnees"
PARIS = ZoneInfo("Europe/Paris")
OUVERTE, CLOSE = datetime(2013, 6, 3, 9, tzinfo=PARIS), datetime(2013, 6, 19, 17, tzinfo=PARIS)
TITRE = "Étude de 2013 : besoins des collectivités"
PRESENTATION = (
    "Quels besoins d'accompagnement aux usages numériques les collectivités expriment-elles ? Onze d'entre elles, "
    "7 régions, 3 départements et 1 agglomération, ont été interrogées pour l'atelier du 19 juin 2013."
)
NOTE = (
    "Les onze collectivités étaient volontaires et n'ont pas été tirées au hasard. L'étude publie des pourcentages, "
    "pas qui a dit quoi : les réponses « Collectivité 1 » à « Collectivité 11 » sont anonymes et reconstituées pour que "
    "leurs totaux soient ceux de l'étude. Un chiffre publié, 23 %, ne peut venir de onze réponses : ce besoin n'est pas "
    "reconstitué, son nombre de réponses reste inconnu."
)


def raconter_etude() -> None:
    """Told once, whatever is asked twice."""
    if Enquete.objects.filter(titre=TITRE).exists():
        return
    concepteur = Utilisateur.objects.get(email="concepteur@demo.example")
    enquete = creer_enquete(
        enquete=Enquete(titre=TITRE, presentation=PRESENTATION, note_donnees=NOTE, resultats_publies=True),
        par=concepteur,
        le=OUVERTE,
    )
    section = ajouter_element(element=Section(enquete=enquete, titre="Besoins d'accompagnement"))
    question = ajouter_element(
        element=Question(
            section=section,
            genre=Question.Genre.CHOIX_MULTIPLE,
            intitule="Quels besoins d'accompagnement votre collectivité exprime-t-elle ?",
            obligatoire=True,
        )
    )
    effectifs = {option: k for option, k in _options(question) if k}
    ouvrir_enquete(enquete=enquete, le=OUVERTE)
    for rang, choisies in enumerate(repartir(effectifs, _total()), start=1):
        reconstituer_reponse(
            enquete=enquete, libelle=f"Collectivité {rang}", valeurs={question: choisies}, le=CLOSE.replace(hour=10)
        )
    fermer_enquete(enquete=enquete, le=CLOSE)


def repartir(effectifs: dict[Option, int], total: int) -> list[list[Option]]:
    """Spread ticks over `total` respondents so that each option keeps its count and everyone expresses a need."""
    hasard = Random(2013)
    choix: list[list[Option]] = [[] for _ in range(total)]
    for option, k in effectifs.items():
        tires = hasard.sample(choix, total)
        tires.sort(key=len)  # those who expressed least come first: nobody is left without a need
        for coches in tires[:k]:
            coches.append(option)
    return choix


def _options(question: Question):
    attentes = json.loads((DONNEES / "attentes-2013.json").read_text("utf-8"))
    for ligne in _lignes():
        option = Option(
            question=question,
            libelle=ligne["besoin"],
            detail="\n".join(attentes.get(ligne["code"], [])),
            pourcentage_publie=Decimal(ligne["pourcentage_publie"]),
            effectif_inconnu=not ligne["k"],
        )
        yield ajouter_element(element=option), int(ligne["k"] or 0)


def _lignes() -> list[dict[str, str]]:
    with (DONNEES / "etude-2013.csv").open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier))


def _total() -> int:
    return int(_lignes()[0]["n"])

"""Importance and mastery: a published table rebuilt as far as it goes, and two waves of an invented survey."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from academie.francais import nombre
from academie.models import Utilisateur
from besoins.actions.bibliotheque import creer_depuis
from besoins.actions.enquete import creer_enquete, fermer_enquete, ouvrir_enquete
from besoins.actions.question import ajouter_element, ajouter_question
from besoins.actions.reponse import reconstituer_reponse
from besoins.models import Enquete, Option, Question, Section
from besoins.queries.bibliotheque import decrire_enquete
from besoins.queries.methodes import COMPETENCES, NIVEAUX, PERTINENCES, lire

PARIS = ZoneInfo("Europe/Paris")
Genre = Question.Genre
TITRE = "Étude publiée en 2018 : compétences de directrices et directeurs de district"
PRESENTATION = (
    "Une table publiée, reprise pour que chacun puisse vérifier nos scores : treize compétences, leur pertinence et leur "
    "maîtrise, selon des responsables de santé de districts d'Iran."
)
NOTE = (
    "Table 5 de Gholipour et autres, BMJ Open 2018, 8(3), e020603. Elle publie combien de personnes ont donné chaque note, "
    "pas qui a donné quelle paire : les « feuilles » sont reconstituées pour que leurs totaux soient ceux de l'étude, les "
    "unes pour la pertinence, les autres pour la maîtrise. Sans réponses appariées, ni écarts ordonnés ni test ne sont "
    "possibles. La pertinence, notée de 1 à 3, est ramenée à 1, 3 ou 5. Sous chaque compétence, les chiffres de "
    "référence ont été calculés à part, sur les pourcentages imprimés : les effectifs s'en écartent de quelques millièmes."
)
OUVERTE = datetime(2018, 3, 1, 9, tzinfo=PARIS)

TITRE_VAGUE = "Ce que nos équipes maîtrisent, ce qui compte pour elles"
ITEMS = {  # importance and mastery of the first wave, then of the second
    "Accompagner une démarche administrative en ligne": (4.6, 2.7, 4.6, 3.5),
    "Expliquer la protection des données personnelles": (4.3, 2.4, 4.4, 2.5),
    "Repérer une personne en difficulté et l'orienter": (4.5, 3.6, 4.5, 3.7),
    "Animer un atelier collectif": (4.0, 3.8, 4.0, 3.9),
    "Dépanner un ordinateur ou un téléphone": (3.1, 3.4, 3.0, 3.4),
    "Fabriquer et prototyper en atelier": (2.4, 1.8, 2.6, 1.9),
    "Communiquer sur les réseaux sociaux": (2.8, 3.3, 2.8, 3.2),
    "Monter un projet et son budget": (3.7, 2.3, 3.8, 2.4),
}
FREINS = {
    "Le temps": (0.7, 0.68),
    "La distance": (0.65, 0.28),
    "Le coût": (0.35, 0.33),
    "Trop peu de places": (0.25, 0.4),
}
REPONDANTS = (46, 58)


@transaction.atomic
def raconter_table_publiee() -> None:
    """Told once."""
    if Enquete.objects.filter(titre=TITRE).exists():
        return
    concepteur = Utilisateur.objects.get(email="concepteur@demo.example")
    enquete = creer_enquete(
        enquete=Enquete(titre=TITRE, presentation=PRESENTATION, note_donnees=NOTE), par=concepteur, le=OUVERTE
    )
    section = ajouter_element(element=Section(enquete=enquete, titre="Treize compétences"))
    question = ajouter_element(
        element=Question(
            section=section,
            genre=Genre.MATRICE,
            intitule="Cette compétence est-elle pertinente pour votre poste, et la maîtrisez-vous ?",
            minimum=1,
            maximum=5,
        )
    )
    publiees = {_item(question, item): item for item in lire("gholipour2018")["items"]}
    ouvrir_enquete(enquete=enquete, le=OUVERTE)
    hasard = Random(2018)
    for nom, cle, notes, paire in (
        ("Feuille de pertinence", "implied_counts_relevance", PERTINENCES, lambda note: (note, None)),
        ("Feuille de maîtrise", "implied_counts_competence", NIVEAUX, lambda note: (None, note)),
    ):
        # Two counts give the same percentages for one item: the one nearest the other items is kept.
        colonnes = {option: _tirer(hasard, notes, item[cle][-1]["counts"]) for option, item in publiees.items()}
        for rang in range(max(map(len, colonnes.values()))):
            donnees = {option: paire(colonne[rang]) for option, colonne in colonnes.items() if rang < len(colonne)}
            reconstituer_reponse(enquete=enquete, libelle=f"{nom} {rang + 1}", valeurs={question: donnees}, le=OUVERTE)
    fermer_enquete(enquete=enquete, le=OUVERTE + timedelta(days=30))


@transaction.atomic
def raconter_vagues() -> None:
    """The same questions a year apart. Told once."""
    if Enquete.objects.filter(titre=TITRE_VAGUE).exists():
        return
    concepteur = Utilisateur.objects.get(email="concepteur@demo.example")
    ouverture = timezone.now() - timedelta(days=480)
    premiere = _premiere_vague(concepteur, ouverture)
    _repondre(premiere, 0, ouverture)
    seconde = creer_depuis(
        description=decrire_enquete(premiere),
        par=concepteur,
        precedente=premiere,
        le=ouverture + timedelta(days=360),
        titre=TITRE_VAGUE,
        note_donnees=premiere.note_donnees,
    )
    _repondre(seconde, 1, ouverture + timedelta(days=365))


def _premiere_vague(concepteur: Utilisateur, ouverture: datetime) -> Enquete:
    enquete = creer_enquete(
        enquete=Enquete(
            titre=TITRE_VAGUE,
            presentation="Cinq minutes pour dire ce qui compte dans votre métier, et ce que vous en maîtrisez.",
            note_donnees="Enquête fictive de la démonstration : les réponses sont inventées.",
        ),
        par=concepteur,
        le=ouverture - timedelta(days=5),
    )
    section = ajouter_element(element=Section(enquete=enquete, titre="Votre métier"))
    ajouter_question(
        question=Question(
            section=section,
            genre=Genre.MATRICE,
            intitule="Est-ce important dans votre métier, et le maîtrisez-vous ?",
            minimum=1,
            maximum=5,
            libelle_minimum="pas du tout",
            libelle_maximum="tout à fait",
        ),
        libelles=list(ITEMS),
    )
    ajouter_question(
        question=Question(
            section=section, genre=Genre.CHOIX_MULTIPLE, intitule="Qu'est-ce qui vous retient de vous former ?"
        ),
        libelles=list(FREINS),
    )
    return enquete


def _repondre(enquete: Enquete, vague: int, ouverture: datetime) -> None:
    ouvrir_enquete(enquete=enquete, le=ouverture)
    matrice, freins = Question.objects.filter(section__enquete=enquete).order_by("ordre").prefetch_related("options")
    hasard = Random(2026 + vague)
    for rang in range(1, REPONDANTS[vague] + 1):
        exigence = hasard.gauss(0, 0.4)  # some people give higher scores than others
        notes = {
            option: _paire(hasard, ITEMS[option.libelle][2 * vague :], exigence) for option in matrice.options.all()
        }
        coches = [option for option in freins.options.all() if hasard.random() < FREINS[option.libelle][vague]]
        reconstituer_reponse(
            enquete=enquete,
            libelle=f"Personne {rang}",
            valeurs={matrice: notes, freins: coches or list(freins.options.all())[:1]},
            le=ouverture + timedelta(days=rang % 20, hours=rang % 9),
        )
    fermer_enquete(enquete=enquete, le=ouverture + timedelta(days=30))


def _paire(hasard: Random, centres: tuple[float, ...], exigence: float) -> tuple[int | None, int | None]:
    importance, maitrise = (min(5, max(1, round(hasard.gauss(centre + exigence, 0.9)))) for centre in centres[:2])
    return importance, None if hasard.random() < 0.04 else maitrise


def _item(question: Question, item: dict) -> Option:
    attendu = item["expected"]
    detail = (
        f"Référence : importance {nombre(attendu['mean_importance_rescaled_1to5'], 3)} ; maîtrise "
        f"{nombre(attendu['mean_competence'], 3)} ; score de Borich {nombre(attendu['mwds'], 3)}, rang {attendu['mwds_rank']}."
    )
    return ajouter_element(element=Option(question=question, libelle=COMPETENCES[item["item"]], detail=detail))


def _tirer(hasard: Random, notes: tuple[int, ...], effectifs: list[int]) -> list[int]:
    """The notes of a column in a random order: nothing is said of who gave what."""
    colonne = [note for note, n in zip(notes, effectifs, strict=True) for _ in range(n)]
    hasard.shuffle(colonne)
    return colonne

"""The ladder of jobs. It is our own synthesis and says so."""

from django.db import transaction

from academie.models import Competence
from certificats.actions.fiche_poste import exiger_competence, publier_fiche, rediger_fiche
from certificats.models import FichePoste

SOURCE = (
    "Synthèse de l'Académie à partir des titres professionnels et des fiches métiers publiques ; niveaux exprimés sur "
    "DigComp 2.2. Ce n'est pas un texte officiel."
)
SOURCE_2013 = (
    "Six fiches de poste sont annoncées par l'étude du 19 juin 2013 à propos des emplois d'avenir. Leur texte n'a pas "
    "été retrouvé : rien n'est inventé ici."
)
# Title, missions, DigComp 2.2 level by competence.
ECHELLE: tuple[tuple[str, str, dict[str, int]], ...] = (
    (
        "Animatrice ou animateur d'espace de médiation numérique",
        (
            "Accueillir les publics, les aider dans leurs usages courants, animer des ateliers d'initiation et veiller au "
            "bon état du matériel."
        ),
        {"1.1": 4, "2.1": 4, "2.2": 3, "2.5": 4, "4.2": 4, "5.1": 4},
    ),
    (
        "Médiatrice ou médiateur numérique",
        (
            "Évaluer les besoins de chaque personne, l'accompagner vers l'autonomie dans ses démarches et ses usages, "
            "concevoir et animer des ateliers accessibles, orienter vers les partenaires."
        ),
        {"1.1": 5, "1.2": 5, "2.1": 5, "2.2": 4, "2.3": 5, "2.6": 4, "4.1": 4, "4.2": 5, "5.1": 5, "5.4": 5},
    ),
    (
        "Responsable d'espace de médiation numérique",
        (
            "Faire vivre un espace et ses projets : programmer l'offre, encadrer l'équipe, gérer les moyens, nouer des "
            "partenariats et rendre compte de l'activité."
        ),
        {"1.2": 5, "1.3": 5, "2.3": 6, "2.4": 5, "3.1": 5, "3.3": 4, "4.2": 5, "4.3": 5, "5.2": 6, "5.4": 6},
    ),
    (
        "Coordinatrice ou coordinateur de réseau",
        (
            "Animer un réseau d'espaces à l'échelle d'un territoire : mutualiser les ressources, repérer les besoins, "
            "organiser la montée en compétences et l'entraide entre collègues."
        ),
        {"1.2": 6, "1.3": 6, "2.2": 6, "2.3": 6, "2.4": 7, "4.2": 6, "5.2": 6, "5.4": 7},
    ),
    (
        "Cheffe ou chef de projet territorial",
        (
            "Conduire la politique de médiation numérique d'une collectivité : poser le diagnostic, bâtir la stratégie et "
            "son financement, réunir les partenaires et évaluer les effets."
        ),
        {"1.2": 7, "1.3": 6, "2.3": 7, "2.4": 7, "3.3": 6, "4.2": 7, "4.4": 5, "5.2": 7, "5.3": 6},
    ),
)
FICHES_A_RENSEIGNER = 6


@transaction.atomic
def raconter_fiches() -> None:
    competences = {
        competence.code: competence
        for competence in Competence.objects.filter(
            domaine__referentiel__code="digcomp", domaine__referentiel__version="2.2"
        )
    }
    for echelon, (titre, missions, niveaux) in enumerate(ECHELLE, start=1):
        fiche = rediger_fiche(fiche=FichePoste(titre=titre, description=missions, source=SOURCE, echelon=echelon))
        for code, niveau in niveaux.items():
            exiger_competence(fiche=fiche, competence=competences[code], niveau=niveau)
        publier_fiche(fiche=fiche)
    for numero in range(1, FICHES_A_RENSEIGNER + 1):
        titre = f"Fiche de poste nationale {numero} (à renseigner)"
        rediger_fiche(fiche=FichePoste(titre=titre, source=SOURCE_2013))

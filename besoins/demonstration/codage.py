"""The remarks of this year's survey, read by two people who do not quite agree; one of them quoted."""

from academie.models import Utilisateur
from besoins.actions.codage import ajouter_code, citer, coder_textes
from besoins.demonstration.enquete import TITRE
from besoins.models import Code, Question
from besoins.queries.codage import textes_de

THEMES = {
    "Se former près de chez soi": (
        "Distance, transport, durée qui permet de ne pas fermer le lieu.",
        ("demi-journée", "transport"),
    ),
    "Partir des usages du public": ("Ce que les personnes apportent : téléphone, langue.", ("téléphone", "arabe")),
    "Accompagner en plusieurs langues": ("Langues du public, lecture.", ("arabe",)),
    "Être consulté": ("Demander aux équipes avant de proposer.", ("demander avant",)),
}
# What the second person does not see there, one text out of so many.
DESACCORD_SUR, TOUS_LES = "Partir des usages du public", 3
CITEE = "Les usagers arrivent avec leur téléphone"


def raconter_codage() -> None:
    """Idempotent: told once."""
    question = Question.objects.get(section__enquete__titre=TITRE, genre=Question.Genre.TEXTE)
    if question.codes.exists():
        return
    une = Utilisateur.objects.get(email="concepteur@demo.example")
    autre = Utilisateur.objects.get(email="relecture@demo.example")
    codes = {
        libelle: ajouter_code(code=Code(question=question, libelle=libelle, definition=definition), par=une)
        for libelle, (definition, _mots) in THEMES.items()
    }
    valeurs = list(textes_de(question))
    vus = {
        valeur.pk: [codes[nom] for nom, (_d, mots) in THEMES.items() if any(mot in valeur.texte for mot in mots)]
        for valeur in valeurs
    }
    coder_textes(question=question, choix=vus, par=une)
    autrement = {
        pk: [code for code in vu if rang % TOUS_LES or code.libelle != DESACCORD_SUR]
        for rang, (pk, vu) in enumerate(vus.items())
    }
    coder_textes(question=question, choix=autrement, par=autre)
    if citee := next((valeur for valeur in valeurs if valeur.texte.startswith(CITEE)), None):
        citer(valeur=citee, texte=citee.texte, par=une)

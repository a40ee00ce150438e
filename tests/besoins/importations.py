"""A survey with every genre of question, and files of answers to it."""

from django.core.files.base import ContentFile

from besoins.actions.enquete import creer_enquete, ouvrir_enquete
from besoins.actions.importation import charger_importation
from besoins.actions.question import ajouter_element
from besoins.models import Enquete, Importation, Option, Question, Section
from besoins.tasks.importation import demander_importation, demander_verification
from tests.besoins.fabriques import question

Genre = Question.Genre


def enquete_complete(par, titre: str = "Tout demander", regime: str = Enquete.Regime.NOMME) -> Enquete:
    """q1 single (with "Autre"), q2 multiple (with "Autre"), q3 scale, q4 number, q5 day, q6 short, q7 long, q8 ranking,
    q9 matrix, q10 yes or no, q11 territory."""
    enquete = creer_enquete(enquete=Enquete(titre=titre, regime=regime), par=par)
    page = ajouter_element(element=Section(enquete=enquete, titre="Tout"))
    question(page, Genre.CHOIX_UNIQUE, "Quelle taille ?", ["Petite", "Grande", "Autre"])
    question(page, Genre.CHOIX_MULTIPLE, "Quels besoins ?", ["Formation", "Matériel", "Autre besoin"])
    question(page, Genre.ECHELLE, "Est-ce urgent ?", minimum=1, maximum=5)
    question(page, Genre.NOMBRE, "Combien de postes ?", minimum=-10, maximum=1000)
    question(page, Genre.DATE, "Depuis quand ?")
    question(page, Genre.TEXTE_COURT, "En un mot ?")
    question(page, Genre.TEXTE, "Une remarque ?")
    question(page, Genre.CLASSEMENT, "Que préférez-vous ?", ["Le matin", "Le soir", "La nuit"], maximum=2)
    question(page, Genre.MATRICE, "Ces usages ?", ["Chercher", "Publier"], minimum=1, maximum=5)
    question(page, Genre.OUI_NON, "Déjà venue ?")
    question(page, Genre.TERRITOIRE, "Où ?")
    Option.objects.filter(libelle__startswith="Autre", question__section__enquete=enquete).update(libre=True)
    return ouvrir_enquete(enquete=enquete)


def fichier(texte: str | bytes, nom: str = "terrain.csv") -> ContentFile:
    return ContentFile(texte if isinstance(texte, bytes) else texte.encode(), name=nom)


def charger(enquete: Enquete, texte: str | bytes, par, nom: str = "terrain.csv") -> Importation:
    return charger_importation(enquete=enquete, fichier=fichier(texte, nom), par=par)


def verifier(enquete: Enquete, texte: str | bytes, par, nom: str = "terrain.csv") -> Importation:
    importation = charger(enquete, texte, par, nom)
    demander_verification(importation)
    return Importation.objects.get(pk=importation.pk)


def importer(enquete: Enquete, texte: str | bytes, par, nom: str = "terrain.csv") -> Importation:
    importation = verifier(enquete, texte, par, nom)
    demander_importation(importation)
    return Importation.objects.get(pk=importation.pk)


def contenu(enquete: Enquete) -> list[tuple]:
    """Every answer of a survey, told without keys: who, then each value by the code of its question."""
    return [
        (
            reponse.libelle,
            reponse.soumise_le.date(),
            reponse.poids,
            sorted(
                (
                    v.question.code,
                    v.option.ordre if v.option else 0,
                    v.nombre,
                    v.maitrise,
                    v.texte,
                    v.jour,
                    v.territoire_id,
                )
                for v in reponse.valeurs.select_related("question", "option")
            ),
        )
        for reponse in enquete.reponses.soumises().order_by("libelle", "pk")
    ]

"""Surveys with every kind of question, with conditions, in each regime."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from besoins.actions.enquete import creer_enquete, ouvrir_enquete
from besoins.actions.question import ajouter_element
from besoins.models import Condition, Enquete, Option, Question, Section
from tests.besoins.fabriques import question

Genre = Question.Genre


@dataclass
class Questionnaire:
    """A survey of one page with one question of each kind, by name."""

    enquete: Enquete
    section: Section
    questions: dict[str, Question]

    def __getitem__(self, nom: str) -> Question:
        return self.questions[nom]

    def option(self, nom: str, libelle: str) -> Option:
        return self[nom].options.get(libelle=libelle)

    def options(self, nom: str) -> list[Option]:
        return list(self[nom].options.order_by("ordre"))

    def champ(self, nom: str) -> str:
        return f"question_{self[nom].pk}"


def tous_les_genres(par, *, ouverte: bool = True, **champs) -> Questionnaire:
    enquete = creer_enquete(enquete=Enquete(titre="Tous les genres", **champs), par=par)
    section = ajouter_element(element=Section(enquete=enquete, titre="Tout"))
    outils = ["Courriel", "Tableur", "Visio"]
    questions = {
        "unique": question(section, Genre.CHOIX_UNIQUE, "Quel lieu ?", ["Ville", "Campagne", "Autre"]),
        "multiple": question(section, Genre.CHOIX_MULTIPLE, "Quels jours ?", ["Lundi", "Mardi", "Jeudi", "Autre"]),
        "echelle": question(section, Genre.ECHELLE, "À l'aise ?", minimum=1, maximum=5),
        "nombre": question(section, Genre.NOMBRE, "Combien ?", minimum=0, maximum=100, unite="postes"),
        "date": question(section, Genre.DATE, "Depuis quand ?"),
        "court": question(section, Genre.TEXTE_COURT, "Votre métier ?"),
        "texte": question(section, Genre.TEXTE, "Une remarque ?"),
        "classement": question(section, Genre.CLASSEMENT, "Que préférez-vous ?", outils),
        "matrice": question(section, Genre.MATRICE, "Vos compétences ?", outils, minimum=1, maximum=4),
        "oui": question(section, Genre.OUI_NON, "Êtes-vous équipé ?"),
        "territoire": question(section, Genre.TERRITOIRE, "Où ?"),
    }
    Option.objects.filter(question__section=section, libelle="Autre").update(libre=True)
    Question.objects.filter(pk=questions["multiple"].pk).update(minimum=1, maximum=2)
    if ouverte:
        enquete = ouvrir_enquete(enquete=enquete)
    questions = {nom: Question.objects.get(pk=element.pk) for nom, element in questions.items()}
    return Questionnaire(enquete, section, questions)


def a_tiroirs(par) -> Questionnaire:
    """Yes to the first question shows another on the same page, and a second page; the third page quotes the place."""
    enquete = creer_enquete(enquete=Enquete(titre="À tiroirs"), par=par)
    une, deux, trois = (
        ajouter_element(element=Section(enquete=enquete, titre=titre)) for titre in ("Vous", "Votre équipe", "Bilan")
    )
    questions = {
        "equipe": question(une, Genre.OUI_NON, "Avez-vous une équipe ?", obligatoire=True),
        "taille": question(une, Genre.NOMBRE, "Combien de personnes ?", minimum=1, maximum=99, obligatoire=True),
        "lieu": question(une, Genre.TEXTE_COURT, "Votre lieu ?"),
        "besoin": question(deux, Genre.TEXTE_COURT, "De quoi votre équipe a-t-elle besoin ?", obligatoire=True),
    }
    code = Question.objects.get(pk=questions["lieu"].pk).code
    questions["bilan"] = question(trois, Genre.TEXTE, f"Que diriez-vous de {{{code}}} ?")
    oui = questions["equipe"].options.get(libelle="Oui")
    for champs in ({"question": questions["taille"]}, {"section": deux}):
        Condition.objects.create(source=questions["equipe"], operateur="est", option=oui, **champs)
    enquete = ouvrir_enquete(enquete=enquete)
    return Questionnaire(enquete, une, questions)


def dans_le_regime(enquete: Enquete, regime: str, **champs) -> Enquete:
    """The same survey under another regime (a survey already open cannot be asked to)."""
    Enquete.objects.filter(pk=enquete.pk).update(regime=regime, **champs)
    return Enquete.objects.get(pk=enquete.pk)


def demain() -> date:
    return timezone.localdate() + timedelta(days=1)

"""The survey of this year: open, with real invitations, answers sent, begun and awaited."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from besoins.actions.condition import ajouter_condition
from besoins.actions.enquete import creer_enquete, ouvrir_enquete
from besoins.actions.invitation import inviter_structures
from besoins.actions.question import ajouter_element, ajouter_question
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.models import Condition, Enquete, Invitation, Question, Section

TITRE = "De quelles formations vos équipes ont-elles besoin ?"
PRESENTATION = (
    "L'Académie prépare ses prochaines sessions. Dites-nous, au nom de votre structure, ce qui manque à vos équipes "
    "d'animation : dix minutes suffisent. Les résultats seront publiés avec le nombre de réponses."
)
Genre = Question.Genre
BESOINS = {  # share of structures that express each
    "Accompagner les démarches administratives en ligne": 0.85,
    "Protéger ses données et sa réputation en ligne": 0.7,
    "Aller vers les publics avec une médiation itinérante": 0.45,
    "Reprendre les bases de la bureautique": 0.6,
    "Accompagner à distance, par visioconférence": 0.4,
    "Fabriquer et prototyper en atelier": 0.25,
    "Animer un réseau local d'espaces": 0.5,
}
REMARQUES = (
    "Nos équipes sont seules sur place : des sessions d'une demi-journée, proches, seraient plus faciles à suivre.",
    "Les usagers arrivent avec leur téléphone, presque jamais avec un ordinateur.",
    "Merci de demander avant de proposer 🙂",
    "Une partie de notre public lit mieux l'arabe (العربية) que le français : comment l'accompagner ?",
    "Le lieu doit être accessible en transport en commun.",
    "Une demi-journée près de chez nous, oui ; une journée avec trois heures de transport en commun, non.",
    "Pas de transport en commun le matin : une demi-journée l'après-midi, c'est la seule possibilité.",
    "Beaucoup d'usagers n'ont que leur téléphone pour leurs démarches.",
    "Les démarches se font sur le téléphone des usagers, et l'écran est trop petit.",
)
FORMATS = ("En présence, près de chez nous", "À distance", "En situation, dans nos locaux")
SILENCIEUSES, COMMENCEES = 20, 8


def raconter_enquete() -> None:
    """Idempotent: told once. The structure of the demonstration's référent has not answered yet."""
    if Enquete.objects.filter(titre=TITRE).exists():
        return
    concepteur = Utilisateur.objects.get(email="concepteur@demo.example")
    ouverture = timezone.now() - timedelta(days=24)
    enquete, questions = _ecrire(concepteur, ouverture)
    oui = questions["domicile"].options.get(ordre=1)
    ajouter_condition(
        condition=Condition(
            question=questions["visites"], source=questions["domicile"], operateur=Condition.Operateur.EST, option=oui
        )
    )
    ouvrir_enquete(enquete=enquete, le=ouverture)
    invitees = Structure.objects.exclude(territoire__genre="region")
    invitations = inviter_structures(enquete=enquete, structures=invitees, le=ouverture + timedelta(hours=2))
    _repondre(_sauf_la_referente(invitations), questions, ouverture)
    _commencer_un_brouillon(concepteur)


def _ecrire(concepteur: Utilisateur, ouverture) -> tuple[Enquete, dict[str, Question]]:
    enquete = creer_enquete(
        enquete=Enquete(
            titre=TITRE,
            presentation=PRESENTATION,
            ferme_le=timezone.localdate() + timedelta(days=21),
            note_donnees="Enquête fictive de la démonstration : les structures et leurs réponses sont inventées.",
        ),
        par=concepteur,
        le=ouverture - timedelta(days=6),
    )
    besoins = ajouter_element(element=Section(enquete=enquete, titre="Vos besoins"))
    equipe = ajouter_element(element=Section(enquete=enquete, titre="Votre équipe"))
    suite = ajouter_element(element=Section(enquete=enquete, titre="Pour finir"))
    return enquete, {
        "besoins": _question(besoins, Genre.CHOIX_MULTIPLE, "Quelles formations manquent à vos équipes ?", list(BESOINS), obligatoire=True),
        "urgence": _question(besoins, Genre.ECHELLE, "À quel point est-ce urgent ?", minimum=1, maximum=5, libelle_minimum="peut attendre", libelle_maximum="très urgent"),
        "animateurs": _question(equipe, Genre.NOMBRE, "Combien d'animatrices et d'animateurs travaillent chez vous ?", minimum=0, maximum=500, unite="personnes", obligatoire=True),
        "domicile": _question(equipe, Genre.OUI_NON, "Allez-vous au domicile des personnes ?"),
        "visites": _question(equipe, Genre.NOMBRE, "Combien de visites par mois ?", minimum=0, maximum=500, unite="visites"),
        "formats": _question(equipe, Genre.CLASSEMENT, "Classez ces formats, du plus au moins utile à vos équipes", list(FORMATS)),
        "duree": _question(equipe, Genre.CHOIX_UNIQUE, "Quelle durée de formation vous convient le mieux ?", ["Une demi-journée", "Une journée", "Deux journées ou plus"]),
        "remarque": _question(suite, Genre.TEXTE, "Que voulez-vous nous dire d'autre ?", aide="Ne nommez personne."),
    }  # fmt: skip


def _commencer_un_brouillon(concepteur: Utilisateur) -> None:
    """What the concepteur has still to finish."""
    enquete = creer_enquete(
        enquete=Enquete(
            titre="Trois mois après la formation : qu'est-ce qui a changé ?",
            presentation="Vous avez suivi une session il y a trois mois. Qu'en faites-vous aujourd'hui ?",
        ),
        par=concepteur,
        le=timezone.now() - timedelta(days=2),
    )
    usages = ajouter_element(element=Section(enquete=enquete, titre="Ce que vous en faites"))
    ajouter_element(element=Section(enquete=enquete, titre="Ce qui vous manque encore"))
    _question(
        usages, Genre.CHOIX_UNIQUE, "Utilisez-vous ce que vous avez appris ?", ["Chaque semaine", "Parfois", "Jamais"]
    )


def _question(section: Section, genre: str, intitule: str, libelles=(), **champs) -> Question:
    question = Question(section=section, genre=genre, intitule=intitule, **champs)
    return ajouter_question(question=question, libelles=list(libelles))


def _sauf_la_referente(invitations: list[Invitation]) -> list[Invitation]:
    siennes = Affectation.objects.filter(utilisateur__email="referent@demo.example", role=Role.REFERENT)
    structures = set(siennes.values_list("structure", flat=True))
    return [invitation for invitation in invitations if invitation.structure_id not in structures]


def _repondre(invitations: list[Invitation], questions: dict[str, Question], ouverture) -> None:
    hasard = Random(2013)
    options = {nom: list(question.options.all()) for nom, question in questions.items()}
    hasard.shuffle(invitations)
    for rang, invitation in enumerate(invitations[SILENCIEUSES:]):
        le = ouverture + timedelta(days=1 + rang * 20 / len(invitations), hours=hasard.randrange(8))
        coches = [option for option in options["besoins"] if hasard.random() < BESOINS[option.libelle]]
        valeurs = {
            questions["besoins"]: coches or options["besoins"][:1],
            questions["urgence"]: Decimal(hasard.choice((3, 3, 4, 4, 5, 2))),
        }
        enregistrer_reponse(invitation=invitation, valeurs=valeurs, le=le)
        if rang < COMMENCEES:
            continue
        domicile = hasard.choice(options["domicile"])
        suite: dict[Question, object] = {
            questions["domicile"]: [domicile],
            questions["visites"]: Decimal(hasard.randint(2, 40)) if domicile.ordre == 1 else None,
            questions["formats"]: hasard.sample(options["formats"], 3),
            questions["animateurs"]: Decimal(hasard.randint(1, 12)),
            questions["duree"]: [hasard.choice(options["duree"])],
            questions["remarque"]: REMARQUES[rang % 12] if rang % 12 < len(REMARQUES) else None,
        }
        enregistrer_reponse(invitation=invitation, valeurs=suite, le=le + timedelta(minutes=6))
        soumettre_reponse(invitation=invitation, le=le + timedelta(minutes=8))

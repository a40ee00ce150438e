"""Sessions that took place and what their people answer, by the actions."""

from datetime import timedelta

from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.models import Besoin, Objectif, Question
from sessions.actions.sollicitation import solliciter
from sessions.models import Evaluation, Session, Sollicitation
from tests.besoins.atelier import besoin_retenu
from tests.certificats.fabriques import competence
from tests.sessions.emargements import contresigner_tout, session_au
from tests.sessions.fabriques import version_publiee

Genre = Evaluation.Genre
OUI, NON, SANS_AVIS = 1, 2, 3


def version_avec_objectif(d, *, titre="Former à l'accueil"):
    """A published version with one objective, that answers one programmed need."""
    version = version_publiee(d)
    objectif = Objectif.objects.create(
        version=version, ordre=1, intitule="Accompagner un usage", competence=competence(), niveau=1, evaluation="Oral"
    )
    besoin = besoin_retenu(d, titre)
    Besoin.objects.filter(pk=besoin.pk).update(etat=Besoin.Etat.PROGRAMME)
    version.besoins.add(besoin)
    objectif.besoins.add(besoin)
    return version, objectif, besoin


def session_tenue(d, *, dans=-10, personnes=(), version=None, signee=True) -> Session:
    session = session_au(d, dans=dans, personnes=personnes or [d.animateur], version=version)
    if signee:
        contresigner_tout(session, d)
    return Session.objects.completes().get(pk=session.pk)


def demander(session, genre, *, le=None) -> list[Sollicitation]:
    return solliciter(session=session, genre=genre, le=le or session.fin + timedelta(hours=1))


def repondre(sollicitation, **notes) -> None:
    """Answer by the codes of questions: a number for a scale, the rank of an option for a choice, a text."""
    questions = {q.code: q for q in Question.objects.filter(section__enquete=sollicitation.evaluation.enquete)}
    valeurs = {questions["satisfaction"]: 4} if "satisfaction" in questions else {}
    for code, valeur in notes.items():
        question = questions[code]
        if question.genre in Question.A_UN_CHOIX:
            valeur = [question.options.get(ordre=valeur)]
        valeurs[question] = valeur
    enregistrer_reponse(invitation=sollicitation.invitation, valeurs=valeurs, le=sollicitation.demandee_le)
    soumettre_reponse(invitation=sollicitation.invitation, le=sollicitation.demandee_le)

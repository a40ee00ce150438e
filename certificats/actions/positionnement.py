"""What people said of themselves at the entry of a training, brought to their career once the session is closed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from besoins.models import QuestionPositionnement
from certificats.models import Acquis
from sessions.models import Inscription, ReponsePositionnement, Session
from sessions.queries.positionnement import CHOIX

Genre = QuestionPositionnement.Genre
# At ease enough to declare the level that the question's objective aims at; under it, no level is said.
A_L_AISE = {Genre.AISANCE: 3, Genre.OUI_NON: 1}


@transaction.atomic
def noter_positionnements(*, session: Session, par: Utilisateur, le: datetime) -> None:
    """Write each level declared at the entry, dated of the answer. Done again, nothing is written twice."""
    reponses = (
        ReponsePositionnement.objects.filter(
            inscription__session=session,
            inscription__etat=Inscription.Etat.CONFIRMEE,
            question__objectif__competence__isnull=False,
            question__objectif__niveau__gte=1,
        )
        .select_related("question__objectif", "inscription")
        .order_by("-question__objectif__niveau", "question__ordre", "pk")
    )
    for reponse in reponses:
        if (reponse.degre or 0) >= A_L_AISE.get(Genre(reponse.question.genre), 5):
            _declarer(reponse)


def _declarer(reponse: ReponsePositionnement) -> None:
    """The highest level first: another answer of the same day on the same competence adds nothing."""
    question = reponse.question
    Acquis.objects.get_or_create(
        utilisateur_id=reponse.inscription.utilisateur_id,
        competence_id=question.objectif.competence_id,
        nature=Acquis.Nature.POSITIONNEMENT,
        obtenu_le=timezone.localdate(reponse.donnee_le or reponse.inscription.inscrite_le),
        defaults={
            "niveau": question.objectif.niveau,
            "commentaire": _("%(question)s – %(reponse)s")
            % {"question": question.intitule, "reponse": dict(CHOIX[question.genre])[reponse.degre]},
        },
    )

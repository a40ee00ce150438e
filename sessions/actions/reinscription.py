from datetime import datetime

from django.db import transaction

from sessions.actions.inscription import inscrire
from sessions.actions.positionnement import Demande
from sessions.models import Inscription


@transaction.atomic
def reinscrire(*, inscription, prerequis_confirmes: bool = False, le: datetime | None = None) -> Inscription:
    """Enrol whoever a cancellation left without a session in the one offered instead, with what they said. Twice is once.

    Raises:
        Refus: a rule forbids it there.
    """
    personne, session = inscription.utilisateur, inscription.session.remplacante
    memes_questions = session.version_id == inscription.session.version_id
    reponses = inscription.positionnements.values_list("question", "degre", "texte") if memes_questions else ()
    demande = Demande(
        prerequis_confirmes=inscription.prerequis_confirmes or prerequis_confirmes,
        reponses={question: texte if degre is None else degre for question, degre, texte in reponses},
        amenagement=inscription.amenagement,
    )
    return inscrire(session=session, utilisateur=personne, par=personne, demande=demande, le=le)

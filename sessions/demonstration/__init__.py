from collections.abc import Callable

from sessions.demonstration.abonnement import raconter_abonnements
from sessions.demonstration.bilans import raconter_bilans
from sessions.demonstration.demarches import raconter_demarches
from sessions.demonstration.emargement import raconter_emargements
from sessions.demonstration.evaluation import raconter_evaluations
from sessions.demonstration.message import raconter_messages
from sessions.demonstration.outre_mer import raconter_outre_mer
from sessions.demonstration.place import raconter_places
from sessions.demonstration.session import raconter_sessions
from sessions.demonstration.vie import raconter_vie


def chapitres() -> list[tuple[str, Callable[[], None]]]:
    return [
        ("sessions", raconter_sessions),
        ("outre-mer", raconter_outre_mer),
        ("places", raconter_places),
        ("démarches", raconter_demarches),
        ("émargement et clôture", raconter_emargements),
        ("bilans", raconter_bilans),
        ("évaluations", raconter_evaluations),
        ("vie des sessions", raconter_vie),
        ("messages", raconter_messages),
        ("agendas privés", raconter_abonnements),
    ]

from django_tasks import task

from sessions.actions.alerte import prevenir_de_la_session
from sessions.models import Session


@task()
def prevenir(session_id: int) -> None:
    """Those who wait for such a session are many: they are told in the background."""
    if session := Session.objects.completes().filter(pk=session_id).first():
        prevenir_de_la_session(session=session)


def prevenir_apres_ouverture(*, session: Session) -> None:
    prevenir.enqueue(session.pk)

"""Who wrote last, and when: the journal knows."""

from auditlog.models import LogEntry
from django.db.models import Model


def derniere_ecriture(objet: Model) -> LogEntry | None:
    """`actor` and `timestamp` of the last change of an object."""
    return LogEntry.objects.get_for_object(objet).select_related("actor").order_by("-timestamp", "-pk").first()

"""What the downstream houses tell the steering of the Académie."""

from collections.abc import Callable

from django.db.models import QuerySet

# Each gives the enrolments, by primary key, whose certificate is valid.
CERTIFIEES: list[Callable[[], QuerySet]] = []

from django.db.models import QuerySet

from certificats.models import Certificat


def certifiees() -> QuerySet:
    """The enrolments, by primary key, whose certificate is valid."""
    return Certificat.objects.valides().order_by().values("inscription")

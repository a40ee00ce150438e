"""A colleague in one's place: who may, and what forbids."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from sessions.models import Inscription
from sessions.queries.regles import REGLES_INSCRIPTION, Concerne, candidatures


def collegues_possibles(inscription, le: datetime | None = None):
    """The animateurs of the same structure today who are not in the session, unless in this very place."""
    employees = Affectation.objects.du_jour(timezone.localdate(le)).filter(
        role=Role.ANIMATEUR, structure=inscription.structure_id
    )
    deja = (
        Inscription.objects.actives()
        .filter(session=inscription.session_id, utilisateur=OuterRef("pk"))
        .exclude(remplace=inscription)
    )
    return Utilisateur.objects.filter(
        ~Exists(deja), is_active=True, pk__in=employees.filter(structure__isnull=False).values("utilisateur")
    ).order_by("nom", "prenom", "pk")


def empechement_de_prendre(inscription, utilisateur, le: datetime) -> str:
    """Why `utilisateur` may not take the place of `inscription`; empty when nothing forbids it.

    Days of enrolment and numbers of seats do not count: the seat is already the structure's.
    """
    if not collegues_possibles(inscription, le).filter(pk=utilisateur.pk).exists():
        return _(
            "%(personne)s n'est pas animatrice ou animateur dans la même structure aujourd'hui, ou a déjà une "
            "inscription à cette session. Choisissez une autre personne."
        ) % {"personne": utilisateur}
    (candidature,) = candidatures(inscription.session, [utilisateur], le, structure=inscription.structure)
    for regle in REGLES_INSCRIPTION:
        if regle.concerne == Concerne.PERSONNE and (phrase := regle.phrase(candidature)):
            return phrase
    return ""

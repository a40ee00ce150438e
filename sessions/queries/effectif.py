"""Who is in a session, who waits, who left: the list of those who follow it, and its table to take away."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from academie import francais
from academie.models import Structure
from sessions.models import Inscription


def effectif(session):
    """Every enrolment of a session in the order of arrival, with all that the list names."""
    return (
        session.inscriptions.avec_rang()
        .select_related("utilisateur", "structure", "accord", "remplace__utilisateur")
        .order_by("ordre", "pk")
    )


def structures_de(session):
    """Who employs the people of a session."""
    return Structure.objects.filter(pk__in=session.inscriptions.values("structure"))


def tableau(inscriptions, *, avec_amenagements: bool) -> Iterator[list]:
    """The same as rows. What people need is for those who may know it."""
    yield [
        _("Arrivée"),
        _("Nom"),
        _("Prénom"),
        _("Adresse électronique"),
        _("Structure"),
        _("État"),
        _("Rang"),
        _("Place gardée"),
        _("Accord de l'employeur"),
        _("Inscription"),
        _("Cause de l'annulation"),
        *([_("Aménagement nécessaire")] if avec_amenagements else []),
    ]
    for i in inscriptions:
        yield [
            i.ordre,
            i.utilisateur.nom,
            i.utilisateur.prenom,
            i.utilisateur.email,
            i.structure.nom if i.structure else "",
            i.get_etat_display(),
            i.rang if i.etat == Inscription.Etat.EN_ATTENTE else None,
            _("oui") if i.reserve_id else "",
            i.accord.get_etat_display() if hasattr(i, "accord") else "",
            francais.date_courte(i.inscrite_le),
            i.get_cause_annulation_display(),
            *([i.amenagement] if avec_amenagements else []),
        ]

"""What enrolling would bring, said before: a seat or a rank, who has to agree, until when, by which rules."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.regles import regle
from sessions.models import ReserveStructure
from sessions.queries.inscription import attente
from sessions.queries.regles import places_par_structure, premier_jour


def suite_prevue(session, structure, le: datetime | None = None) -> list[tuple[str, str]]:
    """What will happen to somebody of `structure` who enrols now."""
    jour = timezone.localdate(le)
    accord = bool(structure and structure.accord_requis)
    suites = [(_("Votre place"), _place(session, structure, accord, jour))]
    if accord:
        suites.append((_("Accord de votre employeur"), _accord(session, structure, le or timezone.now())))
    return [*suites, (_("Si vous ne pouvez plus venir"), _annulation(session, jour))]


def regles_de_la_session(session, le: datetime | None = None) -> list[tuple[str, str]]:
    """The rules of a session, its own or those of the Académie."""
    jour = timezone.localdate(le)
    ouverture, plafond = premier_jour(session, jour), places_par_structure(session, jour)
    return [
        (_("Premier jour pour s'inscrire"), francais.date_longue(ouverture) if ouverture else _("dès l'ouverture de la session")),
        (_("Dernier jour pour s'inscrire"), francais.date_longue(session.cloture_inscriptions)),
        (_("Qui s'inscrit"), _("les animatrices et animateurs qu'une structure emploie, une place par programme")),
        (_("Personnes d'une même structure"), str(plafond) if plafond else _("sans limite")),
        (_("Minimum pour tenir la session"), _personnes(session.minimum)),
        (_("Annulation tardive"), _("à partir du %(jour)s, avec un motif") % {"jour": francais.date_longue(_tardive(session, jour))}),
        (_("Temps pour accepter une place libérée"), _("%(n)d heures") % {"n": regle("inscription.offre_validite", jour)}),
    ]  # fmt: skip


def _place(session, structure, accord: bool, jour) -> str:
    gardee = (
        structure
        and session.places_reservees
        and ReserveStructure.objects.en_vigueur()
        .avec_reste()
        .filter(session=session, structure=structure, reste__gt=0)
        .exists()
    )
    if not gardee and session.complete:
        devant = attente(session)
        return _(
            "La session est complète : vous serez en liste d'attente, au rang %(rang)d. Une place libérée vous sera "
            "proposée à votre tour ; vous aurez %(heures)d heures pour l'accepter."
        ) % {"rang": devant + 1, "heures": regle("inscription.offre_validite", jour)}
    if accord:
        return _("Une place est tenue pour vous jusqu'à la réponse de votre employeur.")
    if gardee:
        return _("Votre structure a des places gardées : l'une d'elles est à vous dès que vous confirmez.")
    return _("Une place est libre : elle est à vous dès que vous confirmez.")


def _accord(session, structure, le: datetime) -> str:
    validite = timedelta(days=regle("inscription.accord_validite", timezone.localdate(le)))
    return _(
        "%(structure)s donne son accord avant chaque inscription : la demande lui est envoyée aussitôt. "
        "Sans réponse avant le %(jour)s, l'inscription s'annule."
    ) % {"structure": structure, "jour": francais.date_longue(min(le + validite, session.debut))}


def _annulation(session, jour) -> str:
    return _(
        "Annulez dès que possible sur la page de votre inscription, au plus tard la veille du %(jour)s : "
        "après, il faudra dire pourquoi."
    ) % {"jour": francais.date_longue(_tardive(session, jour))}


def _tardive(session, jour):
    """The first day of late cancellations."""
    return session.debut.date() - timedelta(days=max(regle("inscription.annulation_tardive", jour) - 1, 0))


def _personnes(nombre: int) -> str:
    return ngettext("%(n)d personne", "%(n)d personnes", nombre) % {"n": nombre}

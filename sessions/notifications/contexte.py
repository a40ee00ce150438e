from django.conf import settings
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Organisme
from sessions.queries.session import Deroule, adresse, deroule_de, horaires, liens


def contexte_de(session, deroule: Deroule | None = None) -> dict:
    """The variables of `SESSION`: what every message about a session may say, each a string."""
    version, lieu, deroule = session.version, session.lieu, deroule or deroule_de(session)
    faits = {
        "horaires": horaires(deroule.creneaux),
        "lieu": adresse(session),
        "acces": _dire(_("Accès : %s"), lieu and lieu.acces),
        "accessibilite": _dire(_("Accessibilité : %s"), lieu and lieu.accessibilite),
        "formateurs": francais.enumeration(str(formateur) for formateur in deroule.formateurs),
        "prerequis": _dire(_("Prérequis : %s"), version.prerequis),
        "contact": _dire(_("Contact : %s"), version.contact),
        "lien": settings.BASE_URL + session.get_absolute_url(),
    }
    return {
        "titre": session.titre,
        "periode": francais.periode(session.debut, session.fin),
        "faits": _faits(**faits),
        "connexion": _dire(_("Lien de connexion : %s"), liens(session, deroule.creneaux)),
        "referent_handicap": _referent(),
        **faits,
    }


def personne_de(utilisateur) -> dict[str, str]:
    return {"prenom": utilisateur.prenom, "personne": str(utilisateur)}


def _faits(*, horaires, lieu, acces, accessibilite, formateurs, prerequis, contact, lien) -> str:
    dates = "\n".join([_("Dates et heures :"), *(f"- {ligne}" for ligne in horaires.splitlines())])
    lignes = [
        _("Lieu : %s") % lieu,
        acces,
        accessibilite,
        _("Animation : %s") % formateurs,
        prerequis,
        contact,
        _("Programme et horaires : %s") % lien,
    ]
    return f"{dates}\n\n" + "\n".join(filter(None, lignes))


def _dire(phrase: str, valeur: str | None) -> str:
    return phrase % valeur if valeur else ""


def _referent() -> str:
    lignes = Organisme.objects.values_list("handicap_nom", "handicap_email", "handicap_telephone")
    nom, *adresses = lignes.filter(pk=1).first() or ("", "", "")
    if not nom:
        return ""
    return _("Un besoin d'aménagement ? Référent handicap : %(nom)s (%(joindre)s)") % {
        "nom": nom,
        "joindre": ", ".join(filter(None, adresses)),
    }


def moment(instant) -> str:
    return _("%(jour)s à %(heure)s") % {"jour": francais.date_longue(instant), "heure": francais.heure(instant)}


def dire_les_changements(changements) -> str:
    """Each as (what, before, now): a heading and two lines."""
    return "\n\n".join(
        "\n".join(
            filter(
                None,
                [
                    f"## {libelle}",
                    _dire(_("Avant : %s"), avant),
                    _("Maintenant : %s") % (apres or _("non indiqué")),
                ],
            )
        )
        for libelle, avant, apres in changements
    )

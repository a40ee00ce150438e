"""The main menu: one table, filtered by what the person may do."""

from functools import cache

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from academie.models import Organisme

PUBLIQUES = (
    ("catalogue", _("Catalogue"), "besoins:catalogue_list", "programme"),
    ("ressources", _("Ressources"), "besoins:ressource_list", "document"),
    ("sessions", _("Sessions"), "sessions:session_list", "calendrier"),
    ("agendas", _("Agendas"), "sessions:agenda_list", "agenda"),
)
VISITEUR = (("verification", _("Vérifier un certificat"), "certificats:verification", "certificat"),)
# A line shows to whoever holds its permission; what one does oneself comes before what one oversees.
RESERVEES = (
    ("inscription.creer", _("Mes inscriptions"), "sessions:inscription_list", "enquete"),
    ("emargement.signer", _("Mon parcours"), "certificats:parcours_detail", "parcours"),
    ("reserve.voir", _("Places gardées"), "sessions:reserve_list", "batiment"),
    ("session.conduire", _("Mes animations"), "sessions:animation_list", "signature"),
    ("session.planifier", _("Pilotage"), "sessions:session_pilotage", "graphique"),
    ("evaluation.voir", _("Évaluations"), "sessions:evaluation_list", "valide"),
    ("reclamation.registre", _("Réclamations"), "sessions:reclamation_registre", "info"),
    ("certificat.voir", _("Certificats"), "certificats:certificat_list", "certificat"),
    ("enquete.voir", _("Enquêtes"), "besoins:enquete_list", "enquete"),
    ("signal.voir", _("Veille"), "besoins:signal_list", "signal"),
    ("besoin.proposer", _("Mes propositions"), "besoins:contribution_list", "plus"),
    ("besoin.voir", _("Besoins"), "besoins:besoin_list", "besoin"),
    ("programme.voir", _("Ingénierie"), "besoins:programme_list", "crayon"),
    ("annuaire.voir", _("Annuaire"), "annuaire_personnes", "personnes"),
    ("qualiopi.voir", _("Qualiopi"), "qualiopi_list", "valide"),
    ("structure.voir", _("Structures"), "structure_list", "batiment"),
    ("organisme.gerer", _("Organisme"), "organisme", "reglages"),
    ("affectation.gerer", _("Personnes"), "utilisateur_list", "personnes"),
    ("regle.voir", _("Règles"), "regle_list", "cadenas"),
    ("message.voir", _("Messages"), "message_list", "courriel"),
)


def contexte(request) -> dict:
    """Context processor: `navigation`, what this person may open, the room of this page marked; `organisme`, read if shown."""
    utilisateur = getattr(request, "user", None)  # absent from the error page of a request refused before sign-in
    if utilisateur and utilisateur.is_authenticated:
        entrees = [*PUBLIQUES, *(entree for entree in RESERVEES if entree[0] in utilisateur.permissions)]
    else:
        entrees = [*PUBLIQUES, *VISITEUR]
    return {
        "navigation": [_lien(request.path, *entree) for entree in entrees],
        "organisme": SimpleLazyObject(Organisme.charger),
    }


def _lien(chemin: str, permission: str, libelle, nom_url: str, icone: str) -> dict:
    url = _adresse(nom_url)
    return {"libelle": libelle, "url": url, "icone": icone, "actif": chemin.startswith(url)}


@cache
def _adresse(nom_url: str) -> str:
    return reverse(nom_url)

"""The main menu: one table, filtered by what the person may do."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from academie.models import Organisme

PUBLIQUES = (
    ("catalogue", _("Catalogue"), "besoins:catalogue_list", "programme"),
    ("ressources", _("Ressources"), "besoins:ressource_list", "document"),
    ("sessions", _("Sessions"), "sessions:session_list", "calendrier"),
    ("agendas", _("Agendas"), "sessions:agenda_list", "agenda"),
)
VISITEUR = (("verification", _("Vérifier un document"), "certificats:verification", "certificat"),)
# A line shows to whoever holds its permission; what one does oneself comes before what one oversees.
RESERVEES = (
    ("inscription.creer", _("Mes inscriptions"), "sessions:inscription_list", "enquete"),
    ("emargement.signer", _("Mon parcours"), "certificats:parcours_detail", "parcours"),
    ("equipe.voir", _("Mon équipe"), "certificats:equipe_detail", "personnes"),
    ("session.conduire", _("Mes animations"), "sessions:animation_list", "signature"),
    ("pilotage.voir", _("Pilotage"), "sessions:indicateur_list", "graphique"),
    ("certificat.voir", _("Certificats"), "certificats:certificat_list", "certificat"),
    ("enquete.voir", _("Enquêtes"), "besoins:enquete_list", "enquete"),
    ("signal.voir", _("Veille"), "besoins:signal_list", "signal"),
    ("besoin.proposer", _("Mes propositions"), "besoins:contribution_list", "plus"),
    ("besoin.voir", _("Besoins"), "besoins:besoin_list", "besoin"),
    ("programme.voir", _("Ingénierie"), "besoins:programme_list", "crayon"),
    ("annuaire.voir", _("Annuaire"), "annuaire_personnes", "personnes"),
)
# The rooms of those who run the Académie, listed on the page "Pilotage"; in the menu of others who may open one.
PILOTAGE = (
    (
        _("Sessions"),
        (
            ("session.voir", _("Sessions"), "sessions:session_pilotage", "calendrier"),
            ("session.voir", _("Planning"), "sessions:planning", "agenda"),
            ("formateur.voir", _("Formatrices et formateurs"), "sessions:formateur_list", "personnes"),
            ("lieu.gerer", _("Lieux"), "sessions:lieu_list", "lieu"),
            ("session.planifier", _("Tâches types"), "sessions:modele_tache_list", "coche"),
            ("reserve.voir", _("Places gardées"), "sessions:reserve_list", "batiment"),
            ("structure.voir", _("Accords des employeurs"), "sessions:accord_list", "signature"),
            ("amenagement.prevoir", _("Aménagements"), "sessions:amenagement_list", "personne"),
        ),
    ),
    (
        _("Qualité"),
        (
            ("evaluation.voir", _("Évaluations"), "sessions:evaluation_list", "enquete"),
            ("reclamation.registre", _("Réclamations"), "sessions:reclamation_registre", "info"),
            ("amelioration.voir", _("Améliorations"), "sessions:amelioration_list", "plus"),
            ("qualiopi.voir", _("Qualiopi"), "qualiopi_list", "valide"),
        ),
    ),
    (
        _("Certificats et parcours"),
        (
            ("certificat.delivrer", _("Certificats à délivrer"), "certificats:session_a_delivrer", "certificat"),
            (
                "certificat.revoquer",
                _("Certificats à mettre à jour"),
                "certificats:certificat_a_mettre_a_jour",
                "crayon",
            ),
            ("competences.voir", _("Compétences du réseau"), "certificats:competence_list", "competence"),
            ("reconnaissance.examiner", _("Reconnaissances d'acquis"), "certificats:reconnaissance_list", "coche"),
            ("acquis.evaluer_stagiaire", _("Stagiaires"), "certificats:stagiaire_evaluable_list", "personne"),
            ("fiche_poste.gerer", _("Fiches de poste"), "certificats:fiche_poste_list", "parcours"),
            ("reseau.importer", _("Importer un réseau"), "certificats:reseau_list", "personnes"),
            ("certificat.modeliser", _("Modèles des documents"), "certificats:modele_list", "document"),
            ("cle.gerer", _("Clés du cachet et des badges"), "certificats:cle_list", "cadenas"),
        ),
    ),
    (
        _("Bilans"),
        (
            ("bpf.voir", _("Bilan pédagogique et financier"), "sessions:bpf_list", "document"),
            ("pilotage.voir", _("Financements"), "sessions:financeur_list", "graphique"),
            ("temps.voir", _("Feuilles de temps"), "sessions:temps_list", "horloge"),
        ),
    ),
    (
        _("Réglages"),
        (
            ("structure.voir", _("Structures"), "structure_list", "batiment"),
            ("affectation.gerer", _("Personnes"), "utilisateur_list", "personnes"),
            ("personne.fusionner", _("Comptes en double"), "doublon_list", "personne"),
            ("personne.effacer", _("Effacements de comptes"), "effacement_list", "annule"),
            ("organisme.gerer", _("Organisme"), "organisme", "reglages"),
            ("regle.voir", _("Règles"), "regle_list", "cadenas"),
            ("message.voir", _("Messages"), "message_list", "courriel"),
            ("gabarit.gerer", _("Textes des messages"), "gabarit_list", "crayon"),
        ),
    ),
)
# What a formateur already finds from their own pages.
HORS_MENU = {"session.voir"}


def contexte(request) -> dict:
    """Context processor: `navigation`, what this person may open, the room of this page marked; `organisme`, read if shown."""
    utilisateur = getattr(request, "user", None)  # absent from the error page of a request refused before sign-in
    permissions = utilisateur.permissions if utilisateur and utilisateur.is_authenticated else None
    marques = tuple(_marque(request.path, entree["url"]) for entree in _entrees(permissions))
    return {
        "navigation": _menu(permissions, marques, get_language()),
        "organisme": SimpleLazyObject(Organisme.charger),
    }


@lru_cache(maxsize=1_000)
def _menu(permissions: frozenset[str] | None, marques: tuple[str, ...], langue: str) -> str:
    """The markup of the menu: a few dozens, whoever reads."""
    entrees = list(zip(_entrees(permissions), marques, strict=True))
    return render_to_string("composants/navigation.html", {"entrees": entrees})


@lru_cache(maxsize=100)
def _entrees(permissions: frozenset[str] | None) -> list[dict]:
    if permissions is None:
        return [_lien(*entree) for entree in (*PUBLIQUES, *VISITEUR)]
    permises = [entree for entree in RESERVEES if entree[0] in permissions]
    return [_lien(*entree) for entree in (*PUBLIQUES, *permises, *_hors_pilotage(permissions))]


def _marque(chemin: str, url: str) -> str:
    """`aria-current`: this very page, or a page of this room."""
    return "page" if chemin == url else "true" if chemin.startswith(url) else ""


def salles_du_pilotage(utilisateur) -> list[tuple[str, list[dict]]]:
    """The rooms that a person may open, by group, for the page that lists them."""
    groupes = [
        (titre, [_lien(*salle) for salle in salles if salle[0] in utilisateur.permissions])
        for titre, salles in PILOTAGE
    ]
    return [(titre, salles) for titre, salles in groupes if salles]


def _hors_pilotage(permissions: frozenset[str]) -> list[tuple]:
    """The rooms to put in the menu of somebody who has no page "Pilotage"."""
    if "pilotage.voir" in permissions:
        return []
    ouvertes = permissions - HORS_MENU
    return [salle for _titre, salles in PILOTAGE for salle in salles if salle[0] in ouvertes]


def _lien(permission: str, libelle, nom_url: str, icone: str) -> dict:
    return {"libelle": libelle, "url": reverse(nom_url), "icone": icone}

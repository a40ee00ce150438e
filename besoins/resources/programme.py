"""Programmes of training as open data: what is published, and what has left the catalogue."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.diffusion.collection import (
    ADRESSE,
    CODE,
    ENTIER,
    INSTANT,
    TEXTE,
    Champ,
    Jeu,
    Parametre,
    liste,
    ou_rien,
)
from academie.diffusion.instants import heure_universelle
from academie.diffusion.parametres import depuis, valeurs_de
from academie.resources.territoire import parametre_theme
from besoins.models import Module, Objectif, VersionProgramme
from besoins.queries.archive import dernieres_parues

ETATS = {str(etat): etat.label for etat in (VersionProgramme.Etat.PUBLIEE, VersionProgramme.Etat.RETIREE)}
NIVEAUX = {str(valeur): libelle for valeur, libelle in VersionProgramme.NiveauUsage.choices}
PUBLICS = {str(valeur): libelle for valeur, libelle in VersionProgramme.Public.choices}
MODALITES = {str(valeur): libelle for valeur, libelle in Module.Modalite.choices}
# Who may be written to is on the page alone: a person may be named there.
TEXTES = (
    *("presentation", "publics", "prerequis", "methodes", "moyens", "modalites_evaluation"),
    *("accompagnement", "accessibilite", "modalites_acces", "tarif"),
)
MODULE = {
    "type": "object",
    "properties": {
        "titre": TEXTE,
        "minutes": ENTIER,
        "modalite": {"type": "string", "enum": list(MODALITES)},
    },
    "required": ["titre", "minutes", "modalite"],
}


def modules(versions: Sequence[int]) -> dict[int, list[dict]]:
    """By version, its modules in their order."""
    trouves = defaultdict(list)
    lignes = Module.objects.filter(version__in=versions).order_by("version", "ordre", "pk")
    for version, titre, minutes, modalite in lignes.values_list("version", "titre", "minutes", "modalite"):
        trouves[version].append({"titre": titre, "minutes": minutes, "modalite": modalite})
    return trouves


def objectifs(versions: Sequence[int]) -> dict[int, list[str]]:
    trouves = defaultdict(list)
    lignes = Objectif.objects.filter(version__in=versions).order_by("version", "ordre", "pk")
    for version, intitule in lignes.values_list("version", "intitule"):
        trouves[version].append(intitule)
    return trouves


def marque() -> tuple[tuple, datetime | None]:
    """A version is published, then retired, and never comes back: two counts that only grow tell every change.

    The dates tell another database from this one.
    """
    parues = VersionProgramme.objects.filter(etat__in=VersionProgramme.ETE_PUBLIEES)
    nombre, retirees, publiee_le, retiree_le = parues.aggregate(
        nombre=Count("pk"),
        retirees=Count("pk", Q(etat=VersionProgramme.Etat.RETIREE)),
        publiee_le=Max("publiee_le"),
        retiree_le=Max("retiree_le"),
    ).values()
    return (nombre, retirees, publiee_le, retiree_le), max(filter(None, (publiee_le, retiree_le)), default=None)


def _adresse(slug: str) -> str:
    return settings.BASE_URL + reverse("besoins:catalogue_detail", args=[slug])


def _minutes(modules_: Sequence[dict]) -> int:
    return sum(module["minutes"] for module in modules_)


def _minutes_a_distance(modules_: Sequence[dict]) -> int:
    return _minutes([module for module in modules_ if module["modalite"] != Module.Modalite.PRESENTIEL])


def _texte(nom: str) -> Champ:
    champ = VersionProgramme._meta.get_field(nom)
    return Champ(nom, TEXTE, champ.help_text or champ.verbose_name, (f"{nom}",))


PROGRAMMES = Jeu(
    nom="programmes",
    objet="Programme",
    titre=_("Programmes de formation"),
    description=_(
        "Le catalogue\xa0: la version en vigueur de chaque programme, et la dernière version de ceux qui ont quitté le catalogue."
    ),
    lignes=dernieres_parues,
    identifiant="programme__slug",
    ordre=("parue_le", "pk"),
    marque=marque,
    champs=(
        Champ("id", CODE, _("Identifiant, celui de son adresse au catalogue\xa0; il ne change pas."), ("programme__slug",)),
        Champ("url", ADRESSE, _("Sa page au catalogue."), ("programme__slug",), _adresse),
        Champ("titre", TEXTE, _("Titre."), ("programme__titre",)),
        Champ("theme", CODE, _("Identifiant de son thème."), ("programme__theme__slug",)),
        Champ("etat", TEXTE, _("Au catalogue ou non."), ("etat",), valeurs=ETATS),
        Champ("version", ENTIER, _("Numéro de la version."), ("numero",)),
        Champ("publiee_le", INSTANT, _("Publication de cette version."), ("publiee_le",), heure_universelle),
        Champ("retiree_le", ou_rien(INSTANT), _("Retrait du catalogue."), ("retiree_le",), heure_universelle),
        Champ("modifie_le", INSTANT, _("Dernier changement de ces données."), ("parue_le",), heure_universelle),
        Champ("niveau", ou_rien(TEXTE), _("Niveau des usages travaillés."), ("niveau",), lambda n: n or None, valeurs=NIVEAUX),
        Champ("minutes", ENTIER, _("Durée, en minutes."), (), _minutes, joindre=modules),
        Champ("minutes_a_distance", ENTIER, _("Dont à distance."), (), _minutes_a_distance, joindre=modules),
        Champ("publics_accompagnes", liste(TEXTE | {"enum": list(PUBLICS)}), _("Qui les personnes formées accompagneront."), ("publics_accompagnes",), cellule="\n".join),
        Champ("seuil_assiduite", ENTIER, _("Part des heures à suivre pour recevoir le certificat, en pour cent."), ("seuil_assiduite",)),
        *(_texte(nom) for nom in TEXTES),
        Champ("objectifs", liste(TEXTE), _("Ce que l'on sait faire ensuite."), (), list, joindre=objectifs, cellule="\n".join),
        Champ("modules", liste(MODULE), _("Les parties du programme, dans leur ordre."), (), list, joindre=modules, cellule=lambda m: "\n".join(f"{x['titre']} ({x['minutes']} min)" for x in m)),
    ),
    parametres=(
        parametre_theme("programme__theme__slug"),
        Parametre("niveau", TEXTE, _("Niveau des usages travaillés."), valeurs_de("niveau", NIVEAUX), "basique", repete=True, valeurs=NIVEAUX),
        Parametre("etat", TEXTE, _("Au catalogue ou non."), valeurs_de("etat", ETATS), "publiee", repete=True, valeurs=ETATS),
        Parametre("modifie_depuis", INSTANT, _("Ce qui a changé depuis ce moment, retraits compris."), depuis("parue_le"), "2026-03-31T09:00:00+02:00"),
    ),
)  # fmt: skip

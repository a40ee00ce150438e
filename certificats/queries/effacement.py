"""What this house holds on a person, and what becomes of it when they are erased."""

import unicodedata

from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.db.models import CASCADE, ForeignObjectRel, Model
from django.utils.translation import gettext as _

from academie.branchements.effacement import Devenir
from academie.models import Utilisateur
from academie.queries.effacement import lignes_de
from certificats.models import Certificat
from certificats.models.perimetre import PersonnelQuerySet


def devenirs() -> list[Devenir]:
    return [
        Devenir(_("Votre parcours : postes, compétences, poste visé, plans, entretiens, demandes de reconnaissance")),
        Devenir(_("Vos liens de partage, et le journal de qui a lu votre parcours")),
        Devenir(
            _("Vos certificats et vos badges"),
            _(
                "Ils restent vérifiables par qui les tient de vous. Votre nom y reste ou y est remplacé par une "
                "empreinte, comme vous le choisissez. Le fichier, preuve légale, est gardé 6 ans, 10 ans si la session "
                "est cofinancée, et ne se lit plus que par l'Académie et les services de contrôle."
            ),
        ),
        Devenir(
            _("Votre nom de formatrice ou de formateur, imprimé sur les certificats d'autres personnes"),
            _("Il fait partie de ce que leurs certificats prouvent."),
        ),
        Devenir(
            _(
                "Votre nom de référente ou de référent, dans les entretiens que vous avez signés avec d'autres personnes"
            ),
            _("Ces entretiens sont à elles : ils partent quand elles le demandent."),
        ),
    ]


def modeles_personnels() -> list[type[Model]]:
    """Everything a person owns in this house: the type of the rows says so."""
    modeles = apps.get_app_config("certificats").get_models()
    return [modele for modele in modeles if isinstance(modele._default_manager.all(), PersonnelQuerySet)]


def donnees(utilisateur: Utilisateur) -> dict:
    certificats = Certificat.objects.filter(inscription__utilisateur=utilisateur)
    siennes = {}
    for modele in modeles_personnels():
        lignes = modele._default_manager.filter(utilisateur=utilisateur)
        siennes[f"parcours_{modele._meta.model_name}"] = lignes_de(lignes, sans=("empreinte",))
        for suite in _suites(modele):
            attachees = suite.related_model._base_manager.filter(**{f"{suite.field.name}__in": lignes})
            siennes[f"parcours_{suite.related_model._meta.model_name}"] = lignes_de(
                attachees, sans=("empreinte", "cle")
            )
    return siennes | {"certificats": lignes_de(certificats, sans=("titulaire_efface", "emis_par"))}


def _suites(modele: type[Model]) -> list[ForeignObjectRel]:
    """What goes with the rows of `modele`: pieces, steps, openings."""
    personnels = modeles_personnels()
    liees = modele._meta.related_objects
    return [lien for lien in liees if lien.on_delete is CASCADE and lien.related_model not in personnels]


def a_comparer(nom: str) -> str:
    """The name as it is compared: case and spaces do not count, whatever the script."""
    return " ".join(unicodedata.normalize("NFKC", nom).casefold().split())


def nom_correspond(certificat: Certificat, saisie: str) -> bool:
    """Whether `saisie` is the name that this certificate printed before the person was erased. Slow on purpose."""
    return check_password(a_comparer(saisie), certificat.titulaire_efface)

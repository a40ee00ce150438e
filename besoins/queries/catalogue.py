"""One published version, as everything that is promised of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from besoins.models import Besoin, Ressource, VersionProgramme
from besoins.queries.besoin import description_publique, dire_preuve_au_public
from besoins.queries.financement import mentions
from besoins.queries.programme import part_a_distance

# Published under these names on the page and in the document, in this order.
CHAMPS_PUBLIES = (
    ("publics", gettext_lazy("Publics")),
    ("prerequis", gettext_lazy("Prérequis")),
    ("methodes", gettext_lazy("Méthodes mobilisées")),
    ("moyens", gettext_lazy("Moyens")),
    ("modalites_evaluation", gettext_lazy("Modalités d'évaluation")),
    ("accompagnement", gettext_lazy("Adaptation et suivi")),
    ("accessibilite", gettext_lazy("Accessibilité aux personnes handicapées")),
    ("modalites_acces", gettext_lazy("Modalités et délais d'accès")),
    ("tarif", gettext_lazy("Tarif")),
    ("contact", gettext_lazy("Contact")),
)

# The same fields as a reader looks for them on the page: anchor, title, fields.
RUBRIQUES = (
    ("public", gettext_lazy("Pour qui"), ("publics", "prerequis")),
    (
        "pedagogie",
        gettext_lazy("Comment on y travaille"),
        ("methodes", "moyens", "modalites_evaluation", "accompagnement"),
    ),
    ("venir", gettext_lazy("S'inscrire et venir"), ("modalites_acces", "tarif", "accessibilite", "contact")),
)


@dataclass(frozen=True)
class Rubrique:
    ancre: str
    titre: str
    faits: list[tuple[str, str]]


@dataclass(frozen=True)
class ObjectifPublie:
    pk: int
    intitule: str
    competence: str
    niveau: str
    evaluation: str


@dataclass(frozen=True)
class ModulePublie:
    pk: int
    titre: str
    duree: str
    minutes: int
    contenu: str
    methode: str
    objectifs: str
    ressources: list[Ressource]


@dataclass(frozen=True)
class BesoinPublie:
    titre: str
    description: str
    preuves: list[str]


@dataclass(frozen=True)
class Fiche:
    """Everything that a version promises, in words: the page, the preview and the document tell the same."""

    titre: str
    presentation: str
    theme: str
    niveau: str
    duree: str
    minutes: int
    seuil: str
    modalite: str
    accompagnes: str
    mentions: list[str]
    faits: list[tuple[str, str]]
    rubriques: list[Rubrique]
    objectifs: list[ObjectifPublie]
    modules: list[ModulePublie]
    besoins: list[BesoinPublie]
    version: str


def besoins_publies(version: VersionProgramme) -> list[BesoinPublie]:
    """The retained needs that a version answers, each with its evidence. No query after `avec_contenu`."""
    return [
        BesoinPublie(besoin.titre, description_publique(besoin), list(map(dire_preuve_au_public, besoin.preuves.all())))
        for besoin in version.besoins.all()
        if besoin.etat in Besoin.SERVIS
    ]


def fiche(version: VersionProgramme) -> Fiche:
    """What the public reads. `version` comes from `avec_contenu`: no query here."""
    minutes = sum(module.minutes for module in version.modules.all())
    objectifs = list(version.objectifs.all())
    rangs = {objectif.pk: str(rang) for rang, objectif in enumerate(objectifs, start=1)}
    return Fiche(
        titre=version.programme.titre,
        presentation=version.presentation,
        theme=version.programme.theme.nom,
        niveau=version.get_niveau_display(),
        duree=francais.duree(minutes),
        minutes=minutes,
        seuil=francais.pourcentage(version.seuil_assiduite / 100, 0),
        modalite=_modalite(version),
        accompagnes=francais.enumeration(
            [str(libelle) for public, libelle in version.Public.choices if public in version.publics_accompagnes]
        ),
        mentions=mentions(version),
        faits=[(str(libelle), getattr(version, champ)) for champ, libelle in CHAMPS_PUBLIES],
        rubriques=[_rubrique(version, *rubrique) for rubrique in RUBRIQUES],
        objectifs=[_objectif(objectif) for objectif in objectifs],
        modules=[_module(module, rangs) for module in version.modules.all()],
        besoins=besoins_publies(version),
        version=_phrase_version(version),
    )


def _modalite(version: VersionProgramme) -> str:
    part = part_a_distance(version)
    if not part:
        return _("en présence")
    return _("à distance") if part == 1 else _("%(part)s à distance") % {"part": francais.pourcentage(part, 0)}


def _rubrique(version: VersionProgramme, ancre: str, titre: str, champs: tuple[str, ...]) -> Rubrique:
    libelles = dict(CHAMPS_PUBLIES)
    return Rubrique(ancre, str(titre), [(str(libelles[champ]), getattr(version, champ)) for champ in champs])


def _objectif(objectif) -> ObjectifPublie:
    referentiel = objectif.competence.domaine.referentiel
    noms = {niveau.rang: niveau.nom for niveau in referentiel.niveaux.all()}
    return ObjectifPublie(
        pk=objectif.pk,
        intitule=objectif.intitule,
        competence=f"{referentiel} – {objectif.competence}",
        niveau=_("niveau visé : %(nom)s") % {"nom": noms.get(objectif.niveau, objectif.niveau)},
        evaluation=objectif.evaluation,
    )


def _module(module, rangs: dict[int, str]) -> ModulePublie:
    return ModulePublie(
        pk=module.pk,
        titre=module.titre,
        duree=francais.duree(module.minutes),
        minutes=module.minutes,
        contenu=module.contenu,
        methode=module.methode,
        objectifs=francais.enumeration([rangs[objectif.pk] for objectif in module.objectifs.all()]),
        ressources=[ressource for ressource in module.ressources.all() if ressource.etat == Ressource.Etat.PUBLIEE],
    )


def _phrase_version(version: VersionProgramme) -> str:
    if version.publiee_le is None:
        return _("Version %(numero)s, %(etat)s") % {"numero": version.numero, "etat": version.get_etat_display()}
    return _("Version %(numero)s, publiée le %(date)s") % {
        "numero": version.numero,
        "date": francais.date_sans_jour(version.publiee_le),
    }

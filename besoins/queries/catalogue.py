"""The public catalogue: published versions as flat values, one version as everything that is promised of it."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.models.territoire import normaliser
from academie.regles import regle
from besoins.documents import programme as documents
from besoins.models import Besoin, VersionProgramme
from besoins.queries.besoin import dire_preuve, meilleure_preuve, proportion_de

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
NIVEAUX = dict(VersionProgramme.NiveauUsage.choices)
DUREES = {
    "demi": gettext_lazy("une demi-journée"),
    "jour": gettext_lazy("une journée"),
    "deux": gettext_lazy("deux jours"),
    "plus": gettext_lazy("plus de deux jours"),
}


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
    faits: list[tuple[str, str]]
    objectifs: list[ObjectifPublie]
    modules: list[ModulePublie]
    besoins: list[BesoinPublie]
    version: str


def programmes_publies(*, q: str = "", theme: str = "", niveau: str = "", duree: str = "") -> QuerySet:
    """The catalogue's rows as flat values, by title."""
    versions = VersionProgramme.objects.publiees()
    if theme:
        versions = versions.filter(programme__theme__slug=theme)
    if niveau:
        versions = versions.filter(niveau=niveau)
    for mot in normaliser(q).split():
        versions = versions.filter(recherche__contains=mot)
    versions = versions.avec_minutes()
    if duree:
        versions = versions.filter(**_bornes(duree))
    return versions.order_by("programme__recherche", "programme").values(
        "programme__slug", "programme__titre", "programme__theme__nom", "niveau", "presentation", "minutes_prevues"
    )


def lignes(valeurs) -> list[dict]:
    """The rows of one page of the catalogue, formatted once."""
    return [
        {
            "slug": valeur["programme__slug"],
            "titre": valeur["programme__titre"],
            "theme": valeur["programme__theme__nom"],
            "niveau": NIVEAUX[valeur["niveau"]],
            "duree": francais.duree(valeur["minutes_prevues"]),
            "presentation": Truncator(valeur["presentation"]).words(32),
        }
        for valeur in valeurs
    ]


def themes_publies() -> list[tuple[str, str]]:
    """The themes that have something in the catalogue, as (slug, name)."""
    return list(
        VersionProgramme.objects.publiees()
        .order_by("programme__theme__nom")
        .values_list("programme__theme__slug", "programme__theme__nom")
        .distinct()
    )


def besoins_publies(version: VersionProgramme) -> list[BesoinPublie]:
    """The retained needs that a version answers, each with its evidence. No query after `avec_contenu`."""
    return [
        BesoinPublie(besoin.titre, besoin.description, [dire_preuve(preuve) for preuve in besoin.preuves.all()])
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
        faits=[(str(libelle), getattr(version, champ)) for champ, libelle in CHAMPS_PUBLIES],
        objectifs=[_objectif(objectif) for objectif in objectifs],
        modules=[_module(module, rangs) for module in version.modules.all()],
        besoins=besoins_publies(version),
        version=_phrase_version(version),
    )


def donnees_du_document(version: VersionProgramme) -> documents.DonneesProgramme:
    """The same facts as the page, for the document."""
    publiee = fiche(version)
    return documents.DonneesProgramme(
        titre=publiee.titre,
        version=str(version.numero),
        publie_le=timezone.localdate(version.publiee_le),
        adresse=settings.BASE_URL + version.programme.get_absolute_url(),
        public=version.publics,
        prerequis=version.prerequis,
        objectifs=tuple(
            documents.Objectif(objectif.intitule, (f"{objectif.competence} ({objectif.niveau})",), objectif.evaluation)
            for objectif in publiee.objectifs
        ),
        modules=tuple(documents.Module(module.titre, module.minutes, module.contenu) for module in publiee.modules),
        acces=version.modalites_acces,
        tarif=version.tarif,
        contact=version.contact,
        methodes="\n".join([version.methodes, version.moyens]),
        evaluation=version.modalites_evaluation,
        accessibilite=version.accessibilite,
        besoins=tuple(_besoin_servi(besoin) for besoin in version.besoins.all() if besoin.etat in Besoin.SERVIS),
        resume=version.presentation,
        niveau=publiee.niveau,
    )


def _besoin_servi(besoin: Besoin) -> documents.BesoinServi:
    """The need with the figures of its strongest survey result; the other evidence is told as its source."""
    preuves = list(besoin.preuves.all())
    chiffree = meilleure_preuve(besoin)
    autres = [dire_preuve(preuve) for preuve in preuves if preuve != chiffree]
    if chiffree is None:
        return documents.BesoinServi(besoin.titre, " ; ".join(autres))
    intervalle = proportion_de(chiffree).intervalle
    return documents.BesoinServi(
        besoin.titre,
        " ; ".join([chiffree.option.question.section.enquete.titre, *autres]),
        chiffree.k,
        chiffree.n,
        (intervalle.bas, intervalle.haut),
    )


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
    )


def _phrase_version(version: VersionProgramme) -> str:
    if version.publiee_le is None:
        return _("Version %(numero)s, %(etat)s") % {"numero": version.numero, "etat": version.get_etat_display()}
    return _("Version %(numero)s, publiée le %(date)s") % {
        "numero": version.numero,
        "date": francais.date_sans_jour(version.publiee_le),
    }


def _bornes(duree: str) -> dict[str, int]:
    demi = regle("programme.demi_journee")
    # A half-day may be a little longer than the rule's: each class stops half a half-day further.
    marge = demi // 2
    return {
        "demi": {"minutes_prevues__lt": demi + marge},
        "jour": {"minutes_prevues__gte": demi + marge, "minutes_prevues__lt": 2 * demi + marge},
        "deux": {"minutes_prevues__gte": 2 * demi + marge, "minutes_prevues__lt": 4 * demi + marge},
        "plus": {"minutes_prevues__gte": 4 * demi + marge},
    }[duree]

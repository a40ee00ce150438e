"""What the workshop shows of a programme's version: its content, its minutes, which versions answer a need."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.models import Territoire
from academie.models.territoire import normaliser
from academie.regles import regle
from besoins.models import Besoin, Module, Objectif, VersionProgramme
from besoins.queries.besoin import avec_preuves


def avec_contenu(versions: QuerySet) -> QuerySet:
    """Everything that a page or a document tells of a version, in a constant number of queries."""
    objectifs = Objectif.objects.select_related("competence__domaine__referentiel").prefetch_related(
        "competence__domaine__referentiel__niveaux", "besoins"
    )
    return versions.select_related("programme__theme", "redige_par", "relu_par", "publiee_par").prefetch_related(
        Prefetch("objectifs", objectifs),
        Prefetch("modules", Module.objects.prefetch_related("objectifs", "ressources")),
        Prefetch("besoins", avec_preuves(Besoin.objects)),
        "positionnements__objectif",
        "financements",
        Prefetch("territoires", Territoire.objects.select_related("departement")),
        "effectifs__structure",
    )


def versions_trouvees(versions: QuerySet, *, q: str = "", etat: str = "", theme: str = "") -> QuerySet:
    """The workshop's list: retired versions only when asked for."""
    versions = versions.filter(etat=etat) if etat else versions.exclude(etat=VersionProgramme.Etat.RETIREE)
    if theme:
        versions = versions.filter(programme__theme__slug=theme)
    for mot in normaliser(q).split():
        versions = versions.filter(programme__recherche__contains=mot)
    return (
        versions.avec_minutes()
        .select_related("programme__theme", "redige_par")
        .order_by("programme__recherche", "programme", "-numero")
    )


def besoins_sans_programme() -> QuerySet:
    """Retained needs that no version, in preparation or published, answers."""
    repondus = VersionProgramme.objects.exclude(etat=VersionProgramme.Etat.RETIREE).values("besoins")
    return Besoin.objects.retenus().exclude(pk__in=repondus.filter(besoins__isnull=False))


def part_a_distance(version: VersionProgramme) -> float | None:
    """The share of the minutes that is taught remotely, from 0 to 1; None without any. `version` comes from `avec_contenu`."""
    modules = version.modules.all()
    total = sum(module.minutes for module in modules)
    distance = sum(module.minutes for module in modules if module.modalite != Module.Modalite.PRESENTIEL)
    return distance / total if total else None


def bilan_des_minutes(version: VersionProgramme) -> str:
    """The total against whole half-days, in a sentence."""
    total = version.minutes_prevues
    demi = regle("programme.demi_journee")
    if not total:
        return _("Aucune durée encore : elle vient des modules.")
    nombre, reste = divmod(total, demi)
    entieres = ngettext("%(nombre)d demi-journée", "%(nombre)d demi-journées", nombre) % {"nombre": nombre}
    if not reste:
        phrase = _("%(total)s au total, soit %(entieres)s de %(demi)s.")
    elif nombre:
        phrase = _("%(total)s au total : %(entieres)s de %(demi)s et %(reste)s de plus, qui n'en remplissent pas une.")
    else:
        phrase = _("%(total)s au total : moins d'une demi-journée de %(demi)s.")
    return phrase % {
        "total": francais.duree(total),
        "entieres": entieres,
        "demi": francais.duree(demi),
        "reste": francais.duree(reste),
    }

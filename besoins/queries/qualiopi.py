"""What the needs, the programmes and the watch prove to an auditor."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.qualiopi import Apport, Manque, Piece, Rangee, preuve
from besoins.models import Besoin, Enquete, Module, Objectif, Preuve, QuestionPositionnement, Signal, VersionProgramme
from besoins.queries.document import lire_fiche
from besoins.queries.programme import besoins_sans_programme

Axe = Signal.Axe
AXES_METIERS = (Axe.USAGES, Axe.ORGANISATIONS, Axe.FONCTIONS, Axe.IMPACTS, Axe.IMPLICATIONS)
AXES_INNOVATION = (Axe.TECHNIQUES, Axe.USAGES)


def au_catalogue(annee: int | None) -> QuerySet:
    """The versions in the catalogue today, or at some time of a year."""
    if annee is None:
        versions = VersionProgramme.objects.publiees()
    else:
        versions = VersionProgramme.objects.filter(
            Q(retiree_le=None) | Q(retiree_le__year__gte=annee),
            etat__in=VersionProgramme.ETE_PUBLIEES,
            publiee_le__year__lte=annee,
        )
    return versions.select_related("programme").defer("recherche").order_by("programme__recherche", "-numero")


def information(annee: int | None) -> Apport:
    """1: the catalogue, complete before it is published."""
    versions = au_catalogue(annee)
    manques = [] if versions else [Manque(_("Aucun programme n'est au catalogue."), reverse("besoins:programme_list"))]
    return Apport([preuve(_("Programmes au catalogue"), versions, _version, reverse("besoins:catalogue_list"))], manques)  # fmt: skip


def fiches(annee: int | None) -> Iterable[Piece]:
    """1: the sheet of each programme."""
    for version in au_catalogue(annee):
        nom = f"{version.programme.slug}-v{version.numero}.pdf"
        yield Piece(nom, lambda version=version: lire_fiche(version).contenu)


def analyse_du_besoin(annee: int | None) -> Apport:
    """4: surveys, the needs decided with their evidence, the programmes that answer them."""
    enquetes = _de_l_annee(Enquete.objects.des_besoins().exclude(ouverte_le=None), "ouverte_le", annee).order_by(
        "-ouverte_le"
    )
    decides = _de_l_annee(Besoin.objects.exclude(decide_le=None), "decide_le", annee)
    decides = decides.annotate(n=Count("preuves")).order_by("-decide_le", "pk")
    relies = au_catalogue(annee).filter(Exists(Besoin.objects.filter(versions=OuterRef("pk"))))
    sans = au_catalogue(annee).filter(besoins=None).count()
    attente = besoins_sans_programme().count()
    return Apport(
        [
            preuve(_("Enquêtes de besoins"), enquetes, _enquete, reverse("besoins:enquete_list")),
            preuve(_("Besoins arbitrés, avec leur motif"), decides, _besoin, reverse("besoins:besoin_list")),
            preuve(_("Programmes reliés aux besoins qui les ont fait naître"), relies, _pourquoi),
        ],
        [
            *_manque(sans, "%(n)s programme du catalogue n'est relié à aucun besoin.", "%(n)s programmes du catalogue ne sont reliés à aucun besoin.", "besoins:programme_list"),
            *_manque(attente, "%(n)s besoin retenu n'a pas encore de programme.", "%(n)s besoins retenus n'ont pas encore de programme.", "besoins:besoin_list"),
        ],
    )  # fmt: skip


def objectifs(annee: int | None) -> Apport:
    """5: objectives with the level aimed at and how they are assessed."""
    du_catalogue = _elements(Objectif, annee)
    sans = au_catalogue(annee).filter(objectifs=None).count()
    return Apport(
        [preuve(_("Objectifs opérationnels, avec leur compétence et leur évaluation"), du_catalogue, _objectif)],
        _manque(sans, "%(n)s programme n'a pas d'objectif.", "%(n)s programmes n'ont pas d'objectif.", "besoins:programme_list"),
    )  # fmt: skip


def contenus(annee: int | None) -> Apport:
    """6: modules with their content and method."""
    modules = _elements(Module, annee)
    sans = modules.filter(methode="").count()
    return Apport(
        [preuve(_("Modules avec leur contenu"), modules, _module)],
        _manque(sans, "%(n)s module ne dit pas sa méthode.", "%(n)s modules ne disent pas leur méthode.", "besoins:programme_list"),
    )  # fmt: skip


def positionnement(annee: int | None) -> Apport:
    """8: what people are asked before."""
    sans = au_catalogue(annee).filter(positionnements=None).count()
    return Apport(
        [preuve(_("Questions de positionnement"), _elements(QuestionPositionnement, annee), _question)],
        _manque(sans, "%(n)s programme n'a pas de question de positionnement.", "%(n)s programmes n'ont pas de question de positionnement.", "besoins:programme_list"),
    )  # fmt: skip


def adaptation(annee: int | None) -> Apport:
    """10: how each programme adapts and follows people."""
    return _texte("accompagnement", _("Programmes qui disent comment ils s'adaptent et suivent les personnes"), annee)


def evaluation(annee: int | None) -> Apport:
    """11: how each objective is assessed."""
    evalues = _elements(Objectif, annee).exclude(evaluation="")
    return Apport([preuve(_("Objectifs avec leur mode d'évaluation"), evalues, _objectif)])


def moyens(annee: int | None) -> Apport:
    """17: the means that each programme announces."""
    return _texte("moyens", _("Programmes qui annoncent leurs moyens"), annee)


def ressources(annee: int | None) -> Apport:
    """19: what is handed out or cited, module by module."""
    avec = _elements(Module, annee).filter(~Q(supports="") | Q(ressources__isnull=False)).distinct()
    sans = _elements(Module, annee).filter(supports="", ressources=None).count()
    return Apport(
        [preuve(_("Modules avec des supports ou des ressources"), avec, _module)],
        _manque(sans, "%(n)s module ne remet ni support ni ressource.", "%(n)s modules ne remettent ni support ni ressource.", "besoins:programme_list"),
    )  # fmt: skip


def veille_metiers(annee: int | None) -> Apport:
    """24: the watch on skills and jobs, and what came of it."""
    return _veille(AXES_METIERS, annee)


def veille_innovation(annee: int | None) -> Apport:
    """25: the watch on techniques and uses, and what came of it."""
    return _veille(AXES_INNOVATION, annee)


PREUVES = {
    1: information,
    4: analyse_du_besoin,
    5: objectifs,
    6: contenus,
    8: positionnement,
    10: adaptation,
    11: evaluation,
    17: moyens,
    19: ressources,
    24: veille_metiers,
    25: veille_innovation,
}


def _veille(axes, annee: int | None) -> Apport:
    signaux = Signal.objects.actifs().filter(axe__in=axes).select_related("source")
    signaux = _de_l_annee(signaux, "observe_le", annee).order_by("-observe_le", "-pk")
    exploites = signaux.filter(Exists(Preuve.objects.filter(signal=OuterRef("pk"))))
    liste = reverse("besoins:signal_list")
    return Apport(
        [
            preuve(_("Signaux de veille notés"), signaux.exclude(note_le=None), _signal, liste),
            preuve(_("Signaux exploités : devenus la preuve d'un besoin"), exploites, _signal, liste),
        ],
        _manque(signaux.filter(note_le=None).count(), "%(n)s signal attend d'être noté.", "%(n)s signaux attendent d'être notés.", "besoins:signal_list"),
    )  # fmt: skip


def _texte(champ: str, libelle: str, annee: int | None) -> Apport:
    versions = au_catalogue(annee)
    sans = versions.filter(**{champ: ""}).count()
    return Apport(
        [preuve(libelle, versions.exclude(**{champ: ""}), _version)],
        _manque(sans, "%(n)s programme ne le dit pas.", "%(n)s programmes ne le disent pas.", "besoins:programme_list"),
    )


def _elements(modele, annee: int | None) -> QuerySet:
    versions = au_catalogue(annee).order_by().values("pk")
    elements = modele.objects.filter(version__in=versions).select_related("version__programme")
    return elements.defer("version__recherche").order_by("version__programme__recherche", "version", "ordre", "pk")


def _de_l_annee(objets: QuerySet, champ: str, annee: int | None) -> QuerySet:
    return objets if annee is None else objets.filter(**{f"{champ}__year": annee})


def _manque(combien: int, une: str, plusieurs: str, page: str) -> list[Manque]:
    if not combien:
        return []
    return [Manque(ngettext(une, plusieurs, combien) % {"n": francais.nombre(combien)}, reverse(page))]


def _version(version: VersionProgramme) -> Rangee:
    jour = francais.date_sans_jour(version.publiee_le)
    return Rangee(str(version), _("publiée le %(jour)s") % {"jour": jour}, version.programme.get_absolute_url())


def _pourquoi(version: VersionProgramme) -> Rangee:
    return Rangee(str(version), _("pourquoi ce programme"), reverse("besoins:catalogue_pourquoi", args=[version.programme.slug]))  # fmt: skip


def _enquete(enquete: Enquete) -> Rangee:
    return Rangee(enquete.titre, francais.date_sans_jour(enquete.ouverte_le), enquete.get_absolute_url())


def _besoin(besoin: Besoin) -> Rangee:
    preuves = ngettext("%(n)s preuve", "%(n)s preuves", besoin.n) % {"n": besoin.n}
    return Rangee(besoin.titre, f"{besoin.get_etat_display()}, {preuves}", besoin.get_absolute_url())


def _objectif(objectif: Objectif) -> Rangee:
    return Rangee(objectif.intitule, f"{objectif.version.programme} ; {objectif.evaluation}", objectif.get_absolute_url())  # fmt: skip


def _module(module: Module) -> Rangee:
    detail = f"{module.version.programme}, {francais.duree(module.minutes)}"
    return Rangee(module.titre, detail, module.get_absolute_url())


def _question(question: QuestionPositionnement) -> Rangee:
    return Rangee(question.intitule, str(question.version.programme), question.version.get_absolute_url())


def _signal(signal: Signal) -> Rangee:
    return Rangee(signal.titre, f"{signal.source}, {signal.cotation or _('à noter')}", signal.get_absolute_url())

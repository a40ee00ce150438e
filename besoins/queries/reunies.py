"""The structures that answered two waves: what the same ones said, before and after."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef

from besoins.models import Enquete, Option, Reponse, Valeur
from besoins.statistiques.appariement import Appariement


@dataclass(frozen=True)
class Reunies:
    """`comptes[option of the later wave]`: expressed both times, before only, after only, never."""

    structures: int = 0
    comptes: dict[int, Appariement] = field(default_factory=dict)


def reponses_reunies(avant: Enquete, apres: Enquete) -> Reunies:
    """Pair the answers of two named waves by structure, options by code of question and label, in four queries."""
    structures = Reponse.objects.soumises().filter(
        enquete=avant, invitation__structure=OuterRef("invitation__structure")
    )
    communes = Reponse.objects.soumises().filter(Exists(structures), enquete=apres).count()
    if not communes:
        return Reunies()
    avant_dit, apres_dit = _dits(avant), _dits(apres)
    ensemble = dict(
        apres_dit.filter(Exists(_la_meme(avant))).values_list("question").annotate(Count("reponse", distinct=True))
    )
    gardees = {
        (option, redite): n
        for option, redite, n in apres_dit.filter(Exists(_la_meme(avant)))
        .annotate(redite=Exists(_la_meme(avant).filter(option__libelle=OuterRef("option__libelle"))))
        .values_list("option", "redite")
        .annotate(n=Count("*"))
    }
    perdues = {
        (code, libelle): n
        for code, libelle, n in avant_dit.filter(
            Exists(_la_meme(apres)), ~Exists(_la_meme(apres).filter(option__libelle=OuterRef("option__libelle")))
        )
        .values_list("question__code", "option__libelle")
        .annotate(n=Count("*"))
    }
    return Reunies(communes, _apparier(ensemble, gardees, perdues))


def _apparier(ensemble, gardees, perdues) -> dict[int, Appariement]:
    comptes = {}
    for option, question, code, libelle in Option.objects.filter(question__in=list(ensemble)).values_list(
        "pk", "question", "question__code", "libelle"
    ):
        deux = gardees.get((option, True), 0)
        second = gardees.get((option, False), 0)
        premier = perdues.get((code, libelle), 0)
        comptes[option] = Appariement(deux, premier, second, ensemble[question] - deux - premier - second)
    return comptes


def _dits(enquete: Enquete):
    """Options chosen in a wave by known structures."""
    return Valeur.objects.filter(
        reponse__enquete=enquete,
        reponse__etat=Reponse.Etat.SOUMISE,
        reponse__invitation__structure__isnull=False,
        option__isnull=False,
        nombre=None,
        maitrise=None,
    ).order_by()


def _la_meme(enquete: Enquete):
    """What the same structure chose at the question of the same code."""
    return _dits(enquete).filter(
        reponse__invitation__structure=OuterRef("reponse__invitation__structure"),
        question__code=OuterRef("question__code"),
    )

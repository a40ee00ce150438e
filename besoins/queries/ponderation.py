"""What each answer should weigh, computed by the database, and what the weights kept so far are worth."""

from dataclasses import dataclass

from django.db.models import Avg, Case, Count, F, FloatField, Max, Min, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Cast, Coalesce

from academie.models import Territoire
from besoins.models import Enquete, Reponse, Valeur
from besoins.statistiques.poids import effectif_efficace

ECART = 1e-6
Mode = Enquete.Ponderation


@dataclass(frozen=True)
class EtatPonderation:
    """`sans_poids`: answers that nothing weighs, counted for one. `a_refaire`: answers whose weight is out of date."""

    total: int
    sans_poids: int
    a_refaire: int
    minimum: float
    maximum: float
    efficace: float


def soumises_pesees(enquete: Enquete):
    """Submitted answers with `brut`, what the chosen figure says of each; None when it says nothing."""
    return enquete.reponses.soumises().order_by().annotate(brut=_brut(enquete))


def moyenne_brute(enquete: Enquete) -> float:
    """The mean of the figures that are known; 0 when none is."""
    return soumises_pesees(enquete).aggregate(m=Avg("brut"))["m"] or 0.0


def etat_ponderation(enquete: Enquete) -> EtatPonderation:
    poids = F("poids")
    reponses = soumises_pesees(enquete)
    bilan = reponses.aggregate(
        total=Count("pk"),
        connus=Count("brut"),
        bas=Min("poids"),
        haut=Max("poids"),
        somme=Sum(poids),
        carres=Sum(poids * poids, output_field=FloatField()),
    )
    calcule = enquete.ponderation in (Mode.POPULATION, Mode.QUESTION)
    moyenne = moyenne_brute(enquete) if calcule else 0.0
    refaire = 0
    if moyenne:
        ecart = F("poids") - Coalesce(F("brut") / moyenne, 1.0, output_field=FloatField())
        refaire = reponses.annotate(ecart=ecart).filter(Q(ecart__gt=ECART) | Q(ecart__lt=-ECART)).count()
    return EtatPonderation(
        bilan["total"],
        bilan["total"] - bilan["connus"] if calcule else 0,
        refaire,
        bilan["bas"] or 0.0,
        bilan["haut"] or 0.0,
        effectif_efficace(bilan["somme"] or 0.0, bilan["carres"] or 0.0),
    )


def reponses_a_peser(enquete: Enquete):
    """Submitted answers with who gave them, for weights by hand."""
    return enquete.reponses.soumises().select_related("invitation__structure").order_by("pk")


def _brut(enquete: Enquete):
    if enquete.ponderation == Mode.QUESTION:
        nombres = Valeur.objects.filter(
            reponse=OuterRef("pk"), question=enquete.ponderation_question_id, option=None, nombre__gte=0
        )
        return Subquery(nombres.order_by().values(x=Cast("nombre", FloatField()))[:1])
    if enquete.ponderation == Mode.POPULATION:
        # Of the place that answers; for a région or a département, the profile tells it too.
        du_profil = Case(
            When(niveau=Territoire.Genre.REGION, then=F("region__population")),
            When(niveau=Territoire.Genre.DEPARTEMENT, then=F("departement__population")),
        )
        lieu = Coalesce(
            F("invitation__territoire__population"), F("invitation__structure__territoire__population"), du_profil
        )
        return Cast(lieu, FloatField())
    return Cast(F("poids"), FloatField())


def cible(enquete: Enquete, moyenne: float):
    """The weight of an answer as an expression of an UPDATE: its figure over the mean, 1 when nothing is known."""
    brut = Reponse.objects.filter(pk=OuterRef("pk")).annotate(brut=_brut(enquete)).values("brut")
    return Coalesce(Subquery(brut) / moyenne, 1.0, output_field=FloatField())

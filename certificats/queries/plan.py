"""A person's plan: its versions, and where each step stands, read from enrolments, certificates and levels."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie.models import Utilisateur
from certificats.models import Certificat, EtapeCompetence, EtapePlan, PlanParcours
from certificats.queries.acquis import Niveaux, niveaux_actuels
from certificats.queries.composition import composer
from sessions.models import Inscription, Session


class EtatEtape(TextChoices):
    A_FAIRE = "a_faire", gettext_lazy("à faire")
    INSCRITE = "inscrite", gettext_lazy("inscription faite")
    SUIVIE = "suivie", gettext_lazy("suivie")
    ATTEINTE = "atteinte", gettext_lazy("atteinte")
    ABANDONNEE = "abandonnee", gettext_lazy("abandonnée")


@dataclass(frozen=True)
class EtapeLisible:
    """A step, where it stands, and where to go from it."""

    etape: EtapePlan
    etat: EtatEtape
    url: str = ""
    inscription: Inscription | None = None

    @property
    def ouverte(self) -> bool:
        return self.etat in (EtatEtape.A_FAIRE, EtatEtape.INSCRITE)

    @property
    def session(self) -> Session | None:
        """Where the person is enrolled, else the one that was chosen."""
        return self.inscription.session if self.inscription else self.etape.session

    @property
    def a_inscrire(self) -> Session | None:
        """The chosen session, when one may still join it."""
        session = self.etape.session
        possible = session and session.est_ouverte and session.cloture_inscriptions >= timezone.localdate()
        return session if possible and self.etat == EtatEtape.A_FAIRE else None

    @property
    def session_perdue(self) -> bool:
        """The chosen session can no longer be joined, and the person did not."""
        return bool(self.etape.session and self.etat == EtatEtape.A_FAIRE and not self.a_inscrire)


@dataclass(frozen=True)
class Progres:
    """How much of a plan is done, steps given up aside."""

    faites: int
    total: int

    @property
    def phrase(self) -> str:
        if not self.total:
            return _("Aucune étape à suivre.")
        if not self.faites:
            return ngettext("Aucune étape faite, sur %(total)d.", "Aucune étape faite, sur %(total)d.", self.total) % {
                "total": self.total
            }
        return ngettext(
            "%(faites)d étape faite sur %(total)d.", "%(faites)d étapes faites sur %(total)d.", self.faites
        ) % {"faites": self.faites, "total": self.total}


@dataclass(frozen=True)
class PlanLisible:
    plan: PlanParcours
    etapes: list[EtapeLisible]

    @property
    def progres(self) -> Progres:
        suivies = [etape for etape in self.etapes if etape.etat != EtatEtape.ABANDONNEE]
        faites = sum(etape.etat in (EtatEtape.SUIVIE, EtatEtape.ATTEINTE) for etape in suivies)
        return Progres(faites, len(suivies))


def plans_de(utilisateur: Utilisateur):
    """Every version, the latest first."""
    return PlanParcours.objects.filter(utilisateur=utilisateur).select_related("structure", "adopte_par")


def plan_adopte(utilisateur: Utilisateur) -> PlanParcours | None:
    return plans_de(utilisateur).adoptes().first()


def plan_lisible(plan: PlanParcours) -> PlanLisible:
    """A constant number of queries."""
    vises = EtapeCompetence.objects.select_related("competence__domaine").order_by(
        "competence__domaine__ordre", "competence__ordre", "pk"
    )
    etapes = list(
        plan.etapes.select_related(
            "programme",
            "session__version__programme__theme",
            "session__lieu__commune",
            "session__territoire",
            "session__departement",
        ).prefetch_related(Prefetch("vises", vises))
    )
    niveaux = niveaux_actuels(plan.utilisateur)
    programmes = {etape.programme_id for etape in etapes if etape.programme_id}
    inscriptions, suivies = _inscriptions(plan.utilisateur_id, programmes), _suivies(plan.utilisateur_id, programmes)
    return PlanLisible(plan, [_lire(etape, niveaux, inscriptions, suivies) for etape in etapes])


def plans_a_convenir(utilisateur: Utilisateur):
    """What is put to the structures of this référente or référent, the oldest first."""
    return (
        PlanParcours.objects.autorises(utilisateur, "plan_parcours.convenir")
        .filter(etat=PlanParcours.Etat.PROPOSE)
        .select_related("utilisateur", "structure")
        .order_by("propose_le", "pk")
    )


def _lire(
    etape: EtapePlan, niveaux: Mapping[int, Niveaux], inscriptions: Mapping[int, Inscription], suivies: set[int]
) -> EtapeLisible:
    inscription = inscriptions.get(etape.programme_id or 0)
    vises = list(etape.vises.all())
    if etape.issue == EtapePlan.Issue.ABANDONNEE:
        etat = EtatEtape.ABANDONNEE
    elif vises and all(_prouve(niveaux, vise) for vise in vises):
        etat = EtatEtape.ATTEINTE
    elif etape.programme_id in suivies or etape.issue == EtapePlan.Issue.FAITE:
        etat = EtatEtape.SUIVIE
    elif inscription:
        etat = EtatEtape.INSCRITE
    else:
        etat = EtatEtape.A_FAIRE
    return EtapeLisible(etape, etat, etape.programme.get_absolute_url() if etape.programme else "", inscription)


def _prouve(niveaux: Mapping[int, Niveaux], vise: EtapeCompetence) -> bool:
    tenu = niveaux.get(vise.competence_id)
    return bool(tenu and tenu.prouve_ou_zero >= vise.niveau)


def _inscriptions(utilisateur: int, programmes: set[int]) -> dict[int, Inscription]:
    """By programme, the enrolment in a session to come or in course."""
    actives = (
        Inscription.objects.actives()
        .filter(
            utilisateur=utilisateur,
            session__version__programme__in=programmes,
            session__etat__in=[*Session.VIVANTES, Session.Etat.REPORTEE],
        )
        .select_related("session__version__programme", "session__lieu__commune")
        .order_by("session__debut", "pk")
    )
    return {inscription.session.version.programme_id: inscription for inscription in actives}


def _suivies(utilisateur: int, programmes: set[int]) -> set[int]:
    """The programmes of which the person followed a session, at least in part."""
    return set(
        Certificat.objects.en_vigueur()
        .filter(inscription__utilisateur=utilisateur, inscription__session__version__programme__in=programmes)
        .values_list("inscription__session__version__programme", flat=True)
    )


def page_du_plan(utilisateur: Utilisateur) -> dict:
    """What the page of one's own plan shows: the version being written, the one agreed, what is proposed, the past."""
    versions = list(plans_de(utilisateur))
    chantier = next((plan for plan in versions if plan.etat in PlanParcours.EN_CHANTIER), None)
    adopte = next((plan for plan in versions if plan.etat == PlanParcours.Etat.ADOPTE), None)
    courant = plan_lisible(chantier or adopte) if chantier or adopte else None
    composition, retenus = composer(utilisateur), set()
    if courant:
        retenus = {etape.etape.programme_id for etape in courant.etapes}
    return {
        "courant": courant,
        "adopte": adopte if chantier else None,
        "modifiable": bool(chantier and chantier.etat == PlanParcours.Etat.BROUILLON),
        "en_attente": bool(chantier and chantier.etat != PlanParcours.Etat.BROUILLON),
        "versions": versions,
        "composition": composition,
        "retenus": retenus,
        "a_retenir": any(choix.session.version.programme_id not in retenus for choix in composition.choix),
    }

"""What the tests of plans and interviews start from."""

from django.utils import timezone

from certificats.actions.entretien import decliner_entretien, preparer_entretien, remplir_entretien, signer_entretien
from certificats.actions.parcours import viser_poste
from certificats.actions.plan import adopter_plan, ajouter_etape, proposer_plan
from certificats.models import Entretien, EtapePlan, PlanParcours
from tests.certificats.fabriques import enseigner, fiche, relire
from tests.sessions.fabriques import session_ouverte, version_publiee


def viser(personne, **niveaux):
    """A job that asks for 1.1 at level 4 unless told, aimed at."""
    poste = fiche(**(niveaux or {"c1_1": 4}))
    viser_poste(utilisateur=personne, fiche=poste)
    return poste


def session_utile(d, *, rang: int = 0, code: str = "1.1", niveau: int = 4, **options):
    """An open session whose programme teaches one competence."""
    version = version_publiee(d, slug=f"utile{rang}", titre=f"Programme {rang}")
    enseigner(version, code=code, niveau=niveau)
    return session_ouverte(d, version=version, **options)


def etape_propre(d, intitule: str = "Lire le guide") -> EtapePlan:
    """A step of `animateur`'s draft, before another one."""
    for texte in (intitule, f"{intitule}, suite"):
        plan = ajouter_etape(utilisateur=d.animateur, genre="lecture", intitule=texte)
    return plan.etapes.get(intitule=intitule)


def plan_propose(d) -> PlanParcours:
    return proposer_plan(plan=etape_propre(d).plan)


def plan_adopte(d) -> PlanParcours:
    return relire(adopter_plan(plan=plan_propose(d), par=d.referent))


def entretien(d, *, rempli: bool = False, signe: bool = False, decline: bool = False, **champs) -> Entretien:
    """This year's interview of `animateur` with `referent`'s structure."""
    ouvert = preparer_entretien(personne=d.animateur, structure=d.structure, par=d.animateur)
    if rempli or signe:
        ouvert = remplir(ouvert, d.referent, tenu_le=timezone.localdate(), conclusions="Continuer.", **champs)
    if signe:
        signer_entretien(entretien=ouvert, par=d.animateur, nom=str(d.animateur))
        signer_entretien(entretien=ouvert, par=d.referent, nom=str(d.referent))
    if decline:
        decliner_entretien(entretien=ouvert, motif="Pas cette année.")
    return relire(ouvert)


def remplir(entretien: Entretien, par, **champs) -> Entretien:
    courant = relire(entretien)
    return remplir_entretien(entretien=courant, par=par, revision=courant.revision, **champs)

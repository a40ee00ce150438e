"""A person's plan: written by them, put to the structure that employs them, agreed, and frozen from then on."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Competence, Utilisateur
from academie.regles import Refus
from besoins.models import Programme
from certificats.models import EtapeCompetence, EtapePlan, Parcours, PlanParcours
from certificats.notifications import annoncer_plan_adopte, annoncer_plan_propose, annoncer_plan_renvoye
from certificats.queries.composition import composer, raison
from certificats.queries.ecart import Ecart
from certificats.queries.parcours import ecarts_ouverts
from certificats.queries.proposition import versions_qui_comblent
from certificats.queries.rattachement import employeur_de, referents_de
from sessions.models import Session

Etat = PlanParcours.Etat
Genre = EtapePlan.Genre
ETAPES_AU_PLUS = 30


@transaction.atomic
def retenir_proposition(*, utilisateur: Utilisateur, le: datetime | None = None) -> PlanParcours:
    """Put in the plan every session that is proposed today; those whose programme is there already stay as they are.

    Raises:
        Refus: nothing is proposed, or the plan waits for the structure's answer.
    """
    composition = composer(utilisateur, le=le)
    if not composition.choix:
        raise Refus(
            _(
                "Aucune session n'est proposée aujourd'hui : demandez à être prévenue ou prévenu, ou ajoutez vos propres étapes."
            )
        )
    plan = _brouillon(utilisateur)
    for choix in composition.choix:
        _retenir(plan, choix.session.version.programme, choix.session, choix.ecarts, choix.raison)
    return plan


@transaction.atomic
def retenir_session(*, utilisateur: Utilisateur, session: Session, le: datetime | None = None) -> PlanParcours:
    """Put a session in the plan; another one of the same programme takes its place in the step. Asked twice, done once.

    Raises:
        Refus: it is closed, it closes no gap, or the plan waits for the structure's answer.
    """
    le = le or timezone.now()
    ecarts = _ecarts_fermes(utilisateur, {session.version_id})
    if not session.est_ouverte or session.debut <= le or session.cloture_inscriptions < timezone.localdate(le):
        raise Refus(
            _("Les inscriptions à cette session sont closes : choisissez une autre date ou un autre programme.")
        )
    motif = raison(ecarts) % {"ou": session.lieu.commune.nom if session.lieu else _("à distance")}
    plan = _brouillon(utilisateur)
    _retenir(plan, session.version.programme, session, ecarts, motif)
    return plan


@transaction.atomic
def retenir_programme(*, utilisateur: Utilisateur, programme: Programme) -> PlanParcours:
    """Put a programme in the plan, its session to be chosen later.

    Raises:
        Refus: it left the catalogue, it closes no gap, or the plan waits for the structure's answer.
    """
    version = programme.versions.publiees().first()
    if version is None:
        raise Refus(_("Ce programme a quitté le catalogue : choisissez-en un autre."))
    ecarts = _ecarts_fermes(utilisateur, {version.pk})
    plan = _brouillon(utilisateur)
    _retenir(plan, programme, None, ecarts, raison(ecarts) % {"ou": _("session à choisir")})
    return plan


@transaction.atomic
def ajouter_etape(
    *,
    utilisateur: Utilisateur,
    genre: str,
    intitule: str,
    souhaitee_le: date | None = None,
    competences: Iterable[Competence] = (),
) -> PlanParcours:
    """Add a step of one's own. The same words twice are one step.

    Raises:
        Refus: the plan waits for the structure's answer, or is full.
    """
    plan = _brouillon(utilisateur)
    etape = _etape(plan, genre=genre, intitule=intitule, programme=None, defauts={"souhaitee_le": souhaitee_le})
    demandes = {ecart.exigence.competence_id: ecart.exigence.niveau for ecart in ecarts_ouverts(utilisateur)[1]}
    _viser(etape, {competence.pk: demandes.get(competence.pk, 1) for competence in competences})
    return plan


@transaction.atomic
def modifier_etape(*, etape: EtapePlan, souhaitee_le: date | None, intitule: str = "") -> PlanParcours:
    """Change the date wished, and the words of a step of one's own.

    Raises:
        Refus: the plan is agreed or waits for an answer; another step says the same.
    """
    plan, etape = _ouverte(etape)
    if intitule and etape.programme_id is None:
        if plan.etapes.filter(genre=etape.genre, intitule=intitule).exclude(pk=etape.pk).exists():
            raise Refus(
                _("Une autre étape porte déjà ces mots : changez-les, ou gardez l'autre étape."), champ="intitule"
            )
        etape.intitule = intitule
    etape.souhaitee_le = souhaitee_le
    etape.save(update_fields=["intitule", "souhaitee_le"])
    return plan


@transaction.atomic
def deplacer_etape(*, etape: EtapePlan, rang: int) -> PlanParcours:
    """Put a step at a rank, 1 for the first: the same twice changes nothing more.

    Raises:
        Refus: the plan is agreed or waits for an answer.
    """
    plan, etape = _ouverte(etape)
    etapes = [autre for autre in plan.etapes.all() if autre.pk != etape.pk]
    etapes.insert(min(max(rang, 1), len(etapes) + 1) - 1, etape)
    for ordre, autre in enumerate(etapes, start=1):
        autre.ordre = ordre
    EtapePlan.objects.bulk_update(etapes, ["ordre"])
    return plan


@transaction.atomic
def retirer_etape(*, plan: PlanParcours, etape: int) -> PlanParcours:
    """Take a step, by its key, off the plan. Asked twice, done once.

    Raises:
        Refus: the plan is agreed or waits for an answer.
    """
    plan = _verrouiller(plan)
    _exiger_brouillon(plan)
    plan.etapes.filter(pk=etape).delete()
    return plan


@transaction.atomic
def dire_etape(*, etape: EtapePlan, issue: str) -> PlanParcours:
    """Say that a step is done, given up, or to be done again. It is progress, not a change of what was agreed.

    Raises:
        Refus: a training is done when it is attended; the plan was replaced by another.
    """
    plan = _verrouiller(etape.plan)
    if plan.etat == Etat.REMPLACE:
        raise Refus(_("Cette version du plan est remplacée : dites où vous en êtes dans la version en cours."))
    if etape.programme_id and issue == EtapePlan.Issue.FAITE:
        raise Refus(_("Une formation est notée suivie d'elle-même, quand son attestation est délivrée."))
    EtapePlan.objects.filter(pk=etape.pk).update(issue=issue)
    return plan


@transaction.atomic
def proposer_plan(*, plan: PlanParcours, le: datetime | None = None) -> PlanParcours:
    """Put the plan to the structure that employs the person today. Asked twice, done once.

    Raises:
        Refus: it is empty, or nobody employs the person.
    """
    plan = _verrouiller(plan)
    if plan.etat != Etat.BROUILLON:
        return plan
    structure = employeur_de(plan.utilisateur)
    if structure is None:
        raise Refus(
            _("Aucune structure ne vous emploie aujourd'hui dans le réseau : gardez ce plan pour vous, il vous suivra.")
        )
    if not plan.etapes.exists():
        raise Refus(_("Ajoutez au moins une étape avant de proposer votre plan."))
    plan.proposer(structure=structure, le=le or timezone.now())
    plan.save()
    annoncer_plan_propose(plan, referents_de(structure))
    return plan


@transaction.atomic
def reprendre_plan(*, plan: PlanParcours) -> PlanParcours:
    """The person takes back what they put to the structure. Asked twice, done once.

    Raises:
        Refus: it is agreed already.
    """
    plan = _verrouiller(plan)
    if plan.etat == Etat.BROUILLON:
        return plan
    if plan.etat not in PlanParcours.EN_CHANTIER:
        raise Refus(_("Ce plan est convenu : il ne change plus. Préparez une nouvelle version."))
    plan.reprendre()
    plan.save()
    return plan


@transaction.atomic
def reviser_plan(*, utilisateur: Utilisateur) -> PlanParcours:
    """Begin the next version from the agreed one, whose finished steps stay in it; the draft that is there otherwise.

    Raises:
        Refus: a version waits for the structure's answer.
    """
    return _brouillon(utilisateur)


@transaction.atomic
def adopter_plan(*, plan: PlanParcours, par: Utilisateur, mot: str = "", le: datetime | None = None) -> PlanParcours:
    """The structure agrees: this version is frozen and replaces the one before. Asked twice, done once.

    Raises:
        Refus: the person took it back, or is the one who would agree.
    """
    plan = _verrouiller(plan)
    if plan.etat == Etat.ADOPTE:
        return plan
    _exiger_propose(plan, par)
    for ancien in PlanParcours.objects.filter(utilisateur=plan.utilisateur_id, etat=Etat.ADOPTE):
        ancien.remplacer()
        ancien.save(update_fields=["etat"])
    plan.adopter(par=par, le=le or timezone.now(), mot=mot)
    plan.save()
    annoncer_plan_adopte(plan)
    return plan


@transaction.atomic
def renvoyer_plan(*, plan: PlanParcours, par: Utilisateur, mot: str) -> PlanParcours:
    """The structure asks for changes, with a word; the person takes the plan back to make them. Asked twice, done once.

    Raises:
        Refus: the plan is agreed, or nothing says what to change.
    """
    plan = _verrouiller(plan)
    if plan.etat == Etat.RENVOYE and plan.mot == mot:
        return plan
    _exiger_propose(plan, par)
    if not mot.strip():
        raise Refus(_("Dites ce qu'il faudrait changer."), champ="mot")
    plan.renvoyer(mot=mot)
    plan.save()
    annoncer_plan_renvoye(plan)
    return plan


def _verrouiller(plan: PlanParcours) -> PlanParcours:
    _prendre_la_main(plan.utilisateur)
    return PlanParcours.objects.select_related("utilisateur", "structure").get(pk=plan.pk)


def _prendre_la_main(utilisateur: Utilisateur) -> None:
    """One deed at a time on the plans of a person."""
    parcours, _nouveau = Parcours.objects.get_or_create(utilisateur=utilisateur)
    Parcours.objects.select_for_update().get(pk=parcours.pk)


def _brouillon(utilisateur: Utilisateur) -> PlanParcours:
    _prendre_la_main(utilisateur)
    plans = PlanParcours.objects.filter(utilisateur=utilisateur)
    if deja := plans.en_chantier().first():
        _exiger_brouillon(deja)
        return deja
    dernier = plans.aggregate(dernier=Max("numero"))["dernier"] or 0
    plan = PlanParcours.objects.create(utilisateur=utilisateur, numero=dernier + 1)
    if adopte := plans.adoptes().first():
        _copier(adopte, plan)
    return plan


def _copier(ancien: PlanParcours, plan: PlanParcours) -> None:
    for etape in ancien.etapes.exclude(issue=EtapePlan.Issue.ABANDONNEE).prefetch_related("vises"):
        vises = {vise.competence_id: vise.niveau for vise in etape.vises.all()}
        etape.pk, etape._state.adding, etape.plan = None, True, plan
        etape.save()
        _viser(etape, vises)


def _ouverte(etape: EtapePlan) -> tuple[PlanParcours, EtapePlan]:
    plan = _verrouiller(etape.plan)
    _exiger_brouillon(plan)
    return plan, EtapePlan.objects.get(pk=etape.pk)


def _exiger_brouillon(plan: PlanParcours) -> None:
    if plan.etat in (Etat.PROPOSE, Etat.RENVOYE):
        raise Refus(_("Votre plan est chez votre structure : reprenez-le d'abord pour le changer."))
    if plan.etat != Etat.BROUILLON:
        raise Refus(_("Ce plan est convenu : il ne change plus. Préparez une nouvelle version."))


def _exiger_propose(plan: PlanParcours, par: Utilisateur) -> None:
    if plan.utilisateur_id == par.pk:
        raise Refus(_("Votre propre plan se convient avec une autre personne de votre structure."))
    if plan.etat != Etat.PROPOSE:
        raise Refus(
            _("Cette version n'attend plus votre réponse : la personne l'a reprise, ou elle est déjà convenue.")
        )


def _ecarts_fermes(utilisateur: Utilisateur, versions: set[int]) -> list[Ecart]:
    ouverts = ecarts_ouverts(utilisateur)[1]
    combles = versions_qui_comblent(ouverts)
    fermes = {competence for version in versions for competence in combles.get(version, {})}
    if not fermes:
        raise Refus(
            _("Ce programme ne ferme aucun de vos écarts : choisissez-en un autre, ou changez le poste que vous visez.")
        )
    return [ecart for ecart in ouverts if ecart.exigence.competence_id in fermes]


def _retenir(
    plan: PlanParcours, programme: Programme, session: Session | None, ecarts: list[Ecart], motif: str
) -> None:
    jour = session.debut.date() if session else None
    defauts = {"session": session, "raison": motif[:500], "souhaitee_le": jour}
    etape = _etape(plan, genre=Genre.FORMATION, intitule=programme.titre[:200], programme=programme, defauts=defauts)
    if session and etape.session_id != session.pk:
        EtapePlan.objects.filter(pk=etape.pk).update(**defauts)
    _viser(etape, {ecart.exigence.competence_id: ecart.exigence.niveau for ecart in ecarts})


def _etape(plan: PlanParcours, *, genre: str, intitule: str, programme: Programme | None, defauts: dict) -> EtapePlan:
    memes = {"programme": programme} if programme else {"programme": None, "intitule": intitule, "genre": genre}
    if deja := plan.etapes.filter(**memes).first():
        return deja
    ordre = plan.etapes.aggregate(dernier=Max("ordre"))["dernier"] or 0
    if plan.etapes.count() >= ETAPES_AU_PLUS:
        raise Refus(_("Ce plan a déjà %(n)d étapes : retirez-en une d'abord.") % {"n": ETAPES_AU_PLUS})
    return plan.etapes.create(genre=genre, intitule=intitule, programme=programme, ordre=ordre + 1, **defauts)


def _viser(etape: EtapePlan, niveaux: dict[int, int]) -> None:
    deja = set(etape.vises.values_list("competence", flat=True))
    EtapeCompetence.objects.bulk_create(
        EtapeCompetence(etape=etape, competence_id=competence, niveau=niveau)
        for competence, niveau in niveaux.items()
        if competence not in deja
    )

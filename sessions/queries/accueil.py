"""What the sessions bring to home pages and to the catalogue."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.autorisations.table import Role
from academie.branchements.accueil import Apport, Figure, Ligne
from sessions.models import Inscription, Session
from sessions.models.tache import Constat
from sessions.queries.alerte import mes_alertes
from sessions.queries.tache import taches_en_retard
from sessions.queries.vie import jour_de_decision, sessions_sous_le_minimum

LIGNES = 10
VITRINE = 6
Etat = Session.Etat
# What lines name of a session: to read the whole of it, with its programme, costs more than the rest.
DE_LA_SESSION = ("session__debut", "session__fin", "session__fuseau", "session__version__programme__titre")
DE_LA_TACHE = ("libelle", "echeance", *DE_LA_SESSION)
# Tasks that another line tells, with its own link.
DITES_AILLEURS = (Constat.INSCRIPTIONS_OUVERTES, Constat.TENUE_DECIDEE, Constat.SESSION_CLOSE)


def accueil(utilisateur) -> Apport:
    """What awaits a person in the sessions, by what they may do."""
    lignes_a_faire, lignes_a_venir, figures = [], [], []
    if "inscription.creer" in utilisateur.permissions:
        lignes_a_venir += _mes_sessions(utilisateur)
    if "session.planifier" in utilisateur.permissions:
        lignes_a_faire += _taches_en_retard() + _a_decider() + _a_redater() + _a_ouvrir()
        figures += _figures()
    figures += _figures_des_alertes(utilisateur)
    if structures := utilisateur.structures_comme(Role.REFERENT):
        figures += _figures_des_structures(structures)
    return Apport(a_faire=lignes_a_faire, a_venir=lignes_a_venir, figures=figures)


def vitrine() -> tuple[str, dict]:
    """The next sessions, for a visitor."""
    return "sessions/session/vitrine.html", {"sessions": list(_prochaines()[:VITRINE])}


def encart(programme) -> tuple[str, dict]:
    """The open sessions of a programme, for its page in the catalogue."""
    sessions = _prochaines().filter(version__programme=programme)
    return "sessions/session/encart.html", {"programme": programme, "sessions": list(sessions[:VITRINE])}


def _prochaines():
    return Session.objects.ouvertes().a_venir().completes().order_by("debut", "pk")


def _mes_sessions(utilisateur) -> list[Ligne]:
    siennes = Inscription.objects.actives().filter(utilisateur=utilisateur)
    a_venir = siennes.filter(
        Q(session__etat__in=Session.VIVANTES, session__fin__gt=timezone.now()) | Q(session__etat=Etat.REPORTEE)
    )
    cles = list(a_venir.order_by("session__debut", "pk").values_list("pk", flat=True)[:LIGNES])
    if not cles:
        return []
    inscriptions = (
        Inscription.objects.filter(pk__in=cles)
        .select_related("session__version__programme", "session__lieu__commune")
        .only("etat", "session__etat", "session__lieu__commune__nom", *DE_LA_SESSION)
        .order_by("session__debut", "pk")
    )
    rangs = _rangs(inscriptions)
    return [
        _ligne(
            inscription.session,
            url=inscription.get_absolute_url(),
            detail=_dire_inscription(inscription, rangs),
            echeance=max(inscription.session.debut.date(), timezone.localdate()),
        )
        for inscription in inscriptions
    ]


def _rangs(inscriptions) -> dict[int, int]:
    """Of those that wait, and only when there are some: to rank costs as much as to read them all."""
    en_attente = [inscription.pk for inscription in inscriptions if inscription.etat == Inscription.Etat.EN_ATTENTE]
    if not en_attente:
        return {}
    return dict(Inscription.objects.filter(pk__in=en_attente).avec_rang().values_list("pk", "rang"))


def _dire_inscription(inscription, rangs: dict[int, int]) -> str:
    if inscription.session.etat == Etat.REPORTEE:
        return _("Session reportée : de nouvelles dates vous seront envoyées")
    if inscription.etat == Inscription.Etat.EN_ATTENTE:
        return _("En liste d'attente, au rang %(rang)d") % {"rang": rangs[inscription.pk]}
    return _("Inscription %(etat)s") % {"etat": inscription.get_etat_display()}


def _a_ouvrir() -> list[Ligne]:
    sessions = Session.objects.filter(etat=Etat.BROUILLON).a_venir()
    return [
        _ligne(
            session,
            url=reverse("sessions:session_cockpit", args=[session.pk]),
            detail=_("Brouillon : à ouvrir aux inscriptions"),
            echeance=session.cloture_inscriptions,
        )
        for session in sessions.order_by("cloture_inscriptions", "pk").premieres(LIGNES)
    ]


def _taches_en_retard() -> list[Ligne]:
    """What is late across the sessions, the oldest first."""
    return [
        Ligne(
            libelle=tache.libelle,
            url=f"{tache.get_absolute_url()}#taches",
            echeance=tache.echeance,
            detail=f"{tache.session.titre}, {francais.periode(tache.session.debut, tache.session.fin)}",
            maison="sessions",
        )
        for tache in taches_en_retard().exclude(constat__in=DITES_AILLEURS).only(*DE_LA_TACHE)[:LIGNES]
    ]


def _a_redater() -> list[Ligne]:
    sessions = Session.objects.filter(etat=Etat.REPORTEE).order_by("reportee_le", "pk").premieres(LIGNES)
    return [
        _ligne(
            session,
            url=reverse("sessions:session_redater", args=[session.pk]),
            detail=_("Reportée : nouvelles dates à fixer"),
            echeance=session.reportee_le,
        )
        for session in sessions
    ]


def _a_decider() -> list[Ligne]:
    """Those under their minimum, late from the day to decide on."""
    return [
        _ligne(
            session,
            url=reverse("sessions:session_cockpit", args=[session.pk]),
            detail=_("Sous le minimum : %(confirmees)d inscriptions confirmées pour %(minimum)d attendues")
            % {"confirmees": session.confirmees, "minimum": session.minimum},
            echeance=jour_de_decision(session),
        )
        for session in sessions_sous_le_minimum(timezone.now()).premieres(LIGNES)
    ]


def _ligne(session, *, url, detail, echeance) -> Ligne:
    ou = session.lieu.commune.nom if session.lieu else _("à distance")
    jour = timezone.localtime(echeance).date() if hasattr(echeance, "hour") else echeance
    libelle = f"{session.titre}, {francais.periode(session.debut, session.fin)}, {ou}"
    return Ligne(libelle=libelle, url=url, echeance=jour, detail=detail, maison="sessions")


def _figures() -> list[Figure]:
    ouvertes = Session.objects.ouvertes().a_venir().count()
    attente = (
        Inscription.objects.en_attente()
        .filter(session__etat__in=Session.VIVANTES, session__debut__gt=timezone.now())
        .count()
    )
    pilotage = reverse("sessions:session_pilotage")
    return [
        Figure(
            francais.nombre(ouvertes),
            _("sessions à venir") if ouvertes > 1 else _("session à venir"),
            f"{pilotage}?du={timezone.localdate():%Y-%m-%d}",
        ),
        Figure(
            francais.nombre(attente),
            _("personnes en liste d'attente") if attente > 1 else _("personne en liste d'attente"),
            pilotage,
        ),
    ]


def _figures_des_alertes(utilisateur) -> list[Figure]:
    nombre = mes_alertes(utilisateur).count()
    libelle = _("alertes sur les sessions à venir") if nombre > 1 else _("alerte sur les sessions à venir")
    return [Figure(francais.nombre(nombre), libelle, reverse("sessions:alerte_list"))] if nombre else []


def _figures_des_structures(structures: list[int]) -> list[Figure]:
    inscrites = (
        Inscription.objects.confirmees().filter(structure__in=structures, session__debut__gt=timezone.now()).count()
    )
    libelle = (
        _("inscriptions à venir dans vos structures") if inscrites > 1 else _("inscription à venir dans vos structures")
    )
    return [Figure(francais.nombre(inscrites), libelle, reverse("sessions:inscription_list"))]

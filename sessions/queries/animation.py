"""The sessions as those who give them see them, and what attendance brings to home pages."""

from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.accueil import Apport, Ligne
from sessions.models import Creneau, Inscription, Intervention, Session
from sessions.queries.cloture import a_contresigner, sessions_a_clore
from sessions.queries.emargement import lien_personnel

LIGNES = 10
Etat = Creneau.Emargement


def avec_avancement(sessions):
    """Annotate `demi_journees` and how many are `contresignees`."""
    return sessions.annotate(
        demi_journees=Count("creneaux", distinct=True),
        contresignees=Count("creneaux", filter=Q(creneaux__emargement=Etat.CONTRESIGNE), distinct=True),
    )


def demi_journees(session, utilisateur):
    """The half-days of `session`, with who gives them and how many are there; `a_moi` when `utilisateur` gives it."""
    return (
        Creneau.objects.filter(session=session)
        .situes()
        .prefetch_related("interventions__formateur")
        .annotate(
            presentes=Count("emargements", filter=Q(emargements__absent=False)),
            a_moi=Exists(Intervention.objects.filter(creneau=OuterRef("pk"), formateur=utilisateur)),
        )
        .order_by("debut", "pk")
    )


def accueil(utilisateur) -> Apport:
    """What attendance asks of a person today."""
    a_faire, a_venir = [], []
    if "emargement.signer" in utilisateur.permissions:
        a_faire += _a_signer(utilisateur)
    if "session.conduire" in utilisateur.permissions:
        a_faire += _a_emarger(utilisateur)
        a_venir += _a_animer(utilisateur)
    if "session.planifier" in utilisateur.permissions:
        a_faire += _a_clore()
    return Apport(a_faire=a_faire, a_venir=a_venir)


def _a_signer(utilisateur) -> list[Ligne]:
    ouvertes = Inscription.objects.confirmees().filter(
        utilisateur=utilisateur, session__creneaux__emargement=Etat.OUVERT
    )
    mienne = {inscription.session_id: inscription for inscription in ouvertes.only("session")}
    if not mienne:
        return []
    creneaux = (
        Creneau.objects.filter(emargement=Etat.OUVERT, session__in=mienne)
        .exclude(emargements__inscription__in=mienne.values())
        .select_related("session__version__programme")
        .order_by("debut", "pk")[:LIGNES]
    )
    return [
        _ligne(
            _("Signer ma présence : %(quoi)s"),
            creneau,
            url=lien_personnel(mienne[creneau.session_id], creneau),
            detail=_("Avec le code affiché dans la salle"),
        )
        for creneau in creneaux
    ]


def _a_emarger(utilisateur) -> list[Ligne]:
    creneaux = (
        _mes_creneaux(utilisateur)
        .filter(session__etat__in=Session.VIVANTES, debut__lt=_fin_du_jour())
        .exclude(emargement=Etat.CONTRESIGNE)
        .order_by("debut", "pk")[:LIGNES]
    )
    gestes = {
        Etat.FERME: (_("Ouvrir l'émargement : %(quoi)s"), _("Émargement pas encore ouvert")),
        Etat.OUVERT: (_("Contresigner l'émargement : %(quoi)s"), _("Émargement ouvert")),
    }
    return [
        _ligne(
            gestes[creneau.emargement][0],
            creneau,
            url=creneau.get_absolute_url(),
            detail=gestes[creneau.emargement][1],
        )
        for creneau in creneaux
    ]


def _a_animer(utilisateur) -> list[Ligne]:
    """Sessions with a half-day to give after today, the next one first."""
    a_donner = Creneau.objects.filter(
        interventions__formateur=utilisateur, debut__gte=_fin_du_jour(), session__etat__in=Session.VIVANTES
    )
    par_session = a_donner.order_by().values("session").annotate(prochaine=Min("debut"))
    prochaines = dict(par_session.order_by("prochaine", "session").values_list("session", "prochaine")[:LIGNES])
    if not prochaines:
        return []
    sessions = Session.objects.select_related("version__programme").in_bulk(prochaines)
    return [_ligne_a_animer(sessions[cle], prochaine) for cle, prochaine in prochaines.items()]


def _ligne_a_animer(session: Session, prochaine: datetime) -> Ligne:
    return Ligne(
        libelle=_("Animer : %(quoi)s") % {"quoi": f"{session.titre}, {francais.periode(session.debut, session.fin)}"},
        url=reverse("sessions:animation_detail", args=[session.pk]),
        echeance=prochaine.astimezone(session.debut.tzinfo).date(),
        detail=ngettext("%(n)d personne inscrite", "%(n)d personnes inscrites", session.places_prises)
        % {"n": session.places_prises},
        maison="sessions",
    )


def _a_clore() -> list[Ligne]:
    sessions = sessions_a_clore().premieres(LIGNES)
    restantes = a_contresigner(sessions) if sessions else {}
    return [_ligne_a_clore(session, restantes.get(session.pk, 0)) for session in sessions]


def _ligne_a_clore(session: Session, restantes: int) -> Ligne:
    return Ligne(
        libelle=_("Clore : %(quoi)s") % {"quoi": f"{session.titre}, {francais.periode(session.debut, session.fin)}"},
        url=reverse("sessions:session_cloturer", args=[session.pk]),
        echeance=session.fin.date(),
        detail=ngettext(
            "%(n)d demi-journée reste à contresigner", "%(n)d demi-journées restent à contresigner", restantes
        )
        % {"n": restantes}
        if restantes
        else _("Tout est contresigné : les certificats peuvent être délivrés"),
        maison="sessions",
    )


def _fin_du_jour() -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time.min))


def _mes_creneaux(utilisateur):
    siens = Creneau.objects.filter(interventions__formateur=utilisateur).select_related("session__version__programme")
    return siens.only("debut", "fin", "fuseau", "emargement", "session__version__programme__titre")


def _ligne(libelle: str, creneau: Creneau, *, url: str, detail: str) -> Ligne:
    quand = f"{francais.date_longue(creneau.debut)}, {francais.plage(creneau.debut, creneau.fin)}"
    return Ligne(
        libelle=libelle % {"quoi": f"{creneau.session.titre}, {quand}"},
        url=url,
        echeance=creneau.debut.date(),
        detail=detail,
        maison="sessions",
    )

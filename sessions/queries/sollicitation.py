"""Who is to be asked to evaluate a session, and when."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from academie.models import Structure, Utilisateur
from academie.regles import regle
from besoins.models import Invitation, Objectif, QuestionPositionnement
from besoins.queries.envoi import selon_la_raison
from besoins.queries.invitation import lien_invitation
from sessions.models import Emargement, Evaluation, Financeur, Inscription, Intervention, Session, Sollicitation

Genre = Evaluation.Genre
TENUES_OU_FINIES = (*Session.VIVANTES, *Session.TENUES)


@dataclass(frozen=True)
class Attendue:
    """Somebody who has not been asked yet; exactly one of the last three."""

    nom: str
    email: str
    inscription: Inscription | None = None
    formateur: Utilisateur | None = None
    structure: Structure | None = None


def sessions_a_solliciter(genre: str, le: datetime) -> QuerySet[Session]:
    """The sessions about which somebody is to be asked at `le`, oldest first."""
    if genre == Genre.POSITIONNEMENT:
        sessions = Session.objects.ouvertes().filter(Exists(_objectifs_a_situer(OuterRef("version"))), debut__gt=le)
    else:
        due = le if genre in (Genre.A_CHAUD, Genre.FORMATEUR) else reculer(le, regle("evaluation.a_froid"))
        sessions = Session.objects.filter(
            etat__in=TENUES_OU_FINIES, fin__lte=due, fin__gt=due - timedelta(days=regle("evaluation.fenetre"))
        )
    a_demander = {
        Genre.FORMATEUR: _interventions(OuterRef("pk")),
        Genre.EMPLOYEUR: _employees(OuterRef("pk")),
    }.get(Genre(genre), _personnes(genre, OuterRef("pk")))
    return sessions.filter(Exists(a_demander)).select_related("version__programme").order_by("fin", "pk")


def attendues(session: Session, genre: str) -> list[Attendue]:
    """Those of a session who have not been asked yet."""
    if genre == Genre.FORMATEUR:
        formateurs = Utilisateur.objects.filter(pk__in=_interventions(session.pk).values("formateur"))
        return [Attendue(str(qui), qui.email, formateur=qui) for qui in formateurs.order_by("pk")]
    if genre == Genre.EMPLOYEUR:
        structures = Structure.objects.filter(pk__in=_employees(session.pk).values("structure"))
        return [Attendue(qui.nom, qui.accord_email or qui.email, structure=qui) for qui in structures.order_by("pk")]
    if genre == Genre.POSITIONNEMENT and not _objectifs_a_situer(session.version_id).exists():
        return []
    inscriptions = _personnes(genre, session.pk).select_related("utilisateur").order_by("pk")
    return [Attendue(str(i.utilisateur), i.utilisateur.email, inscription=i) for i in inscriptions]


def financeurs_a_solliciter(annee: int) -> QuerySet[Financeur]:
    demandees = Sollicitation.objects.filter(financeur=OuterRef("pk"), evaluation__annee=annee)
    return Financeur.objects.filter(~Exists(demandees), sollicite=True).order_by("pk")


def a_relancer(le: datetime) -> QuerySet[Sollicitation]:
    """Those asked some time ago, not too long, who have neither answered nor refused: a few times at most."""
    invitations = Invitation.objects.filter(
        relances__lt=regle("evaluation.relances"), etat__in=Invitation.SILENCIEUSES, sollicitation__isnull=False
    )
    permises = selon_la_raison(invitations, "relance", le).filter(raison="")
    silence = le - timedelta(days=regle("evaluation.relance_delai"))
    ouverte = Q(session=None) | ~Q(evaluation__genre=Genre.POSITIONNEMENT) | Q(session__debut__gt=le)
    return (
        Sollicitation.objects.filter(
            Q(invitation__relancee_le=None) | Q(invitation__relancee_le__lte=silence),
            ouverte,
            invitation__in=permises.values("pk"),
            demandee_le__lte=silence,
            demandee_le__gt=le - timedelta(days=regle("evaluation.fenetre")),
        )
        .select_related("invitation", "evaluation__enquete", "session__version__programme")
        .order_by("evaluation", "session", "pk")
    )


def liens_a_remplir(inscriptions: QuerySet[Inscription]) -> list[tuple[Sollicitation, str]]:
    """What these enrolments are asked and have not answered, with the personal link: for the person alone."""
    recentes = Sollicitation.objects.filter(
        inscription__in=inscriptions, demandee_le__gt=timezone.now() - timedelta(days=regle("evaluation.fenetre"))
    )
    if not recentes.exists():  # nearly always, and to read them costs much more
        return []
    sollicitations = (
        recentes.filter(invitation__in=Invitation.objects.a_repondre(timezone.localdate()))
        .select_related("evaluation", "invitation", "session__version__programme")
        .only("evaluation__genre", "invitation__version", "session__version__programme__titre")
        .order_by("-demandee_le", "pk")
    )
    return [(sollicitation, lien_invitation(sollicitation.invitation)) for sollicitation in sollicitations]


def liens_de(inscription: Inscription, lecteur: Utilisateur) -> list[tuple[Sollicitation, str]]:
    """On the page of an enrolment: a link opens what its holder wrote, so nobody else is shown it."""
    if inscription.utilisateur_id != lecteur.pk:
        return []
    return liens_a_remplir(Inscription.objects.filter(pk=inscription.pk))


def reculer(le: datetime, mois: int) -> datetime:
    """The same moment some months before; the last day of a month that is too short."""
    local = timezone.localtime(le)
    annee, rang = divmod(local.year * 12 + local.month - 1 - mois, 12)
    jour = min(local.day, monthrange(annee, rang + 1)[1])
    return timezone.make_aware(local.replace(year=annee, month=rang + 1, day=jour, tzinfo=None))


def _personnes(genre: str, session) -> QuerySet[Inscription]:
    """Those who have a seat; after the session, those who came, or whose attendance nobody has noted yet."""
    deja = Sollicitation.objects.filter(inscription=OuterRef("pk"), evaluation__genre=genre)
    inscriptions = Inscription.objects.confirmees().filter(~Exists(deja), session=session)
    return inscriptions if genre == Genre.POSITIONNEMENT else inscriptions.filter(_venue())


def _objectifs_a_situer(version) -> QuerySet[Objectif]:
    """The objectives about which nobody says their ease when enrolling: without any, there is nothing to ask before."""
    demandees = QuestionPositionnement.objects.filter(
        objectif=OuterRef("pk"), genre=QuestionPositionnement.Genre.AISANCE
    )
    return Objectif.objects.filter(~Exists(demandees), version=version)


def _venue():
    notees = Emargement.objects.filter(inscription=OuterRef("pk"))
    return Exists(notees.filter(absent=False)) | ~Exists(notees)


def _employees(session) -> QuerySet[Inscription]:
    """The enrolments whose employer has an address and has not been asked."""
    deja = Sollicitation.objects.filter(
        evaluation__genre=Genre.EMPLOYEUR, session=OuterRef("session"), structure=OuterRef("structure")
    )
    adresse = Coalesce(NullIf("structure__accord_email", Value("")), "structure__email")
    return (
        Inscription.objects.confirmees()
        .annotate(adresse=adresse)
        .filter(_venue(), ~Exists(deja), session=session, structure__isnull=False)
        .exclude(adresse="")
    )


def _interventions(session) -> QuerySet[Intervention]:
    deja = Sollicitation.objects.filter(
        evaluation__genre=Genre.FORMATEUR, session=OuterRef("creneau__session"), formateur=OuterRef("formateur")
    )
    return Intervention.objects.filter(~Exists(deja), creneau__session=session)

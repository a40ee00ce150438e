"""What enrolment proves to an auditor: people placed at entry, adjustments asked for and planned. No person is named."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.qualiopi import Apport, Manque, Preuve, Rangee, preuve
from besoins.models import QuestionPositionnement
from sessions.models import Inscription, Session


def positionnement(annee: int | None) -> Apport:
    """8: the sessions whose people said where they stand before coming."""
    questions = QuestionPositionnement.objects.filter(version=OuterRef("version"))
    repondues = Count("inscriptions", filter=Q(inscriptions__positionnements__isnull=False), distinct=True)
    sessions = _sessions(annee).filter(Exists(questions)).annotate(n=repondues)
    return Apport(
        [preuve(_("Sessions dont les personnes se sont situées à l'entrée"), sessions.filter(n__gt=0), _situees)],
        _manque(
            sessions.filter(n=0, etat__in=Session.TENUES).count(),
            "%(n)s session tenue n'a aucune réponse aux questions d'entrée.",
            "%(n)s sessions tenues n'ont aucune réponse aux questions d'entrée.",
            "sessions:session_pilotage",
        ),
    )


def adaptation(annee: int | None) -> Apport:
    """10: what was planned for people."""
    prevus = _demandes(annee).exclude(amenagement_prevu="")
    return Apport([Preuve(_("Aménagements prévus pour des personnes"), prevus.count(), lambda _combien: [])])


def handicap(annee: int | None) -> Apport:
    """26: what was asked for, and what still waits for an answer."""
    demandes = _demandes(annee)
    return Apport(
        [Preuve(_("Demandes d'aménagement reçues"), demandes.count(), lambda _combien: [])],
        _manque(
            demandes.filter(amenagement_prevu="").count(),
            "%(n)s demande d'aménagement n'a pas de réponse.",
            "%(n)s demandes d'aménagement n'ont pas de réponse.",
            "sessions:amenagement_list",
        ),
    )


PREUVES = {8: positionnement, 10: adaptation, 26: handicap}


def _sessions(annee: int | None):
    sessions = Session.objects.publiques().select_related("version__programme").defer("version__recherche")
    return (sessions if annee is None else sessions.filter(debut__year=annee)).order_by("debut", "pk")


def _demandes(annee: int | None):
    demandes = Inscription.objects.actives().exclude(amenagement="")
    return demandes if annee is None else demandes.filter(session__debut__year=annee)


def _situees(session: Session) -> Rangee:
    libelle = f"{session.titre}, {francais.periode(session.debut, session.fin)}"
    detail = ngettext("%(n)d personne située", "%(n)d personnes situées", session.n) % {"n": session.n}
    return Rangee(libelle, detail, reverse("sessions:positionnement_detail", args=[session.pk]))


def _manque(combien: int, une: str, plusieurs: str, page: str) -> list[Manque]:
    if not combien:
        return []
    return [Manque(ngettext(une, plusieurs, combien) % {"n": francais.nombre(combien)}, reverse(page))]

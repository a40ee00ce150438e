"""Truths that every database of sessions holds, whatever happened."""

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from sessions.agendas.calendrier import etag
from sessions.models import Agenda, Creneau, Emargement, Inscription, MouvementInscription, Session
from sessions.queries.registre import registres_intacts

Etat = Inscription.Etat


def places_comptees():
    """The counter of seats is the number of confirmed enrolments."""
    confirmees = (
        Inscription.objects.confirmees()
        .filter(session=OuterRef("pk"))
        .order_by()
        .values("session")
        .annotate(n=Count("*"))
    )
    sessions = Session.objects.annotate(confirmees=Coalesce(Subquery(confirmees.values("n")), 0))
    for session in sessions.exclude(places_prises=F("confirmees")):
        yield f"Session {session.pk} : {session.places_prises} places comptées, {session.confirmees} inscriptions confirmées."


def pas_de_surreservation():
    for session in Session.objects.filter(places_prises__gt=F("capacite")):
        yield f"Session {session.pk} : {session.places_prises} places prises sur {session.capacite}."


def personne_n_attend_une_place_libre():
    sessions = Session.objects.ouvertes().a_venir(timezone.now()).filter(places_prises__lt=F("capacite"))
    for session in sessions.filter(inscriptions__etat=Etat.EN_ATTENTE).distinct():
        yield f"Session {session.pk} : des places sont libres et des personnes attendent."


def ordre_d_arrivee_respecte():
    """Nobody who waits arrived before somebody confirmed straight away or promoted after."""
    sessions = Session.objects.annotate(
        premiere_attente=Min("inscriptions__ordre", filter=Q(inscriptions__etat=Etat.EN_ATTENTE)),
    ).filter(premiere_attente__isnull=False)
    for session in sessions:
        passees = session.inscriptions.confirmees().filter(ordre__gt=session.premiere_attente)
        if passees.exists():
            yield f"Session {session.pk} : une personne arrivée plus tard a une place avant le numéro {session.premiere_attente}."


def dates_des_sessions():
    """A session begins with its first half-day and ends with its last."""
    bornes = Creneau.objects.filter(session=OuterRef("pk")).order_by("debut").values("debut")
    dernieres = Creneau.objects.filter(session=OuterRef("pk")).order_by("-fin").values("fin")
    sessions = Session.objects.annotate(premier=Subquery(bornes[:1]), dernier=Subquery(dernieres[:1]))
    for session in sessions.filter(Q(premier=None) | ~Q(debut=F("premier")) | ~Q(fin=F("dernier"))):
        yield f"Session {session.pk} : ses dates ne sont pas celles de ses demi-journées."


def histoire_complete():
    """The last movement of an enrolment says its state."""
    derniers = MouvementInscription.objects.filter(inscription=OuterRef("pk")).order_by("-pk").values("vers")
    inscriptions = Inscription.objects.annotate(dernier=Subquery(derniers[:1]))
    for inscription in inscriptions.filter(Q(dernier=None) | ~Q(dernier=F("etat"))):
        yield f"Inscription {inscription.pk} : son histoire ne mène pas à son état « {inscription.etat} »."


def agendas_fideles():
    for agenda in Agenda.objects.all():
        if etag(bytes(agenda.contenu)) != agenda.etag:
            yield f"Agenda {agenda.cle} : son empreinte n'est pas celle de son texte."


def signatures_des_inscrites():
    """Whoever has an attendance is confirmed in that session."""
    emargements = Emargement.objects.exclude(
        inscription__etat=Etat.CONFIRMEE, inscription__session=F("creneau__session")
    )
    for emargement in emargements:
        yield f"Émargement {emargement.pk} : l'inscription {emargement.inscription_id} n'est pas confirmée dans cette session."


def minutes_dans_la_demi_journee():
    for emargement in Emargement.objects.select_related("creneau").iterator():
        if emargement.minutes > emargement.creneau.minutes:
            yield (
                f"Émargement {emargement.pk} : {emargement.minutes} minutes suivies "
                f"sur {emargement.creneau.minutes} dans la demi-journée {emargement.creneau_id}."
            )


def pas_de_signature_avant_l_ouverture():
    for emargement in Emargement.objects.filter(creneau__emargement=Creneau.Emargement.FERME):
        yield f"Émargement {emargement.pk} : la demi-journée {emargement.creneau_id} n'est pas ouverte."


def demi_journees_contresignees_completes():
    """A countersigned half-day has an answer for each confirmed person."""
    sans_reponse = (
        Inscription.objects.confirmees()
        .filter(session=OuterRef("session"))
        .exclude(emargements__creneau=OuterRef("pk"))
    )
    for creneau in Creneau.objects.filter(Exists(sans_reponse), emargement=Creneau.Emargement.CONTRESIGNE):
        yield f"Demi-journée {creneau.pk} : elle est contresignée et il manque des réponses."


def sessions_closes_contresignees():
    closes = Session.objects.filter(etat__in=Session.TENUES)
    for session in closes.filter(
        Exists(Creneau.objects.filter(session=OuterRef("pk")).exclude(emargement=Creneau.Emargement.CONTRESIGNE))
    ):
        yield f"Session {session.pk} : elle est close et une demi-journée n'est pas contresignée."


INVARIANTS = {
    "places comptées": places_comptees,
    "pas plus de personnes que de places": pas_de_surreservation,
    "personne n'attend une place libre": personne_n_attend_une_place_libre,
    "ordre d'arrivée respecté": ordre_d_arrivee_respecte,
    "dates des sessions": dates_des_sessions,
    "histoire des inscriptions": histoire_complete,
    "agendas fidèles": agendas_fideles,
    "signatures de personnes inscrites": signatures_des_inscrites,
    "minutes dans la demi-journée": minutes_dans_la_demi_journee,
    "pas de signature avant l'ouverture": pas_de_signature_avant_l_ouverture,
    "demi-journées contresignées complètes": demi_journees_contresignees_completes,
    "sessions closes contresignées": sessions_closes_contresignees,
    "registres de présence intacts": registres_intacts,
}

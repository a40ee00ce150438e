"""Truths that every database of sessions holds, whatever happened."""

from collections import defaultdict

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from sessions.models import (
    Creneau,
    Emargement,
    EvenementPublie,
    Inscription,
    MouvementInscription,
    ReserveStructure,
    Session,
)
from sessions.queries.occupation import occupations_infideles
from sessions.queries.publication import faits_de
from sessions.queries.registre import registres_intacts

Etat = Inscription.Etat
LOT = 500  # sessions read at a time


def places_comptees():
    """The counters of seats are what the rows say."""
    tenues = (
        Inscription.objects.tenantes()
        .filter(session=OuterRef("pk"))
        .order_by()
        .values("session")
        .annotate(n=Count("*"))
    )
    gardees = defaultdict(int)
    for reserve in ReserveStructure.objects.en_vigueur().avec_reste().filter(reste__gt=0):
        gardees[reserve.session_id] += reserve.reste
    sessions = Session.objects.annotate(tenues=Coalesce(Subquery(tenues.values("n")), 0))
    for session in sessions.exclude(places_prises=F("tenues")):
        yield f"Session {session.pk} : {session.places_prises} places comptées, {session.tenues} inscriptions les tiennent."
    for session in Session.objects.filter(Q(pk__in=gardees) | Q(places_reservees__gt=0)):
        if session.places_reservees != gardees[session.pk]:
            yield f"Session {session.pk} : {session.places_reservees} places gardées comptées au lieu de {gardees[session.pk]}."


def pas_de_surreservation():
    for session in Session.objects.filter(places_prises__gt=F("capacite") - F("places_reservees")):
        yield (
            f"Session {session.pk} : {session.places_prises} places prises et {session.places_reservees} gardées "
            f"sur {session.capacite}."
        )


def reserves_de_la_structure():
    """A kept seat is held by somebody of the structure, in that session; never by more people than seats kept."""
    for inscription in Inscription.objects.tenantes().exclude(
        Q(reserve=None) | Q(reserve__session=F("session"), reserve__structure=F("structure"))
    ):
        yield f"Inscription {inscription.pk} : elle tient une place gardée pour une autre structure ou une autre session."
    for reserve in ReserveStructure.objects.avec_reste().filter(reste__lt=0):
        yield f"Réserve {reserve.pk} : {reserve.tenues} personnes tiennent ses {reserve.places} places."


def personne_n_attend_une_place_libre():
    """A public seat for anybody, a kept seat for the people of its structure: whoever waits is offered it at once."""
    sessions = Session.objects.ouvertes().a_venir(timezone.now())
    libres = sessions.filter(places_prises__lt=F("capacite") - F("places_reservees"))
    for session in libres.filter(inscriptions__etat=Etat.EN_ATTENTE).distinct():
        yield f"Session {session.pk} : des places sont libres et des personnes attendent."
    gardees = ReserveStructure.objects.en_vigueur().avec_reste().filter(reste__gt=0, session__in=sessions)
    for reserve in gardees:
        if Inscription.objects.en_attente().filter(session=reserve.session_id, structure=reserve.structure_id).exists():
            yield f"Réserve {reserve.pk} : elle garde des places et une personne de la structure attend."


def ordre_d_arrivee_respecte():
    """Nobody who waits arrived before somebody who holds a public seat."""
    sessions = Session.objects.annotate(
        premiere_attente=Min("inscriptions__ordre", filter=Q(inscriptions__etat=Etat.EN_ATTENTE)),
    ).filter(premiere_attente__isnull=False)
    for session in sessions:
        passees = session.inscriptions.tenantes().filter(ordre__gt=session.premiere_attente, reserve=None)
        if passees.exists():
            yield f"Session {session.pk} : une personne arrivée plus tard a une place avant le numéro {session.premiere_attente}."


def remplacements_fideles():
    """Who replaces has the order, the structure and the reserve of whom they replace."""
    memes = Q(
        session=F("remplace__session"),
        ordre=F("remplace__ordre"),
        structure=F("remplace__structure"),
        remplace__etat=Etat.ANNULEE,
    )
    for inscription in Inscription.objects.filter(remplace__isnull=False).exclude(memes):
        yield f"Inscription {inscription.pk} : elle ne reprend pas la place de l'inscription {inscription.remplace_id}."


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
    """Each half-day of a public session is in the feeds once, as the facts tell it; what is there no more is cancelled."""
    maintenant = timezone.now()
    axes = ("programme", "theme", "region", "departement", "epci")
    lignes = {ligne.uid: ligne for ligne in EvenementPublie.objects.actifs().select_related(*axes)}
    publiques = list(Session.objects.publiques().order_by("pk").values_list("pk", flat=True))
    for debut in range(0, len(publiques), LOT):
        for fait in faits_de(publiques[debut : debut + LOT]):
            ligne = lignes.pop(fait.uid, None)
            if ligne is None:
                yield f"Demi-journée {fait.uid} : elle est publique et dans aucun agenda."
            elif not (fait.est_dit_par(ligne) and fait.a_ses_colonnes(ligne, maintenant)):
                yield f"Demi-journée {fait.uid} : les agendas n'en disent pas ce qui est."
    for uid in lignes:
        yield f"Demi-journée {uid} : les agendas la montrent et elle n'est pas publique."
    for ligne in EvenementPublie.objects.retires().filter(annule_le=None):
        yield f"Demi-journée {ligne.uid} : elle a quitté un agenda sans y être annulée."


def signatures_des_inscrites():
    """Whoever has an attendance is confirmed in that session."""
    emargements = Emargement.objects.exclude(
        inscription__etat=Etat.CONFIRMEE, inscription__session=F("creneau__session")
    )
    for emargement in emargements:
        yield f"Émargement {emargement.pk} : l'inscription {emargement.inscription_id} n'est pas confirmée dans cette session."


def minutes_dans_la_demi_journee():
    for emargement in Emargement.objects.select_related("creneau").iterator():
        if emargement.minutes > emargement.creneau.minutes:
            yield (
                f"Émargement {emargement.pk} : {emargement.minutes} minutes suivies "
                f"sur {emargement.creneau.minutes} dans la demi-journée {emargement.creneau_id}."
            )


def pas_de_signature_avant_l_ouverture():
    for emargement in Emargement.objects.filter(creneau__emargement=Creneau.Emargement.FERME):
        yield f"Émargement {emargement.pk} : la demi-journée {emargement.creneau_id} n'est pas ouverte."


def demi_journees_contresignees_completes():
    """A countersigned half-day has an answer for each confirmed person."""
    sans_reponse = (
        Inscription.objects.confirmees()
        .filter(session=OuterRef("session"))
        .exclude(emargements__creneau=OuterRef("pk"))
    )
    for creneau in Creneau.objects.filter(Exists(sans_reponse), emargement=Creneau.Emargement.CONTRESIGNE):
        yield f"Demi-journée {creneau.pk} : elle est contresignée et il manque des réponses."


def sessions_closes_contresignees():
    closes = Session.objects.filter(etat__in=Session.TENUES)
    for session in closes.filter(
        Exists(Creneau.objects.filter(session=OuterRef("pk")).exclude(emargement=Creneau.Emargement.CONTRESIGNE))
    ):
        yield f"Session {session.pk} : elle est close et une demi-journée n'est pas contresignée."


INVARIANTS = {
    "places comptées": places_comptees,
    "pas plus de personnes que de places": pas_de_surreservation,
    "personne n'attend une place libre": personne_n_attend_une_place_libre,
    "places gardées de la structure": reserves_de_la_structure,
    "ordre d'arrivée respecté": ordre_d_arrivee_respecte,
    "remplacements fidèles": remplacements_fideles,
    "dates des sessions": dates_des_sessions,
    "histoire des inscriptions": histoire_complete,
    "agendas fidèles": agendas_fideles,
    "personnes et lieux occupés": occupations_infideles,
    "signatures de personnes inscrites": signatures_des_inscrites,
    "minutes dans la demi-journée": minutes_dans_la_demi_journee,
    "pas de signature avant l'ouverture": pas_de_signature_avant_l_ouverture,
    "demi-journées contresignées complètes": demi_journees_contresignees_completes,
    "sessions closes contresignées": sessions_closes_contresignees,
    "registres de présence intacts": registres_intacts,
}

"""The demonstration's seats: kept for a structure, offered, refused, passed on, handed to a colleague, given back late."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from academie.regles import regle
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.offre import accepter_offre, expirer_offres, refuser_offre
from sessions.actions.remplacement import remplacer
from sessions.actions.reserve import liberer_reserve, reserver_places
from sessions.models import Inscription, ReserveStructure, Session
from sessions.queries.inscription import empechement
from sessions.queries.remplacement import collegues_possibles, empechement_de_prendre

TARD = timedelta(days=3)


@transaction.atomic
def raconter_places() -> None:
    if ReserveStructure.objects.exists() or not Session.objects.exists():
        return
    maintenant = timezone.now()
    expirer_offres(maintenant)
    _repondre_aux_offres(maintenant)
    _garder_des_places(maintenant)
    _donner_sa_place(maintenant)
    _renoncer_tard(maintenant)


def _repondre_aux_offres(maintenant) -> None:
    """One offer runs; the next ones are refused, then accepted."""
    _en_cours, *autres = Inscription.objects.filter(etat=Inscription.Etat.PROPOSEE).order_by("session__debut")[:3]
    for rang, inscription in enumerate(autres):
        repondre = accepter_offre if rang else refuser_offre
        repondre(inscription=inscription, par=inscription.utilisateur, le=maintenant)


def _garder_des_places(maintenant) -> None:
    """A référent keeps seats in the sessions of her région: some taken, then all released in the second one."""
    referent = Utilisateur.objects.filter(email="referent@demo.example").first()
    if not referent:
        return
    structure, jour = referent.structure, timezone.localdate(maintenant)
    avance = timedelta(days=regle("inscription.liberation_reserve", jour))
    loin = Session.objects.ouvertes().a_venir(maintenant + avance + timedelta(days=2)).order_by("debut")
    libres = [session for session in loin if session.places_libres >= 3][:2]
    for rang, session in enumerate(libres):
        jusqu_au = session.debut.date() - avance
        reserve = reserver_places(
            session=session, structure=structure, places=3, jusqu_au=jusqu_au, par=referent, le=maintenant
        )
        for personne in _employees(structure):
            if not empechement(session, personne, maintenant, structure=structure):
                inscrire(session=session, utilisateur=personne, par=referent, structure=structure, le=maintenant)
                break
        if rang:
            liberer_reserve(reserve=reserve, par=referent, le=maintenant)


def _employees(structure):
    postes = Affectation.objects.du_jour().filter(role=Role.ANIMATEUR, structure=structure)
    return Utilisateur.objects.filter(pk__in=postes.values("utilisateur")).order_by("pk")


def _donner_sa_place(maintenant) -> None:
    """The first who may hand her seat to a colleague does."""
    a_venir = Inscription.objects.confirmees().filter(
        session__in=Session.objects.ouvertes().a_venir(maintenant), structure__isnull=False
    )
    for inscription in a_venir.select_related("session", "structure").order_by("session__debut", "ordre"):
        for collegue in collegues_possibles(inscription, maintenant):
            if not empechement_de_prendre(inscription, collegue, maintenant):
                remplacer(
                    inscription=inscription, utilisateur=collegue, par=inscription.session.planifiee_par, le=maintenant
                )
                return


def _renoncer_tard(maintenant) -> None:
    """Somebody gave up three days before a session that has taken place."""
    passee = Session.objects.ouvertes().filter(debut__lt=maintenant - TARD).order_by("debut").first()
    if not passee:
        return
    inscription = passee.inscriptions.confirmees().order_by("-ordre").first()
    annuler_inscription(
        inscription=inscription,
        par=inscription.utilisateur,
        motif=_("Une collègue malade, personne pour tenir l'accueil"),
        le=passee.debut - TARD,
    )

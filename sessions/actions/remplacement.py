from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus
from sessions.actions.accord import accord_a_demander, demander_accord
from sessions.actions.place import reprendre_place
from sessions.models import Inscription, Session
from sessions.notifications.inscription import (
    inscription_a_accorder,
    inscription_confirmee,
    inscription_en_attente,
    inscription_remplacee,
)
from sessions.notifications.offre import place_proposee
from sessions.queries.attente import empechement_d_annuler
from sessions.queries.remplacement import empechement_de_prendre

Etat = Inscription.Etat
ANNONCES = {
    Etat.CONFIRMEE: inscription_confirmee,
    Etat.A_ACCORDER: inscription_a_accorder,
    Etat.EN_ATTENTE: inscription_en_attente,
    Etat.PROPOSEE: place_proposee,
}


@transaction.atomic
def remplacer(*, inscription, utilisateur, par, le: datetime | None = None) -> Inscription:
    """Give the seat, or the place in the waiting list, to a colleague: same order, same reserve. Twice is once.

    Raises:
        Refus: the enrolment has ended, the session has begun, or the colleague may not come.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(inscription.session_id)
    inscription = Inscription.objects.select_related("utilisateur", "structure").get(pk=inscription.pk)
    inscription.session = session
    if deja := Inscription.objects.filter(remplace=inscription, utilisateur=utilisateur).first():
        return deja
    if inscription.etat == Etat.ANNULEE:
        raise Refus(_("Cette inscription est déjà annulée : sa place est allée à une autre personne."))
    if raison := empechement_d_annuler(inscription, le):
        raise Refus(raison)
    if raison := empechement_de_prendre(inscription, utilisateur, le):
        raise Refus(raison, champ="utilisateur")
    a_accorder = accord_a_demander(inscription.structure)
    nouvelle = reprendre_place(inscription, utilisateur, le=le, par=par, a_accorder=a_accorder)
    if a_accorder:
        demander_accord(nouvelle, le=le)
    inscription_remplacee(inscription, par=par)
    ANNONCES[nouvelle.etat](nouvelle)
    return nouvelle

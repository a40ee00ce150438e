"""What a late correction of attendance does to certificates."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from certificats.actions.certificat import delivrer_aux_inscriptions, revoquer_certificat, substituer
from certificats.models import Certificat
from certificats.queries.attribution import documents_dus
from certificats.queries.faits import faits_d_assiduite
from sessions.models import Inscription, Session
from sessions.queries.assiduite import assiduites


@transaction.atomic
def reexaminer(*, inscription: Inscription, par: Utilisateur | None, motif: str, le: datetime | None = None) -> None:
    """Make the certificate of an enrolment say today's attendance: issued, replaced or revoked as the rules ask.

    Nothing happens before the session is closed, when the hours are those printed, or after a revocation that a person
    decided. Twice is once.
    """
    session = Session.objects.completes().get(pk=inscription.session_id)
    if session.etat not in Session.TENUES:
        return
    inscription = Inscription.objects.select_for_update().get(pk=inscription.pk)
    actuel = Certificat.objects.en_vigueur().filter(inscription=inscription).select_related("inscription").first()
    if actuel is None:
        delivrer_aux_inscriptions(session=session, inscriptions=[inscription.pk], par=par, le=le)
        return
    presente = next(iter(assiduites(session, parmi=[inscription.pk])), None)
    motif = _("Présence corrigée. %(motif)s") % {"motif": motif}
    if presente is None or not documents_dus(presente):
        revoquer_certificat(certificat=actuel, par=par, classe=Certificat.Classe.ABSENCE, motif=motif, le=le)
        return
    faits = faits_d_assiduite(session, [presente])[inscription.pk]
    if {cle: valeur for cle, valeur in faits.items() if cle in actuel.faits}.items() <= actuel.faits.items():
        return
    substituer(actuel, faits=faits, atteint=presente.atteint, par=par, motif=motif, le=le)

"""The column of certificates in the file of a session."""

from django.utils.translation import gettext as _

from academie.branchements.dossier import MANQUE, PRET, Colonne, Document
from certificats.models import Certificat


def certificats(session, inscriptions) -> Colonne:
    """Issued when the session is closed; before, nothing is missing."""
    valides = Certificat.objects.filter(inscription__in=inscriptions, etat=Certificat.Etat.VALIDE)
    delivres = {certificat.inscription_id: certificat for certificat in valides}
    documents = {pk: Document(PRET, _("Délivré"), un.get_absolute_url()) for pk, un in delivres.items()}
    if session.est_tenue:
        documents = {i.pk: Document(MANQUE, _("Non délivré")) for i in inscriptions} | documents
    return Colonne(_("Certificat"), documents)

"""The column of certificates in the file of a session."""

from django.utils.translation import gettext as _

from academie.branchements.dossier import MANQUE, PRET, SANS_OBJET, Colonne, Document
from certificats.models import Certificat
from sessions.models import Emargement


def certificats(session, inscriptions) -> Colonne:
    """Issued when the session is closed, to whoever was there; before, nothing is missing."""
    delivres = {un.inscription_id: un for un in Certificat.objects.en_vigueur().filter(inscription__in=inscriptions)}
    documents = {}
    if session.est_tenue:
        venues = Emargement.objects.filter(inscription__in=inscriptions, absent=False)
        presentes = set(venues.order_by().values_list("inscription", flat=True))
        documents = {i.pk: _sans_certificat(presente=i.pk in presentes) for i in inscriptions}
    for inscription, certificat in delivres.items():
        libelle = _("Délivré") if certificat.atteint else _("Assiduité seule")
        documents[inscription] = Document(PRET, libelle, certificat.get_absolute_url())
    return Colonne(_("Certificat"), documents)


def _sans_certificat(*, presente: bool) -> Document:
    return Document(MANQUE, _("Non délivré")) if presente else Document(SANS_OBJET, _("Absence"))

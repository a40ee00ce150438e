"""A document as it would be today, for who chooses how it looks: no number, no code, kept nowhere."""

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Organisme
from certificats.documents.page import document_pdf
from certificats.models import ModeleDocument
from certificats.queries.document import composer
from certificats.queries.faits import faits_de_la_session, faits_des_personnes
from certificats.queries.modele import figer, lire_fichier
from sessions.models import Inscription, Session
from sessions.queries.assiduite import assiduites

NOUVELLE = "nouvelle:"


def apercu_pdf(modele: ModeleDocument, images: dict[str, bytes], inscription: Inscription) -> bytes:
    """Return the document of `inscription` with `modele`, saved or not, and the pictures just given."""
    for champ in images:
        setattr(modele, champ, f"{NOUVELLE}{champ}")
    faits = _faits(inscription) | {"modele": {modele.genre: figer(modele, Organisme.charger())}}
    nouvelles = {f"{NOUVELLE}{champ}": octets for champ, octets in images.items()}
    donnees = composer(
        modele.genre,
        faits,
        lambda nom: nouvelles.get(nom) or lire_fichier(nom),
        numero=_("spécimen"),
        adresse_verification="",
        specimen=True,
    )
    return document_pdf(donnees)


def _faits(inscription: Inscription) -> dict:
    session = Session.objects.select_related("version__programme", "lieu__commune").get(pk=inscription.session_id)
    siennes = [une for une in assiduites(session) if une.inscription.pk == inscription.pk]
    return faits_de_la_session(session) | faits_des_personnes(session, siennes, le=timezone.now())[inscription.pk]

"""Business truths of this house, audited by `manage.py verifier_invariants`: one sentence per breach."""

from collections.abc import Iterator
from hashlib import sha256

from django.db.models import Count, F
from django.utils.translation import gettext as _

from certificats.models import Acquis, Certificat, DocumentDelivre
from sessions.models import Inscription, Session
from sessions.queries.assiduite import assiduites


def certificats_sans_assiduite() -> Iterator[str]:
    """A certificate stands on a confirmed enrolment, and on hours that reach the threshold it prints."""
    for certificat in Certificat.objects.select_related("inscription").iterator():
        faits = certificat.faits
        if certificat.inscription.etat != Inscription.Etat.CONFIRMEE:
            yield _("Le certificat %(numero)s porte sur une inscription qui n'est pas confirmée.") % {
                "numero": certificat.numero
            }
        if faits["minutes_suivies"] * 100 < faits["seuil"] * faits["minutes_prevues"]:
            yield _("Le certificat %(numero)s imprime une durée suivie sous le seuil.") % {"numero": certificat.numero}


def fichiers_alteres() -> Iterator[str]:
    """The file kept is the file issued."""
    for document in DocumentDelivre.objects.select_related("certificat").iterator():
        try:
            with document.fichier.open("rb") as fichier:
                empreinte = sha256(fichier.read()).hexdigest()
        except FileNotFoundError:
            yield _("Le fichier du certificat %(numero)s est introuvable.") % {"numero": document.numero}
            continue
        if empreinte != document.empreinte:
            yield _("Le fichier du certificat %(numero)s n'est plus celui qui a été délivré.") % {
                "numero": document.numero
            }


def certificats_valides_en_double() -> Iterator[str]:
    """One valid certificate per enrolment, and nothing replaced by nothing."""
    doubles = (
        Certificat.objects.valides().values("inscription").annotate(nombre=Count("*")).filter(nombre__gt=1).order_by()
    )
    for ligne in doubles:
        yield _("L'inscription %(inscription)s a %(nombre)s certificats valides.") % ligne
    for certificat in Certificat.objects.filter(etat=Certificat.Etat.REMPLACE, remplacant=None):
        yield _("Le certificat %(numero)s est remplacé, mais par aucun autre.") % {"numero": certificat.numero}


def certificats_manquants() -> Iterator[str]:
    """Whoever reached the threshold of a closed session has a certificate."""
    servies = set(Certificat.objects.values_list("inscription", flat=True))
    for session in Session.objects.completes().filter(etat__in=Session.TENUES):
        for assiduite in assiduites(session):
            if assiduite.atteint and assiduite.inscription.pk not in servies:
                yield _("L'inscription %(inscription)s a atteint le seuil et n'a pas de certificat.") % {
                    "inscription": assiduite.inscription.pk
                }


def acquis_d_autrui() -> Iterator[str]:
    """A competence is proved by a certificate of the same person."""
    etrangers = Acquis.objects.exclude(certificat=None).exclude(utilisateur=F("certificat__inscription__utilisateur"))
    for acquis in etrangers.select_related("certificat"):
        yield _("Le certificat %(numero)s prouve une compétence d'une autre personne.") % {
            "numero": acquis.certificat.numero
        }

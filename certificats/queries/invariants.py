"""Business truths of this house, audited by `manage.py verifier_invariants`: one sentence per breach."""

from collections.abc import Iterator
from hashlib import sha256

from django.db.models import Count, F
from django.utils.translation import gettext as _

from certificats.models import Acquis, Campagne, Certificat, DocumentDelivre
from certificats.queries.attribution import documents_du_certificat
from sessions.models import Inscription, Session
from sessions.queries.assiduite import Assiduite, assiduites


def certificats_sans_assiduite() -> Iterator[str]:
    """A certificate stands on a confirmed enrolment, and proves what the hours it prints allow."""
    for certificat in Certificat.objects.select_related("inscription").iterator():
        faits = certificat.faits
        if certificat.inscription.etat != Inscription.Etat.CONFIRMEE:
            yield _("Le certificat %(numero)s porte sur une inscription qui n'est pas confirmée.") % {
                "numero": certificat.numero
            }
        au_seuil = faits["minutes_suivies"] * 100 >= faits["seuil"] * faits["minutes_prevues"]
        if certificat.atteint and not au_seuil:
            yield _("Le certificat %(numero)s imprime une durée suivie sous le seuil.") % {"numero": certificat.numero}
        if not certificat.atteint and au_seuil:
            yield _("Le certificat %(numero)s imprime une durée au seuil et ne dit que des heures.") % {
                "numero": certificat.numero
            }


def documents_en_trop_ou_manquants() -> Iterator[str]:
    """A certificate bears the kinds of documents that the rules give; before hours were detailed, one."""
    for certificat in Certificat.objects.prefetch_related("documents").iterator(chunk_size=500):
        attendus = documents_du_certificat(atteint=certificat.atteint)
        if "presences" not in certificat.faits:
            attendus = frozenset({DocumentDelivre.Genre.REALISATION})
        if {document.genre for document in certificat.documents.all()} != attendus:
            yield _("Le certificat %(numero)s n'a pas les documents que la règle donne.") % {
                "numero": certificat.numero
            }


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
    """One certificate in force per enrolment; what is replaced has what replaces it, and conversely."""
    en_vigueur = Certificat.objects.en_vigueur().values("inscription")
    for ligne in en_vigueur.annotate(nombre=Count("*")).filter(nombre__gt=1).order_by():
        yield _("L'inscription %(inscription)s a %(nombre)s certificats valides.") % ligne
    for certificat in Certificat.objects.filter(etat=Certificat.Etat.REMPLACE, remplacant=None):
        yield _("Le certificat %(numero)s est remplacé, mais par aucun autre.") % {"numero": certificat.numero}
    for certificat in Certificat.objects.exclude(remplace=None).exclude(remplace__etat=Certificat.Etat.REMPLACE):
        yield _("Le certificat %(numero)s en remplace un qui ne le dit pas.") % {"numero": certificat.numero}
    ailleurs = Certificat.objects.exclude(remplace=None).exclude(remplace__inscription=F("inscription"))
    for certificat in ailleurs:
        yield _("Le certificat %(numero)s remplace celui d'une autre inscription.") % {"numero": certificat.numero}


def certificats_et_registre() -> Iterator[str]:
    """Whoever reached the threshold of a closed session has a certificate, and it says the hours of the register."""
    en_route = Campagne.objects.en_route().values("session")
    for session in Session.objects.completes().filter(etat__in=Session.TENUES).exclude(pk__in=en_route):
        decisifs = Certificat.objects.decisifs().filter(inscription__session=session)
        par_inscription = {certificat.inscription_id: certificat for certificat in decisifs}
        for assiduite in assiduites(session):
            certificat = par_inscription.get(assiduite.inscription.pk)
            if certificat is None and assiduite.atteint:
                yield _("L'inscription %(inscription)s a atteint le seuil et n'a pas de certificat.") % {
                    "inscription": assiduite.inscription.pk
                }
            elif certificat and _dit_autre_chose(certificat, assiduite):
                yield _("Le certificat %(numero)s ne dit pas les heures du registre.") % {"numero": certificat.numero}


def _dit_autre_chose(certificat: Certificat, assiduite: Assiduite) -> bool:
    en_vigueur = certificat.etat == Certificat.Etat.VALIDE
    return en_vigueur and certificat.faits["minutes_suivies"] != assiduite.minutes_suivies


def acquis_d_autrui() -> Iterator[str]:
    """A competence is proved by a certificate of the same person."""
    etrangers = Acquis.objects.exclude(certificat=None).exclude(utilisateur=F("certificat__inscription__utilisateur"))
    for acquis in etrangers.select_related("certificat"):
        yield _("Le certificat %(numero)s prouve une compétence d'une autre personne.") % {
            "numero": acquis.certificat.numero
        }

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from certificats.codes import nouveau_code
from certificats.models import Acquis, Certificat, DocumentDelivre
from certificats.notifications import annoncer_delivrance, annoncer_remplacement, annoncer_revocation
from certificats.queries.certificat import (
    faits_de_la_personne,
    faits_de_la_session,
    numeros_libres,
)
from certificats.queries.document import fabriquer_pdf
from sessions.models import Inscription, Session
from sessions.queries.assiduite import assiduites

CORRIGEABLES = ("titulaire", "employeur", "lieu")


@transaction.atomic
def delivrer_certificats(*, session: Session, par: Utilisateur | None, le: datetime | None = None) -> list[Certificat]:
    """Issue the certificate of everybody who reached the threshold and never had one for this session.

    Called when the session is closed, in the same transaction; called again, it issues nothing twice. A revoked or
    replaced certificate is never issued anew by this door. Facts, file and competences are written together.

    Returns: the certificates issued by this call.
    Raises:
        Refus: the session is not closed.
    """
    session = Session.objects.verrouiller(session.pk)
    if session.etat not in Session.TENUES:
        raise Refus(
            _("Les certificats ne peuvent pas être délivrés : la session n'est pas close. Closez d'abord la session.")
        )
    le = le or timezone.now()
    servies = set(Certificat.objects.filter(inscription__session=session).values_list("inscription", flat=True))
    admises = [a for a in assiduites(session) if a.atteint and a.inscription.pk not in servies]
    if not admises:
        return []
    communs = faits_de_la_session(session)
    certificats = _emettre([(a.inscription, communs | faits_de_la_personne(a, le=le)) for a in admises], par=par, le=le)
    _reconnaitre_acquis(session, certificats)
    for certificat in certificats:
        annoncer_delivrance(certificat)
    return certificats


@transaction.atomic
def remplacer_certificat(
    *, certificat: Certificat, par: Utilisateur, motif: str, corrections: dict[str, str], le: datetime | None = None
) -> Certificat:
    """Issue a corrected certificate in place of `certificat`, which stays readable and says so.

    Args:
        corrections: printed facts among `CORRIGEABLES`, by name.

    Returns: the certificate that now stands; asked twice with the same corrections, the same one.
    Raises:
        Refus: nothing changes, or the certificate no longer stands.
    """
    Inscription.objects.select_for_update().get(pk=certificat.inscription_id)
    ancien = Certificat.objects.select_related("inscription__utilisateur", "remplacant").get(pk=certificat.pk)
    corrections = {champ: corrections[champ] for champ in CORRIGEABLES}
    if ancien.etat == Certificat.Etat.REMPLACE and corrections.items() <= ancien.remplacant.faits.items():
        return ancien.remplacant
    _exiger_valide(ancien)
    if corrections.items() <= ancien.faits.items():
        raise Refus(
            _("Rien ne change : corrigez le nom, l'employeur ou le lieu, ou gardez ce certificat."), champ="titulaire"
        )
    le = le or timezone.now()
    ancien.remplacer(motif=motif)
    ancien.save(update_fields=["etat", "motif"])
    faits = ancien.faits | corrections
    faits |= {"delivre_le": timezone.localdate(le).isoformat(), "remplace": ancien.numero}
    [nouveau] = _emettre([(ancien.inscription, faits)], par=par, le=le, remplace=ancien)
    Acquis.objects.bulk_create(
        Acquis(
            utilisateur_id=acquis.utilisateur_id,
            competence_id=acquis.competence_id,
            niveau=acquis.niveau,
            certificat=nouveau,
            obtenu_le=acquis.obtenu_le,
        )
        for acquis in ancien.acquis.all()
    )
    annoncer_remplacement(nouveau)
    return nouveau


@transaction.atomic
def revoquer_certificat(
    *, certificat: Certificat, par: Utilisateur, motif: str, le: datetime | None = None
) -> Certificat:
    """Revoke `certificat`: it stays on its public page, with the reason and the day. Asked twice, done once.

    Raises:
        Refus: it was replaced: the certificate that replaced it is the one to revoke.
    """
    Inscription.objects.select_for_update().get(pk=certificat.inscription_id)
    certificat = Certificat.objects.select_related("inscription__utilisateur", "remplacant").get(pk=certificat.pk)
    if certificat.etat == Certificat.Etat.REVOQUE:
        return certificat
    _exiger_valide(certificat)
    certificat.revoquer(motif=motif, le=le or timezone.now())
    certificat.save(update_fields=["etat", "motif", "revoque_le"])
    annoncer_revocation(certificat)
    return certificat


def _exiger_valide(certificat: Certificat) -> None:
    if certificat.etat == Certificat.Etat.REMPLACE:
        raise Refus(
            _("Ce certificat a déjà été remplacé par le certificat %(numero)s : c'est lui qu'il faut modifier.")
            % {"numero": certificat.remplacant.numero}
        )
    if certificat.etat == Certificat.Etat.REVOQUE:
        raise Refus(_("Ce certificat est révoqué : il ne peut plus être remplacé."))


def _emettre(
    lignes: list[tuple[Inscription, dict]],
    *,
    par: Utilisateur | None,
    le: datetime,
    remplace: Certificat | None = None,
) -> list[Certificat]:
    """Write certificates with their frozen file. A file left by a transaction that fails is never linked."""
    numeros = numeros_libres(timezone.localdate(le).year, len(lignes))
    certificats = [
        Certificat(
            inscription=inscription,
            numero=numero,
            faits=faits,
            emis_le=le,
            emis_par=par,
            remplace=remplace,
        )
        for numero, (inscription, faits) in zip(numeros, lignes, strict=True)
    ]
    Certificat.objects.bulk_create(certificats)
    DocumentDelivre.objects.bulk_create(_document(certificat) for certificat in certificats)
    return certificats


def _document(certificat: Certificat) -> DocumentDelivre:
    document = DocumentDelivre(certificat=certificat, genre=DocumentDelivre.Genre.REALISATION, code=nouveau_code())
    pdf = fabriquer_pdf(document)
    document.empreinte = sha256(pdf).hexdigest()
    document.fichier.save(f"{document.code}.pdf", ContentFile(pdf), save=False)
    return document


def _reconnaitre_acquis(session: Session, certificats: Iterable[Certificat]) -> None:
    """The programme's objectives become competences gained; the highest level wins when two share a competence."""
    niveaux: dict[int, int] = {}
    for competence, niveau in session.version.objectifs.values_list("competence", "niveau"):
        niveaux[competence] = max(niveau, niveaux.get(competence, 0))
    Acquis.objects.bulk_create(
        Acquis(
            utilisateur_id=certificat.inscription.utilisateur_id,
            competence_id=competence,
            niveau=niveau,
            certificat=certificat,
            obtenu_le=timezone.localdate(session.fin),
        )
        for certificat in certificats
        for competence, niveau in niveaux.items()
    )

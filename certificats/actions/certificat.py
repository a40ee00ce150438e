from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from certificats.actions.emission import AEmettre, emettre
from certificats.models import Certificat
from certificats.notifications import annoncer_delivrance, annoncer_remplacement, annoncer_revocation
from certificats.queries.attribution import documents_dus
from certificats.queries.faits import faits_de_la_session, faits_des_personnes
from sessions.models import Inscription, Session
from sessions.queries.assiduite import assiduites

CORRIGEABLES = ("titulaire", "employeur", "lieu")


@transaction.atomic
def delivrer_aux_inscriptions(
    *,
    session: Session,
    inscriptions: Collection[int],
    par: Utilisateur | None,
    le: datetime | None = None,
    communs: dict | None = None,
) -> list[Certificat]:
    """Issue what the rules give to these enrolments of a closed session; to those that ever had it, nothing.

    What was revoked or replaced is never issued anew by this door.

    Args:
        communs: what `faits_de_la_session` gave, when it is known already.
    """
    le = le or timezone.now()
    verrouillees = Inscription.objects.select_for_update().filter(session=session, pk__in=inscriptions).order_by("pk")
    restantes = {inscription.pk for inscription in verrouillees}
    restantes -= set(
        Certificat.objects.decisifs().filter(inscription__in=restantes).values_list("inscription", flat=True)
    )
    presentes = [a for a in assiduites(session, parmi=restantes) if documents_dus(a)]
    if not presentes:
        return []
    communs = communs or faits_de_la_session(session)
    personnels = faits_des_personnes(session, presentes, le=le)
    lignes = [AEmettre(a.inscription, communs | personnels[a.inscription.pk], a.atteint) for a in presentes]
    certificats = emettre(session, lignes, par=par, le=le)
    annoncer_delivrance(certificats)
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
    ancien = verrouiller_certificat(certificat)
    corrections = {champ: corrections[champ] for champ in CORRIGEABLES if champ in corrections}
    if ancien.etat == Certificat.Etat.REMPLACE and corrections.items() <= ancien.remplacant.faits.items():
        return ancien.remplacant
    _exiger_valide(ancien)
    if corrections.items() <= ancien.faits.items():
        raise Refus(
            _("Rien ne change\u00a0: corrigez le nom, l'employeur ou le lieu, ou gardez ce certificat."),
            champ="titulaire",
        )
    return substituer(ancien, faits=corrections, atteint=ancien.atteint, par=par, motif=motif, le=le)


def substituer(
    ancien: Certificat, *, faits: dict, atteint: bool, par: Utilisateur | None, motif: str, le: datetime | None = None
) -> Certificat:
    """Replace `ancien`, held by this transaction, by a certificate that says `faits` instead, and tell the person."""
    le = le or timezone.now()
    ancien.remplacer(motif=motif)
    ancien.save(update_fields=["etat", "motif"])
    session = Session.objects.completes().get(pk=ancien.inscription.session_id)
    faits = _faits_complets(session, ancien, le) | faits
    faits |= {"delivre_le": timezone.localdate(le).isoformat(), "remplace": ancien.numero}
    [nouveau] = emettre(session, [AEmettre(ancien.inscription, faits, atteint, remplace=ancien)], par=par, le=le)
    annoncer_remplacement(nouveau)
    return nouveau


def _faits_complets(session: Session, ancien: Certificat, le: datetime) -> dict:
    """The facts of a certificate; when it was issued before hours were detailed, with those it did not say."""
    if "presences" in ancien.faits:
        return ancien.faits
    presentes = assiduites(session, parmi=[ancien.inscription_id])
    personnels = faits_des_personnes(session, presentes, le=le)
    return faits_de_la_session(session) | personnels.get(ancien.inscription_id, {}) | ancien.faits


@transaction.atomic
def revoquer_certificat(
    *, certificat: Certificat, par: Utilisateur | None, classe: str, motif: str, le: datetime | None = None
) -> Certificat:
    """Revoke `certificat`: it stays on its public page, with the class of the reason and the day. Asked twice, done once.

    Args:
        classe: one of `Certificat.Classe`; anybody reads its sentence.
        motif: the detail, for the person and the Académie.

    Raises:
        Refus: it was replaced: the certificate that replaced it is the one to revoke.
    """
    certificat = verrouiller_certificat(certificat)
    if certificat.etat == Certificat.Etat.REVOQUE:
        return certificat
    _exiger_valide(certificat)
    certificat.revoquer(classe=classe, motif=motif, le=le or timezone.now())
    certificat.save(update_fields=["etat", "classe", "motif", "revoque_le"])
    annoncer_revocation(certificat)
    return certificat


def exiger_close(session: Session) -> None:
    if session.etat not in Session.TENUES:
        raise Refus(
            _(
                "Les certificats ne peuvent pas être délivrés\u00a0: la session n'est pas close. Closez d'abord la session."
            )
        )


def verrouiller_certificat(certificat: Certificat) -> Certificat:
    """The certificate as it is now; its enrolment is held until the end of the transaction."""
    Inscription.objects.select_for_update().get(pk=certificat.inscription_id)
    complets = Certificat.objects.select_related("inscription__utilisateur", "remplacant")
    return complets.get(pk=certificat.pk)


def _exiger_valide(certificat: Certificat) -> None:
    if certificat.etat == Certificat.Etat.REMPLACE:
        raise Refus(
            _("Ce certificat a déjà été remplacé par le certificat %(numero)s\u00a0: c'est lui qu'il faut modifier.")
            % {"numero": certificat.remplacant.numero}
        )
    if certificat.etat == Certificat.Etat.REVOQUE:
        raise Refus(_("Ce certificat est révoqué\u00a0: il ne peut plus être remplacé."))

import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from academie.branchements.periodique import RAPPELS
from academie.courrier.refus import Suite, Verdict, verdict
from academie.models import AdresseEnErreur, DossierAudit, Message, PieceMessage
from academie.queries.courrier import courrier_de
from academie.queries.message import compagnons, en_souffrance
from academie.queries.qualiopi import ecrire_dossier
from academie.regles import regle

ENTRE_DEUX_BATTEMENTS = timedelta(minutes=30)


@task()
def envoyer_message(message_id: int) -> None:
    """Send one queued message, with those that waited to leave with it.

    Each is claimed by its state before anything leaves, and out of any transaction: two workers never send it twice, and
    a worker that dies meanwhile leaves it "en cours d'envoi", which `veiller_aux_messages` gives up: at most once. A
    broken connection is tried again under the same Message-ID, which mail servers use to know a copy.
    """
    if not (pris := _prendre(message_id, timezone.now())):
        return
    try:
        courrier = courrier_de(pris)
    except Exception:
        _noter_l_echec(pris, Verdict(Suite.ECHEC, _("Le message n'a pas pu être composé : rien n'est parti.")))
        raise
    try:
        courrier.send()
    except (OSError, ValueError) as erreur:  # smtplib's errors are OSErrors; a header may be impossible
        _noter_l_echec(pris, verdict(erreur))
    else:
        _noter_le_depart(pris)


def _prendre(message_id: int, le: datetime) -> list[Message]:
    """The messages that this worker alone may send now, the first as their envelope."""
    premier = Message.objects.filter(pk=message_id, etat=Message.Etat.A_ENVOYER).first()
    if premier is None or (premier.envoyer_apres and premier.envoyer_apres > le):
        return []
    pris = [
        cle
        for cle in compagnons(premier, le)
        if Message.objects.filter(pk=cle, etat=Message.Etat.A_ENVOYER).update(
            etat=Message.Etat.EN_PARTANCE, pris_le=le, tentatives=F("tentatives") + 1
        )
    ]
    return list(Message.objects.filter(pk__in=pris).prefetch_related("pieces").order_by("pk"))


@transaction.atomic
def _noter_le_depart(messages: list[Message]) -> None:
    for message in messages:
        message.envoyer(le=timezone.now())
        message.groupe = None if message is messages[0] else messages[0]
        if not (settings.DEMO or regle("message.conservation")):
            message.texte = ""
            message.pieces.update(contenu=None)
        message.save()


@transaction.atomic
def _noter_l_echec(messages: list[Message], dit: Verdict) -> None:
    """Tried again later, each time four times longer after; given up after some tries, or at once when it is useless."""
    le = timezone.now()
    for message in messages:
        if dit.suite is Suite.REBOND:
            message.rebondir(erreur=dit.motif)
        elif dit.suite is Suite.ECHEC or message.tentatives >= regle("message.essais"):
            message.reporter(erreur=dit.motif, apres=None)
            message.echouer(erreur=dit.motif)
        else:
            delai = timedelta(minutes=regle("message.premier_delai")) * 4 ** (message.tentatives - 1)
            message.reporter(erreur=dit.motif, apres=le + delai)
        message.save()
    if dit.suite is Suite.REBOND:
        AdresseEnErreur.objects.noter(messages[0].destinataire, definitive=True, motif=dit.motif, le=le)
    programmer_envois([message for message in messages if message.etat == Message.Etat.A_ENVOYER])


def veiller_aux_messages() -> None:
    """Give up what a worker left half sent, carry again what no task carries, forget the texts that were kept a while."""
    attente = en_souffrance()
    Message.objects.filter(pk__in=attente.interrompus, etat=Message.Etat.EN_PARTANCE).update(
        etat=Message.Etat.EN_ECHEC, erreur=_("Envoi interrompu : le message est peut-être parti.")
    )
    programmer_envois(attente.oublies)
    if settings.DEMO:
        return
    limite = timezone.now() - timedelta(days=regle("message.conservation"))
    anciens = Message.objects.filter(etat=Message.Etat.ENVOYE, envoye_le__lte=limite).exclude(texte="")
    PieceMessage.objects.filter(message__in=anciens).update(contenu=None)
    anciens.update(texte="")


def programmer_envois(messages: Iterable[Message]) -> None:
    """Queue the sending of many messages at once: the queue's own `enqueue` writes them one by one."""
    DBTaskResult.objects.bulk_create(
        DBTaskResult(
            args_kwargs={"args": [message.pk], "kwargs": {}},
            priority=envoyer_message.priority,
            task_path=envoyer_message.module_path,
            queue_name=envoyer_message.queue_name,
            run_after=message.envoyer_apres or get_date_max(),
            backend_name=envoyer_message.backend,
        )
        for message in messages
    )


@task()
def etablir_dossier_audit(dossier_id: int) -> None:
    """Write the folder of an audit out of any transaction: it is long. One given up meanwhile is no matter."""
    dossiers = DossierAudit.objects.filter(pk=dossier_id, etat=DossierAudit.Etat.DEMANDE)
    if (dossier := dossiers.first()) is None:
        return
    try:
        with tempfile.TemporaryFile() as sortie:
            ecrire_dossier(dossier, sortie, lambda faits: dossiers.update(faits=faits))
            with transaction.atomic():
                if dossier := dossiers.select_for_update().first():
                    dossier.octets = sortie.tell()
                    dossier.fichier.save(f"dossier-qualiopi-{dossier.pk}.zip", File(sortie), save=False)
                    dossier.finir(le=timezone.now())
                    dossier.save()
    except Exception:
        with transaction.atomic():
            if dossier := dossiers.select_for_update().first():
                dossier.echouer()
                dossier.save()
        raise


@task()
def battre() -> None:
    """What happens by itself as time passes. The next beat is queued first: one chain, however many workers or failures.

    Raises:
        ExceptionGroup: what failed, once everything was called.
    """
    programmer_battement(timezone.now() + ENTRE_DEUX_BATTEMENTS)
    echecs = []
    for rappel in RAPPELS:
        try:
            rappel()
        except Exception as echec:
            echecs.append(echec)
    if echecs:
        raise ExceptionGroup("battement", echecs)


def programmer_battement(le: datetime) -> None:
    """Queue the next beat at `le`, unless one is already waiting."""
    en_attente = DBTaskResult.objects.filter(task_path=battre.module_path, status=TaskResultStatus.READY)
    if not en_attente.exists():
        battre.using(run_after=le).enqueue()


def reprendre(executant: str) -> None:
    """Queue again what this worker was doing when the database left: it could write neither its end nor its failure."""
    for resultat in DBTaskResult.objects.running():
        if resultat.worker_ids[-1:] == [executant]:
            DBTaskResult.objects.filter(pk=resultat.pk).update(status=TaskResultStatus.READY, started_at=None)

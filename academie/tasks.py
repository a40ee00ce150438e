import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files import File
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from academie.branchements.periodique import RAPPELS
from academie.models import DossierAudit, Message
from academie.queries.qualiopi import ecrire_dossier

ENTRE_DEUX_BATTEMENTS = timedelta(minutes=30)


@task()
def envoyer_message(message_id: int) -> None:
    """Send one queued message, claimed by its state: two workers never send it twice."""
    attendus = Message.objects.filter(pk=message_id, etat=Message.Etat.A_ENVOYER)
    if attendus.update(etat=Message.Etat.EN_PARTANCE):
        message = Message.objects.get(pk=message_id)
        courrier = EmailMultiAlternatives(
            subject=message.sujet,
            body=message.texte,
            to=[message.destinataire],
            reply_to=[settings.CONTACT],
        )
        html = render_to_string("academie/messages/courrier.html", {"message": message})
        courrier.attach_alternative(html, "text/html")
        for piece in message.pieces.all():
            courrier.attach(piece.nom, bytes(piece.contenu), piece.type)
        try:
            courrier.send()
        except OSError as erreur:  # smtplib's errors are OSErrors
            message.echouer(erreur=type(erreur).__name__)
        else:
            message.envoyer(le=timezone.now())
            if not settings.DEMO:
                # Links and names are needed to send, not to remember.
                message.texte = ""
                message.pieces.update(contenu=None)
        message.save()


def programmer_envois(cles: Iterable[int]) -> None:
    """Queue the sending of many messages at once: the queue's own `enqueue` writes them one by one."""
    DBTaskResult.objects.bulk_create(
        DBTaskResult(
            args_kwargs={"args": [cle], "kwargs": {}},
            priority=envoyer_message.priority,
            task_path=envoyer_message.module_path,
            queue_name=envoyer_message.queue_name,
            run_after=get_date_max(),
            backend_name=envoyer_message.backend,
        )
        for cle in cles
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

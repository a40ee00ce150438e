from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet


class Message(models.Model):
    """What was, or will be, sent to whom: written in the transaction of the deed, sent by the worker."""

    class Etat(models.TextChoices):
        A_ENVOYER = "a_envoyer", _("à envoyer")
        ENVOYE = "envoye", _("envoyé")
        EN_ECHEC = "en_echec", _("en échec")

    cle = models.CharField(
        _("clé"),
        max_length=120,
        unique=True,
        help_text=_("Le même fait n'est jamais envoyé deux fois."),
    )
    destinataire = models.EmailField(_("destinataire"))
    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne"),
    )
    sujet = models.CharField(_("sujet"), max_length=300)
    texte = models.TextField(_("texte"))
    piece_nom = models.CharField(_("nom de la pièce jointe"), max_length=80, blank=True)
    piece_type = models.CharField(_("type de la pièce jointe"), max_length=80, blank=True)
    piece = models.BinaryField(_("pièce jointe"), null=True)
    etat = FSMField(_("état"), default=Etat.A_ENVOYER, choices=Etat, protected=True)
    erreur = models.CharField(_("erreur"), max_length=300, blank=True)
    cree_le = models.DateTimeField(_("écrit le"), auto_now_add=True)
    envoye_le = models.DateTimeField(_("envoyé le"), null=True, blank=True)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-cree_le", "-pk"]
        indexes = [models.Index(fields=["-cree_le", "-id"], name="message_recents")]

    def __str__(self):
        return self.sujet

    @transition(field=etat, source=[Etat.A_ENVOYER, Etat.EN_ECHEC], target=Etat.ENVOYE)
    def envoyer(self, *, le):
        self.envoye_le = le
        self.erreur = ""

    @transition(field=etat, source=[Etat.A_ENVOYER, Etat.EN_ECHEC], target=Etat.EN_ECHEC)
    def echouer(self, *, erreur: str):
        self.erreur = erreur[:300]

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet


def nouveau_jeton() -> str:
    return secrets.token_hex(12)


class MessageQuerySet(PerimetreQuerySet):
    def du_dossier(self, *dossiers: str):
        return self.filter(dossier__in=dossiers)

    def pas_partis(self):
        return self.filter(etat__in=Message.PAS_PARTIS)


class Message(models.Model):
    """What was, or will be, sent to whom: written in the transaction of the deed, sent by the worker."""

    class Etat(models.TextChoices):
        A_ENVOYER = "a_envoyer", _("à envoyer")
        EN_RETENUE = "en_retenue", _("retenu")
        EN_PARTANCE = "en_partance", _("en cours d'envoi")
        ENVOYE = "envoye", _("envoyé")
        EN_ECHEC = "en_echec", _("en échec")
        REBOND = "rebond", _("revenu en erreur")
        ANNULE = "annule", _("annulé")

    PAS_PARTIS = (Etat.A_ENVOYER, Etat.EN_RETENUE)
    A_REPRENDRE = (Etat.EN_ECHEC, Etat.REBOND, Etat.ANNULE)

    cle = models.CharField(
        _("clé"),
        max_length=120,
        unique=True,
        help_text=_("Le même fait n'est jamais envoyé deux fois."),
    )
    gabarit = models.CharField(_("modèle de message"), max_length=120, blank=True)
    dossier = models.CharField(_("dossier"), max_length=60, blank=True)
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
    etat = FSMField(_("état"), default=Etat.A_ENVOYER, choices=Etat, protected=True)
    envoyer_apres = models.DateTimeField(
        _("à envoyer à partir du"),
        null=True,
        blank=True,
        help_text=_("Vide : dès que possible."),
    )
    groupable = models.BooleanField(_("peut attendre d'être groupé avec d'autres"), default=False)
    groupe = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="groupes", verbose_name=_("parti avec")
    )
    jeton = models.CharField(_("marque"), max_length=32, default=nouveau_jeton, db_index=True, editable=False)
    tentatives = models.PositiveSmallIntegerField(_("essais"), default=0)
    pris_le = models.DateTimeField(_("pris par le facteur le"), null=True, blank=True)
    erreur = models.CharField(_("erreur"), max_length=300, blank=True)
    cree_le = models.DateTimeField(_("écrit le"), default=timezone.now, editable=False)
    envoye_le = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    modifie_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("touché en dernier par"),
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(etat="envoye") | Q(envoye_le__isnull=False), name="message_envoye_avec_date"
            )
        ]
        indexes = [
            models.Index(fields=["-cree_le", "-id"], name="message_recents"),
            models.Index(fields=["etat", "-cree_le", "-id"], name="message_etat"),
            models.Index(fields=["dossier", "-cree_le"], name="message_dossier"),
            models.Index(
                fields=["destinataire"],
                condition=Q(etat="a_envoyer", groupable=True),
                name="message_groupables",
            ),
        ]

    def __str__(self):
        return self.sujet

    def get_absolute_url(self):
        return reverse("message_detail", args=[self.pk])

    @transition(field=etat, source=Etat.A_ENVOYER, target=Etat.EN_RETENUE)
    def retenir(self, *, par):
        self.modifie_par = par

    @transition(field=etat, source=Etat.EN_RETENUE, target=Etat.A_ENVOYER)
    def liberer(self, *, par):
        self.modifie_par = par

    @transition(field=etat, source=[*PAS_PARTIS, Etat.EN_ECHEC], target=Etat.ANNULE)
    def annuler(self, *, par=None, motif: str = ""):
        self.modifie_par, self.erreur = par, motif[:300]

    @transition(field=etat, source=list(A_REPRENDRE), target=Etat.A_ENVOYER)
    def reprendre(self, *, par):
        """Sent again as a new mail: what comes back from the first is not about this one."""
        self.modifie_par, self.erreur, self.tentatives = par, "", 0
        self.envoyer_apres = self.envoye_le = self.groupe = None
        self.groupable = False
        self.jeton = nouveau_jeton()

    @transition(field=etat, source=Etat.EN_PARTANCE, target=Etat.ENVOYE)
    def envoyer(self, *, le):
        self.envoye_le, self.erreur = le, ""

    @transition(field=etat, source=Etat.EN_PARTANCE, target=Etat.A_ENVOYER)
    def reporter(self, *, erreur: str, apres):
        """Not this time: it is tried again later."""
        self.erreur, self.envoyer_apres = erreur[:300], apres

    @transition(field=etat, source=[Etat.A_ENVOYER, Etat.EN_PARTANCE], target=Etat.EN_ECHEC)
    def echouer(self, *, erreur: str):
        self.erreur = erreur[:300]

    @transition(field=etat, source=[Etat.EN_PARTANCE, Etat.ENVOYE], target=Etat.REBOND)
    def rebondir(self, *, erreur: str):
        """The address, or the server behind it, did not want it."""
        self.erreur = erreur[:300]


class PieceMessage(models.Model):
    """A file attached to a message; its content is forgotten once sent.

    With a `source` ("convocation:42") it is made as the message leaves, by `academie.branchements.pieces`.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="pieces", verbose_name=_("message"))
    nom = models.CharField(_("nom"), max_length=80)
    type = models.CharField(_("type"), max_length=80)
    source = models.CharField(_("fait à l'envoi à partir de"), max_length=60, blank=True)
    contenu = models.BinaryField(_("contenu"), null=True)

    class Meta:
        verbose_name = _("pièce jointe")
        verbose_name_plural = _("pièces jointes")
        ordering = ["pk"]

    def __str__(self):
        return self.nom


class AdresseEnErreurQuerySet(PerimetreQuerySet):
    def noter(self, adresse: str, *, definitive: bool, motif: str, le) -> "AdresseEnErreur":
        """Count one more refusal: a final one is never taken for a passing one afterwards."""
        ligne: AdresseEnErreur
        ligne, nouvelle = self.get_or_create(
            adresse=adresse.lower(),
            defaults={"definitive": definitive, "motif": motif[:300], "depuis": le, "dernier_le": le},
        )
        if not nouvelle:
            ligne.definitive, ligne.motif, ligne.dernier_le = ligne.definitive or definitive, motif[:300], le
            ligne.retours += 1
            ligne.save()
        return ligne


class AdresseEnErreur(models.Model):
    """An address that did not take what was sent to it, until it is said to work again."""

    adresse = models.EmailField(_("adresse"), unique=True)
    definitive = models.BooleanField(
        _("n'existe pas ou n'existe plus"), help_text=_("Faux : un refus passager, boîte pleine ou serveur absent.")
    )
    motif = models.CharField(_("ce que le serveur a répondu"), max_length=300, blank=True)
    depuis = models.DateTimeField(_("depuis"))
    dernier_le = models.DateTimeField(_("dernier retour"))
    retours = models.PositiveIntegerField(_("nombre de retours"), default=1)

    objects = AdresseEnErreurQuerySet.as_manager()

    class Meta:
        verbose_name = _("adresse en erreur")
        verbose_name_plural = _("adresses en erreur")
        ordering = ["-dernier_le", "-pk"]

    def __str__(self):
        return self.adresse

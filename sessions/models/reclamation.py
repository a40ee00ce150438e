import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class ReclamationQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "deposee_par"}

    def en_retard(self, jour):
        """Not acknowledged, or not answered, in time."""
        return self.exclude(etat=Reclamation.Etat.CLOSE).filter(
            Q(accusee_le=None, accuser_avant__lt=jour) | Q(repondue_le=None, repondre_avant__lt=jour)
        )


class Reclamation(models.Model):
    """A complaint or an incident, from its filing to its closure: who answers, by when, what was decided."""

    class Etat(models.TextChoices):
        DEPOSEE = "deposee", _("déposée")
        EN_COURS = "en_cours", _("en cours")
        CLOSE = "close", _("close")

    class Genre(models.TextChoices):
        RECLAMATION = "reclamation", _("réclamation")
        INCIDENT = "incident", _("incident ou aléa")

    class Sujet(models.TextChoices):
        PEDAGOGIE = "pedagogie", _("contenu ou animation")
        ORGANISATION = "organisation", _("organisation, dates, messages")
        LIEU = "lieu", _("lieu, matériel, accessibilité")
        OUTIL = "outil", _("ce site")
        AUTRE = "autre", _("autre sujet")

    class Gravite(models.TextChoices):
        MINEURE = "mineure", _("mineure")
        SERIEUSE = "serieuse", _("sérieuse")
        GRAVE = "grave", _("grave")

    cle = models.UUIDField(_("clé de dépôt"), default=uuid.uuid4, unique=True, editable=False)
    genre = models.CharField(_("nature"), max_length=12, choices=Genre, default=Genre.RECLAMATION)
    sujet = models.CharField(_("sujet"), max_length=12, choices=Sujet)
    titre = models.CharField(_("en quelques mots"), max_length=160)
    texte = models.TextField(
        _("ce qui s'est passé"),
        max_length=5000,
        help_text=_("Les faits, et ce que vous attendez. N'écrivez rien sur la santé de quelqu'un."),
    )
    session = models.ForeignKey(
        "seminaires.Session", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("session")
    )
    deposee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("déposée par")
    )
    deposee_le = models.DateTimeField(_("déposée le"))
    etat = FSMField(_("état"), default=Etat.DEPOSEE, choices=Etat, protected=True)
    gravite = models.CharField(_("gravité"), max_length=10, choices=Gravite, blank=True)
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("suivie par"),
    )
    accuser_avant = models.DateField(_("accuser réception avant le"))
    repondre_avant = models.DateField(_("répondre avant le"))
    accusee_le = models.DateTimeField(_("réception accusée le"), null=True, blank=True)
    repondue_le = models.DateTimeField(_("première réponse le"), null=True, blank=True)
    close_le = models.DateTimeField(_("close le"), null=True, blank=True)
    close_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("close par"),
    )
    fondee = models.BooleanField(_("fondée"), null=True, blank=True)
    decision = models.TextField(_("ce qui a été décidé"), max_length=5000, blank=True)

    objects = ReclamationQuerySet.as_manager()

    class Meta:
        verbose_name = _("réclamation")
        verbose_name_plural = _("réclamations")
        ordering = ["-deposee_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat="deposee", accusee_le=None, close_le=None)
                | Q(etat="en_cours", accusee_le__isnull=False, close_le=None)
                | (
                    Q(etat="close", accusee_le__isnull=False, close_le__isnull=False, close_par__isnull=False)
                    & ~Q(decision="")
                ),
                name="reclamation_etat_et_dates",
            )
        ]
        indexes = [
            models.Index(fields=["etat", "-deposee_le"], name="reclamation_etat"),
            models.Index(fields=["-deposee_le", "-id"], name="reclamation_recentes"),
            models.Index(fields=["deposee_par", "-deposee_le"], name="reclamation_personne"),
        ]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        """The page of whoever filed it."""
        return reverse("sessions:reclamation_detail", args=[self.pk])

    @transition(field=etat, source=Etat.DEPOSEE, target=Etat.EN_COURS)
    def accuser(self, *, le):
        self.accusee_le = le

    @transition(field=etat, source=Etat.EN_COURS, target=Etat.CLOSE)
    def clore(self, *, par, decision: str, fondee: bool, le):
        self.close_par, self.decision, self.fondee, self.close_le = par, decision, fondee, le
        self.repondue_le = self.repondue_le or le


class EchangeReclamation(models.Model):
    """What was said about a complaint: to the person, or between those who deal with it. Written once."""

    reclamation = models.ForeignKey(Reclamation, models.CASCADE, related_name="echanges", verbose_name=_("réclamation"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"))
    texte = models.TextField(_("message"), max_length=5000)
    interne = models.BooleanField(_("note interne"), default=False)

    class Meta:
        verbose_name = _("échange sur une réclamation")
        verbose_name_plural = _("échanges sur une réclamation")
        ordering = ["reclamation", "le", "pk"]

    def __str__(self):
        return f"{self.reclamation_id} {self.le}"


class ContactAbsence(models.Model):
    """An absent person was called or written to, and why they did not come: written once (Qualiopi 12)."""

    class Moyen(models.TextChoices):
        TELEPHONE = "telephone", _("téléphone")
        COURRIEL = "courriel", _("courriel")
        VIVE_VOIX = "vive_voix", _("de vive voix")
        COURRIER = "courrier", _("courrier")

    class Suite(models.TextChoices):
        REVIENT = "revient", _("elle ou il revient")
        ABANDONNE = "abandonne", _("elle ou il abandonne")
        SANS_NOUVELLE = "sans_nouvelle", _("sans réponse")

    inscription = models.ForeignKey(
        "seminaires.Inscription", models.CASCADE, related_name="contacts", verbose_name=_("inscription")
    )
    moyen = models.CharField(_("moyen"), max_length=10, choices=Moyen)
    suite = models.CharField(_("suite"), max_length=14, choices=Suite)
    raison = models.CharField(
        _("raison donnée"),
        max_length=300,
        blank=True,
        help_text=_("Avec les mots de la personne, sans rien sur sa santé."),
    )
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("contact avec une personne absente")
        verbose_name_plural = _("contacts avec des personnes absentes")
        ordering = ["inscription", "le", "pk"]

    def __str__(self):
        return f"{self.inscription_id} {self.le}"

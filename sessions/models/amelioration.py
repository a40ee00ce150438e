import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet


class AmeliorationQuerySet(PerimetreQuerySet):
    def ouvertes(self):
        return self.filter(etat__in=Amelioration.OUVERTES)

    def en_retard(self, jour):
        return self.filter(etat=Amelioration.Etat.PREVUE, echeance__lt=jour)


class Amelioration(models.Model):
    """Something to do better, from the evidence it came from to the check of its effect (Qualiopi 32)."""

    class Etat(models.TextChoices):
        PREVUE = "prevue", _("prévue")
        FAITE = "faite", _("faite")
        VERIFIEE = "verifiee", _("effet vérifié")
        ABANDONNEE = "abandonnee", _("abandonnée")

    class Origine(models.TextChoices):
        EVALUATION = "evaluation", _("évaluations")
        RECLAMATION = "reclamation", _("réclamation ou incident")
        ABSENCE = "absence", _("absences")
        AUDIT = "audit", _("audit")
        AUTRE = "autre", _("autre origine")

    OUVERTES = (Etat.PREVUE, Etat.FAITE)

    cle = models.UUIDField(_("clé d'envoi"), default=uuid.uuid4, unique=True, editable=False)
    titre = models.CharField(_("action"), max_length=160, help_text=_("Commencez par un verbe : « Prévoir… »."))
    description = models.TextField(_("précisions"), max_length=5000, blank=True)
    origine = models.CharField(_("d'où elle vient"), max_length=12, choices=Origine)
    constat = models.TextField(
        _("ce qui a été constaté"), max_length=2000, help_text=_("Le chiffre, le fait ou les mots qui la motivent.")
    )
    reclamation = models.ForeignKey(
        "seminaires.Reclamation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ameliorations",
        verbose_name=_("réclamation"),
    )
    session = models.ForeignKey(
        "seminaires.Session", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("session")
    )
    programme = models.ForeignKey(
        "besoins.Programme", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("menée par")
    )
    echeance = models.DateField(_("à faire avant le"))
    etat = FSMField(_("état"), default=Etat.PREVUE, choices=Etat, protected=True)
    faite_le = models.DateTimeField(_("faite le"), null=True, blank=True)
    realisation = models.TextField(_("ce qui a été fait"), max_length=2000, blank=True)
    verifiee_le = models.DateTimeField(_("vérifiée le"), null=True, blank=True)
    efficace = models.BooleanField(_("efficace"), null=True, blank=True)
    effet = models.TextField(_("effet constaté"), max_length=2000, blank=True)
    cree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("décidée par")
    )
    cree_le = models.DateTimeField(_("décidée le"))

    objects = AmeliorationQuerySet.as_manager()

    class Meta:
        verbose_name = _("action d'amélioration")
        verbose_name_plural = _("actions d'amélioration")
        ordering = ["echeance", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat="prevue", faite_le=None, verifiee_le=None)
                | (Q(etat="faite", faite_le__isnull=False, verifiee_le=None) & ~Q(realisation=""))
                | (
                    Q(etat="verifiee", faite_le__isnull=False, verifiee_le__isnull=False, efficace__isnull=False)
                    & ~Q(effet="")
                )
                | (Q(etat="abandonnee", verifiee_le__isnull=False) & ~Q(effet="")),
                name="amelioration_etat_et_dates",
            )
        ]
        indexes = [models.Index(fields=["etat", "echeance", "id"], name="amelioration_echeance")]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return reverse("sessions:amelioration_detail", args=[self.pk])

    @transition(field=etat, source=Etat.PREVUE, target=Etat.FAITE)
    def faire(self, *, realisation: str, le):
        self.realisation, self.faite_le = realisation, le

    @transition(field=etat, source=Etat.FAITE, target=Etat.VERIFIEE)
    def verifier(self, *, effet: str, efficace: bool, le):
        self.effet, self.efficace, self.verifiee_le = effet, efficace, le

    @transition(field=etat, source=Etat.PREVUE, target=Etat.ABANDONNEE)
    def abandonner(self, *, motif: str, le):
        self.effet, self.verifiee_le = motif, le

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificats.models.perimetre import PersonnelQuerySet


class Consultation(models.Model):
    """Somebody read a part of another person's career. One row a day: it is also what opens the page that day."""

    class Etendue(models.TextChoices):
        PARCOURS = "parcours", _("parcours : postes, compétences, écarts avec le poste visé")
        PLAN = "plan", _("plan de progression")
        ENTRETIEN = "entretien", _("entretien annuel")
        EVALUATION = "evaluation", _("évaluation des compétences")
        RECONNAISSANCE = "reconnaissance", _("pièces d'une demande de reconnaissance")

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    lecteur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lu par"),
    )
    qualite = models.CharField(
        _("à quel titre"), max_length=300, help_text=_("Le rôle et la structure de qui lit, tels qu'ils étaient.")
    )
    etendue = models.CharField(_("ce qui a été lu"), max_length=15, choices=Etendue)
    jour = models.DateField(_("jour"), default=timezone.localdate)
    le = models.DateTimeField(_("lu le"), default=timezone.now)

    objects = PersonnelQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["utilisateur", "lecteur", "etendue", "jour"], name="consultation_une_par_jour"
            ),
        ]
        indexes = [models.Index(fields=["utilisateur", "-le"], name="consultation_personne")]

    def __str__(self):
        return f"{self.qualite} : {self.get_etendue_display()}"

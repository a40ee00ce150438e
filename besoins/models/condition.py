from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from besoins.models.enquete import Option, Question, Section


class Condition(models.Model):
    """A section or a question shows when an earlier answer matches; its `combinaison` says all or one of them."""

    class Operateur(models.TextChoices):
        EST = "est", _("la réponse comprend")
        N_EST_PAS = "n_est_pas", _("la réponse ne comprend pas")
        AU_MOINS = "au_moins", _("la réponse est au moins")
        AU_PLUS = "au_plus", _("la réponse est au plus")
        REPONDUE = "repondue", _("la question a une réponse")
        SANS_REPONSE = "sans_reponse", _("la question n'a pas de réponse")

    AVEC_OPTION = (Operateur.EST, Operateur.N_EST_PAS)
    AVEC_NOMBRE = (Operateur.AU_MOINS, Operateur.AU_PLUS)

    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="conditions")
    question = models.ForeignKey(Question, models.CASCADE, null=True, blank=True, related_name="conditions")
    source = models.ForeignKey(
        Question, models.CASCADE, related_name="conditions_suivantes", verbose_name=_("quand, à la question")
    )
    operateur = models.CharField(_("condition"), max_length=12, choices=Operateur)
    option = models.ForeignKey(
        Option, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("réponse")
    )
    nombre = models.DecimalField(_("nombre"), max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=False, question=None) | Q(section=None, question__isnull=False),
                name="condition_d_une_section_ou_d_une_question",
                violation_error_message=_("Une condition porte sur une section ou sur une question."),
            ),
            models.CheckConstraint(
                condition=Q(operateur__in=["est", "n_est_pas"], option__isnull=False, nombre=None)
                | Q(operateur__in=["au_moins", "au_plus"], option=None, nombre__isnull=False)
                | Q(operateur__in=["repondue", "sans_reponse"], option=None, nombre=None),
                name="condition_complete",
                violation_error_message=_("Choisissez la réponse, ou indiquez le nombre, à comparer."),
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.get_operateur_display()} {self.option or self.nombre or ''}".strip()

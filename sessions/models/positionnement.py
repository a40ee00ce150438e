from django.db import models
from django.utils.translation import gettext_lazy as _


class ReponsePositionnement(models.Model):
    """What a person answered at enrolment to a question of the programme (Qualiopi 8, Code du travail L6353-9)."""

    inscription = models.ForeignKey(
        "seminaires.Inscription", models.CASCADE, related_name="positionnements", verbose_name=_("inscription")
    )
    question = models.ForeignKey(
        "besoins.QuestionPositionnement", models.PROTECT, related_name="+", verbose_name=_("question")
    )
    degre = models.PositiveSmallIntegerField(
        _("degré"), null=True, blank=True, help_text=_("De 0 à 4 pour une aisance, 0 ou 1 pour non ou oui.")
    )
    texte = models.CharField(_("réponse"), max_length=1000, blank=True)

    donnee_le = models.DateTimeField(_("donnée le"), auto_now=True, null=True)

    class Meta:
        verbose_name = _("réponse de positionnement")
        verbose_name_plural = _("réponses de positionnement")
        ordering = ["inscription", "question__ordre"]
        constraints = [models.UniqueConstraint(fields=["inscription", "question"], name="positionnement_une_reponse")]

    def __str__(self):
        return f"{self.inscription_id} {self.question_id}"

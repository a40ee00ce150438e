from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet


class Financement(models.Model):
    """Who pays for programmes. European money carries its mention everywhere the programme is shown (2021/1060, art. 50)."""

    class Fonds(models.TextChoices):
        FEDER = "feder", _("FEDER")
        FSE = "fse", _("FSE+")
        AUTRE = "autre", _("autre fonds européen")

    nom = models.CharField(_("nom"), max_length=160, unique=True, help_text=_("Le financeur et le dispositif."))
    fonds = models.CharField(
        _("fonds européen"),
        max_length=5,
        choices=Fonds,
        blank=True,
        help_text=_("Vide si l'Union européenne ne paie pas."),
    )
    mention = models.CharField(
        _("mention à publier"),
        max_length=300,
        blank=True,
        help_text=_("Par exemple « Cofinancé par l'Union européenne »."),
    )
    debut = models.DateField(_("du"))
    fin = models.DateField(_("au"), null=True, blank=True)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("financement")
        verbose_name_plural = _("financements")
        ordering = ["nom"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fonds="") | ~Q(mention=""),
                name="financement_europeen_avec_mention",
                violation_error_message=_("Un financement européen porte sa mention."),
            ),
            models.CheckConstraint(
                condition=Q(fin=None) | Q(fin__gte=F("debut")),
                name="financement_fin_apres_debut",
                violation_error_message=_("Le financement finit après son début."),
            ),
        ]

    def __str__(self):
        return self.nom

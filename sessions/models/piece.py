from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class PiecePresenceQuerySet(PerimetreQuerySet):
    chemins = {Portee.ANIMEES: "creneau__interventions__formateur"}


class PiecePresence(models.Model):
    """A file that proves an attendance: kept as received, its fingerprint sealed in the register, never changed."""

    class Nature(models.TextChoices):
        JUSTIFICATIF = "justificatif", _("justificatif d'absence")
        FEUILLE = "feuille", _("feuille signée à la main")
        JOURNAL = "journal", _("journal de connexion")

    creneau = models.ForeignKey(
        "seminaires.Creneau", models.PROTECT, related_name="pieces", verbose_name=_("demi-journée")
    )
    inscription = models.ForeignKey(
        "seminaires.Inscription", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inscription")
    )
    nature = models.CharField(_("nature"), max_length=12, choices=Nature)
    fichier = models.FileField(_("fichier"), upload_to="presences", max_length=200)
    empreinte = models.CharField(_("empreinte SHA-256 du fichier"), max_length=64)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("jointe par"))
    le = models.DateTimeField(_("jointe le"))

    objects = PiecePresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("pièce de présence")
        verbose_name_plural = _("pièces de présence")
        ordering = ["creneau", "le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["creneau", "inscription", "empreinte"],
                condition=Q(inscription__isnull=False),
                name="piece_presence_personne_unique",
            ),
            models.UniqueConstraint(
                fields=["creneau", "nature", "empreinte"],
                condition=Q(inscription=None),
                name="piece_presence_unique",
            ),
            models.CheckConstraint(
                condition=Q(nature="justificatif", inscription__isnull=False)
                | Q(nature__in=["feuille", "journal"], inscription=None),
                name="piece_presence_de_quelqu_un",
            ),
        ]

    def __str__(self):
        return f"{self.get_nature_display()} {self.pk}"

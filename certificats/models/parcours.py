from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class AcquisQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "utilisateur"}

    def prouves(self):
        """Those whose certificate still stands."""
        return self.filter(certificat__etat="valide")


class Acquis(models.Model):
    """A level of a competence, with the certificate that proves it. Never overwritten: a later one is added."""

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    competence = models.ForeignKey(
        "academie.Competence", models.PROTECT, related_name="+", verbose_name=_("compétence")
    )
    niveau = models.PositiveSmallIntegerField(_("niveau"))
    certificat = models.ForeignKey(
        "certificats.Certificat", models.CASCADE, related_name="acquis", verbose_name=_("preuve")
    )
    obtenu_le = models.DateField(_("obtenu le"))

    objects = AcquisQuerySet.as_manager()

    class Meta:
        verbose_name = _("acquis")
        verbose_name_plural = _("acquis")
        ordering = ["competence__domaine__ordre", "competence__ordre", "-niveau", "-obtenu_le", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificat", "competence"], name="acquis_unique"),
            models.CheckConstraint(condition=Q(niveau__gte=1), name="acquis_niveau_positif"),
        ]
        indexes = [models.Index(fields=["utilisateur", "competence", "-niveau"], name="acquis_personne")]

    def __str__(self):
        return f"{self.competence} : {self.niveau}"


class ParcoursQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "utilisateur"}


class Parcours(models.Model):
    """Where a person wants to go. It belongs to the person, whoever employs them."""

    utilisateur = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    fiche_visee = models.ForeignKey(
        "certificats.FichePoste",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("poste visé"),
    )
    modifie_le = models.DateTimeField(_("modifié le"), auto_now=True)

    objects = ParcoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("parcours")
        verbose_name_plural = _("parcours")

    def __str__(self):
        return str(self.utilisateur)

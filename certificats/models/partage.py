from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificats.models.perimetre import PersonnelQuerySet


class PartageQuerySet(PersonnelQuerySet):
    def actifs(self, jour=None):
        return self.filter(revoque_le=None, expire_le__gte=jour or timezone.localdate())


class Partage(models.Model):
    """A link by which a person shows a part of their career, until a day. Only the fingerprint of the link is kept."""

    class Etendue(models.TextChoices):
        POSTES = "postes", _("postes occupés")
        PROUVEES = "prouvees", _("compétences prouvées")
        CONSTATEES = "constatees", _("compétences constatées par une autre personne")
        DECLAREES = "declarees", _("compétences déclarées par moi")
        CERTIFICATS = "certificats", _("certificats et badges valides")
        PLAN = "plan", _("poste visé et plan de progression")

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    pour = models.CharField(
        _("pour qui"), max_length=120, blank=True, help_text=_("Pour vous y retrouver : un recruteur, une collègue.")
    )
    etendue = models.JSONField(_("ce que le lien montre"), default=list)
    empreinte = models.CharField(_("empreinte du lien"), max_length=64, unique=True)
    expire_le = models.DateField(_("dernier jour"))
    cree_le = models.DateTimeField(_("créé le"), default=timezone.now)
    revoque_le = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = PartageQuerySet.as_manager()

    class Meta:
        verbose_name = _("partage")
        verbose_name_plural = _("partages")
        ordering = ["-cree_le", "-pk"]
        indexes = [models.Index(fields=["utilisateur", "-cree_le"], name="partage_personne")]

    def __str__(self):
        return self.pour or str(_("partage sans nom"))

    @property
    def actif(self) -> bool:
        return self.revoque_le is None and self.expire_le >= timezone.localdate()

    @property
    def parts(self) -> list[str]:
        """What the link shows, in words, in the order of the choices."""
        return [str(choix.label) for choix in self.Etendue if choix in self.etendue]


class OuverturePartage(models.Model):
    """Somebody who holds the link opened it. The key comes from the page: a button clicked twice opens once."""

    partage = models.ForeignKey(Partage, models.CASCADE, related_name="ouvertures", verbose_name=_("partage"))
    cle = models.UUIDField(_("clé"), unique=True)
    le = models.DateTimeField(_("ouvert le"), default=timezone.now)

    class Meta:
        verbose_name = _("ouverture d'un partage")
        verbose_name_plural = _("ouvertures de partages")
        ordering = ["-le", "-pk"]

    def __str__(self):
        return f"{self.partage} – {self.le:%d/%m/%Y}"

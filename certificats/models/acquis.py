from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificats.models.perimetre import PersonnelQuerySet


class AcquisQuerySet(PersonnelQuerySet):
    def selon(self, appui: "Acquis.Appui"):
        """Those that rest on `appui`: declared, seen by another, proved. The three are never mixed."""
        return self.filter(nature__in=[nature for nature, autre in Acquis.APPUIS.items() if autre == appui])

    def en_vigueur(self):
        """Without what a certificate proved before it was replaced or revoked."""
        return self.filter(Q(certificat=None) | Q(certificat__etat="valide"))

    def prouves(self):
        return self.selon(Acquis.Appui.PROUVE).en_vigueur()


class Acquis(models.Model):
    """A level of a competence on a day, and what says so. Never overwritten: a later one is added."""

    class Nature(models.TextChoices):
        AUTO_EVALUATION = "auto_evaluation", _("auto-évaluation")
        POSITIONNEMENT = "positionnement", _("positionnement à l'entrée d'une formation")
        TIERS = "tiers", _("évaluation par une autre personne")
        RECONNAISSANCE = "reconnaissance", _("acquis de l'expérience reconnu")
        CERTIFICAT = "certificat", _("certificat")

    class Appui(models.TextChoices):
        DECLARE = "declare", _("déclaré")
        CONSTATE = "constate", _("constaté par une autre personne")
        PROUVE = "prouve", _("prouvé")

    # What each kind of evidence is worth.
    APPUIS = {
        Nature.AUTO_EVALUATION: Appui.DECLARE,
        Nature.POSITIONNEMENT: Appui.DECLARE,
        Nature.TIERS: Appui.CONSTATE,
        Nature.RECONNAISSANCE: Appui.PROUVE,
        Nature.CERTIFICAT: Appui.PROUVE,
    }

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    competence = models.ForeignKey(
        "academie.Competence", models.PROTECT, related_name="+", verbose_name=_("compétence")
    )
    niveau = models.PositiveSmallIntegerField(_("niveau"), help_text=_("0 : aucun."))
    nature = models.CharField(_("preuve"), max_length=15, choices=Nature, default=Nature.CERTIFICAT)
    certificat = models.ForeignKey(
        "certificats.Certificat",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="acquis",
        verbose_name=_("certificat"),
    )
    reconnaissance = models.ForeignKey(
        "certificats.Reconnaissance",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="acquis",
        verbose_name=_("reconnaissance d'acquis"),
    )
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("évalué par"),
    )
    commentaire = models.TextField(_("commentaire"), max_length=1000, blank=True)
    remarque = models.TextField(_("remarque de la personne"), max_length=1000, blank=True)
    remarque_le = models.DateTimeField(_("remarque du"), null=True, blank=True)
    obtenu_le = models.DateField(_("obtenu le"))
    note_le = models.DateTimeField(_("noté le"), default=timezone.now, editable=False)

    objects = AcquisQuerySet.as_manager()

    class Meta:
        verbose_name = _("acquis")
        verbose_name_plural = _("acquis")
        ordering = ["competence__domaine__ordre", "competence__ordre", "-niveau", "-obtenu_le", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificat", "competence"], name="acquis_unique"),
            models.CheckConstraint(
                condition=Q(nature="certificat", certificat__isnull=False)
                | (~Q(nature="certificat") & Q(certificat=None)),
                name="acquis_certificat_si_prouve",
            ),
            models.UniqueConstraint(fields=["reconnaissance", "competence"], name="acquis_reconnu_une_fois"),
            models.CheckConstraint(
                condition=Q(nature="reconnaissance") | Q(reconnaissance=None),
                name="acquis_reconnaissance_si_reconnu",
            ),
            models.CheckConstraint(
                condition=Q(niveau__gte=1) | ~Q(nature__in=["certificat", "reconnaissance"]),
                name="acquis_niveau_positif",
            ),
        ]
        indexes = [models.Index(fields=["utilisateur", "competence", "-niveau"], name="acquis_personne")]

    def __str__(self):
        return f"{self.competence} : {self.niveau}"

    @property
    def appui(self) -> "Acquis.Appui":
        return self.APPUIS[self.Nature(self.nature)]

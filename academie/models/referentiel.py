from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet


class Referentiel(models.Model):
    """A competence framework in one published version: versioned data, never code (DigComp 2.2, study of 2013…)."""

    code = models.SlugField(_("code"), max_length=40)
    version = models.CharField(_("version"), max_length=20)
    nom = models.CharField(_("nom"), max_length=200)
    source = models.TextField(_("source"), blank=True)
    empreinte = models.CharField(_("empreinte du fichier importé"), max_length=64, editable=False)
    importe_le = models.DateTimeField(_("importé le"), auto_now_add=True)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("référentiel de compétences")
        verbose_name_plural = _("référentiels de compétences")
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="referentiel_code_version_unique",
                violation_error_message=_("Cette version du référentiel existe déjà."),
            )
        ]

    def __str__(self):
        return f"{self.nom} {self.version}".strip()

    def get_absolute_url(self):
        return reverse("referentiel_detail", args=[self.pk])


class Niveau(models.Model):
    """One step of the framework's own scale; `rang` grows with mastery."""

    referentiel = models.ForeignKey(Referentiel, models.CASCADE, related_name="niveaux")
    rang = models.PositiveSmallIntegerField(_("rang"))
    nom = models.CharField(_("nom"), max_length=80)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("niveau")
        verbose_name_plural = _("niveaux")
        ordering = ["referentiel", "rang"]
        constraints = [models.UniqueConstraint(fields=["referentiel", "rang"], name="niveau_rang_unique")]

    def __str__(self):
        return self.nom


class Domaine(models.Model):
    referentiel = models.ForeignKey(Referentiel, models.CASCADE, related_name="domaines")
    code = models.CharField(_("code"), max_length=20)
    nom = models.CharField(_("nom"), max_length=200)
    ordre = models.PositiveSmallIntegerField(_("ordre"))

    class Meta:
        verbose_name = _("domaine")
        verbose_name_plural = _("domaines")
        ordering = ["referentiel", "ordre"]
        constraints = [models.UniqueConstraint(fields=["referentiel", "code"], name="domaine_code_unique")]

    def __str__(self):
        return f"{self.code} {self.nom}"


class Competence(models.Model):
    domaine = models.ForeignKey(Domaine, models.CASCADE, related_name="competences")
    code = models.CharField(_("code"), max_length=20)
    nom = models.CharField(_("nom"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    niveau_attendu = models.ForeignKey(
        Niveau,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("niveau auquel l'usage appartient"),
        help_text=_("Pour un référentiel qui range chaque usage à un niveau, comme l'étude de 2013."),
    )
    ordre = models.PositiveSmallIntegerField(_("ordre"))

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("compétence")
        verbose_name_plural = _("compétences")
        ordering = ["domaine__referentiel", "domaine__ordre", "ordre"]
        constraints = [models.UniqueConstraint(fields=["domaine", "code"], name="competence_code_unique")]

    def __str__(self):
        return f"{self.code} {self.nom}"

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class FichePosteQuerySet(PerimetreQuerySet):
    chemins = {Portee.STRUCTURE: "structure"}

    def publiees(self):
        return self.filter(etat=FichePoste.Etat.PUBLIEE)


class FichePoste(models.Model):
    """What a job asks for, in one version. Published, it no longer changes: a change is another version."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("brouillon")
        PUBLIEE = "publiee", _("publiée")
        RETIREE = "retiree", _("retirée")

    code = models.SlugField(_("code"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    titre = models.CharField(_("intitulé du poste"), max_length=200)
    description = models.TextField(_("missions"), blank=True)
    source = models.TextField(_("source"), blank=True, help_text=_("D'où vient cette fiche, et qui l'a établie."))
    echelon = models.PositiveSmallIntegerField(
        _("place dans l'échelle des métiers"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("De 1, le premier poste, vers les plus expérimentés. Facultatif."),
    )
    rome = models.CharField(
        _("code ROME"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]\d{4}$", _("Indiquez une lettre et quatre chiffres, par exemple G1202."))],
        help_text=_("Du répertoire des métiers de France Travail, par exemple G1202."),
    )
    certification = models.CharField(
        _("titre ou certification"),
        max_length=200,
        blank=True,
        help_text=_("Le titre professionnel qui prépare à ce poste, s'il en est un."),
    )
    certification_lien = models.URLField(
        _("adresse de la certification"), blank=True, help_text=_("Sa page au répertoire national (RNCP ou RS).")
    )
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure qui l'adapte"),
        help_text=_("Vide : la fiche est nationale."),
    )
    nationale = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adaptations",
        verbose_name=_("fiche nationale adaptée"),
    )
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    publiee_le = models.DateTimeField(_("publiée le"), null=True, blank=True)

    objects = FichePosteQuerySet.as_manager()

    class Meta:
        verbose_name = _("fiche de poste")
        verbose_name_plural = _("fiches de poste")
        ordering = [models.F("echelon").asc(nulls_last=True), "titre", "version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="fiche_poste_code_version_unique",
                violation_error_message=_("Cette version de la fiche de poste existe déjà."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(etat="publiee"),
                name="fiche_poste_une_publiee",
                violation_error_message=_("Une autre version de cette fiche est déjà publiée."),
            ),
            models.CheckConstraint(
                condition=Q(etat="brouillon", publiee_le=None) | (~Q(etat="brouillon") & Q(publiee_le__isnull=False)),
                name="fiche_poste_publiee_avec_date",
            ),
            models.CheckConstraint(
                condition=Q(structure=None, nationale=None) | Q(structure__isnull=False, nationale__isnull=False),
                name="fiche_poste_adaptee_d_une_nationale",
            ),
        ]

    def __str__(self):
        return f"{self.titre} (v{self.version})"

    def get_absolute_url(self):
        return reverse("certificats:fiche_poste_detail", args=[self.pk])

    @property
    def a_revoir(self) -> bool:
        """The national sheet that a structure adapted has been replaced or retired since."""
        return bool(self.nationale_id and self.etat != self.Etat.RETIREE and self.nationale.etat == self.Etat.RETIREE)

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.PUBLIEE)
    def publier(self, *, le):
        self.publiee_le = le

    @transition(field=etat, source=Etat.PUBLIEE, target=Etat.RETIREE)
    def retirer(self):
        """Another version takes its place, or nobody needs it any more; who aims at this one keeps it."""


class ExigenceQuerySet(PerimetreQuerySet):
    def pratiquees(self):
        return self.filter(non_pratiquee="")


class Exigence(models.Model):
    """The level of a competence that a job asks for, on the scale of the competence's framework."""

    fiche = models.ForeignKey(FichePoste, models.CASCADE, related_name="exigences")
    competence = models.ForeignKey(
        "academie.Competence", models.PROTECT, related_name="+", verbose_name=_("compétence")
    )
    niveau = models.PositiveSmallIntegerField(_("niveau demandé"), validators=[MinValueValidator(1)])

    non_pratiquee = models.CharField(
        _("non pratiquée ici, parce que"),
        max_length=300,
        blank=True,
        help_text=_("Pourquoi cette structure n'attend pas cette compétence."),
    )

    objects = ExigenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("exigence")
        verbose_name_plural = _("exigences")
        ordering = ["competence__domaine__ordre", "competence__ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiche", "competence"],
                name="exigence_unique",
                violation_error_message=_("Cette fiche demande déjà cette compétence."),
            ),
            models.CheckConstraint(condition=Q(niveau__gte=1), name="exigence_niveau_positif"),
        ]

    def __str__(self):
        return f"{self.competence} : {self.niveau}"

    def get_absolute_url(self):
        return self.fiche.get_absolute_url()

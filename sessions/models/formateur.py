"""The file of whoever gives sessions: who they are, what proves what they teach, how they are followed (Qualiopi 21, 22)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class FormateurQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "formateur"}

    def en_vigueur(self):
        return self.filter(retire_le=None)


class DuFormateur(models.Model):
    """A line of the file of somebody."""

    formateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("formatrice ou formateur")
    )

    objects = FormateurQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return reverse("sessions:formateur_detail", args=[self.formateur_id])


class FicheFormateur(DuFormateur):
    class Statut(models.TextChoices):
        INTERNE = "interne", _("salariée ou salarié de l'Académie ou de ses membres")
        EXTERNE = "externe", _("intervenante ou intervenant externe")

    formateur = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("formatrice ou formateur")
    )
    presentation = models.TextField(_("présentation"), blank=True, max_length=4000)
    statut = models.CharField(_("statut"), max_length=8, choices=Statut, blank=True)
    declaration = models.CharField(
        _("numéro de déclaration d'activité"),
        max_length=20,
        blank=True,
        help_text=_("De l'organisme ou de la personne qui intervient de l'extérieur."),
    )
    cv = models.FileField(_("CV"), upload_to="formateurs", max_length=200, blank=True)
    cv_empreinte = models.CharField(_("empreinte SHA-256 du CV"), max_length=64, blank=True)
    cv_le = models.DateTimeField(_("CV déposé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("fiche de formatrice ou formateur")
        verbose_name_plural = _("fiches des formatrices et formateurs")

    def __str__(self):
        return str(self.formateur_id)


class Titre(DuFormateur):
    """A degree, a certificate: attested by a copy, once somebody has seen it."""

    intitule = models.CharField(_("intitulé"), max_length=200)
    organisme = models.CharField(_("délivré par"), max_length=200)
    annee = models.PositiveSmallIntegerField(_("année"))
    fichier = models.FileField(_("copie"), upload_to="formateurs", max_length=200, blank=True)
    empreinte = models.CharField(_("empreinte SHA-256 de la copie"), max_length=64, blank=True)
    ajoute_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("ajouté par")
    )
    ajoute_le = models.DateTimeField(_("ajouté le"))
    verifie_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vérifié par"),
    )
    verifie_le = models.DateTimeField(_("vérifié le"), null=True, blank=True)
    retire_le = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        verbose_name = _("titre ou diplôme")
        verbose_name_plural = _("titres et diplômes")
        ordering = ["-annee", "pk"]
        indexes = [models.Index(fields=["formateur", "retire_le"], name="titre_du_formateur")]

    def __str__(self):
        return f"{self.intitule} ({self.organisme}, {self.annee})"


class Enseignement(DuFormateur):
    """A programme that somebody may give, and why: a title, or experience in words (Qualiopi 21)."""

    programme = models.ForeignKey("besoins.Programme", models.CASCADE, related_name="+", verbose_name=_("programme"))
    titre = models.ForeignKey(
        Titre, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("titre ou diplôme")
    )
    experience = models.TextField(
        _("expérience"),
        blank=True,
        max_length=1000,
        help_text=_("En une ou deux phrases : ce qui lui permet d'enseigner ce programme."),
    )
    le = models.DateTimeField(_("écrit le"))
    retire_le = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        verbose_name = _("programme enseigné")
        verbose_name_plural = _("programmes enseignés")
        ordering = ["programme__titre"]
        constraints = [
            models.UniqueConstraint(
                fields=["formateur", "programme"], condition=Q(retire_le=None), name="enseignement_unique"
            ),
            models.CheckConstraint(
                condition=Q(titre__isnull=False) | ~Q(experience=""),
                name="enseignement_justifie",
                violation_error_message=_("Choisissez un titre ou décrivez l'expérience."),
            ),
        ]

    def __str__(self):
        return f"{self.formateur_id} {self.programme_id}"


class EntretienFormateur(DuFormateur):
    """The yearly review: written once, never changed (Qualiopi 22)."""

    date = models.DateField(_("date"))
    mene_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("mené par")
    )
    conclusion = models.TextField(
        _("conclusion"), max_length=4000, help_text=_("Ce qui va, ce qui est à renforcer, la formation prévue.")
    )

    class Meta:
        verbose_name = _("entretien annuel")
        verbose_name_plural = _("entretiens annuels")
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["formateur", "date"],
                name="entretien_un_par_jour",
                violation_error_message=_("Un entretien est déjà écrit à cette date."),
            )
        ]

    def __str__(self):
        return f"{self.formateur_id} {self.date}"

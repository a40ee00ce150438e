from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class Evaluation(models.Model):
    """The survey that asks one question of one version of a programme: before, at the end, later, and to whom.

    Made when first needed, from the model of its kind and the objectives and needs of the version. That of the funders
    asks about the whole Académie, once a year.
    """

    class Genre(models.TextChoices):
        POSITIONNEMENT = "positionnement", _("avant la session")
        A_CHAUD = "a_chaud", _("à la fin de la session")
        A_FROID = "a_froid", _("quelques mois après, par la personne formée")
        EMPLOYEUR = "employeur", _("quelques mois après, par l'employeur")
        FORMATEUR = "formateur", _("par la formatrice ou le formateur")
        FINANCEUR = "financeur", _("par les financeurs, une fois par an")

    # Where people say whether the needs of the programme are met.
    A_FROID = (Genre.A_FROID, Genre.EMPLOYEUR)
    PAR_PERSONNE = (Genre.POSITIONNEMENT, Genre.A_CHAUD, Genre.A_FROID)

    version = models.ForeignKey(
        "besoins.VersionProgramme", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    annee = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    genre = models.CharField(_("moment"), max_length=14, choices=Genre)
    enquete = models.OneToOneField(
        "besoins.Enquete", models.PROTECT, related_name="evaluation", verbose_name=_("enquête")
    )

    class Meta:
        verbose_name = _("évaluation")
        verbose_name_plural = _("évaluations")
        ordering = ["genre", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "genre"], name="evaluation_une_par_version"),
            models.UniqueConstraint(fields=["annee"], name="evaluation_financeurs_une_par_an"),
            models.CheckConstraint(
                condition=Q(genre="financeur", version=None, annee__isnull=False)
                | (~Q(genre="financeur") & Q(version__isnull=False, annee=None)),
                name="evaluation_de_version_ou_d_annee",
            ),
        ]

    def __str__(self):
        return f"{self.get_genre_display()} {self.version_id or self.annee}"


class ModeleEvaluation(models.Model):
    """The draft that a concepteur edits as any survey, and that evaluations of a kind are copied from.

    Without one, the model that comes with the product is used.
    """

    genre = models.CharField(_("moment"), max_length=14, choices=Evaluation.Genre, unique=True)
    enquete = models.OneToOneField("besoins.Enquete", models.CASCADE, related_name="+", verbose_name=_("enquête"))

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("modèle d'évaluation")
        verbose_name_plural = _("modèles d'évaluation")
        ordering = ["genre"]

    def __str__(self):
        return self.get_genre_display()


class Financeur(models.Model):
    """Whoever answers for a funder."""

    nom = models.CharField(_("nom"), max_length=160, help_text=_("Le financeur, et la personne si vous la connaissez."))
    email = models.EmailField(
        _("adresse électronique"),
        unique=True,
        error_messages={"unique": _("Cette adresse est déjà celle d'un financeur.")},
    )
    sollicite = models.BooleanField(
        _("à interroger chaque année"), default=True, help_text=_("Décochez pour ne plus lui écrire.")
    )

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("financeur")
        verbose_name_plural = _("financeurs")
        ordering = ["nom", "pk"]

    def __str__(self):
        return self.nom


class SollicitationQuerySet(PerimetreQuerySet):
    chemins = {
        Portee.SOI: "inscription__utilisateur",
        Portee.ANIMEES: "session__creneaux__interventions__formateur",
    }


class Sollicitation(models.Model):
    """Who is asked to evaluate which session: one question a person and a moment, whatever the number of tries."""

    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="sollicitations", verbose_name=_("évaluation")
    )
    session = models.ForeignKey(
        "seminaires.Session",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sollicitations",
        verbose_name=_("session"),
    )
    inscription = models.ForeignKey(
        "seminaires.Inscription",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sollicitations",
        verbose_name=_("inscription"),
    )
    formateur = models.ForeignKey(
        "academie.Utilisateur",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("formatrice ou formateur"),
    )
    structure = models.ForeignKey(
        "academie.Structure", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("employeur")
    )
    financeur = models.ForeignKey(
        Financeur, models.PROTECT, null=True, blank=True, related_name="sollicitations", verbose_name=_("financeur")
    )
    invitation = models.OneToOneField(
        "besoins.Invitation", models.PROTECT, related_name="sollicitation", verbose_name=_("invitation")
    )
    demandee_le = models.DateTimeField(_("demandée le"))

    objects = SollicitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande d'évaluation")
        verbose_name_plural = _("demandes d'évaluation")
        ordering = ["-demandee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "inscription"], name="sollicitation_personne_unique"),
            models.UniqueConstraint(fields=["evaluation", "session", "formateur"], name="sollicitation_form_unique"),
            models.UniqueConstraint(fields=["evaluation", "session", "structure"], name="sollicitation_emp_unique"),
            models.UniqueConstraint(fields=["evaluation", "financeur"], name="sollicitation_financeur_unique"),
            models.CheckConstraint(
                condition=Q(session__isnull=False, inscription__isnull=False, formateur=None, structure=None, financeur=None)
                | Q(session__isnull=False, inscription=None, formateur__isnull=False, structure=None, financeur=None)
                | Q(session__isnull=False, inscription=None, formateur=None, structure__isnull=False, financeur=None)
                | Q(session=None, inscription=None, formateur=None, structure=None, financeur__isnull=False),
                name="sollicitation_d_une_seule_personne",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["session", "evaluation"], name="sollicitation_session")]

    def __str__(self):
        return f"{self.evaluation_id} {self.invitation_id}"


class Reouverture(models.Model):
    """A need reopened by what those trained, or their employers, answered about a version: once for each version."""

    version = models.ForeignKey(
        "besoins.VersionProgramme", models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    besoin = models.ForeignKey("besoins.Besoin", models.PROTECT, related_name="+", verbose_name=_("besoin"))
    insatisfaites = models.PositiveIntegerField(_("réponses qui le disent insatisfait"))
    reponses = models.PositiveIntegerField(_("réponses"))
    rouvert = models.BooleanField(
        _("rouvert"), help_text=_("Non, quand le besoin était déjà à l'examen, écarté ou regroupé.")
    )
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("réouverture de besoin")
        verbose_name_plural = _("réouvertures de besoins")
        ordering = ["-le", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "besoin"], name="reouverture_unique"),
            models.CheckConstraint(condition=Q(reponses__gte=F("insatisfaites")), name="reouverture_part"),
        ]

    def __str__(self):
        return f"{self.besoin_id} {self.version_id}"

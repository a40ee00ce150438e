from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet
from academie.models.territoire import normaliser
from academie.recherche import RechercheField
from academie.regles import regle
from besoins.models.financement import Financement


def seuil_de_la_regle() -> int:
    return regle("certificat.seuil_assiduite")


class Programme(models.Model):
    """A subject taught under one address for years; what is taught is in its versions."""

    slug = models.SlugField(_("identifiant"), max_length=80, unique=True)
    titre = models.CharField(_("titre"), max_length=160)
    theme = models.ForeignKey("academie.Theme", models.PROTECT, related_name="+", verbose_name=_("thème"))
    recherche = models.CharField(_("titre tel qu'on le cherche"), max_length=200, editable=False)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["recherche", "pk"]
        indexes = [models.Index(fields=["recherche", "id"], name="programme_recherche")]

    def __str__(self):
        return self.titre

    def save(self, *args, **kwargs):
        self.recherche = normaliser(self.titre)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """The public page: 404 until a version is published."""
        return reverse("besoins:catalogue_detail", args=[self.slug])


class VersionProgrammeQuerySet(PerimetreQuerySet):
    def publiees(self):
        return self.filter(etat=VersionProgramme.Etat.PUBLIEE)

    def en_chantier(self):
        return self.filter(etat__in=VersionProgramme.EN_CHANTIER)

    def avec_minutes(self):
        """Annotate `minutes_prevues`, the sum of the modules' minutes."""
        minutes = (
            VersionProgramme.objects.filter(pk=OuterRef("pk"))
            .order_by()
            .values("pk")
            .annotate(total=Sum("modules__minutes"))
            .values("total")
        )
        return self.annotate(minutes_prevues=Coalesce(Subquery(minutes), 0))


class VersionProgramme(models.Model):
    """What a programme teaches and promises, frozen once published: a change makes a new version."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("brouillon")
        EN_RELECTURE = "en_relecture", _("en relecture")
        RELUE = "relue", _("relue")
        PUBLIEE = "publiee", _("publiée")
        RETIREE = "retiree", _("retirée")

    EN_CHANTIER = (Etat.BROUILLON, Etat.EN_RELECTURE, Etat.RELUE)
    ETE_PUBLIEES = (Etat.PUBLIEE, Etat.RETIREE)

    class NiveauUsage(models.TextChoices):
        """The three levels of the study of 2013."""

        BASIQUE = "basique", _("basique")
        INTERMEDIAIRE = "intermediaire", _("intermédiaire")
        AVANCE = "avance", _("avancé")

    class Public(models.TextChoices):
        """Whom the people trained will accompany: the seven targets of the study of 2013."""

        DIFFICULTE = "difficulte", _("publics en difficulté")
        SENIORS = "seniors", _("seniors")
        EMPLOI = "emploi", _("personnes en recherche d'emploi")
        SCOLAIRES = "scolaires", _("scolaires")
        ENTREPRISES = "entreprises", _("très petites entreprises")
        ASSOCIATIONS = "associations", _("associations")
        COLLECTIVITES = "collectivites", _("collectivités")

    # What Qualiopi's indicator 1 wants published besides title, objectives and duration.
    CHAMPS_OBLIGATOIRES = (
        "presentation",
        "publics",
        "prerequis",
        "methodes",
        "moyens",
        "modalites_evaluation",
        "accompagnement",
        "accessibilite",
        "modalites_acces",
        "tarif",
        "contact",
        "niveau",
    )

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions", verbose_name=_("programme"))
    numero = models.PositiveSmallIntegerField(_("version"))
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    presentation = models.TextField(
        _("présentation"),
        blank=True,
        help_text=_("En quelques phrases : à quoi sert ce programme ?"),
    )
    publics = models.TextField(_("publics"), blank=True, help_text=_("À qui s'adresse-t-il ?"))
    publics_accompagnes = models.JSONField(_("publics accompagnés"), default=list, blank=True)
    niveau = models.CharField(
        _("niveau"),
        max_length=16,
        choices=NiveauUsage,
        blank=True,
        help_text=_("Le niveau des usages travaillés, au sens de l'étude de 2013."),
    )
    prerequis = models.TextField(
        _("prérequis"),
        blank=True,
        help_text=_("Ce qu'il faut savoir ou avoir avant ; écrivez « Aucun » sinon."),
    )
    methodes = models.TextField(_("méthodes mobilisées"), blank=True)
    moyens = models.TextField(
        _("moyens"),
        blank=True,
        help_text=_("Matériel, documents, lieux, encadrement."),
    )
    modalites_evaluation = models.TextField(_("modalités d'évaluation"), blank=True)
    accompagnement = models.TextField(
        _("adaptation et suivi"),
        blank=True,
        help_text=_("Comment le déroulement s'adapte aux personnes, et qui les suit."),
    )
    accessibilite = models.TextField(_("accessibilité aux personnes handicapées"), blank=True)
    modalites_acces = models.TextField(
        _("modalités et délais d'accès"),
        blank=True,
        help_text=_("Comment s'inscrire, et combien de temps avant."),
    )
    tarif = models.TextField(_("tarif"), blank=True)
    contact = models.TextField(
        _("contact"),
        blank=True,
        help_text=_("La personne ou le service à qui écrire."),
    )
    seuil_assiduite = models.PositiveSmallIntegerField(
        _("seuil d'assiduité"),
        default=seuil_de_la_regle,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Part des heures à suivre pour recevoir le certificat, en pour cent."),
    )
    besoins = models.ManyToManyField(
        "besoins.Besoin",
        related_name="versions",
        blank=True,
        verbose_name=_("besoins auxquels il répond"),
    )
    territoires = models.ManyToManyField(
        "academie.Territoire", related_name="+", blank=True, verbose_name=_("territoires visés")
    )
    financements = models.ManyToManyField(
        Financement, related_name="versions", blank=True, verbose_name=_("financements")
    )
    cout = models.PositiveIntegerField(
        _("coût d'une session, en euros"),
        null=True,
        blank=True,
        help_text=_("Une estimation, qui n'est pas publiée."),
    )
    revision = models.PositiveIntegerField(_("révision"), default=1, editable=False)
    recherche = RechercheField(_("texte tel qu'on le cherche"))

    copiee_de = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name=_("copiée de")
    )
    redige_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("rédigée par"),
    )
    redacteurs = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        verbose_name=_("personnes qui l'ont écrite"),
    )
    cree_le = models.DateTimeField(_("commencée le"))
    soumise_le = models.DateTimeField(_("soumise le"), null=True, blank=True)
    relu_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("relue par"),
    )
    relu_le = models.DateTimeField(_("relue le"), null=True, blank=True)
    avis_relecture = models.TextField(_("avis de relecture"), blank=True)
    publiee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publiée par"),
    )
    publiee_le = models.DateTimeField(_("publiée le"), null=True, blank=True)
    retiree_le = models.DateTimeField(_("retirée le"), null=True, blank=True)
    # Of everything it holds, the day it was published: what is frozen can be checked.
    empreinte = models.CharField(_("empreinte"), max_length=64, blank=True, default="", editable=False)
    # The sheet, made once published and kept, with the SHA-256 of its bytes.
    fiche = models.FileField(_("fiche"), upload_to="programmes", max_length=200, blank=True, editable=False)
    fiche_empreinte = models.CharField(
        _("empreinte de la fiche"), max_length=64, blank=True, default="", editable=False
    )

    objects = VersionProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("version de programme")
        verbose_name_plural = _("versions de programme")
        ordering = ["programme__recherche", "programme", "-numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "numero"],
                name="version_numero_unique",
                violation_error_message=_("Cette version existe déjà."),
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(etat="publiee"),
                name="version_une_publiee",
                violation_error_message=_("Une autre version de ce programme est déjà publiée."),
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(etat__in=["brouillon", "en_relecture", "relue"]),
                name="version_un_chantier",
                violation_error_message=_("Une nouvelle version de ce programme est déjà en préparation."),
            ),
            models.CheckConstraint(
                condition=Q(relu_par=None) | ~Q(relu_par=F("redige_par")),
                name="version_relue_par_autrui",
                violation_error_message=_("La relecture revient à une autre personne que l'auteur ou l'autrice."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["relue", "publiee", "retiree"])
                | Q(relu_par__isnull=False, relu_le__isnull=False),
                name="version_relue_avec_date",
                violation_error_message=_("Une version relue dit par qui et quand."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["publiee", "retiree"]) | Q(publiee_par__isnull=False, publiee_le__isnull=False),
                name="version_publiee_avec_date",
                violation_error_message=_("Une version publiée dit par qui et quand."),
            ),
            models.CheckConstraint(
                condition=~Q(etat="retiree") | Q(retiree_le__isnull=False),
                name="version_retiree_avec_date",
                violation_error_message=_("Une version retirée dit quand."),
            ),
            models.CheckConstraint(
                condition=Q(seuil_assiduite__gte=1, seuil_assiduite__lte=100),
                name="version_seuil_assiduite",
                violation_error_message=_("Le seuil va de 1 à 100 %."),
            ),
        ]
        indexes = [
            models.Index(fields=["etat", "programme"], name="version_etat"),
            models.Index(fields=["etat", "publiee_le", "id"], name="version_publication"),
            models.Index(
                Coalesce("retiree_le", "publiee_le"),
                "id",
                condition=Q(etat__in=["publiee", "retiree"]),
                name="version_parution",
            ),
        ]

    def __str__(self):
        return f"{self.programme} – version {self.numero}"

    def get_absolute_url(self):
        """The workshop's page; the public one is the programme's."""
        return reverse("besoins:programme_detail", args=[self.pk])

    @cached_property
    def minutes_prevues(self) -> int:
        return self.modules.aggregate(total=Sum("minutes"))["total"] or 0

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.EN_RELECTURE)
    def soumettre(self, *, le):
        self.soumise_le = le
        self.relu_par = None
        self.relu_le = None
        self.avis_relecture = ""

    @transition(field=etat, source=Etat.EN_RELECTURE, target=Etat.RELUE)
    def approuver(self, *, par, le, avis: str):
        self._noter_avis(par=par, le=le, avis=avis)

    @transition(field=etat, source=[Etat.EN_RELECTURE, Etat.RELUE], target=Etat.BROUILLON)
    def renvoyer(self, *, par, le, avis: str):
        self._noter_avis(par=par, le=le, avis=avis)

    @transition(field=etat, source=Etat.RELUE, target=Etat.PUBLIEE)
    def publier(self, *, par, le):
        self.publiee_par = par
        self.publiee_le = le

    @transition(field=etat, source=Etat.PUBLIEE, target=Etat.RETIREE)
    def retirer(self, *, le):
        self.retiree_le = le

    @transition(field=etat, source=[Etat.EN_RELECTURE, Etat.RELUE], target=Etat.BROUILLON)
    def reprendre(self):
        """Taken back by those who wrote it: nobody has reviewed what it will become."""
        self.relu_par = None
        self.relu_le = None
        self.avis_relecture = ""

    def _noter_avis(self, *, par, le, avis: str):
        self.relu_par = par
        self.relu_le = le
        self.avis_relecture = avis


class MouvementVersion(models.Model):
    """Append-only history of a version: submitted, sent back, approved, published, retired."""

    version = models.ForeignKey(VersionProgramme, models.CASCADE, related_name="mouvements")
    de = models.CharField(_("de"), max_length=12, choices=VersionProgramme.Etat, blank=True)
    vers = models.CharField(_("vers"), max_length=12, choices=VersionProgramme.Etat)
    motif = models.TextField(_("avis ou motif"), blank=True)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("par"),
    )
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("étape d'une version")
        verbose_name_plural = _("étapes des versions")
        ordering = ["version", "le", "pk"]

    def __str__(self):
        return f"{self.version} – {self.get_vers_display()}"

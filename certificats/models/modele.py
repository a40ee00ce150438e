from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet
from certificats.models.document import DocumentDelivre

INTERDITS = ("certifiant", "diplômant")


def valider_promesse(texte: str) -> None:
    """No registered title is attached to our programmes: saying otherwise would mislead (Code du travail, L6352-13)."""
    if any(mot in texte.casefold() for mot in INTERDITS):
        raise ValidationError(
            _(
                "Nos formations ne mènent pas à une certification enregistrée\u00a0: un document ne peut pas les dire "
                "certifiantes ou diplômantes. Écrivez par exemple «\u00a0a suivi la formation\u00a0»."
            )
        )


class ModeleDocument(models.Model):
    """How one kind of document looks, in one version. Never changed: a change is another version, the highest is in force."""

    class Couleur(models.TextChoices):
        """All are read at ease on white, and white on them."""

        PRUNE = "#6a2a6c", _("prune")
        SARCELLE = "#0b5a5e", _("bleu-vert")
        ARDOISE = "#33475b", _("ardoise")
        BLEU = "#0b4f8a", _("bleu")
        VERT = "#1d6331", _("vert")
        BRUN = "#8a4b08", _("brun")

    # What a document looks like until somebody decides.
    COULEURS = {
        DocumentDelivre.Genre.REALISATION: Couleur.PRUNE,
        DocumentDelivre.Genre.FIN_DE_FORMATION: Couleur.SARCELLE,
        DocumentDelivre.Genre.ASSIDUITE: Couleur.ARDOISE,
    }
    # What is compared to know whether something changes.
    CHAMPS = (
        "couleur",
        "introduction",
        "conclusion",
        "signataire",
        "fonction",
        "signature",
        "mentions",
        "logo",
        "logo_texte",
        "second_logo",
        "second_logo_texte",
    )

    genre = models.CharField(_("document"), max_length=13, choices=DocumentDelivre.Genre)
    version = models.PositiveSmallIntegerField(_("version"))
    couleur = models.CharField(_("couleur"), max_length=7, choices=Couleur)
    introduction = models.CharField(
        _("phrase avant le nom"),
        max_length=300,
        blank=True,
        validators=[valider_promesse],
        help_text=_("Vide\u00a0: «\u00a0… atteste que\u00a0», avec le nom de l'organisme."),
    )
    conclusion = models.TextField(
        _("texte avant la signature"), max_length=600, blank=True, validators=[valider_promesse]
    )
    signataire = models.CharField(
        _("nom de qui signe"),
        max_length=200,
        blank=True,
        help_text=_("Vide\u00a0: la personne qui représente l'organisme, et l'image de sa signature."),
    )
    fonction = models.CharField(_("fonction de qui signe"), max_length=120, blank=True)
    signature = models.FileField(_("image de la signature"), upload_to="modeles", max_length=200, blank=True)
    mentions = models.BooleanField(
        _("imprimer la mention de tous les financeurs"),
        default=True,
        help_text=_("Celle d'un financement européen est toujours imprimée, avec l'emblème."),
    )
    logo = models.FileField(_("logo"), upload_to="modeles", max_length=200, blank=True)
    logo_texte = models.CharField(_("ce que dit le logo"), max_length=120, blank=True)
    second_logo = models.FileField(_("second logo"), upload_to="modeles", max_length=200, blank=True)
    second_logo_texte = models.CharField(_("ce que dit le second logo"), max_length=120, blank=True)
    cree_le = models.DateTimeField(_("enregistré le"), auto_now_add=True)
    cree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("enregistré par")
    )

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("modèle de document")
        verbose_name_plural = _("modèles de document")
        ordering = ["genre", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["genre", "version"], name="modele_document_version_unique"),
            models.CheckConstraint(
                condition=(Q(logo="") | ~Q(logo_texte="")) & (Q(second_logo="") | ~Q(second_logo_texte="")),
                name="modele_document_logo_avec_texte",
                violation_error_message=_("Dites en quelques mots ce que montre chaque logo."),
            ),
        ]

    def __str__(self):
        return f"{self.get_genre_display()} (v{self.version})"

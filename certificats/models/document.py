from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.autorisations.table import Role
from certificats.codes import presenter


def chemin_fichier(document: "DocumentDelivre", nom: str) -> str:
    """Where the frozen file is kept: the code is secret to who does not hold the document."""
    return f"certificats/{document.certificat.emis_le:%Y}/{document.code}.pdf"


class DocumentDelivreQuerySet(PerimetreQuerySet):
    chemins = {
        Portee.SOI: "certificat__inscription__utilisateur",
        Portee.STRUCTURE: "certificat__inscription__structure",
    }

    def _dans(self, portee: Portee, role: Role, utilisateur) -> Q:
        """The attestation de fin de formation says what the person learnt: it is theirs, not their employer's."""
        dans = super()._dans(portee, role, utilisateur)
        return dans & ~Q(genre=DocumentDelivre.Genre.FIN_DE_FORMATION) if portee == Portee.STRUCTURE else dans


class DocumentDelivre(models.Model):
    """A file that states facts of a certificate: never changed once written, verified by its own code."""

    class Genre(models.TextChoices):
        REALISATION = "realisation", _("certificat de réalisation")
        FIN_DE_FORMATION = "fin_formation", _("attestation de fin de formation")
        ASSIDUITE = "assiduite", _("attestation d'assiduité")

    # What follows the certificate's number on each kind of document.
    SUFFIXES: dict[str, str] = {Genre.REALISATION: "", Genre.FIN_DE_FORMATION: "-F", Genre.ASSIDUITE: "-A"}

    DESTINATAIRES: dict[str, Promise] = {
        Genre.REALISATION: _("l'employeur et le financeur"),
        Genre.FIN_DE_FORMATION: _("la personne"),
        Genre.ASSIDUITE: _("la personne et l'employeur"),
    }

    certificat = models.ForeignKey(
        "certificats.Certificat", models.PROTECT, related_name="documents", verbose_name=_("certificat")
    )
    genre = models.CharField(_("nature"), max_length=13, choices=Genre)
    code = models.CharField(_("code de vérification"), max_length=16, unique=True)
    fichier = models.FileField(_("fichier"), upload_to=chemin_fichier, max_length=200)
    empreinte = models.CharField(_("empreinte SHA-256 du fichier"), max_length=64, db_index=True)
    cachet = models.ForeignKey(
        "certificats.CleEmission",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("clé du cachet"),
        help_text=_("Vide : le fichier n'est pas scellé."),
    )

    objects = DocumentDelivreQuerySet.as_manager()

    class Meta:
        verbose_name = _("document délivré")
        verbose_name_plural = _("documents délivrés")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificat", "genre"], name="document_delivre_unique"),
        ]

    def __str__(self):
        return self.numero

    def get_absolute_url(self):
        return self.certificat.get_absolute_url()

    @property
    def pour_qui(self) -> str:
        return str(self.DESTINATAIRES[self.genre])

    @property
    def nom_court(self) -> str:
        """The name of its file, for whoever downloads it."""
        return {"realisation": "certificat", "fin_formation": "attestation", "assiduite": "assiduite"}[self.genre]

    @property
    def rang(self) -> int:
        return list(self.SUFFIXES).index(self.genre)

    @property
    def numero(self) -> str:
        """The number as this document prints it."""
        return f"{self.certificat.numero}{self.SUFFIXES[self.genre]}"

    @property
    def code_lisible(self) -> str:
        """The code as it is printed, in groups of four."""
        return presenter(self.code)

    @property
    def adresse_verification(self) -> str:
        """The absolute address that the QR code carries."""
        return settings.BASE_URL + reverse("certificats:verification_detail", args=[self.code_lisible])

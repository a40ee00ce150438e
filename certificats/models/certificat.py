from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from certificats.codes import presenter


def chemin_fichier(certificat: "Certificat", nom: str) -> str:
    """Where the frozen file is kept: the code is secret to who does not hold the certificate."""
    return f"certificats/{certificat.emis_le:%Y}/{certificat.code}.pdf"


class CertificatQuerySet(PerimetreQuerySet):
    chemins = {
        Portee.SOI: "inscription__utilisateur",
        Portee.STRUCTURE: "inscription__structure",
    }

    def valides(self):
        return self.filter(etat=Certificat.Etat.VALIDE)


class Certificat(models.Model):
    """A certificat de réalisation: facts and file frozen at issue, a public page for whoever holds the code.

    What was printed never changes. A correction is another certificate that replaces this one; a revocation keeps it,
    with its reason.
    """

    class Etat(models.TextChoices):
        VALIDE = "valide", _("valide")
        REMPLACE = "remplace", _("remplacé")
        REVOQUE = "revoque", _("révoqué")

    inscription = models.ForeignKey(
        "seminaires.Inscription", models.PROTECT, related_name="+", verbose_name=_("inscription")
    )
    numero = models.CharField(_("numéro"), max_length=20, unique=True)
    code = models.CharField(_("code de vérification"), max_length=16, unique=True)
    etat = FSMField(_("état"), default=Etat.VALIDE, choices=Etat, protected=True)
    faits = models.JSONField(_("faits imprimés"))
    fichier = models.FileField(_("fichier"), upload_to=chemin_fichier, max_length=200)
    empreinte = models.CharField(_("empreinte SHA-256 du fichier"), max_length=64)
    emis_le = models.DateTimeField(_("délivré le"))
    emis_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("délivré par"),
    )
    remplace = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="remplacant",
        verbose_name=_("certificat qu'il remplace"),
    )
    motif = models.TextField(_("motif du remplacement ou de la révocation"), blank=True)
    revoque_le = models.DateTimeField(_("révoqué le"), null=True, blank=True)

    objects = CertificatQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificat")
        verbose_name_plural = _("certificats")
        ordering = ["-emis_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inscription"],
                condition=Q(etat="valide"),
                name="certificat_un_valide_par_inscription",
                violation_error_message=_("Cette inscription a déjà un certificat valide."),
            ),
            models.CheckConstraint(
                condition=Q(etat="revoque", revoque_le__isnull=False) | (~Q(etat="revoque") & Q(revoque_le=None)),
                name="certificat_revoque_avec_date",
                violation_error_message=_("Un certificat révoqué porte la date de sa révocation, et lui seul."),
            ),
            models.CheckConstraint(
                condition=Q(etat="valide") | ~Q(motif=""),
                name="certificat_retire_avec_motif",
                violation_error_message=_("Indiquez pourquoi ce certificat n'est plus valide."),
            ),
        ]
        indexes = [models.Index(fields=["-emis_le", "-id"], name="certificat_recents")]

    def __str__(self):
        return self.numero

    def get_absolute_url(self):
        return reverse("certificats:certificat_detail", args=[self.pk])

    @property
    def code_lisible(self) -> str:
        """The code as it is printed, in groups of four."""
        return presenter(self.code)

    @property
    def adresse_verification(self) -> str:
        """The absolute address that the QR code carries."""
        return settings.BASE_URL + reverse("certificats:verification_detail", args=[self.code_lisible])

    @transition(field=etat, source=Etat.VALIDE, target=Etat.REMPLACE)
    def remplacer(self, *, motif: str):
        self.motif = motif

    @transition(field=etat, source=Etat.VALIDE, target=Etat.REVOQUE)
    def revoquer(self, *, motif: str, le):
        self.motif = motif
        self.revoque_le = le

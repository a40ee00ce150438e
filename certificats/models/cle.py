import base64
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet
from certificats import cles


def _coffre() -> MultiFernet:
    """Private keys are kept encrypted under the site's secret; a former secret still opens."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(sha256(b"certificats.cles:" + secret.encode()).digest())) for secret in secrets
    )


class CleIndisponible(Exception):
    """The private half cannot be read here: given by an operator who took it back, or kept under a lost secret."""


class CleEmissionQuerySet(PerimetreQuerySet):
    def actives(self):
        return self.filter(retiree_le=None)


class CleEmission(models.Model):
    """A key that seals documents or signs badges. One signs for each use; the others still verify what they signed."""

    class Usage(models.TextChoices):
        CACHET = "cachet", _("cachet des documents")
        BADGE_RS256 = "badge_rs256", _("badges, signature RS256")
        BADGE_ED25519 = "badge_ed25519", _("badges, signature Ed25519")

    kid = models.CharField(_("identifiant"), max_length=43, unique=True, editable=False)
    usage = models.CharField(_("usage"), max_length=13, choices=Usage, editable=False)
    publique = models.TextField(_("clé publique"), editable=False)
    # Encrypted; empty when the operator holds it.
    privee = models.TextField(_("clé privée chiffrée"), editable=False, blank=True)
    certificat = models.TextField(_("certificat X.509"), editable=False, blank=True)
    cree_le = models.DateTimeField(_("créée le"), default=timezone.now, editable=False)
    retiree_le = models.DateTimeField(_("retirée le"), null=True, blank=True, editable=False)
    compromise_le = models.DateTimeField(_("compromise depuis le"), null=True, blank=True, editable=False)

    objects = CleEmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("clé d'émission")
        verbose_name_plural = _("clés d'émission")
        ordering = ["usage", "-cree_le", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["usage"], condition=Q(retiree_le=None), name="cle_emission_une_active"),
            models.CheckConstraint(
                condition=Q(compromise_le=None) | Q(retiree_le__isnull=False), name="cle_emission_compromise_retiree"
            ),
        ]

    def __str__(self):
        return f"{self.get_usage_display()} ({self.kid[:8]})"

    def get_absolute_url(self):
        return reverse("certificats:cle_list")

    @property
    def adresse(self) -> str:
        """The absolute address where the public half is read."""
        return settings.BASE_URL + reverse("certificats:badge_cle", args=[self.kid])

    @property
    def de_l_operateur(self) -> bool:
        return not self.privee

    def enfermer(self, pem: str) -> None:
        self.privee = _coffre().encrypt(pem.encode()).decode()

    def cle_privee(self) -> str:
        """Return the private half as PEM. Never printed, logged, exported.

        Raises:
            CleIndisponible: it is not here, or was kept under a secret that is no longer known.
        """
        if self.de_l_operateur:
            cle = settings.CACHET_CLE and cles.lire_operateur(settings.CACHET_CLE, settings.CACHET_CERTIFICAT)[0]
            if not cle or cles.kid(cles.publique(cle)) != self.kid:
                raise CleIndisponible
            return cle
        try:
            return _coffre().decrypt(self.privee).decode()
        except InvalidToken as erreur:
            raise CleIndisponible from erreur

    def refuse(self, le) -> bool:
        """Is what this key signed at `le` refused, because somebody else may have signed it?"""
        return self.compromise_le is not None and le >= self.compromise_le

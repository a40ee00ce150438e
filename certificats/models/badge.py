import json
from functools import cached_property

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from certificats.models.certificat import Certificat


class BadgeQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "certificat__inscription__utilisateur"}

    def retires(self):
        """Those whose certificate was replaced or revoked: a bit of the published list says so."""
        return self.exclude(certificat__etat=Certificat.Etat.VALIDE)


class Badge(models.Model):
    """The Open Badges 3.0 credential of a certificate: signed when it is issued, never changed."""

    certificat = models.OneToOneField(
        Certificat, models.PROTECT, related_name="badge", editable=False, verbose_name=_("certificat")
    )
    version = models.ForeignKey(
        "besoins.VersionProgramme",
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("version du programme"),
    )
    # Its own: whoever is shown a badge is not given the code of a document that bears a name.
    code = models.CharField(_("code"), max_length=16, unique=True, editable=False)
    liste = models.PositiveIntegerField(_("liste de statuts"), editable=False)
    rang = models.PositiveIntegerField(_("rang dans la liste"), editable=False)
    credential = models.TextField(_("badge signé, en JSON"), editable=False)
    jeton = models.TextField(_("badge signé, en JWT"), editable=False)
    cle_integrite = models.ForeignKey(
        "certificats.CleEmission", models.PROTECT, related_name="+", editable=False, verbose_name=_("clé Ed25519")
    )
    cle_jeton = models.ForeignKey(
        "certificats.CleEmission", models.PROTECT, related_name="+", editable=False, verbose_name=_("clé RS256")
    )
    emis_le = models.DateTimeField(_("délivré le"), editable=False)

    objects = BadgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("badge")
        verbose_name_plural = _("badges")
        ordering = ["-emis_le", "-pk"]
        constraints = [models.UniqueConstraint(fields=["liste", "rang"], name="badge_rang_unique")]

    def __str__(self):
        return self.contenu["name"]

    def get_absolute_url(self):
        return self.certificat.get_absolute_url()

    @cached_property
    def contenu(self) -> dict:
        return json.loads(self.credential)

    @property
    def adresse(self) -> str:
        return settings.BASE_URL + reverse("certificats:badge_credential", args=[self.code])

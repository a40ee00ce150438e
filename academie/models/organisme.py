import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def valider_siret(siret: str) -> None:
    """Fourteen digits that pass Luhn's test, as every SIRET but those of one public company."""
    chiffres = [int(c) for c in siret if c.isdecimal()]
    somme = sum(sum(divmod(c * (1 + rang % 2), 10)) for rang, c in enumerate(reversed(chiffres)))
    if not re.fullmatch("[0-9]{14}", siret) or somme % 10:
        raise ValidationError(_("Ce n'est pas un SIRET\u00a0: il a quatorze chiffres, vérifiez-les."))


def valider_declaration(numero: str) -> None:
    if not re.fullmatch("[0-9]{11}", numero):
        raise ValidationError(_("Ce n'est pas un numéro de déclaration d'activité\u00a0: il a onze chiffres."))


class Organisme(models.Model):
    """Who trains: what its documents say of it. One row, empty until somebody fills it."""

    nom = models.CharField(_("nom de l'organisme de formation"), max_length=200)
    adresse = models.TextField(_("adresse postale"), max_length=400, blank=True)
    commune = models.CharField(_("commune où sont signés les documents"), max_length=120, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True, validators=[valider_siret])
    declaration = models.CharField(
        _("numéro de déclaration d'activité"),
        max_length=11,
        blank=True,
        validators=[valider_declaration],
        help_text=_("Onze chiffres, donnés par la préfecture de région."),
    )
    declaration_region = models.CharField(
        _("préfecture de région qui l'a enregistrée"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple\u00a0: préfet de la région Bretagne."),
    )
    representant_nom = models.CharField(_("nom de qui représente l'organisme"), max_length=200, blank=True)
    representant_fonction = models.CharField(_("fonction de qui représente l'organisme"), max_length=120, blank=True)
    signature = models.FileField(_("image de la signature"), upload_to="organisme", max_length=200, blank=True)
    contact_nom = models.CharField(_("nom de qui répond aux stagiaires"), max_length=200, blank=True)
    contact_email = models.EmailField(_("adresse électronique de qui répond aux stagiaires"), blank=True)
    contact_telephone = models.CharField(_("téléphone de qui répond aux stagiaires"), max_length=30, blank=True)
    handicap_nom = models.CharField(_("nom de la personne référente handicap"), max_length=200, blank=True)
    handicap_email = models.EmailField(_("adresse électronique de la personne référente handicap"), blank=True)
    handicap_telephone = models.CharField(_("téléphone de la personne référente handicap"), max_length=30, blank=True)
    reglement = models.TextField(_("règlement intérieur"), max_length=20_000, blank=True)
    reglement_le = models.DateField(_("date d'entrée en vigueur du règlement intérieur"), null=True, blank=True)
    livret = models.TextField(_("livret d'accueil"), max_length=20_000, blank=True)

    class Meta:
        verbose_name = _("organisme de formation")
        verbose_name_plural = _("organismes de formation")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="organisme_unique")]

    def __str__(self):
        return self.nom

    def get_absolute_url(self):
        return reverse("organisme")

    @classmethod
    def charger(cls) -> "Organisme":
        """The one row; what was never filled is empty."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

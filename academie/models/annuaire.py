from django.db import models
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.models.territoire import normaliser


class FicheAnnuaireQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "utilisateur"}


class FicheAnnuaire(models.Model):
    """Somebody agrees to be found by those who have an account. The row is the consent: withdrawn, it is deleted."""

    utilisateur = models.OneToOneField(
        "academie.Utilisateur", models.CASCADE, related_name="fiche_annuaire", verbose_name=_("personne")
    )
    presentation = models.TextField(
        _("ce que je fais"),
        max_length=1000,
        blank=True,
        help_text=_("En quelques phrases : ce sur quoi vous pouvez aider, ce que vous cherchez."),
    )
    competences = models.ManyToManyField(
        "academie.Competence", related_name="+", blank=True, verbose_name=_("ce que je peux transmettre")
    )
    adresse_visible = models.BooleanField(
        _("montrer mon adresse électronique"),
        default=False,
        help_text=_("Sinon, on vous joint par votre structure."),
    )
    recherche = models.TextField(_("ce qu'on y cherche"), editable=False, default="")
    consentie_le = models.DateTimeField(_("acceptée le"))

    objects = FicheAnnuaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("fiche d'annuaire")
        verbose_name_plural = _("fiches d'annuaire")
        ordering = ["utilisateur__nom", "utilisateur__prenom", "pk"]

    def __str__(self):
        return str(self.utilisateur)

    def save(self, *args, **kwargs):
        self.recherche = normaliser(f"{self.utilisateur} {self.presentation}")
        super().save(*args, **kwargs)

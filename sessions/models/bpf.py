from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class MontantBPF(models.Model):
    """Euros of one line of a year's bilan pédagogique et financier: what the accounts say and the product does not know."""

    class Ligne(models.TextChoices):
        """The lines of frames C and D of the form Cerfa 10443."""

        C1 = "C1", _("1. Entreprises, pour leurs salariés")
        C2 = "C2", _("2. Organismes gestionnaires des fonds de la formation")
        C3 = "C3", _("3. Pouvoirs publics, pour leurs agents")
        C4 = "C4", _("4. Instances européennes")
        C5 = "C5", _("5. État")
        C6 = "C6", _("6. Conseils régionaux")
        C7 = "C7", _("7. France Travail")
        C8 = "C8", _("8. Autres ressources publiques")
        C9 = "C9", _("9. Particuliers, à titre individuel et à leurs frais")
        C10 = "C10", _("10. Autres organismes de formation")
        C11 = "C11", _("11. Autres produits de la formation professionnelle")
        D1 = "D1", _("Total des charges de l'activité de formation")
        D2 = "D2", _("dont salaires des formatrices et formateurs")
        D3 = "D3", _("dont achats de prestation de formation et honoraires")

    annee = models.PositiveSmallIntegerField(_("exercice"), validators=[MinValueValidator(2000)])
    ligne = models.CharField(_("ligne"), max_length=3, choices=Ligne)
    euros = models.PositiveIntegerField(_("montant hors taxes, arrondi à l'euro"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saisi par"))
    le = models.DateTimeField(_("saisi le"))

    class Meta:
        verbose_name = _("montant du bilan pédagogique et financier")
        verbose_name_plural = _("montants du bilan pédagogique et financier")
        ordering = ["annee", "pk"]
        constraints = [models.UniqueConstraint(fields=["annee", "ligne"], name="montant_bpf_unique")]

    def __str__(self):
        return f"{self.annee} {self.ligne}"

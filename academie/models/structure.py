from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.models.territoire import normaliser


def est_siret(texte: str) -> bool:
    """Fourteen digits whose last one checks the others (Luhn)."""
    if len(texte) != 14 or not (texte.isascii() and texte.isdecimal()):
        return False
    doubles = (int(chiffre) * (1 + (rang % 2 == 0)) for rang, chiffre in enumerate(texte))
    return sum(n - 9 if n > 9 else n for n in doubles) % 10 == 0


def valider_siret(texte: str) -> None:
    if not est_siret(texte):
        raise ValidationError(_("Ce n'est pas un numéro SIRET : quatorze chiffres, sans erreur de frappe."))


class StructureQuerySet(PerimetreQuerySet):
    chemins = {Portee.STRUCTURE: "pk"}

    def nommees(self, texte: str):
        """Those whose name or territory holds each word of `texte`, accents and case set aside."""
        structures = self
        for mot in normaliser(texte).split():
            structures = structures.filter(recherche__contains=mot)
        return structures


class Structure(models.Model):
    """A collectivité, an espace de médiation numérique, an association: whoever employs, answers or welcomes."""

    class Genre(models.TextChoices):
        COLLECTIVITE = "collectivite", _("collectivité")
        ESPACE = "espace", _("espace de médiation numérique")
        ASSOCIATION = "association", _("association")
        AUTRE = "autre", _("autre structure")

    nom = models.CharField(_("nom"), max_length=200)
    genre = models.CharField(_("nature"), max_length=12, choices=Genre)
    territoire = models.ForeignKey(
        "academie.Territoire",
        models.PROTECT,
        related_name="structures",
        verbose_name=_("territoire"),
    )
    email = models.EmailField(_("adresse électronique de contact"), blank=True)
    siret = models.CharField(
        _("numéro SIRET"), max_length=14, blank=True, validators=[valider_siret], help_text=_("Quatorze chiffres.")
    )
    accord_requis = models.BooleanField(
        _("donner son accord avant chaque inscription"),
        default=False,
        help_text=_("La structure reçoit un lien pour accepter ou refuser chaque inscription de ses agents."),
    )
    accord_email = models.EmailField(_("adresse de la personne qui donne l'accord"), blank=True)
    accord_email_suppleant = models.EmailField(_("adresse de la personne qui la supplée"), blank=True)
    recherche = models.CharField(
        _("nom et territoire tels qu'on les cherche"), max_length=400, editable=False, default=""
    )

    objects = StructureQuerySet.as_manager()

    class Meta:
        verbose_name = _("structure")
        verbose_name_plural = _("structures")
        ordering = ["nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["siret"],
                condition=~models.Q(siret=""),
                name="structure_siret_unique",
                violation_error_message=_("Une structure porte déjà ce numéro SIRET."),
            ),
            models.UniqueConstraint(
                fields=["nom", "territoire"],
                name="structure_nom_territoire_unique",
                violation_error_message=_("Une structure de ce nom existe déjà sur ce territoire."),
            ),
            models.CheckConstraint(
                condition=models.Q(accord_requis=False) | ~models.Q(accord_email=""),
                name="structure_accord_avec_adresse",
                violation_error_message=_("Indiquez l'adresse de la personne qui donne l'accord."),
            ),
        ]

    def __str__(self):
        return self.nom

    def save(self, *args, **kwargs):
        self.recherche = normaliser(f"{self.nom} {self.territoire.nom}")
        super().save(*args, **kwargs)

    def get_genre_display(self) -> str:  # type: ignore[no-redef]
        """Django's own builds a dictionary of the choices at each call: a tenth of a list."""
        return str(self.Genre(self.genre).label)

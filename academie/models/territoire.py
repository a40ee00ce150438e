import re
import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _

ABREGES = {"saint": "st", "sainte": "ste"}


def normaliser(texte: str) -> str:
    """Return `texte` as it is searched: lower case, no accents, one space between words, "st" for "saint".

    >>> normaliser("Saint-Étienne-d'Albagnan")
    'st etienne d albagnan'
    """
    lisible = texte.casefold().replace("œ", "oe")
    if not lisible.isascii():
        lisible = "".join(c for c in unicodedata.normalize("NFKD", lisible) if not unicodedata.combining(c))
    return " ".join([ABREGES.get(mot, mot) for mot in re.findall(r"[a-z0-9]+", lisible)])


class TerritoireQuerySet(models.QuerySet):
    def regions(self):
        return self.filter(genre=Territoire.Genre.REGION)

    def sous(self, territoire: "Territoire"):
        """Territories inside `territoire`, itself included."""
        champ = {"region": "region", "departement": "departement", "epci": "epci"}.get(territoire.genre)
        lui = models.Q(pk=territoire.pk)
        return self.filter(lui | models.Q(**{champ: territoire}) if champ else lui)


class Territoire(models.Model):
    """A région, département, EPCI or commune of the Code officiel géographique (INSEE)."""

    class Genre(models.TextChoices):
        REGION = "region", _("région")
        DEPARTEMENT = "departement", _("département")
        EPCI = "epci", _("intercommunalité")
        COMMUNE = "commune", _("commune")

    genre = models.CharField(_("niveau"), max_length=12, choices=Genre)
    code = models.CharField(_("code INSEE ou SIREN"), max_length=9)
    nom = models.CharField(_("nom"), max_length=120)
    nature = models.CharField(_("zone ou nature d'intercommunalité"), max_length=8, blank=True)
    population = models.PositiveIntegerField(_("population municipale"), null=True, blank=True)
    codes_postaux = models.CharField(_("codes postaux"), max_length=200, blank=True)
    region = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("région"),
    )
    departement = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("département"),
    )
    epci = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("intercommunalité"),
    )
    recherche = models.CharField(_("nom tel qu'on le cherche"), max_length=120, editable=False, db_index=True)

    objects = TerritoireQuerySet.as_manager()

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        ordering = ["nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["genre", "code"],
                name="territoire_genre_code_unique",
                violation_error_message=_("Ce territoire existe déjà."),
            ),
        ]
        indexes = [models.Index(fields=["nom", "id"], name="territoire_nom")]

    def __str__(self):
        return self.nom

    def save(self, *args, **kwargs):
        self.recherche = normaliser(self.nom)
        super().save(*args, **kwargs)

    @property
    def designation(self) -> str:
        """The name that leaves no doubt: "Nevers (Nièvre, commune 58194)"."""
        precision = f"{self.get_genre_display()} {self.code}"
        if self.departement_id:
            precision = f"{self.departement.nom}, {precision}"
        return f"{self.nom} ({precision})"

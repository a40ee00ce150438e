from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet
from sessions.agendas.fuseaux import fuseau_de


class LieuQuerySet(PerimetreQuerySet):
    def sur_place(self):
        """Where people meet."""
        return self.exclude(genre=Lieu.Genre.DISTANCE)

    def a_distance(self):
        return self.filter(genre=Lieu.Genre.DISTANCE)


class Lieu(models.Model):
    """A room that welcomes sessions: where it is, how one gets there, who can enter. Or a bus, or a video room.

    A session has a room or a bus; a video room is taken by a half-day.
    """

    class Genre(models.TextChoices):
        SALLE = "salle", _("salle")
        MOBILE = "mobile", _("équipement mobile")
        DISTANCE = "distance", _("salle de visioconférence")

    genre = models.CharField(_("nature"), max_length=10, choices=Genre, default=Genre.SALLE)
    nom = models.CharField(_("nom"), max_length=120)
    adresse = models.CharField(_("adresse"), max_length=200, blank=True)
    lien_distance = models.URLField(_("lien de connexion"), max_length=300, blank=True)
    commune = models.ForeignKey(
        "academie.Territoire",
        models.PROTECT,
        related_name="+",
        verbose_name=_("commune"),
    )
    acces = models.TextField(_("accès"), max_length=1000, blank=True)
    accessibilite = models.TextField(_("accessibilité"), max_length=1000, blank=True)
    equipement = models.TextField(_("équipement"), max_length=1000, blank=True)
    contact_nom = models.CharField(_("personne à joindre sur place"), max_length=120, blank=True)
    contact_telephone = models.CharField(_("téléphone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("adresse électronique"), blank=True)
    capacite = models.PositiveSmallIntegerField(_("nombre de places assises"), null=True, blank=True)

    objects = LieuQuerySet.as_manager()

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        ordering = ["nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nom", "commune"],
                name="lieu_nom_commune_unique",
                violation_error_message=_("Un lieu de ce nom existe déjà dans cette commune."),
            ),
            models.CheckConstraint(
                condition=~Q(adresse="") | Q(genre="distance"),
                name="lieu_sur_place_avec_adresse",
                violation_error_message=_("Indiquez l'adresse : les personnes inscrites s'y rendent."),
            ),
        ]
        indexes = [models.Index(fields=["genre", "nom"], name="lieu_genre_nom")]

    def __str__(self):
        return f"{self.nom}, {self.commune}"

    def get_absolute_url(self):
        return reverse("sessions:lieu_detail", args=[self.pk])

    @property
    def a_distance(self) -> bool:
        return self.genre == self.Genre.DISTANCE

    @property
    def fuseau(self) -> str:
        """A commune's code begins with that of its département overseas: "97411" is of La Réunion."""
        return fuseau_de(self.commune.code[:3])

    @property
    def en_une_ligne(self) -> str:
        return f"{self.nom}, {self.adresse_complete}"

    @property
    def adresse_complete(self) -> str:
        """On one line: "3 rue du Port, Quimper"."""
        return ", ".join(filter(None, [self.adresse, self.commune.nom]))

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from sessions.models.inscription import Inscription


class ReserveStructureQuerySet(PerimetreQuerySet):
    chemins = {Portee.STRUCTURE: "structure"}

    def en_vigueur(self):
        return self.filter(liberee_le=None)

    def avec_reste(self):
        """Annotate `tenues`, the seats that people hold on it, and `reste`, those that it still keeps in force."""
        tenues = Count("inscriptions", filter=Q(inscriptions__etat__in=Inscription.TENANTES))
        return self.annotate(tenues=tenues).annotate(reste=F("places") - F("tenues"))


class ReserveStructure(models.Model):
    """Seats of a session kept for the people of a structure until a day; then what is left goes to everybody."""

    session = models.ForeignKey(
        "seminaires.Session", models.CASCADE, related_name="reserves", verbose_name=_("session")
    )
    structure = models.ForeignKey("academie.Structure", models.PROTECT, related_name="+", verbose_name=_("structure"))
    places = models.PositiveSmallIntegerField(_("places gardées"))
    jusqu_au = models.DateField(_("gardées jusqu'au"))
    liberee_le = models.DateTimeField(_("libérées le"), null=True, blank=True)
    cree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("réservées par")
    )
    cree_le = models.DateTimeField(_("réservées le"))

    objects = ReserveStructureQuerySet.as_manager()

    class Meta:
        verbose_name = _("réserve de places")
        verbose_name_plural = _("réserves de places")
        ordering = ["session", "cree_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "structure"],
                condition=Q(liberee_le=None),
                name="reserve_en_vigueur_unique",
                violation_error_message=_("Cette structure a déjà des places gardées dans cette session."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="reserve_d_une_place_au_moins",
                violation_error_message=_("Réservez au moins une place."),
            ),
        ]
        indexes = [models.Index(fields=["jusqu_au"], condition=Q(liberee_le=None), name="reserve_a_liberer")]

    def __str__(self):
        return f"{self.structure} – {self.places}"

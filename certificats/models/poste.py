from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificats.models.perimetre import PersonnelQuerySet


class PosteQuerySet(PersonnelQuerySet):
    def du_jour(self, jour=None):
        jour = jour or timezone.localdate()
        return self.filter(Q(fin=None) | Q(fin__gte=jour), debut__lte=jour)


class Poste(models.Model):
    """A job that a person holds or held, in a structure of the network or elsewhere. It gives no right."""

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="postes", verbose_name=_("personne")
    )
    intitule = models.CharField(_("intitulé du poste"), max_length=200)
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure du réseau"),
    )
    employeur = models.CharField(_("employeur, hors du réseau"), max_length=200, blank=True)
    fiche = models.ForeignKey(
        "certificats.FichePoste",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fiche de poste"),
    )
    debut = models.DateField(_("du"))
    fin = models.DateField(_("au"), null=True, blank=True)

    objects = PosteQuerySet.as_manager()

    class Meta:
        verbose_name = _("poste")
        verbose_name_plural = _("postes")
        ordering = [F("fin").desc(nulls_first=True), "-debut", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin=None) | Q(fin__gte=F("debut")),
                name="poste_fin_apres_debut",
                violation_error_message=_("La date de fin précède la date de début."),
            ),
            models.CheckConstraint(
                condition=Q(structure__isnull=False, employeur="") | (Q(structure=None) & ~Q(employeur="")),
                name="poste_chez_un_employeur",
                violation_error_message=_("Choisissez une structure du réseau, ou écrivez le nom de l'employeur."),
            ),
            models.UniqueConstraint(
                fields=["utilisateur", "intitule", "structure", "employeur", "debut"],
                name="poste_unique",
                violation_error_message=_("Ce poste est déjà dans votre parcours."),
            ),
        ]
        indexes = [models.Index(fields=["structure", "fin"], name="poste_structure")]

    def __str__(self):
        return self.intitule

    @property
    def lieu_de_travail(self) -> str:
        return self.structure.nom if self.structure_id else self.employeur

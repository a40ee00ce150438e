from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.recherche import RechercheField


class RessourceQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "redige_par"}

    def publiees(self):
        return self.filter(etat=Ressource.Etat.PUBLIEE)


class Ressource(models.Model):
    """The network's memory: initiatives, studies, notes, good-practice stories, regional analyses."""

    class Genre(models.TextChoices):
        INITIATIVE = "initiative", _("fiche d'initiative")
        RECIT = "recit", _("récit de bonne pratique")
        ETUDE = "etude", _("étude")
        NOTE = "note", _("note de synthèse")
        ANALYSE = "analyse", _("analyse régionale")

    class Reproductible(models.TextChoices):
        OUI = "oui", _("oui")
        CONDITIONS = "conditions", _("sous conditions")
        NON = "non", _("non")

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("brouillon")
        EN_RELECTURE = "en_relecture", _("en relecture")
        PUBLIEE = "publiee", _("publiée")
        RETIREE = "retiree", _("retirée")

    # What an initiative or a story tells, in this order (the form of the founding call for good practices).
    RECIT_STRUCTURE = ("acteurs", "interactions", "elements", "leviers", "resultats", "financement", "enseignements")

    genre = models.CharField(_("nature"), max_length=10, choices=Genre)
    titre = models.CharField(_("titre"), max_length=200)
    theme = models.ForeignKey(
        "academie.Theme", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thème")
    )
    territoire = models.ForeignKey(
        "academie.Territoire", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    competences = models.ManyToManyField(
        "academie.Competence", related_name="+", blank=True, verbose_name=_("compétences")
    )
    annee = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    # Three reading levels.
    essentiel = models.TextField(_("l'essentiel"), blank=True, help_text=_("Une minute de lecture : pour décider."))
    synthese = models.TextField(_("la synthèse"), blank=True, help_text=_("Cinq minutes : pour comprendre."))
    texte = models.TextField(_("le texte"), blank=True, help_text=_("Pour refaire."))
    acteurs = models.TextField(_("acteurs"), blank=True)
    interactions = models.TextField(_("interactions"), blank=True, help_text=_("Qui fait quoi avec qui."))
    elements = models.TextField(_("éléments"), blank=True, help_text=_("Volumétrie, mission, retombées."))
    leviers = models.TextField(_("facteurs clés"), blank=True)
    resultats = models.TextField(_("résultats"), blank=True)
    financement = models.TextField(_("financement"), blank=True)
    enseignements = models.TextField(_("enseignements"), blank=True)
    reproductible = models.CharField(_("reproductible"), max_length=10, choices=Reproductible, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    adresse = models.URLField(_("adresse"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    redige_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("rédigée par")
    )
    cree_le = models.DateTimeField(_("commencée le"))
    relu_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("relue par")
    )
    avis_relecture = models.TextField(_("avis de relecture"), blank=True)
    publiee_le = models.DateTimeField(_("publiée le"), null=True, blank=True)
    recherche = RechercheField(_("mots cherchés"))

    objects = RessourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ressource")
        verbose_name_plural = _("ressources")
        ordering = ["-publiee_le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(relu_par=None) | ~Q(relu_par=F("redige_par")),
                name="ressource_relue_par_autrui",
                violation_error_message=_("La relecture revient à une autre personne."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["publiee", "retiree"]) | Q(relu_par__isnull=False, publiee_le__isnull=False),
                name="ressource_publiee_apres_relecture",
                violation_error_message=_("Une ressource publiée dit qui l'a relue et quand."),
            ),
        ]
        indexes = [models.Index(fields=["etat", "-publiee_le", "id"], name="ressource_publiees")]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return reverse("besoins:ressource_detail", args=[self.pk])

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.EN_RELECTURE)
    def soumettre(self):
        self.relu_par = None
        self.avis_relecture = ""

    @transition(field=etat, source=Etat.EN_RELECTURE, target=Etat.BROUILLON)
    def renvoyer(self, *, par, avis: str):
        self.relu_par, self.avis_relecture = par, avis

    @transition(field=etat, source=Etat.EN_RELECTURE, target=Etat.PUBLIEE)
    def publier(self, *, par, le, avis: str):
        self.relu_par, self.avis_relecture, self.publiee_le = par, avis, le

    @transition(field=etat, source=Etat.PUBLIEE, target=Etat.RETIREE)
    def retirer(self):
        pass

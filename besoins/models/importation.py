from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet
from besoins.models.enquete import Enquete


class Importation(models.Model):
    """A file of answers collected elsewhere: understood column by column, checked whole, then taken at once or not."""

    class Genre(models.TextChoices):
        REPONSES = "reponses", _("réponses")
        POPULATION = "population", _("personnes interrogées")

    class Etat(models.TextChoices):
        CHARGE = "charge", _("colonnes à vérifier")
        VERIFICATION = "verification", _("vérification en cours")
        PRET = "pret", _("prête")
        EN_COURS = "en_cours", _("en cours")
        FAIT = "fait", _("terminée")
        REFUSE = "refuse", _("à corriger")

    AU_TRAVAIL = (Etat.VERIFICATION, Etat.EN_COURS)

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="importations")
    genre = models.CharField(_("contenu"), max_length=12, choices=Genre, default=Genre.REPONSES)
    # Emptied once the answers are in: what the file said is kept once.
    fichier = models.FileField(_("fichier"), upload_to="importations", max_length=200, blank=True)
    nom = models.CharField(_("nom du fichier"), max_length=200)
    empreinte = models.CharField(_("empreinte du fichier"), max_length=64, blank=True, editable=False)
    entetes = models.JSONField(_("colonnes du fichier"), default=list)
    correspondance = models.JSONField(_("colonnes reconnues"), default=dict)
    etat = FSMField(_("état"), default=Etat.CHARGE, choices=Etat, protected=True)
    lignes = models.PositiveIntegerField(_("lignes"), default=0)
    traitees = models.PositiveIntegerField(_("lignes lues"), default=0)
    bilan = models.JSONField(_("ce qui a été compris"), default=dict)
    erreurs = models.JSONField(_("erreurs"), default=list)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    cree_le = models.DateTimeField(_("déposée le"))
    finie_le = models.DateTimeField(_("terminée le"), null=True, blank=True)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("importation")
        verbose_name_plural = _("importations")
        ordering = ["enquete", "-cree_le", "-pk"]

    def __str__(self):
        return self.nom

    def get_absolute_url(self):
        return reverse("besoins:importation_detail", args=[self.pk])

    @transition(field=etat, source=[Etat.CHARGE, Etat.PRET, Etat.REFUSE], target=Etat.CHARGE)
    def corriger(self, *, correspondance):
        self.correspondance = correspondance
        self.bilan, self.erreurs = {}, []

    @transition(field=etat, source=[Etat.CHARGE, Etat.REFUSE], target=Etat.VERIFICATION)
    def verifier(self):
        self.traitees, self.bilan, self.erreurs = 0, {}, []

    @transition(field=etat, source=Etat.VERIFICATION, target=Etat.PRET)
    def approuver(self, *, bilan):
        self.bilan = bilan

    @transition(field=etat, source=Etat.PRET, target=Etat.EN_COURS)
    def lancer(self):
        pass

    @transition(field=etat, source=Etat.EN_COURS, target=Etat.FAIT)
    def finir(self, *, bilan, le):
        self.bilan, self.finie_le = bilan, le

    @transition(field=etat, source=[Etat.VERIFICATION, Etat.EN_COURS], target=Etat.REFUSE)
    def refuser(self, *, bilan, erreurs):
        self.bilan, self.erreurs = bilan, erreurs

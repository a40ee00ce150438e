"""What must be done around a session, and when: models by programme, and the dated tasks of each session."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from academie.autorisations.perimetre import PerimetreQuerySet


class Reference(models.TextChoices):
    DEBUT = "debut", _("le premier jour")
    FIN = "fin", _("le dernier jour")


class Constat(models.TextChoices):
    """What the product sees by itself; `sessions.queries.tache` says how."""

    LIEU_INDIQUE = "lieu_indique", _("le lieu ou le lien de connexion est indiqué")
    FORMATEURS_COMPLETS = "formateurs_complets", _("chaque demi-journée a quelqu'un pour l'animer")
    INSCRIPTIONS_OUVERTES = "inscriptions_ouvertes", _("les inscriptions sont ouvertes")
    TENUE_DECIDEE = "tenue_decidee", _("la session est confirmée")
    ACCORDS_RECUS = "accords_recus", _("aucune place n'attend l'accord d'un employeur")
    AMENAGEMENTS_PREVUS = "amenagements_prevus", _("chaque aménagement demandé a sa réponse")
    CONVOCATIONS_ENVOYEES = "convocations_envoyees", _("chaque personne inscrite a sa convocation")
    FEUILLES_CONTRESIGNEES = "feuilles_contresignees", _("chaque demi-journée est contresignée")
    SESSION_CLOSE = "session_close", _("la session est close")
    EVALUATIONS_ENVOYEES = "evaluations_envoyees", _("l'évaluation à chaud est envoyée")


class Echeance(models.Model):
    """A thing to do, so many days before or after a day of the session."""

    libelle = models.CharField(_("ce qu'il y a à faire"), max_length=200)
    decalage = models.SmallIntegerField(
        _("jours"), help_text=_("Avant ce jour : un nombre négatif (−40). Le jour même : 0. Après : 8.")
    )
    reference = models.CharField(_("comptés depuis"), max_length=5, choices=Reference, default=Reference.DEBUT)
    constat = models.CharField(
        _("faite d'elle-même quand"),
        max_length=24,
        choices=Constat,
        blank=True,
        help_text=_("Vide : elle se coche à la main."),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.libelle

    @property
    def quand(self) -> str:
        """How it reads: 30 jours avant le premier jour."""
        if not self.decalage:
            return str(self.get_reference_display())
        jours = ngettext("%(n)d jour", "%(n)d jours", abs(self.decalage)) % {"n": abs(self.decalage)}
        phrase = _("%(jours)s avant %(reference)s") if self.decalage < 0 else _("%(jours)s après %(reference)s")
        return phrase % {"jours": jours, "reference": self.get_reference_display()}


class ModeleTacheQuerySet(PerimetreQuerySet):
    def en_vigueur(self):
        return self.filter(retire_le=None)

    def pour(self, programme):
        """Those of every programme, and its own."""
        return self.en_vigueur().filter(Q(programme=None) | Q(programme=programme))


class ModeleTache(Echeance):
    """Copied into each session when it is planned; a change is for the sessions planned afterwards."""

    programme = models.ForeignKey(
        "besoins.Programme",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
        help_text=_("Vide : pour toutes les sessions."),
    )
    retire_le = models.DateTimeField(_("retiré le"), null=True, blank=True, editable=False)

    objects = ModeleTacheQuerySet.as_manager()

    class Meta:
        verbose_name = _("modèle de tâche")
        verbose_name_plural = _("modèles de tâches")
        ordering = ["reference", "decalage", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "libelle"],
                condition=Q(retire_le=None),
                name="modele_tache_unique_du_programme",
                violation_error_message=_("Cette tâche est déjà dans la liste."),
            ),
            models.UniqueConstraint(
                fields=["libelle"],
                condition=Q(programme=None, retire_le=None),
                name="modele_tache_unique_de_toutes",
                violation_error_message=_("Cette tâche est déjà dans la liste."),
            ),
            models.CheckConstraint(
                condition=Q(decalage__gte=-365, decalage__lte=365),
                name="modele_tache_dans_l_annee",
                violation_error_message=_("Indiquez entre −365 et 365 jours."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("sessions:modele_tache_list")


class TacheQuerySet(PerimetreQuerySet):
    def restantes(self):
        """Neither done by somebody nor put aside. What is seen by itself is not known here."""
        return self.filter(faite_le=None)


class Tache(Echeance):
    """Done by somebody, or seen by the product, or without object in this session, with the reason."""

    session = models.ForeignKey("seminaires.Session", models.CASCADE, related_name="taches", verbose_name=_("session"))
    modele = models.ForeignKey(ModeleTache, models.SET_NULL, null=True, related_name="+", verbose_name=_("modèle"))
    echeance = models.DateField(_("échéance"))
    faite_le = models.DateTimeField(_("faite ou écartée le"), null=True, blank=True)
    faite_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("par")
    )
    sans_objet = models.CharField(_("pourquoi elle est sans objet"), max_length=300, blank=True)

    objects = TacheQuerySet.as_manager()

    class Meta:
        verbose_name = _("tâche")
        verbose_name_plural = _("tâches")
        ordering = ["echeance", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "modele"], name="tache_une_par_modele"),
            models.CheckConstraint(condition=Q(faite_le__isnull=False) | Q(sans_objet=""), name="tache_ecartee_datee"),
        ]
        indexes = [models.Index(fields=["echeance", "id"], condition=Q(faite_le=None), name="tache_a_faire")]

    def get_absolute_url(self):
        return reverse("sessions:session_cockpit", args=[self.session_id])

    def dater(self) -> None:
        jour = self.session.debut if self.reference == Reference.DEBUT else self.session.fin
        self.echeance = jour.date() + timedelta(days=self.decalage)

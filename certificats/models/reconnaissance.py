"""Experience put forward as proof: what a person claims, the pieces, what each reviewer thought of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.models import Affectation
from certificats.models.perimetre import PersonnelQuerySet


class ReconnaissanceQuerySet(PersonnelQuerySet):
    def sans_conflit(self, utilisateur):
        """Those that `utilisateur` may judge: neither their own, nor of somebody who works where they work."""
        collegues = Affectation.objects.du_jour().filter(
            structure__in=[a.structure_id for a in utilisateur.affectations_du_jour if a.structure_id]
        )
        return self.exclude(utilisateur=utilisateur).exclude(utilisateur__in=collegues.values("utilisateur"))

    def lisibles(self, utilisateur):
        """One's own, and those that one may judge."""
        visibles = self.autorises(utilisateur, "reconnaissance.voir")
        return visibles.filter(Q(utilisateur=utilisateur) | Q(pk__in=visibles.sans_conflit(utilisateur).values("pk")))


class Reconnaissance(models.Model):
    """A claim: competences held by experience, judged by two people who agree."""

    class Etat(models.TextChoices):
        DEPOSEE = "deposee", _("déposée")
        EN_EXAMEN = "en_examen", _("en examen")
        A_COMPLETER = "a_completer", _("à compléter")
        RECONNUE = "reconnue", _("reconnue")
        REFUSEE = "refusee", _("refusée")
        RETIREE = "retiree", _("retirée")

    A_JUGER = (Etat.DEPOSEE, Etat.EN_EXAMEN)
    OUVERTES = (*A_JUGER, Etat.A_COMPLETER)

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    recit = models.TextField(
        _("ce que vous avez fait"),
        max_length=4000,
        help_text=_(
            "Des situations précises : où, quand, avec qui, ce que vous avez fait vous-même, ce qui en est resté."
        ),
    )
    etat = FSMField(_("état"), default=Etat.DEPOSEE, choices=Etat, protected=True)
    deposee_le = models.DateTimeField(_("déposée le"))
    close_le = models.DateTimeField(_("close le"), null=True, blank=True)
    a_completer = models.TextField(_("ce qui manque"), max_length=1000, blank=True)

    objects = ReconnaissanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reconnaissance d'acquis")
        verbose_name_plural = _("reconnaissances d'acquis")
        ordering = ["-deposee_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat__in=["deposee", "en_examen", "a_completer"], close_le=None)
                | (~Q(etat__in=["deposee", "en_examen", "a_completer"]) & Q(close_le__isnull=False)),
                name="reconnaissance_close_avec_date",
            )
        ]
        indexes = [
            models.Index(fields=["etat", "deposee_le"], name="reconnaissance_file"),
            models.Index(fields=["utilisateur", "-deposee_le"], name="reconnaissance_personne"),
        ]

    def __str__(self):
        return f"Reconnaissance {self.pk}"

    def get_absolute_url(self):
        return reverse("certificats:reconnaissance_detail", args=[self.pk])

    @transition(field=etat, source=Etat.DEPOSEE, target=Etat.EN_EXAMEN)
    def examiner(self):
        """A first opinion is given."""

    @transition(field=etat, source=A_JUGER, target=Etat.A_COMPLETER)
    def faire_completer(self, *, manque: str):
        self.a_completer = manque

    @transition(field=etat, source=Etat.A_COMPLETER, target=Etat.EN_EXAMEN)
    def completer(self):
        self.a_completer = ""

    @transition(field=etat, source=Etat.EN_EXAMEN, target=Etat.RECONNUE)
    def reconnaitre(self, *, le):
        self.close_le = le

    @transition(field=etat, source=Etat.EN_EXAMEN, target=Etat.REFUSEE)
    def refuser(self, *, le):
        self.close_le = le

    @transition(field=etat, source=OUVERTES, target=Etat.RETIREE)
    def retirer(self, *, le):
        self.close_le = le


class NiveauDemande(models.Model):
    """A level of a competence that the claim asks to have recognised."""

    reconnaissance = models.ForeignKey(Reconnaissance, models.CASCADE, related_name="niveaux")
    competence = models.ForeignKey(
        "academie.Competence", models.PROTECT, related_name="+", verbose_name=_("compétence")
    )
    niveau = models.PositiveSmallIntegerField(_("niveau demandé"))

    class Meta:
        verbose_name = _("niveau demandé")
        verbose_name_plural = _("niveaux demandés")
        ordering = ["competence__domaine__referentiel", "competence__domaine__ordre", "competence__ordre", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["reconnaissance", "competence"], name="niveau_demande_unique"),
            models.CheckConstraint(condition=Q(niveau__gte=1), name="niveau_demande_positif"),
        ]

    def __str__(self):
        return f"{self.competence} : {self.niveau}"


class PieceReconnaissanceQuerySet(models.QuerySet):
    def lisibles(self, utilisateur):
        """By the person, and whoever may judge the claim."""
        return self.filter(reconnaissance__in=Reconnaissance.objects.lisibles(utilisateur))


class PieceReconnaissance(models.Model):
    """A file put forward. Forgotten some months after the decision."""

    reconnaissance = models.ForeignKey(Reconnaissance, models.CASCADE, related_name="pieces")
    intitule = models.CharField(
        _("ce que montre cette pièce"), max_length=200, help_text=_("Par exemple : attestation de mon employeur.")
    )
    fichier = models.FileField(_("fichier"), upload_to="reconnaissances", max_length=200)
    empreinte = models.CharField(_("empreinte SHA-256"), max_length=64)
    jointe_le = models.DateTimeField(_("jointe le"))

    objects = PieceReconnaissanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("pièce d'une reconnaissance")
        verbose_name_plural = _("pièces des reconnaissances")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reconnaissance", "empreinte"], name="piece_reconnaissance_unique")
        ]

    def __str__(self):
        return self.intitule


class AvisReconnaissance(models.Model):
    """What one reviewer thinks of a claim, and why. Given once."""

    reconnaissance = models.ForeignKey(Reconnaissance, models.CASCADE, related_name="avis")
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("donné par"),
    )
    favorable = models.BooleanField(_("favorable"))
    motifs = models.TextField(_("motifs"), max_length=2000)
    donne_le = models.DateTimeField(_("donné le"))

    class Meta:
        verbose_name = _("avis sur une reconnaissance")
        verbose_name_plural = _("avis sur les reconnaissances")
        ordering = ["donne_le", "pk"]
        constraints = [models.UniqueConstraint(fields=["reconnaissance", "par"], name="avis_reconnaissance_unique")]

    def __str__(self):
        return str(_("favorable") if self.favorable else _("défavorable"))

"""What the quality audit needs besides what the houses hold: pieces that people attach, folders made for an auditor."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet


class PieceQuerySet(PerimetreQuerySet):
    def en_vigueur(self):
        return self.filter(retiree_le=None)


class PieceQualiopi(models.Model):
    """A note or a file that proves an indicator. Taken back with a reason, never erased."""

    indicateur = models.PositiveSmallIntegerField(_("indicateur"))
    titre = models.CharField(_("titre"), max_length=160)
    note = models.TextField(_("note"), blank=True, help_text=_("Ce que la pièce montre, ou où elle se trouve."))
    fichier = models.FileField(_("fichier"), upload_to="qualiopi/pieces", max_length=200, blank=True)
    nom = models.CharField(_("nom du fichier"), max_length=200, blank=True)
    empreinte = models.CharField(_("empreinte SHA-256 du fichier"), max_length=64, blank=True)
    date = models.DateField(_("date de la pièce"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ajoutée par"))
    le = models.DateTimeField(_("ajoutée le"))
    retiree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("retirée par")
    )
    retiree_le = models.DateTimeField(_("retirée le"), null=True, blank=True)
    motif = models.TextField(_("motif du retrait"), blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("pièce Qualiopi")
        verbose_name_plural = _("pièces Qualiopi")
        ordering = ["indicateur", "-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(note="") | ~Q(fichier=""),
                name="piece_qualiopi_note_ou_fichier",
                violation_error_message=_("Écrivez une note ou joignez un fichier."),
            ),
            models.CheckConstraint(
                condition=Q(retiree_le=None, retiree_par=None, motif="")
                | (Q(retiree_le__isnull=False, retiree_par__isnull=False) & ~Q(motif="")),
                name="piece_qualiopi_retiree_avec_motif",
                violation_error_message=_("Indiquez pourquoi la pièce est retirée."),
            ),
        ]
        indexes = [models.Index(fields=["indicateur", "-date", "-id"], name="piece_qualiopi_indicateur")]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return reverse("qualiopi_detail", args=[self.indicateur])


class DossierQuerySet(PerimetreQuerySet):
    def lisibles_par(self, utilisateur):
        """Those that name trainees, only for who may read attendance."""
        lisibles = self.autorises(utilisateur, "qualiopi.voir")
        nominatifs = self.filter(nominatif=True).autorises(utilisateur, "qualiopi.emargements")
        return lisibles.filter(Q(nominatif=False) | Q(pk__in=nominatifs.values("pk")))


class DossierAudit(models.Model):
    """All the evidence in one file for the auditor, made in the background, kept for a while."""

    class Etat(models.TextChoices):
        DEMANDE = "demande", _("en préparation")
        PRET = "pret", _("prêt")
        EN_ECHEC = "en_echec", _("en échec")

    annee = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    nominatif = models.BooleanField(_("avec les feuilles d'émargement"), default=False)
    etat = FSMField(_("état"), default=Etat.DEMANDE, choices=Etat, protected=True)
    faits = models.PositiveSmallIntegerField(_("indicateurs réunis"), default=0)
    fichier = models.FileField(_("fichier"), upload_to="qualiopi/dossiers", max_length=200, blank=True)
    octets = models.PositiveBigIntegerField(_("taille"), default=0)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("demandé par"))
    demande_le = models.DateTimeField(_("demandé le"))
    pret_le = models.DateTimeField(_("prêt le"), null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier d'audit")
        verbose_name_plural = _("dossiers d'audit")
        ordering = ["-demande_le", "-pk"]
        indexes = [models.Index(fields=["-demande_le", "-id"], name="dossier_audit_recents")]

    def __str__(self):
        return f"Qualiopi {self.annee or ''} ({self.demande_le:%Y-%m-%d})"

    def get_absolute_url(self):
        return reverse("dossier_audit_list")

    @transition(field=etat, source=Etat.DEMANDE, target=Etat.PRET)
    def finir(self, *, le):
        self.pret_le = le

    @transition(field=etat, source=Etat.DEMANDE, target=Etat.EN_ECHEC)
    def echouer(self):
        pass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class AbonnementAgendaQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "utilisateur", Portee.STRUCTURE: "structure"}

    def actifs(self):
        return self.filter(revoque_le=None)


class AbonnementAgenda(models.Model):
    """The secret address of a private feed. The secret itself is shown once and never kept: only its fingerprint is.

    That of a structure works as long as whoever made it answers for the structure.
    """

    class Genre(models.TextChoices):
        PERSONNE = "personne", _("mes sessions")
        FORMATEUR = "formateur", _("les sessions que j'anime")
        STRUCTURE = "structure", _("les sessions de ma structure")

    class Client(models.TextChoices):
        """The family of what fetches a feed, never more."""

        GOOGLE = "google", _("Google Agenda")
        APPLE = "apple", _("Apple Calendrier")
        THUNDERBIRD = "thunderbird", _("Thunderbird")
        OUTLOOK = "outlook", _("Outlook")
        AUTRE = "autre", _("une autre application")

    genre = models.CharField(_("contenu"), max_length=10, choices=Genre)
    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("personne")
    )
    structure = models.ForeignKey(
        "academie.Structure", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("structure")
    )
    libelle = models.CharField(
        _("à quoi sert cette adresse"),
        max_length=80,
        help_text=_("Par exemple « mon téléphone » : pour savoir plus tard laquelle révoquer."),
    )
    noms = models.BooleanField(
        _("écrire le nom des personnes qui l'ont accepté"),
        default=False,
        help_text=_("Agenda d'une structure seulement. Les autres personnes sont comptées, jamais nommées."),
    )
    empreinte = models.CharField(_("empreinte SHA-256 du secret"), max_length=64, unique=True, editable=False)
    cree_le = models.DateTimeField(_("créé le"))
    cree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("créé par")
    )
    revoque_le = models.DateTimeField(_("révoqué le"), null=True, blank=True)
    revoque_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("révoqué par"),
    )
    remplace_par = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="remplace", verbose_name=_("remplacé par")
    )
    dernier_acces_le = models.DateTimeField(_("lu pour la dernière fois le"), null=True, blank=True)
    dernier_client = models.CharField(_("lu par"), max_length=12, choices=Client, blank=True)

    objects = AbonnementAgendaQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda privé")
        verbose_name_plural = _("agendas privés")
        ordering = ["-cree_le", "-pk"]
        constraints = [
            # Neither: the person or the structure is no more; the address then says so.
            models.CheckConstraint(
                condition=Q(genre="structure", utilisateur=None)
                | (~Q(genre="structure") & Q(structure=None, noms=False)),
                name="abonnement_personne_ou_structure",
            ),
            models.CheckConstraint(
                condition=Q(remplace_par=None) | Q(revoque_le__isnull=False), name="abonnement_remplace_revoque"
            ),
        ]
        indexes = [
            models.Index(fields=["utilisateur", "revoque_le"], name="abonnement_personne"),
            models.Index(fields=["structure", "revoque_le"], name="abonnement_structure"),
        ]

    def __str__(self):
        return self.libelle

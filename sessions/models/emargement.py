from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from sessions.scellement import ORIGINE


class EmargementQuerySet(PerimetreQuerySet):
    chemins = {
        Portee.SOI: "inscription__utilisateur",
        Portee.STRUCTURE: "inscription__structure",
        Portee.ANIMEES: "creneau__interventions__formateur",
    }


class Emargement(models.Model):
    """One person's attendance at one half-day: signed, or declared absent by the trainer."""

    class Moyen(models.TextChoices):
        LIEN = "lien", _("lien personnel")
        CODE = "code", _("code affiché dans la salle")
        TABLETTE = "tablette", _("appareil de la formatrice ou du formateur")
        PAPIER = "papier", _("feuille signée à la main")
        JOURNAL = "journal", _("journal de connexion")
        FORMATEUR = "formateur", _("déclaration de la formatrice ou du formateur")

    # Those that the trainer vouches for.
    DECLARES = (Moyen.TABLETTE, Moyen.PAPIER, Moyen.JOURNAL, Moyen.FORMATEUR)

    inscription = models.ForeignKey(
        "seminaires.Inscription",
        models.PROTECT,
        related_name="emargements",
        verbose_name=_("inscription"),
    )
    creneau = models.ForeignKey(
        "seminaires.Creneau",
        models.PROTECT,
        related_name="emargements",
        verbose_name=_("demi-journée"),
    )
    nom_saisi = models.CharField(_("nom saisi"), max_length=200, blank=True)
    moyen = models.CharField(_("moyen"), max_length=10, choices=Moyen)
    minutes = models.PositiveSmallIntegerField(_("minutes suivies"))
    signe_le = models.DateTimeField(_("signé le"))
    absent = models.BooleanField(_("absence"), default=False)
    declare_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("déclaré par"),
    )
    motif = models.CharField(_("précision"), max_length=300, blank=True)
    justifiee = models.BooleanField(_("absence justifiée"), default=False)
    arrivee = models.DateTimeField(_("arrivée"), null=True, blank=True)
    depart = models.DateTimeField(_("départ"), null=True, blank=True)
    trace = models.TextField(_("signature dessinée"), blank=True, help_text=_("Traits, en coordonnées entières."))
    cle = models.UUIDField(
        _("clé d'envoi"),
        null=True,
        blank=True,
        unique=True,
        help_text=_("Donnée par l'appareil qui a recueilli la signature : la même, renvoyée, ne compte qu'une fois."),
    )
    appareil_le = models.DateTimeField(_("heure de l'appareil"), null=True, blank=True)

    objects = EmargementQuerySet.as_manager()

    class Meta:
        verbose_name = _("émargement")
        verbose_name_plural = _("émargements")
        ordering = ["creneau", "signe_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inscription", "creneau"],
                name="emargement_unique",
                violation_error_message=_("La présence à cette demi-journée est déjà enregistrée."),
            ),
            models.CheckConstraint(
                condition=Q(absent=True, minutes=0) | (Q(absent=False, minutes__gte=1) & ~Q(nom_saisi="")),
                name="emargement_signe_ou_absent",
            ),
            models.CheckConstraint(
                condition=Q(moyen__in=["tablette", "papier", "journal", "formateur"], declare_par__isnull=False)
                | Q(moyen__in=["lien", "code"], declare_par=None),
                name="emargement_declare_par",
            ),
        ]

    def __str__(self):
        return f"{self.inscription_id} {self.creneau_id}"


class EnregistrementPresence(models.Model):
    """One link of the chain of a session's attendance: appended, never changed.

    `empreinte` is the SHA-256 (hexadecimal) of `precedent`, a line feed and `contenu`, in UTF-8. `contenu` is canonical JSON
    (RFC 8785 for what we put in: sorted keys, integers, strings, no space): the very bytes that were hashed. The
    first link of a session follows 64 zeros. `Emargement` is what the chain says at its end.
    """

    class Genre(models.TextChoices):
        OUVERTURE = "ouverture", _("ouverture de l'émargement")
        SIGNATURE = "signature", _("signature")
        DECLARATION = "declaration", _("déclaration")
        CORRECTION = "correction", _("correction")
        PIECE = "piece", _("pièce jointe")
        CONTRESEING = "contreseing", _("contreseing")

    session = models.ForeignKey(
        "seminaires.Session", models.PROTECT, related_name="enregistrements", verbose_name=_("session")
    )
    numero = models.PositiveIntegerField(_("numéro"))
    genre = models.CharField(_("nature"), max_length=12, choices=Genre)
    creneau = models.ForeignKey("seminaires.Creneau", models.PROTECT, related_name="+", verbose_name=_("demi-journée"))
    inscription = models.ForeignKey(
        "seminaires.Inscription", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("inscription")
    )
    contenu = models.TextField(_("contenu"))
    precedent = models.CharField(_("empreinte précédente"), max_length=64)
    empreinte = models.CharField(_("empreinte"), max_length=64)

    class Meta:
        verbose_name = _("enregistrement de présence")
        verbose_name_plural = _("enregistrements de présence")
        ordering = ["session", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["session", "numero"], name="enregistrement_numero_unique"),
            models.UniqueConstraint(fields=["session", "precedent"], name="enregistrement_une_suite"),
        ]
        indexes = [models.Index(fields=["creneau", "numero"], name="enregistrement_creneau")]

    def __str__(self):
        return f"{self.session_id} n° {self.numero}"


class Registre(models.Model):
    """Where the chain of a session stands: its tail cannot be cut unseen."""

    session = models.OneToOneField(
        "seminaires.Session", models.PROTECT, primary_key=True, related_name="registre", verbose_name=_("session")
    )
    nombre = models.PositiveIntegerField(_("nombre d'enregistrements"), default=0)
    empreinte = models.CharField(_("dernière empreinte"), max_length=64, default=ORIGINE)

    class Meta:
        verbose_name = _("registre de présence")
        verbose_name_plural = _("registres de présence")

    def __str__(self):
        return f"{self.session_id} ({self.nombre})"

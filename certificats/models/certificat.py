from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from certificats.models.document import DocumentDelivre, chemin_fichier  # noqa: F401, migration 0001 names it here


class CertificatQuerySet(PerimetreQuerySet):
    chemins = {
        Portee.SOI: "inscription__utilisateur",
        Portee.STRUCTURE: "inscription__structure",
    }

    def en_vigueur(self):
        """Neither replaced nor revoked, whatever they prove."""
        return self.filter(etat=Certificat.Etat.VALIDE)

    def valides(self):
        """In force, and the threshold was reached: the person is certified."""
        return self.en_vigueur().filter(atteint=True)

    def decisifs(self):
        """What was decided for good of an enrolment: nothing is issued beside it by rule."""
        revoques = Q(etat=Certificat.Etat.REVOQUE) & ~Q(classe=Certificat.Classe.ABSENCE)
        return self.filter(Q(etat=Certificat.Etat.VALIDE) | revoques)


class Certificat(models.Model):
    """What the Académie states of a person's training: facts frozen at issue, printed in one or more documents.

    What was printed never changes. A correction is another certificate that replaces this one, documents included; a
    revocation keeps it, with its reason. Under the threshold (`atteint` is false) it only states hours of attendance.
    """

    class Etat(models.TextChoices):
        VALIDE = "valide", _("valide")
        REMPLACE = "remplace", _("remplacé")
        REVOQUE = "revoque", _("révoqué")

    class Classe(models.TextChoices):
        """Why a certificate was revoked. The class is public, the detail is not."""

        FRAUDE = "fraude", _("fraude")
        PERSONNE = "personne", _("erreur de personne")
        FAIT = "fait", _("erreur de fait")
        DEMANDE = "demande", _("demande de la personne")
        ABSENCE = "absence", _("présence corrigée : la personne était absente")
        AUTRE = "autre", _("autre raison")

    # What anybody reads of each class.
    RAISONS_PUBLIQUES: dict[str, Promise] = {
        Classe.FRAUDE: _("Une fraude a été constatée."),
        Classe.PERSONNE: _("Il avait été délivré à une autre personne que celle qui a suivi la formation."),
        Classe.FAIT: _("Un fait qu'il affirmait était faux."),
        Classe.DEMANDE: _("La personne a demandé son retrait."),
        Classe.ABSENCE: _("La présence de la personne a été corrigée : elle n'a pas suivi cette formation."),
        Classe.AUTRE: _("L'Académie l'a retiré."),
    }
    inscription = models.ForeignKey(
        "seminaires.Inscription", models.PROTECT, related_name="+", verbose_name=_("inscription")
    )
    numero = models.CharField(_("numéro"), max_length=20, unique=True)
    atteint = models.BooleanField(_("seuil d'assiduité atteint"), default=True)
    etat = FSMField(_("état"), default=Etat.VALIDE, choices=Etat, protected=True)
    faits = models.JSONField(_("faits imprimés"))
    emis_le = models.DateTimeField(_("délivré le"))
    emis_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("délivré par"),
    )
    remplace = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="remplacant",
        verbose_name=_("certificat qu'il remplace"),
    )
    classe = models.CharField(_("nature de la révocation"), max_length=10, choices=Classe, blank=True)
    motif = models.TextField(_("motif du remplacement ou de la révocation"), blank=True)
    revoque_le = models.DateTimeField(_("révoqué le"), null=True, blank=True)
    signale_le = models.DateTimeField(
        _("changement de nom signalé le"),
        null=True,
        blank=True,
        help_text=_("Par la personne, quand son nom n'est plus celui qui est imprimé."),
    )
    titulaire_efface = models.CharField(
        _("empreinte salée du nom effacé"),
        max_length=128,
        blank=True,
        editable=False,
        help_text=_("La personne a demandé que son nom ne se lise plus : on peut seulement lui en comparer un."),
    )

    objects = CertificatQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificat")
        verbose_name_plural = _("certificats")
        ordering = ["-emis_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inscription"],
                condition=Q(etat="valide"),
                name="certificat_un_valide_par_inscription",
                violation_error_message=_("Cette inscription a déjà un certificat valide."),
            ),
            models.CheckConstraint(
                condition=Q(etat="revoque", revoque_le__isnull=False) | (~Q(etat="revoque") & Q(revoque_le=None)),
                name="certificat_revoque_avec_date",
                violation_error_message=_("Un certificat révoqué porte la date de sa révocation, et lui seul."),
            ),
            models.CheckConstraint(condition=Q(etat="revoque") | Q(classe=""), name="certificat_classe_si_revoque"),
            models.CheckConstraint(
                condition=Q(etat="valide") | ~Q(motif=""),
                name="certificat_retire_avec_motif",
                violation_error_message=_("Indiquez pourquoi ce certificat n'est plus valide."),
            ),
        ]
        indexes = [
            models.Index(fields=["-emis_le", "-id"], name="certificat_recents"),
            models.Index(fields=["etat", "-emis_le", "-id"], name="certificat_etat_recents"),
        ]

    def __str__(self):
        return self.numero

    def get_absolute_url(self):
        return reverse("certificats:certificat_detail", args=[self.pk])

    @cached_property
    def principal(self) -> DocumentDelivre:
        """The document to open first: the certificat de réalisation when there is one."""
        return min(self.documents.all(), key=lambda document: document.rang)

    @property
    def raison_publique(self) -> str:
        """Why it no longer stands, as anybody may read it."""
        return str(self.RAISONS_PUBLIQUES[self.classe or self.Classe.AUTRE])

    @transition(field=etat, source=Etat.VALIDE, target=Etat.REMPLACE)
    def remplacer(self, *, motif: str):
        self.motif = motif

    @transition(field=etat, source=Etat.VALIDE, target=Etat.REVOQUE)
    def revoquer(self, *, classe: str, motif: str, le):
        self.classe = classe
        self.motif = motif
        self.revoque_le = le

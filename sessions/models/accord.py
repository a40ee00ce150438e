from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from sessions.models.inscription import Inscription


class AccordEmployeurQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "inscription__utilisateur", Portee.STRUCTURE: "inscription__structure"}

    def attendus(self):
        """Those that somebody may still answer: the enrolment still runs."""
        return self.filter(etat=AccordEmployeur.Etat.DEMANDE).exclude(inscription__etat=Inscription.Etat.ANNULEE)


class AccordEmployeur(models.Model):
    """What the employer answers to an enrolment: asked by a signed link that serves once, without an account."""

    class Etat(models.TextChoices):
        DEMANDE = "demande", _("demandé")
        DONNE = "donne", _("donné")
        REFUSE = "refuse", _("refusé")
        EXPIRE = "expire", _("sans réponse à temps")

    inscription = models.OneToOneField(
        "seminaires.Inscription", models.CASCADE, related_name="accord", verbose_name=_("inscription")
    )
    etat = FSMField(_("état"), default=Etat.DEMANDE, choices=Etat, protected=True)
    email = models.EmailField(_("adresse électronique de qui décide"))
    email_suppleant = models.EmailField(_("adresse électronique de qui supplée"), blank=True)
    numero = models.PositiveSmallIntegerField(
        _("numéro de la demande"), default=1, help_text=_("Une demande refaite rend le lien précédent sans effet.")
    )
    demande_le = models.DateTimeField(_("demandé le"))
    expire_le = models.DateTimeField(_("à donner avant le"))
    relance_le = models.DateTimeField(_("rappelé le"), null=True, blank=True)
    decide_le = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decide_par = models.CharField(_("nom et fonction de qui a décidé"), max_length=200, blank=True)
    motif = models.CharField(_("motif"), max_length=300, blank=True)
    enregistre_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("réponse reçue sur papier, enregistrée par"),
    )

    objects = AccordEmployeurQuerySet.as_manager()

    class Meta:
        verbose_name = _("accord de l'employeur")
        verbose_name_plural = _("accords des employeurs")
        ordering = ["expire_le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat__in=["demande", "expire"])
                | (Q(etat="donne", decide_le__isnull=False) & ~Q(decide_par=""))
                | (Q(etat="refuse", decide_le__isnull=False) & ~Q(decide_par="") & ~Q(motif="")),
                name="accord_decide_par_quelqu_un",
            )
        ]
        indexes = [models.Index(fields=["etat", "expire_le"], name="accord_echeance")]

    def __str__(self):
        return f"{self.inscription_id} {self.etat}"

    @property
    def attendu(self) -> bool:
        return self.etat == self.Etat.DEMANDE and self.inscription.etat != Inscription.Etat.ANNULEE

    @transition(field=etat, source=Etat.DEMANDE, target=Etat.DONNE)
    def donner(self, *, par: str, le, motif: str = ""):
        self.decide_par, self.decide_le, self.motif = par, le, motif

    @transition(field=etat, source=Etat.DEMANDE, target=Etat.REFUSE)
    def refuser(self, *, par: str, motif: str, le):
        self.decide_par, self.motif, self.decide_le = par, motif, le

    @transition(field=etat, source=Etat.DEMANDE, target=Etat.EXPIRE)
    def expirer(self):
        pass

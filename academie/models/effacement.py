from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class DemandeEffacementQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "utilisateur"}

    def en_cours(self):
        return self.filter(etat=DemandeEffacement.Etat.DEMANDEE)

    def dues(self, jour):
        return self.en_cours().filter(prevue_le__lte=jour)


class DemandeEffacement(models.Model):
    """A person asks to be forgotten; they may change their mind until the day that was said."""

    class Etat(models.TextChoices):
        DEMANDEE = "demandee", _("demandé")
        ANNULEE = "annulee", _("annulé")
        EXECUTEE = "executee", _("fait")

    utilisateur = models.ForeignKey(
        "academie.Utilisateur", models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    etat = FSMField(_("état"), default=Etat.DEMANDEE, choices=Etat, protected=True)
    nom_visible = models.BooleanField(
        _("le nom reste sur les pages qui vérifient les certificats"),
        help_text=_("Sinon, une empreinte le remplace : on peut lui comparer un nom, pas l'y lire."),
    )
    demandee_le = models.DateTimeField(_("demandé le"))
    prevue_le = models.DateField(_("prévu le"))
    par = models.ForeignKey(
        "academie.Utilisateur",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enregistré par"),
        help_text=_("Quand la personne a écrit à l'Académie au lieu de demander elle-même."),
    )
    motif = models.CharField(_("comment la demande est venue"), max_length=300, blank=True)
    terminee_le = models.DateTimeField(_("terminé le"), null=True, blank=True)

    objects = DemandeEffacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande d'effacement")
        verbose_name_plural = _("demandes d'effacement")
        ordering = ["-demandee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["utilisateur"],
                condition=Q(etat="demandee"),
                name="effacement_une_demande",
                violation_error_message=_("L'effacement de ce compte est déjà demandé."),
            ),
            models.CheckConstraint(
                condition=Q(etat="demandee", terminee_le=None) | (~Q(etat="demandee") & Q(terminee_le__isnull=False)),
                name="effacement_termine_avec_date",
            ),
            models.CheckConstraint(
                condition=Q(par=None) | ~Q(motif="") | Q(etat="executee"), name="effacement_par_autrui_avec_motif"
            ),
        ]
        indexes = [models.Index(fields=["etat", "prevue_le"], name="effacement_echeance")]

    def __str__(self):
        return str(self.utilisateur)

    @transition(field=etat, source=Etat.DEMANDEE, target=Etat.ANNULEE)
    def annuler(self, *, le):
        self.terminee_le = le

    @transition(field=etat, source=Etat.DEMANDEE, target=Etat.EXECUTEE)
    def executer(self, *, le):
        self.terminee_le, self.motif = le, ""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from besoins.models.enquete import Enquete, Option, Question
from besoins.models.invitation import Invitation, Profil


class ReponseQuerySet(models.QuerySet):
    def soumises(self):
        return self.filter(etat=Reponse.Etat.SOUMISE)


class Reponse(Profil):
    """One answer to one survey, saved at each step and submitted once.

    While it is being written it belongs to an invitation. Once submitted, an anonymous answer is another row, with a
    key drawn at random, no invitation, no profile and a day instead of a time (`Enquete.Regime`).
    """

    class Etat(models.TextChoices):
        EN_COURS = "en_cours", _("en cours")
        SOUMISE = "soumise", _("envoyée")

    enquete = models.ForeignKey(Enquete, models.PROTECT, related_name="reponses")
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, blank=True, related_name="reponse")
    libelle = models.CharField(
        _("répondant"),
        max_length=200,
        blank=True,
        help_text=_("Quand la réponse ne vient pas d'une invitation."),
    )
    etat = FSMField(_("état"), default=Etat.EN_COURS, choices=Etat, protected=True)
    commencee_le = models.DateTimeField(_("commencée le"))
    soumise_le = models.DateTimeField(_("envoyée le"), null=True, blank=True)
    poids = models.FloatField(_("poids"), default=1.0)
    maj_le = models.DateTimeField(_("enregistrée le"))

    objects = ReponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        ordering = ["enquete", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat="en_cours", soumise_le=None)
                | Q(etat="soumise", soumise_le__isnull=False, soumise_le__gte=F("commencee_le")),
                name="reponse_etat_et_dates",
                violation_error_message=_("Les dates de la réponse contredisent son état."),
            ),
            models.CheckConstraint(
                condition=Q(poids__gte=0),
                name="reponse_poids_positif",
                violation_error_message=_("Un poids ne peut pas être négatif."),
            ),
            models.UniqueConstraint(
                fields=["enquete", "libelle"],
                condition=Q(invitation=None) & ~Q(libelle=""),
                name="reponse_libelle_unique",
                violation_error_message=_("Ce répondant a déjà répondu."),
            ),
        ]
        indexes = [models.Index(fields=["enquete", "etat"], name="reponse_etat")]

    def __str__(self):
        return self.libelle or (self.invitation.qui if self.invitation_id else _("Réponse %(pk)s") % {"pk": self.pk})

    @transition(field=etat, source=Etat.EN_COURS, target=Etat.SOUMISE)
    def soumettre(self, *, le):
        self.soumise_le = le
        self.maj_le = le


class Valeur(models.Model):
    """One value of an answer; several options make several rows.

    Choice: `option`, with `texte` when it is "Autre : …". Ranking: `option` and its rank in `nombre` (1 first). Matrix:
    `option` is the item, `nombre` its importance, `maitrise` its mastery, either of them maybe missing. Scale and number:
    `nombre`. Texts: `texte`. Date: `jour`. Territory: `territoire`.
    """

    # Their indexes are those of `Meta`, which begin with them.
    reponse = models.ForeignKey(Reponse, models.CASCADE, related_name="valeurs", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="valeurs", db_index=False)
    option = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="valeurs")
    nombre = models.DecimalField(_("nombre"), max_digits=18, decimal_places=4, null=True, blank=True)
    maitrise = models.PositiveSmallIntegerField(_("maîtrise"), null=True, blank=True)
    texte = models.TextField(_("texte"), blank=True)
    jour = models.DateField(_("date"), null=True, blank=True)
    territoire = models.ForeignKey(
        "academie.Territoire", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )

    class Meta:
        verbose_name = _("valeur")
        verbose_name_plural = _("valeurs")
        ordering = ["reponse", "question", "option", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(option__isnull=False, jour=None, territoire=None)
                | Q(option=None, maitrise=None, nombre__isnull=False, texte="", jour=None, territoire=None)
                | Q(option=None, maitrise=None, nombre=None, jour__isnull=False, texte="", territoire=None)
                | Q(option=None, maitrise=None, nombre=None, jour=None, texte="", territoire__isnull=False)
                | (Q(option=None, maitrise=None, nombre=None, jour=None, territoire=None) & ~Q(texte="")),
                name="valeur_d_un_seul_genre",
                violation_error_message=_("Une valeur est une option, un nombre, une date, un territoire ou un texte."),
            ),
            models.UniqueConstraint(fields=["reponse", "question", "option"], name="valeur_option_unique"),
            models.UniqueConstraint(
                fields=["reponse", "question"],
                condition=Q(option=None),
                name="valeur_libre_unique",
            ),
        ]
        # Covers the counts of the results: no row of the table is read.
        indexes = [models.Index(fields=["question", "option", "nombre", "reponse"], name="valeur_comptes")]

    def __str__(self):
        return str(self.option or self.nombre or self.jour or self.territoire or self.texte[:80])

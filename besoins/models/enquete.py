from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class EnqueteQuerySet(PerimetreQuerySet):
    # For `invitation.voir`: the surveys that ask the structures of a référente or référent.
    chemins = {Portee.STRUCTURE: "invitations__structure"}


class Enquete(models.Model):
    """A needs survey: its structure is free while a draft, frozen once open."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("brouillon")
        OUVERTE = "ouverte", _("ouverte")
        CLOSE = "close", _("close")

    titre = models.CharField(_("titre"), max_length=200)
    presentation = models.TextField(
        _("présentation"),
        blank=True,
        help_text=_("Ce que lit la personne avant de répondre : qui demande, pourquoi, ce qu'il en sera fait."),
    )
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    population = models.PositiveIntegerField(
        _("taille de la population interrogée"),
        null=True,
        blank=True,
        help_text=_(
            "Nombre total de structures que l'enquête veut représenter, s'il est connu. Plus la part interrogée est "
            "grande, plus les intervalles se resserrent."
        ),
    )
    note_donnees = models.TextField(
        _("note sur les données"),
        blank=True,
        help_text=_("Affichée avec les résultats : d'où viennent les réponses, ce qu'on ne peut pas en conclure."),
    )
    ferme_le = models.DateField(
        _("dernier jour pour répondre"),
        null=True,
        blank=True,
        help_text=_("Passé ce jour, les liens n'acceptent plus de réponse."),
    )
    cree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("créée par"),
    )
    cree_le = models.DateTimeField(_("créée le"))
    ouverte_le = models.DateTimeField(_("ouverte le"), null=True, blank=True)
    close_le = models.DateTimeField(_("close le"), null=True, blank=True)

    objects = EnqueteQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquête")
        verbose_name_plural = _("enquêtes")
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat="brouillon", ouverte_le=None, close_le=None)
                | Q(etat="ouverte", ouverte_le__isnull=False, close_le=None)
                | Q(etat="close", ouverte_le__isnull=False, close_le__isnull=False, close_le__gte=F("ouverte_le")),
                name="enquete_etat_et_dates",
                violation_error_message=_("Les dates de l'enquête contredisent son état."),
            ),
        ]
        indexes = [models.Index(fields=["-cree_le", "-id"], name="enquete_recentes")]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return reverse("besoins:enquete_detail", args=[self.pk])

    def accepte_reponses(self, jour) -> bool:
        return self.etat == self.Etat.OUVERTE and (self.ferme_le is None or jour <= self.ferme_le)

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.OUVERTE)
    def ouvrir(self, *, le):
        self.ouverte_le = le

    @transition(field=etat, source=Etat.OUVERTE, target=Etat.CLOSE)
    def clore(self, *, le):
        self.close_le = le


class Section(models.Model):
    """One page of a survey."""

    CLE = "titre"

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="sections")
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    titre = models.CharField(_("titre"), max_length=200)
    aide = models.TextField(_("texte d'introduction"), blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["enquete", "ordre"]
        constraints = [models.UniqueConstraint(fields=["enquete", "ordre"], name="section_ordre_unique")]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return f"{self.enquete.get_absolute_url()}#section-{self.pk}"

    def freres(self):
        return self.enquete.sections.all()


class Question(models.Model):
    CLE = "intitule"

    class Genre(models.TextChoices):
        CHOIX_UNIQUE = "choix_unique", _("choix unique")
        CHOIX_MULTIPLE = "choix_multiple", _("choix multiple")
        ECHELLE = "echelle", _("échelle")
        NOMBRE = "nombre", _("nombre")
        TEXTE = "texte", _("texte libre")

    AVEC_OPTIONS = (Genre.CHOIX_UNIQUE, Genre.CHOIX_MULTIPLE)

    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    genre = models.CharField(_("type de réponse"), max_length=16, choices=Genre)
    intitule = models.CharField(_("question"), max_length=500)
    aide = models.TextField(_("précision affichée sous la question"), blank=True)
    obligatoire = models.BooleanField(_("réponse obligatoire"), default=False)
    minimum = models.IntegerField(_("minimum"), null=True, blank=True)
    maximum = models.IntegerField(_("maximum"), null=True, blank=True)
    unite = models.CharField(_("unité"), max_length=40, blank=True)
    libelle_minimum = models.CharField(_("mot au bas de l'échelle"), max_length=80, blank=True)
    libelle_maximum = models.CharField(_("mot en haut de l'échelle"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["section__enquete", "section__ordre", "ordre"]
        constraints = [
            models.UniqueConstraint(fields=["section", "ordre"], name="question_ordre_unique"),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(maximum=None) | Q(maximum__gt=F("minimum")),
                name="question_minimum_sous_maximum",
                violation_error_message=_("Le maximum doit dépasser le minimum."),
            ),
            models.CheckConstraint(
                condition=~Q(genre="echelle") | Q(minimum__isnull=False, maximum__isnull=False),
                name="question_echelle_bornee",
                violation_error_message=_("Une échelle a besoin de ses deux bornes, par exemple 1 et 5."),
            ),
        ]

    def __str__(self):
        return self.intitule

    def get_absolute_url(self):
        return f"{self.section.enquete.get_absolute_url()}#question-{self.pk}"

    @property
    def enquete(self) -> Enquete:
        return self.section.enquete

    @property
    def a_des_options(self) -> bool:
        return self.genre in self.AVEC_OPTIONS

    def freres(self):
        return self.section.questions.all()


class Option(models.Model):
    """One answer proposed by a choice question; its results may become evidence of a need."""

    CLE = "libelle"

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    libelle = models.CharField(_("réponse proposée"), max_length=300)
    detail = models.TextField(_("détail"), blank=True)
    pourcentage_publie = models.DecimalField(
        _("pourcentage publié ailleurs"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_(
            "Si une autre publication annonce un pourcentage pour cette réponse, la page des résultats le confronte "
            "aux réponses."
        ),
    )

    effectif_inconnu = models.BooleanField(
        _("nombre de réponses inconnu"),
        default=False,
        help_text=_(
            "Pour une étude reprise d'une publication dont ce chiffre ne permet pas de retrouver le nombre de réponses."
        ),
    )

    class Meta:
        verbose_name = _("réponse proposée")
        verbose_name_plural = _("réponses proposées")
        ordering = ["question", "ordre"]
        constraints = [
            models.UniqueConstraint(fields=["question", "ordre"], name="option_ordre_unique"),
            models.CheckConstraint(
                condition=Q(pourcentage_publie=None) | Q(pourcentage_publie__gte=0, pourcentage_publie__lte=100),
                name="option_pourcentage_entre_0_et_100",
                violation_error_message=_("Un pourcentage est compris entre 0 et 100."),
            ),
        ]

    def __str__(self):
        return self.libelle

    def get_absolute_url(self):
        return self.question.get_absolute_url()

    @property
    def enquete(self) -> Enquete:
        return self.question.enquete

    def freres(self):
        return self.question.options.all()


class InvitationQuerySet(PerimetreQuerySet):
    chemins = {Portee.STRUCTURE: "structure"}

    def a_repondre(self, jour):
        """Invitations that still await an answer in a survey open on `jour`."""
        return self.filter(
            Q(enquete__ferme_le=None) | Q(enquete__ferme_le__gte=jour),
            enquete__etat=Enquete.Etat.OUVERTE,
        ).exclude(etat=Invitation.Etat.REPONDUE)


class Invitation(models.Model):
    """A structure is asked to answer once. Its link is a signed token of (pk, version): a higher version kills it."""

    class Etat(models.TextChoices):
        ENVOYEE = "envoyee", _("sans réponse")
        COMMENCEE = "commencee", _("commencée")
        REPONDUE = "repondue", _("a répondu")

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="invitations")
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        related_name="+",
        verbose_name=_("structure"),
    )
    email = models.EmailField(_("adresse électronique"))
    etat = FSMField(_("état"), default=Etat.ENVOYEE, choices=Etat, protected=True)
    version = models.PositiveSmallIntegerField(_("version du lien"), default=1)
    invitee_le = models.DateTimeField(_("invitée le"))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["enquete", "structure__nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enquete", "structure"],
                name="invitation_unique",
                violation_error_message=_("Cette structure est déjà invitée."),
            )
        ]
        indexes = [models.Index(fields=["enquete", "etat"], name="invitation_etat")]

    def __str__(self):
        return f"{self.structure} – {self.enquete}"

    @transition(field=etat, source=Etat.ENVOYEE, target=Etat.COMMENCEE)
    def commencer(self):
        pass

    @transition(field=etat, source=Etat.COMMENCEE, target=Etat.REPONDUE)
    def repondre(self):
        pass

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee

CODE_VALIDE = RegexValidator(
    r"^[a-z][a-z0-9_]*\Z",
    _("Écrivez une lettre minuscule sans accent, puis des lettres, des chiffres ou « _ », par exemple q12."),
)


class EnqueteQuerySet(PerimetreQuerySet):
    # For `invitation.voir`: the surveys that ask the structures of a référente or référent.
    chemins = {Portee.STRUCTURE: "invitations__structure"}

    def des_besoins(self):
        """Those that look for needs: what a house asks about its sessions is read there."""
        return self.filter(finalite=Enquete.Finalite.BESOINS)


class Enquete(models.Model):
    """A survey: its structure is free while a draft, frozen once open."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("brouillon")
        OUVERTE = "ouverte", _("ouverte")
        CLOSE = "close", _("close")

    class Regime(models.TextChoices):
        """What links an answer to who gave it. Said to the person before the first question."""

        NOMME = "nomme", _("réponses nommées")
        PSEUDONYME = "pseudonyme", _("réponses sous pseudonyme jusqu'à la clôture")
        ANONYME = "anonyme", _("réponses anonymes")

    class Ponderation(models.TextChoices):
        AUCUNE = "aucune", _("chaque réponse compte pour une")
        POPULATION = "population", _("selon la population du territoire")
        QUESTION = "question", _("selon le nombre donné à une question")
        MAIN = "main", _("poids saisis à la main")

    class Finalite(models.TextChoices):
        BESOINS = "besoins", _("recueillir des besoins")
        EVALUATION = "evaluation", _("évaluer une formation")

    titre = models.CharField(_("titre"), max_length=200)
    finalite = models.CharField(
        _("à quoi elle sert"), max_length=12, choices=Finalite, default=Finalite.BESOINS, editable=False
    )
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
    regime = models.CharField(
        _("confidentialité des réponses"),
        max_length=12,
        choices=Regime,
        default=Regime.NOMME,
        help_text=_(
            "Annoncée à chaque personne avant la première question ; elle ne change plus une fois l'enquête ouverte."
        ),
    )
    ouvre_le = models.DateField(
        _("premier jour pour répondre"),
        null=True,
        blank=True,
        help_text=_(
            "Avant ce jour, les liens disent quand revenir. Laissez vide pour recevoir les réponses dès l'ouverture."
        ),
    )
    ferme_le = models.DateField(
        _("dernier jour pour répondre"),
        null=True,
        blank=True,
        help_text=_("Passé ce jour, les liens n'acceptent plus de réponse."),
    )
    lien_ouvert = models.BooleanField(
        _("lien ouvert"),
        default=False,
        help_text=_("Une adresse à afficher ou à transmettre : qui l'ouvre peut répondre, sans invitation."),
    )
    lien_limite = models.PositiveIntegerField(
        _("nombre de réponses par le lien ouvert"),
        null=True,
        blank=True,
        help_text=_("Au-delà, le lien ouvert ne reçoit plus de réponses. Laissez vide pour ne pas limiter."),
    )
    lien_version = models.PositiveSmallIntegerField(_("version du lien ouvert"), default=1, editable=False)
    resultats_publies = models.BooleanField(
        _("résultats publiés"),
        default=False,
        help_text=_("Chacun peut les lire ; les groupes de moins de cinq réponses y sont masqués."),
    )
    est_modele = models.BooleanField(_("modèle de la bibliothèque"), default=False)
    precedente = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suivantes",
        verbose_name=_("version ou vague précédente"),
    )
    ponderation = models.CharField(
        _("poids des réponses"), max_length=12, choices=Ponderation, default=Ponderation.AUCUNE
    )
    ponderation_question = models.ForeignKey(
        "besoins.Question",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("question qui donne le poids"),
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
            models.CheckConstraint(
                condition=Q(ouvre_le=None) | Q(ferme_le=None) | Q(ferme_le__gte=F("ouvre_le")),
                name="enquete_ouvre_avant_de_fermer",
                violation_error_message=_("Le dernier jour pour répondre ne peut pas précéder le premier."),
            ),
            models.CheckConstraint(
                condition=~Q(ponderation="question") | Q(ponderation_question__isnull=False),
                name="enquete_ponderation_par_une_question",
                violation_error_message=_("Choisissez la question qui donne le poids de chaque réponse."),
            ),
        ]
        indexes = [models.Index(fields=["-cree_le", "-id"], name="enquete_recentes")]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return reverse("besoins:enquete_detail", args=[self.pk])

    def accepte_reponses(self, jour) -> bool:
        return (
            self.etat == self.Etat.OUVERTE
            and (self.ouvre_le is None or self.ouvre_le <= jour)
            and (self.ferme_le is None or jour <= self.ferme_le)
        )

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.OUVERTE)
    def ouvrir(self, *, le):
        self.ouverte_le = le

    @transition(field=etat, source=Etat.OUVERTE, target=Etat.CLOSE)
    def clore(self, *, le):
        self.close_le = le


class Combinaison(models.TextChoices):
    """How the conditions of a section or a question combine."""

    TOUTES = "toutes", _("toutes les conditions sont remplies")
    UNE = "une", _("une condition au moins est remplie")


class Section(models.Model):
    """One page of a survey."""

    CLE = "titre"

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="sections")
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    titre = models.CharField(_("titre"), max_length=200)
    aide = models.TextField(_("texte d'introduction"), blank=True)
    combinaison = models.CharField(
        _("la section s'affiche quand"), max_length=8, choices=Combinaison, default=Combinaison.TOUTES
    )

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
        DATE = "date", _("date")
        TEXTE_COURT = "texte_court", _("texte court")
        TEXTE = "texte", _("texte libre")
        CLASSEMENT = "classement", _("classement")
        MATRICE = "matrice", _("importance et maîtrise")
        OUI_NON = "oui_non", _("oui, non, ne sait pas")
        TERRITOIRE = "territoire", _("territoire")

    # The genres whose answers are options; what else a row holds: the rank of a ranking, the two scores of a matrix.
    AVEC_OPTIONS = (Genre.CHOIX_UNIQUE, Genre.CHOIX_MULTIPLE, Genre.OUI_NON, Genre.CLASSEMENT, Genre.MATRICE)
    A_UN_CHOIX = (Genre.CHOIX_UNIQUE, Genre.OUI_NON)
    AVEC_TEXTE = (Genre.TEXTE_COURT, Genre.TEXTE)
    AVEC_DEGRES = (Genre.ECHELLE, Genre.MATRICE)

    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    code = models.CharField(
        _("code"),
        max_length=20,
        blank=True,
        validators=[CODE_VALIDE],
        help_text=_(
            "Nom court de la question, sans accent ni espace : en-tête des exports, et « {code} » dans un texte pour y reprendre la réponse."
        ),
    )
    genre = models.CharField(_("type de réponse"), max_length=16, choices=Genre)
    intitule = models.CharField(_("question"), max_length=500)
    aide = models.TextField(_("précision affichée sous la question"), blank=True)
    obligatoire = models.BooleanField(_("réponse obligatoire"), default=False)
    ordre_aleatoire = models.BooleanField(
        _("mélanger l'ordre des réponses proposées"),
        default=False,
        help_text=_("Chaque personne voit un ordre différent ; « Autre » reste à la fin."),
    )
    combinaison = models.CharField(
        _("la question s'affiche quand"), max_length=8, choices=Combinaison, default=Combinaison.TOUTES
    )
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
                condition=Q(minimum=None)
                | Q(maximum=None)
                | Q(maximum__gt=F("minimum"))
                | Q(genre="choix_multiple", maximum=F("minimum")),  # "choose exactly three"
                name="question_minimum_sous_maximum",
                violation_error_message=_("Le maximum doit dépasser le minimum."),
            ),
            models.CheckConstraint(
                condition=~Q(genre__in=["echelle", "matrice"]) | Q(minimum__isnull=False, maximum__isnull=False),
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

    libre = models.BooleanField(
        _("suivie d'un texte à compléter"),
        default=False,
        help_text=_("Pour « Autre : … » : la personne précise sa réponse."),
    )
    competence = models.ForeignKey(
        "academie.Competence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("compétence"),
        help_text=_("Quand la réponse désigne une compétence d'un référentiel."),
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

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.recherche import RechercheField, mots


class RessourceQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "redige_par"}

    def publiees(self):
        return self.filter(etat=Ressource.Etat.PUBLIEE)


class Ressource(models.Model):
    """The network's memory: initiatives, studies, notes, good-practice stories, regional analyses.

    A published one is corrected by a draft of its own (`corrige`), whose text replaces it once reviewed: its address and
    the modules that cite it stay.
    """

    class Genre(models.TextChoices):
        INITIATIVE = "initiative", _("fiche d'initiative")
        RECIT = "recit", _("récit de bonne pratique")
        ETUDE = "etude", _("étude")
        NOTE = "note", _("note de synthèse")
        ANALYSE = "analyse", _("analyse régionale")

    class Reproductible(models.TextChoices):
        OUI = "oui", _("oui")
        CONDITIONS = "conditions", _("sous conditions")
        NON = "non", _("non")

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("brouillon")
        EN_RELECTURE = "en_relecture", _("en relecture")
        PUBLIEE = "publiee", _("publiée")
        RETIREE = "retiree", _("retirée")
        INTEGREE = "integree", _("intégrée")  # a correction whose text has joined what it corrects

    COMMUNS = ("titre", "theme", "territoire", "competences", "annee")
    PROVENANCE = ("source", "adresse", "licence")
    LECTURES = ("essentiel", "synthese", "texte")
    # What each kind tells, in this order; a story in the structured form of the founding call for good practices.
    CORPS: dict[str, tuple[str, ...]] = {
        Genre.INITIATIVE: (
            "essentiel",
            "acteurs",
            "leviers",
            "resultats",
            "financement",
            "enseignements",
            "reproductible",
        ),
        Genre.RECIT: (
            "essentiel",
            "acteurs",
            "interactions",
            "volumetrie",
            "mission",
            "retombees",
            "leviers",
            "enseignements",
            "reproductible",
        ),
        Genre.ETUDE: LECTURES,
        Genre.NOTE: LECTURES,
        Genre.ANALYSE: (*LECTURES, "enseignements"),
    }
    # … and what it may go to review without.
    FACULTATIFS: dict[str, tuple[str, ...]] = {
        Genre.INITIATIVE: (),
        Genre.RECIT: ("enseignements", "reproductible"),
        Genre.ETUDE: ("synthese", "texte"),
        Genre.NOTE: (),
        Genre.ANALYSE: ("texte", "enseignements"),
    }
    EN_CHANTIER = (Etat.BROUILLON, Etat.EN_RELECTURE)
    SITUES = (Genre.INITIATIVE, Genre.RECIT, Genre.ANALYSE)

    genre = models.CharField(_("nature"), max_length=10, choices=Genre)
    titre = models.CharField(_("titre"), max_length=200)
    theme = models.ForeignKey(
        "academie.Theme", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thème")
    )
    territoire = models.ForeignKey(
        "academie.Territoire", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    region = models.ForeignKey(
        "academie.Territoire",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("région"),
    )
    competences = models.ManyToManyField(
        "academie.Competence", related_name="+", blank=True, verbose_name=_("compétences")
    )
    annee = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    # Three reading levels.
    essentiel = models.TextField(_("l'essentiel"), blank=True, help_text=_("Une minute de lecture : pour décider."))
    synthese = models.TextField(_("la synthèse"), blank=True, help_text=_("Cinq minutes : pour comprendre."))
    texte = models.TextField(_("le texte complet"), blank=True, help_text=_("Pour refaire."))
    acteurs = models.TextField(_("acteurs"), blank=True, help_text=_("Qui porte, qui finance, qui participe."))
    interactions = models.TextField(_("interactions"), blank=True, help_text=_("Qui fait quoi avec qui."))
    volumetrie = models.TextField(
        _("volumétrie"), blank=True, help_text=_("Combien de lieux, de personnes, d'ateliers, sur quelle durée.")
    )
    mission = models.TextField(_("mission"), blank=True, help_text=_("Ce que l'action s'est donné à faire."))
    retombees = models.TextField(_("retombées"), blank=True, help_text=_("Ce qui a changé, pour qui."))
    leviers = models.TextField(_("facteurs clés"), blank=True, help_text=_("Ce sans quoi l'action n'aurait pas tenu."))
    resultats = models.TextField(_("résultats"), blank=True)
    financement = models.TextField(_("financement"), blank=True, help_text=_("D'où vient l'argent, et combien."))
    enseignements = models.TextField(
        _("enseignements"), blank=True, help_text=_("Ce que l'on referait, et ce que l'on ne referait pas.")
    )
    reproductible = models.CharField(_("reproductible"), max_length=10, choices=Reproductible, blank=True)
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Qui le dit, où, quand : on doit pouvoir vérifier.")
    )
    adresse = models.URLField(_("adresse"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    fichier = models.FileField(_("fichier joint"), upload_to="ressources", max_length=200, blank=True)
    fichier_nom = models.CharField(_("nom du fichier"), max_length=200, blank=True, editable=False)
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    revision = models.PositiveIntegerField(_("révision"), default=1, editable=False)
    corrige = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("ressource corrigée"),
    )
    redige_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("rédigée par")
    )
    redacteurs = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("ont écrit"))
    cree_le = models.DateTimeField(_("commencée le"))
    relu_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("relue par")
    )
    avis_relecture = models.TextField(_("avis de relecture"), blank=True)
    publiee_le = models.DateTimeField(_("publiée le"), null=True, blank=True)
    motif_retrait = models.TextField(_("motif du retrait"), blank=True)
    recherche = RechercheField(_("mots cherchés"))

    objects = RessourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ressource")
        verbose_name_plural = _("ressources")
        ordering = ["-publiee_le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(relu_par=None) | ~Q(relu_par=F("redige_par")),
                name="ressource_relue_par_autrui",
                violation_error_message=_("La relecture revient à une autre personne."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["publiee", "retiree", "integree"])
                | Q(relu_par__isnull=False, publiee_le__isnull=False),
                name="ressource_publiee_apres_relecture",
                violation_error_message=_("Une ressource publiée dit qui l'a relue et quand."),
            ),
            models.CheckConstraint(
                condition=Q(corrige=None, etat__in=["brouillon", "en_relecture", "publiee", "retiree"])
                | Q(corrige__isnull=False, etat__in=["brouillon", "en_relecture", "integree"]),
                name="ressource_correction_a_part",
                violation_error_message=_("Une correction relue rejoint la ressource qu'elle corrige."),
            ),
            models.UniqueConstraint(
                fields=["corrige"],
                condition=Q(etat__in=["brouillon", "en_relecture"]),
                name="ressource_une_correction",
                violation_error_message=_("Une correction de cette ressource est déjà en préparation."),
            ),
        ]
        indexes = [
            models.Index(fields=["etat", "-publiee_le", "id"], name="ressource_publiees"),
            models.Index(fields=["etat", "-cree_le", "id"], name="ressource_commencees"),
        ]

    def __str__(self):
        return self.titre

    def save(self, *args, update_fields=None, **kwargs):
        """The search column and the région follow the text, whatever is written."""
        textes = [self.titre, *(getattr(self, champ) for champ in self.textes), self.source]
        noms = [str(lieu) for lieu in (self.territoire, self.theme) if lieu]
        self.recherche = mots("\n".join([textes[0], *noms, *textes[1:]]))
        self.region = self.territoire and (self.territoire.region or self.territoire)
        if update_fields is not None:
            update_fields = {*update_fields, "recherche", "region"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self):
        """The page of those who write; the public one is `ressource_detail`."""
        return reverse("besoins:ressource_dossier", args=[self.pk])

    @property
    def url_publique(self) -> str:
        return reverse("besoins:ressource_detail", args=[self.pk])

    @property
    def corps(self) -> tuple[str, ...]:
        return self.CORPS[self.genre]

    @property
    def textes(self) -> tuple[str, ...]:
        return tuple(champ for champ in self.corps if champ != "reproductible")

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.EN_RELECTURE)
    def soumettre(self):
        self.relu_par, self.avis_relecture = None, ""

    @transition(field=etat, source=Etat.EN_RELECTURE, target=Etat.BROUILLON)
    def renvoyer(self, *, par, avis: str):
        self.relu_par, self.avis_relecture = par, avis

    @transition(field=etat, source=Etat.EN_RELECTURE, target=Etat.PUBLIEE)
    def publier(self, *, par, le, avis: str):
        self.relu_par, self.avis_relecture, self.publiee_le = par, avis, le

    @transition(field=etat, source=Etat.EN_RELECTURE, target=Etat.INTEGREE)
    def integrer(self, *, par, le, avis: str):
        self.relu_par, self.avis_relecture, self.publiee_le = par, avis, le

    @transition(field=etat, source=Etat.PUBLIEE, target=Etat.RETIREE)
    def retirer(self, *, motif: str):
        self.motif_retrait = motif


class MouvementRessource(models.Model):
    """One line of a resource's history. A correction keeps what it replaced."""

    ressource = models.ForeignKey(Ressource, models.CASCADE, related_name="mouvements")
    de = models.CharField(_("état avant"), max_length=16, blank=True)
    vers = models.CharField(_("état après"), max_length=16)
    version = models.PositiveSmallIntegerField(_("version"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"))
    motif = models.TextField(_("motif"), blank=True)
    remplace = models.JSONField(_("texte remplacé"), default=dict)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("mouvement de ressource")
        verbose_name_plural = _("mouvements de ressource")
        ordering = ["ressource", "-le", "-pk"]

    def __str__(self):
        return f"{self.ressource} : {self.vers}"

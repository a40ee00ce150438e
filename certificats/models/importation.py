"""People, posts and past trainings brought by a file: read, shown line by line, decided, written, undone."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet
from academie.regles import regle


class ImportationReseau(models.Model):
    """A file of the network. Nothing of it is written before somebody has seen what each line becomes."""

    class Etat(models.TextChoices):
        CHARGE = "charge", _("colonnes à vérifier")
        VERIFICATION = "verification", _("lecture en cours")
        PRET = "pret", _("à confirmer")
        EN_COURS = "en_cours", _("en cours")
        FAIT = "fait", _("terminée")
        ANNULATION = "annulation", _("annulation en cours")
        ANNULE = "annule", _("annulée")
        REFUSE = "refuse", _("à corriger")

    AU_TRAVAIL = (Etat.VERIFICATION, Etat.EN_COURS, Etat.ANNULATION)

    # Erased once the lines are written.
    fichier = models.FileField(_("fichier"), upload_to="reseau", max_length=200, blank=True)
    nom = models.CharField(_("nom du fichier"), max_length=200)
    empreinte = models.CharField(_("empreinte du fichier"), max_length=64, editable=False, db_index=True)
    entetes = models.JSONField(_("colonnes du fichier"), default=list)
    correspondance = models.JSONField(_("colonnes reconnues"), default=dict)
    structures = models.JSONField(_("structures inconnues et ce qu'on en fait"), default=dict)
    decisions = models.JSONField(_("décisions prises avant une nouvelle lecture"), default=dict)
    etat = FSMField(_("état"), default=Etat.CHARGE, choices=Etat, protected=True)
    inviter = models.BooleanField(_("inviter les personnes nouvelles"), default=False)
    lignes = models.PositiveIntegerField(_("lignes"), default=0)
    traitees = models.PositiveIntegerField(_("lignes traitées"), default=0)
    bilan = models.JSONField(_("bilan"), default=dict)
    erreur = models.CharField(_("erreur"), max_length=300, blank=True)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("déposée par")
    )
    cree_le = models.DateTimeField(_("déposée le"), default=timezone.now)
    avancee_le = models.DateTimeField(_("dernière avancée"), default=timezone.now)
    finie_le = models.DateTimeField(_("terminée le"), null=True, blank=True)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("import du réseau")
        verbose_name_plural = _("imports du réseau")
        ordering = ["-cree_le", "-pk"]
        indexes = [models.Index(fields=["-cree_le", "-id"], name="import_reseau_recents")]

    def __str__(self):
        return self.nom

    def get_absolute_url(self):
        return reverse("certificats:reseau_detail", args=[self.pk])

    @property
    def au_travail(self) -> bool:
        return self.etat in self.AU_TRAVAIL

    @property
    def s_annule(self) -> bool:
        return self.etat == self.Etat.FAIT and timezone.now() < self.annulable_jusqu_au

    @property
    def annulable_jusqu_au(self):
        return (self.finie_le or self.cree_le) + timedelta(days=regle("reseau.annulation"))

    @transition(field=etat, source=[Etat.CHARGE, Etat.PRET, Etat.REFUSE], target=Etat.CHARGE)
    def corriger(self, *, correspondance):
        self.correspondance, self.bilan, self.erreur = correspondance, {}, ""

    @transition(field=etat, source=[Etat.CHARGE, Etat.PRET, Etat.REFUSE], target=Etat.VERIFICATION)
    def verifier(self, *, le):
        self.traitees, self.bilan, self.erreur, self.avancee_le = 0, {}, "", le

    @transition(field=etat, source=Etat.VERIFICATION, target=Etat.PRET)
    def approuver(self):
        self.traitees = self.lignes

    @transition(field=etat, source=Etat.PRET, target=Etat.EN_COURS)
    def lancer(self, *, inviter, le):
        self.inviter, self.traitees, self.avancee_le = inviter, 0, le

    @transition(field=etat, source=Etat.EN_COURS, target=Etat.FAIT)
    def finir(self, *, bilan, le):
        self.bilan, self.finie_le, self.traitees = bilan, le, self.lignes

    @transition(field=etat, source=Etat.FAIT, target=Etat.ANNULATION)
    def annuler(self, *, le):
        self.traitees, self.avancee_le = 0, le

    @transition(field=etat, source=Etat.ANNULATION, target=Etat.ANNULE)
    def finir_annulation(self, *, bilan):
        self.bilan = bilan

    @transition(field=etat, source=Etat.VERIFICATION, target=Etat.REFUSE)
    def refuser(self, *, erreur):
        self.erreur = erreur[:300]


class LigneReseau(models.Model):
    """A line as it was read, and what is made of it. `lu`: what was understood. `origine`: the cells of a refused line."""

    class Verdict(models.TextChoices):
        NOUVELLE = "nouvelle", _("nouvelle")
        CONNUE = "connue", _("connue")
        DOUBLON = "doublon", _("doublon probable")
        REFUSEE = "refusee", _("refusée")

    class Decision(models.TextChoices):
        MEME = "meme", _("même personne")
        AUTRE = "autre", _("autre personne")
        LAISSEE = "laissee", _("laissée de côté")

    importation = models.ForeignKey(
        ImportationReseau, models.CASCADE, related_name="lignes_lues", verbose_name=_("import")
    )
    numero = models.PositiveIntegerField(_("ligne"))
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    lu = models.JSONField(_("ce qui a été compris"), default=dict)
    origine = models.JSONField(_("ligne d'origine"), null=True, blank=True)
    raisons = models.JSONField(_("raisons du refus"), default=list)
    reconnue = models.CharField(_("reconnue par"), max_length=300, blank=True)
    candidats = models.JSONField(_("personnes qui lui ressemblent"), default=list)
    decision = models.CharField(_("décision"), max_length=7, choices=Decision, blank=True)
    personne = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("personne")
    )
    ecrite = models.BooleanField(_("écrite"), default=False)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne d'un import")
        verbose_name_plural = _("lignes d'un import")
        ordering = ["importation", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["importation", "numero"], name="ligne_reseau_unique"),
        ]
        indexes = [models.Index(fields=["importation", "verdict", "numero"], name="ligne_reseau_verdict")]

    def __str__(self):
        return f"{self.importation_id}:{self.numero}"


class LotReseau(models.Model):
    """What some lines wrote in one table, each object with its fingerprint as written: undoes what nobody touched."""

    importation = models.ForeignKey(ImportationReseau, models.CASCADE, related_name="lots", verbose_name=_("import"))
    rang = models.PositiveSmallIntegerField(_("rang"), help_text=_("Dans l'ordre où cela s'écrit ; défait à rebours."))
    modele = models.CharField(_("table"), max_length=100)
    premier = models.PositiveBigIntegerField(_("premier objet"))
    dernier = models.PositiveBigIntegerField(_("dernier objet"))
    empreintes = models.JSONField(_("empreintes des objets, par clé"))
    annule = models.BooleanField(_("annulé"), default=False)
    restes = models.JSONField(_("objets qui restent, et pourquoi"), default=dict)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("lot d'objets créés par un import")
        verbose_name_plural = _("lots d'objets créés par un import")
        ordering = ["importation", "-rang", "pk"]
        constraints = [models.UniqueConstraint(fields=["modele", "premier"], name="lot_reseau_unique")]
        indexes = [models.Index(fields=["importation", "annule", "-rang", "id"], name="lot_reseau_rang")]

    def __str__(self):
        return f"{self.modele} {self.premier}-{self.dernier}"

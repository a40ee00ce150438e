"""What the public feeds read: one row per half-day that is or was public, and the version of each feed."""

from secrets import randbits

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sessions.agendas.filtre import DISTANCE, PUBLIC
from sessions.agendas.fuseaux import PARIS


class EvenementPublieQuerySet(models.QuerySet):
    def actifs(self):
        """The half-days as they are now, cancelled ones included: one for each UID."""
        return self.filter(retire_le=None)

    def retires(self):
        """What a feed goes on showing cancelled after a half-day left it."""
        return self.filter(retire_le__isnull=False)


class EvenementPublie(models.Model):
    """A half-day as public feeds show it: by what they are chosen, and its bytes.

    A half-day taken out of its session, or that leaves a région or a theme, leaves there a row that says it cancelled.
    """

    class Profil(models.TextChoices):
        INTERNE = "interne", _("par l'Académie ou ses membres")
        EXTERNE = "externe", _("par des intervenantes et intervenants externes")
        MIXTE = "mixte", _("par les deux ensemble")

    uid = models.UUIDField(_("identifiant d'agenda"))
    session = models.ForeignKey(
        "seminaires.Session", models.SET_NULL, null=True, related_name="+", verbose_name=_("session")
    )
    programme = models.ForeignKey(
        "besoins.Programme", models.PROTECT, related_name="+", db_index=False, verbose_name=_("programme")
    )
    theme = models.ForeignKey(
        "academie.Theme", models.PROTECT, related_name="+", db_index=False, verbose_name=_("thème")
    )
    region = models.ForeignKey(
        "academie.Territoire", models.PROTECT, related_name="+", db_index=False, verbose_name=_("région")
    )
    departement = models.ForeignKey(
        "academie.Territoire",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("département"),
    )
    epci = models.ForeignKey(
        "academie.Territoire",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("intercommunalité"),
    )
    profil = models.CharField(_("qui anime"), max_length=8, choices=Profil, blank=True)
    a_distance = models.BooleanField(_("entièrement à distance"))
    fuseau = models.CharField(_("fuseau horaire"), max_length=40, default=PARIS)
    debut = models.DateTimeField(_("début"))
    fin = models.DateTimeField(_("fin"))
    annule_le = models.DateTimeField(_("annulé le"), null=True)
    retire_le = models.DateTimeField(_("retiré le"), null=True)
    fragment = models.BinaryField(_("texte d'agenda"))
    modifie_le = models.DateTimeField(_("modifié le"))
    sequence = models.PositiveIntegerField(_("numéro de révision"))

    objects = EvenementPublieQuerySet.as_manager()

    class Meta:
        verbose_name = _("événement publié")
        verbose_name_plural = _("événements publiés")
        ordering = ["fin", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["uid"], condition=Q(retire_le=None), name="evenement_un_actif"),
            models.CheckConstraint(condition=Q(fin__gt=F("debut")), name="evenement_fin_apres_debut"),
        ]
        indexes = [
            models.Index(fields=["uid", "sequence"], name="evenement_uid"),
            models.Index(fields=["fin", "id"], name="evenement_fin"),
            models.Index(fields=["region", "fin", "id"], name="evenement_region"),
            models.Index(fields=["departement", "fin", "id"], name="evenement_departement"),
            models.Index(fields=["epci", "fin", "id"], name="evenement_epci"),
            models.Index(fields=["theme", "fin", "id"], name="evenement_theme"),
            models.Index(fields=["programme", "fin", "id"], name="evenement_programme"),
            models.Index(fields=["profil", "fin", "id"], name="evenement_profil"),
            models.Index(fields=["a_distance", "fin", "id"], name="evenement_distance"),
        ]

    def __str__(self):
        return f"{self.uid} {self.sequence}"

    @property
    def cles(self) -> set[str]:
        """Whose versions rise when it changes: one for each value by which a feed may choose it."""
        cles = {PUBLIC, f"session/{self.session_id}", f"programme/{self.programme.slug}", f"theme/{self.theme.slug}"}
        cles |= {f"{lieu.genre}/{lieu.code}" for lieu in (self.region, self.departement, self.epci) if lieu}
        return cles | ({f"profil/{self.profil}"} if self.profil else set()) | ({DISTANCE} if self.a_distance else set())


def premiere_version() -> int:
    """Not always the same: bytes kept in memory are never those of another database, as it was before a restore."""
    return randbits(40)


class VersionAgenda(models.Model):
    """Rises with each change that a feed shows: by it one knows, without reading the feed, that it is the same."""

    cle = models.CharField(_("clé"), max_length=120, unique=True, help_text=_("Par exemple « region/11 »."))
    version = models.PositiveBigIntegerField(_("version"), default=premiere_version)
    modifie_le = models.DateTimeField(
        _("modifié le"), help_text=_("À la seconde, et toujours après la version précédente.")
    )

    class Meta:
        verbose_name = _("version d'agenda")
        verbose_name_plural = _("versions d'agendas")
        ordering = ["cle"]

    def __str__(self):
        return f"{self.cle} {self.version}"

"""Two accounts of one person: proposed, looked at, made one, and made two again while it is still possible."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet
from academie.regles import regle


class DoublonQuerySet(PerimetreQuerySet):
    def a_regarder(self):
        return self.filter(ecarte_le=None, premiere__is_active=True, seconde__is_active=True)


class Doublon(models.Model):
    """Two accounts that look like one person. Set aside by somebody, they are not proposed again."""

    class Raison(models.TextChoices):
        NOM = "nom", _("même nom")
        STRUCTURE = "structure", _("même structure")
        TERRITOIRE = "territoire", _("même territoire")
        ADRESSE = "adresse", _("adresses électroniques presque identiques")
        JAMAIS_VENUE = "jamais_venue", _("l'un des deux comptes n'a jamais servi")

    premiere = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("premier compte")
    )
    seconde = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("second compte")
    )
    raisons = models.JSONField(_("ce qui les rapproche"), default=list)
    propose_le = models.DateTimeField(_("proposé le"), default=timezone.now)
    ecarte_le = models.DateTimeField(_("écarté le"), null=True, blank=True)
    ecarte_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("écarté par")
    )

    objects = DoublonQuerySet.as_manager()

    class Meta:
        verbose_name = _("doublon possible")
        verbose_name_plural = _("doublons possibles")
        ordering = ["-propose_le", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["premiere", "seconde"], name="doublon_unique"),
            models.CheckConstraint(condition=Q(premiere__lt=F("seconde")), name="doublon_dans_l_ordre"),
        ]
        indexes = [models.Index(fields=["ecarte_le", "-propose_le", "-id"], name="doublon_a_regarder")]

    def __str__(self):
        return f"{self.premiere_id} {self.seconde_id}"

    def get_absolute_url(self):
        return reverse("fusion_comparer", args=[self.premiere_id, self.seconde_id])

    @property
    def libelles(self) -> list[str]:
        return [str(self.Raison(raison).label) for raison in self.raisons]


class Fusion(models.Model):
    """Two accounts made one: everything of `fermee` went to `gardee`. Undone within some days, then for good."""

    gardee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("compte gardé")
    )
    fermee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("compte fermé")
    )
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("faite par")
    )
    le = models.DateTimeField(_("faite le"))
    deplaces = models.JSONField(_("ce qui a été déplacé"), default=dict)
    restes = models.JSONField(_("ce qui est resté sur le compte fermé"), default=list)
    defaite_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("défaite par"),
    )
    defaite_le = models.DateTimeField(_("défaite le"), null=True, blank=True)
    touches = models.JSONField(_("ce qui a changé depuis, et n'a pas été remis"), default=list)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("fusion de comptes")
        verbose_name_plural = _("fusions de comptes")
        ordering = ["-le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fermee"], condition=Q(defaite_le=None), name="fusion_une_par_compte_ferme"
            ),
            models.CheckConstraint(condition=~Q(gardee=F("fermee")), name="fusion_de_deux_comptes"),
        ]
        indexes = [models.Index(fields=["-le", "-id"], name="fusion_recentes")]

    def __str__(self):
        return f"{self.gardee_id} ← {self.fermee_id}"

    def get_absolute_url(self):
        return reverse("fusion_detail", args=[self.pk])

    @property
    def jusqu_au(self):
        return self.le + timedelta(days=regle("fusion.annulation"))

    @property
    def se_defait(self) -> bool:
        return self.defaite_le is None and timezone.now() < self.jusqu_au


class MouvementFusion(models.Model):
    """One value that a merge changed, in the order in which it did: what undoes it. Kept while it may be undone."""

    fusion = models.ForeignKey(Fusion, models.CASCADE, related_name="mouvements", verbose_name=_("fusion"))
    rang = models.PositiveIntegerField(_("rang"))
    lot = models.PositiveIntegerField(_("lot"), help_text=_("Ce qui se défait ensemble ou pas du tout."))
    modele = models.CharField(_("table"), max_length=100)
    cle = models.CharField(_("ligne"), max_length=40)
    champ = models.CharField(_("champ"), max_length=60)
    avant = models.JSONField(_("avant"), null=True)
    apres = models.JSONField(_("après"), null=True)

    class Meta:
        verbose_name = _("mouvement d'une fusion")
        verbose_name_plural = _("mouvements des fusions")
        ordering = ["fusion", "rang"]
        constraints = [models.UniqueConstraint(fields=["fusion", "rang"], name="mouvement_fusion_rang_unique")]

    def __str__(self):
        return f"{self.modele} {self.cle}"

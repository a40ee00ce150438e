from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.autorisations.table import Role, permissions_des_roles
from academie.models.affectation import Affectation
from academie.recherche import MOTS_MAXIMUM, NomsField, chercher_noms


class UtilisateurQuerySet(PerimetreQuerySet):
    """People. A structure's are those it employs today as animatrices and animateurs, not a day longer."""

    chemins = {Portee.SOI: "pk"}

    def nommes(self, q: str):
        """Those of whom each word of `q` begins a name or a part of the address, accents and case set aside.

        What holds an "@" is a piece of the address, as it is.
        """
        adresses = [mot for mot in q.replace("\0", " ").split()[:MOTS_MAXIMUM] if "@" in mot]
        return chercher_noms(self.filter(*(Q(email__icontains=mot) for mot in adresses)), q)

    def _dans(self, portee: Portee, role: Role, utilisateur) -> Q:
        if portee != Portee.STRUCTURE:
            return super()._dans(portee, role, utilisateur)
        emplois = Affectation.objects.du_jour().filter(
            role=Role.ANIMATEUR, structure__in=utilisateur.structures_comme(role)
        )
        return Q(pk__in=emplois.values("utilisateur"))


class UtilisateurManager(BaseUserManager.from_queryset(UtilisateurQuerySet)):
    def create_user(self, email: str, password: str | None = None, **champs):
        utilisateur = self.model(email=email, **champs)
        utilisateur.set_password(password)
        utilisateur.save(using=self._db)
        return utilisateur

    def create_superuser(self, email: str, password: str | None = None, **champs):
        """For `manage.py createsuperuser`: the first administrator, by an Affectation like everybody else."""
        utilisateur = self.create_user(email, password, **champs)
        utilisateur.affectations.create(role=Role.ADMINISTRATEUR)
        return utilisateur

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


def nom_affiche(prenom: str, nom: str, email: str) -> str:
    """How a person is named, also by what was read without its model."""
    return f"{prenom} {nom}".strip() or email


class Utilisateur(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do comes from their Affectations of the day, never from the account itself."""

    email = models.EmailField(
        _("adresse électronique"),
        max_length=254,
        unique=True,
        error_messages={"unique": _("Cette adresse électronique a déjà un compte.")},
    )
    prenom = models.CharField(_("prénom"), max_length=80)
    nom = models.CharField(_("nom"), max_length=120)
    territoire = models.ForeignKey(
        "academie.Territoire",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territoire où vous travaillez"),
    )
    messages_groupes = models.BooleanField(
        _("recevoir ensemble les messages qui peuvent attendre"),
        default=True,
        help_text=_("Un seul courriel au lieu de plusieurs. Ce qui presse part toujours aussitôt."),
    )
    is_active = models.BooleanField(_("compte actif"), default=True)
    cree_le = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)
    recherche = NomsField(_("noms et adresse tels qu'on les cherche"), de=("prenom", "nom", "email"))

    objects = UtilisateurManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["prenom", "nom"]

    class Meta:
        verbose_name = _("utilisatrice ou utilisateur")
        verbose_name_plural = _("utilisatrices et utilisateurs")
        ordering = ["nom", "prenom", "pk"]
        indexes = [models.Index(fields=["nom", "prenom", "id"], name="utilisateur_nom")]

    def __str__(self):
        return nom_affiche(self.prenom, self.nom, self.email)

    def save(self, *args, update_fields=None, **kwargs):
        self.email = self.email.lower()
        if update_fields is not None and not {"prenom", "nom", "email"}.isdisjoint(update_fields):
            update_fields = {*update_fields, "recherche"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_full_name(self) -> str:
        return f"{self.prenom} {self.nom}".strip()

    def get_short_name(self) -> str:
        return self.prenom

    @cached_property
    def affectations_du_jour(self) -> list:
        """Affectations in force today: one query per request, read by every permission check.

        A person has a few in a life: to write the two dates into SQL costs more than to read them all.
        """
        jour = timezone.localdate()
        return [lue for lue in self.affectations.select_related("structure") if lue.vaut_le(jour)]

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset([affectation.role for affectation in self.affectations_du_jour] + [Role.CONNECTE])

    @cached_property
    def permissions(self) -> frozenset[str]:
        """Every permission held with at least some scope."""
        return permissions_des_roles(self.roles) if self.is_active else frozenset()

    def structures_comme(self, role: str) -> list[int]:
        """Primary keys of the structures where the person holds `role` today."""
        return [a.structure_id for a in self.affectations_du_jour if a.role == role and a.structure_id]

    @property
    def structure(self):
        """The structure to name beside the person today: the employer's, or None."""
        ordre = (Role.ANIMATEUR, Role.REFERENT)
        candidates = [a for a in self.affectations_du_jour if a.structure_id]
        candidates.sort(key=lambda a: ordre.index(a.role) if a.role in ordre else len(ordre))
        return candidates[0].structure if candidates else None

    @property
    def is_staff(self) -> bool:
        """Django's admin opens to whoever may administer."""
        return "administration.acceder" in self.permissions

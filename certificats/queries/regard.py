"""Who may look at the career of whom. Rights follow the employment of the day: a former employer sees nothing more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from academie.regles import regle
from certificats.models import Consultation, Partage, Reconnaissance
from sessions.models import Inscription, Intervention


@dataclass(frozen=True)
class Regard:
    """Somebody who may see something of a person: as what, what exactly, why, since when, until when."""

    qui: str
    voit: list[str]
    pourquoi: str
    depuis: date | None = None
    jusqu_au: date | None = None


def personnes_en_vue(utilisateur: Utilisateur):
    """The people whose career `utilisateur` may read today as référente or référent: those that the structure employs."""
    return Utilisateur.objects.filter(pk__in=_emplois_suivis(utilisateur).values("utilisateur"))


def consultation_ouverte(lecteur: Utilisateur, personne: Utilisateur, etendue: str) -> bool:
    """Whether `lecteur` noted this reading today (`actions.consultation.noter_consultation`): without it, no page."""
    notee = Consultation.objects.filter(
        utilisateur=personne, lecteur=lecteur, etendue=etendue, jour=timezone.localdate()
    )
    return lecteur == personne or notee.exists()


def qualite_de(lecteur: Utilisateur, personne: Utilisateur) -> str:
    """As what `lecteur` reads of `personne`: the role and the structure, kept in words."""
    emploi = _emplois_suivis(lecteur).filter(utilisateur=personne).select_related("structure").first()
    if emploi:
        return f"{Role.REFERENT.label}, {emploi.structure.nom}"
    roles = [Role(role) for role in Role if role in lecteur.roles and role != Role.CONNECTE]
    return ", ".join(str(role.label) for role in roles)[:300]


def _emplois_suivis(utilisateur: Utilisateur):
    return Affectation.objects.du_jour().filter(
        role=Role.ANIMATEUR, structure__in=utilisateur.structures_comme(Role.REFERENT)
    )


def regards(personne: Utilisateur) -> list[Regard]:
    """Everybody who may see something of the person today, in a constant number of queries."""
    return [
        *_employeurs(personne),
        *_relectures(personne),
        *_formateurs(personne),
        _academie(),
    ]


def anciens_employeurs(personne: Utilisateur) -> list[tuple[str, date]]:
    """The structures that no longer see the career, and the first day they did not."""
    finies = (
        Affectation.objects.filter(utilisateur=personne, role=Role.ANIMATEUR, fin__lt=timezone.localdate())
        .exclude(structure=None)
        .exclude(structure__in=_emplois(personne).values("structure"))
        .values_list("structure__nom")
        .annotate(Max("fin"))
        .order_by("-fin__max", "structure__nom")
    )
    return [(nom, fin + timedelta(days=1)) for nom, fin in finies]


def consultations_de(personne: Utilisateur) -> QuerySet[Consultation]:
    """Who read what and when, the latest first."""
    return Consultation.objects.filter(utilisateur=personne).select_related("lecteur").order_by("-le", "-pk")


def partages_de(personne: Utilisateur) -> QuerySet[Partage]:
    """Every link, with how many times it was opened and when for the last time."""
    siens = Partage.objects.filter(utilisateur=personne)
    return siens.annotate(nombre=Count("ouvertures"), derniere=Max("ouvertures__le")).order_by("-cree_le", "-pk")


def empreinte_du_jeton(jeton: str) -> str:
    """What is kept of a link's token."""
    return sha256(jeton.encode("utf-8", "replace")).hexdigest()


def partage_du_jeton(jeton: str) -> Partage | None:
    """The share that this link opens today; None alike when it never existed, is over or was withdrawn."""
    actifs = Partage.objects.actifs().filter(utilisateur__is_active=True).select_related("utilisateur")
    return actifs.filter(empreinte=empreinte_du_jeton(jeton)).first()


def lecture_ouverte(partage: Partage, cle: UUID) -> bool:
    """Whether whoever holds this key opened the link a short while ago."""
    depuis = timezone.now() - timedelta(hours=regle("partage.lecture"))
    return partage.ouvertures.filter(cle=cle, le__gte=depuis).exists()


def _emplois(personne: Utilisateur) -> QuerySet[Affectation]:
    return Affectation.objects.du_jour().filter(utilisateur=personne, role=Role.ANIMATEUR).exclude(structure=None)


def _employeurs(personne: Utilisateur) -> Iterator[Regard]:
    emplois = _emplois(personne).select_related("structure").order_by("debut", "pk")
    referents: dict[int, list[str]] = {}
    du_jour = Affectation.objects.du_jour().filter(role=Role.REFERENT, structure__in=emplois.values("structure"))
    for affectation in du_jour.select_related("utilisateur").order_by("utilisateur__nom", "pk"):
        referents.setdefault(affectation.structure_id, []).append(str(affectation.utilisateur))
    for emploi in emplois:
        noms = francais.enumeration(referents.get(emploi.structure_id, [])) or _("aucune référente ni aucun référent")
        yield Regard(
            qui=_("%(structure)s : %(noms)s") % {"structure": emploi.structure.nom, "noms": noms},
            voit=[
                _("vos inscriptions, et les certificats de réalisation des formations suivies à son titre"),
                _("vos postes, vos compétences, les écarts avec votre poste"),
                _("le plan que vous lui proposez et les entretiens menés avec elle"),
            ],
            pourquoi=_("Cette structure vous emploie. Chaque ouverture de votre parcours est notée ci-dessous."),
            depuis=emploi.debut,
            jusqu_au=emploi.fin,
        )


def _relectures(personne: Utilisateur) -> Iterator[Regard]:
    ouvertes = Reconnaissance.objects.filter(utilisateur=personne, etat__in=Reconnaissance.OUVERTES)
    premiere = ouvertes.order_by("deposee_le").first()
    if premiere:
        yield Regard(
            qui=_("Les personnes qui examinent votre demande de reconnaissance"),
            voit=[_("votre récit, vos pièces, les niveaux demandés")],
            pourquoi=_("Deux personnes, sans lien avec votre structure, doivent s'accorder. Chacune signe son avis."),
            depuis=timezone.localdate(premiere.deposee_le),
        )


def _formateurs(personne: Utilisateur) -> Iterator[Regard]:
    confirmees = Inscription.objects.confirmees().filter(utilisateur=personne)
    animent = Intervention.objects.filter(creneau__session__in=confirmees.values("session"))
    noms = animent.values_list("formateur__prenom", "formateur__nom").distinct().order_by("formateur__nom")
    if noms:
        yield Regard(
            qui=francais.enumeration([f"{prenom} {nom}".strip() for prenom, nom in noms]),
            voit=[_("votre nom, votre structure, votre présence, vos réponses de positionnement, vos aménagements")],
            pourquoi=_("Ces personnes animent les sessions où vous êtes inscrite ou inscrit. Pas votre parcours."),
        )


def _academie() -> Regard:
    return Regard(
        qui=_("L'Académie : gestion et administration"),
        voit=[
            _("vos inscriptions, vos émargements, vos certificats"),
            _("les compétences du réseau, comptées par territoire, sans votre nom"),
        ],
        pourquoi=_(
            "Elle organise les sessions et délivre les certificats. Elle ne lit ni votre plan ni vos entretiens."
        ),
    )

"""Claims of experience: one's own, those that await an opinion, and what each reader may do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.branchements.accueil import Apport, Ligne
from academie.models import Utilisateur
from academie.regles import regle
from certificats.models import AvisReconnaissance, NiveauDemande, Reconnaissance
from certificats.queries.acquis import nom_du_niveau
from certificats.queries.fiche_poste import echelle

Etat = Reconnaissance.Etat


@dataclass(frozen=True)
class EnAttente:
    """A claim in the queue. `avis_donne`: the reader has judged it already."""

    reconnaissance: Reconnaissance
    jours: int
    en_retard: bool
    avis_donne: bool


@dataclass(frozen=True)
class Dossier:
    """A claim as a reader may see it. Opinions stay hidden from who has not given theirs yet, and until the decision."""

    niveaux: list[tuple[NiveauDemande, str]]
    pieces: list
    avis: list[AvisReconnaissance]
    nombre_d_avis: int
    modifiable: bool
    retirable: bool
    a_juger: bool


def demandes_de(utilisateur: Utilisateur) -> QuerySet[Reconnaissance]:
    return _avec_niveaux(Reconnaissance.objects.filter(utilisateur=utilisateur))


def a_examiner(utilisateur: Utilisateur) -> QuerySet[Reconnaissance]:
    """What awaits an opinion and that `utilisateur` may judge, oldest first."""
    return (
        _avec_niveaux(_examinables(utilisateur))
        .select_related("utilisateur")
        .annotate(
            nombre_d_avis=Count("avis"),
            avis_donne=_avis_de(utilisateur),
        )
        .order_by("deposee_le", "pk")
    )


def _examinables(utilisateur: Utilisateur) -> QuerySet[Reconnaissance]:
    return _a_juger().autorises(utilisateur, "reconnaissance.examiner").sans_conflit(utilisateur)


def _a_juger() -> QuerySet[Reconnaissance]:
    return Reconnaissance.objects.filter(etat__in=Reconnaissance.A_JUGER)


def _avis_de(utilisateur: Utilisateur) -> Exists:
    return Exists(AvisReconnaissance.objects.filter(reconnaissance=OuterRef("pk"), par=utilisateur))


def file_d_examen(reconnaissances, le: datetime | None = None) -> list[EnAttente]:
    le, delai = le or timezone.now(), timedelta(days=regle("reconnaissance.delai"))
    return [
        EnAttente(
            reconnaissance=reconnaissance,
            jours=(le - reconnaissance.deposee_le).days,
            en_retard=le - reconnaissance.deposee_le > delai,
            avis_donne=reconnaissance.avis_donne,
        )
        for reconnaissance in reconnaissances
    ]


def dossier_de(reconnaissance: Reconnaissance, lecteur: Utilisateur) -> Dossier:
    noms, avis = echelle(), list(reconnaissance.avis.select_related("par"))
    niveaux = reconnaissance.niveaux.select_related("competence__domaine__referentiel")
    sien = reconnaissance.utilisateur_id == lecteur.pk
    a_donne = any(donne.par_id == lecteur.pk for donne in avis)
    juge = not sien and reconnaissance.etat in Reconnaissance.A_JUGER
    return Dossier(
        niveaux=[(demande, nom_du_niveau(demande.competence, demande.niveau, noms)) for demande in niveaux],
        pieces=list(reconnaissance.pieces.all()),
        avis=avis if reconnaissance.close_le or a_donne else [],
        nombre_d_avis=len(avis),
        modifiable=sien and reconnaissance.etat in (Etat.DEPOSEE, Etat.A_COMPLETER),
        retirable=sien and reconnaissance.etat in Reconnaissance.OUVERTES,
        a_juger=juge and not a_donne,
    )


def accueil(utilisateur: Utilisateur) -> Apport:
    """What a person has to complete; what awaits the opinion of a reviewer."""
    a_faire = [
        Ligne(
            libelle=_("Compléter votre demande de reconnaissance d'acquis"),
            url=demande.get_absolute_url(),
            detail=demande.a_completer[:120],
            maison="certificats",
        )
        for demande in Reconnaissance.objects.filter(utilisateur=utilisateur, etat=Etat.A_COMPLETER)
    ]
    if "reconnaissance.examiner" in utilisateur.permissions and _a_juger().exists():
        sans_avis = _examinables(utilisateur).filter(~_avis_de(utilisateur)).order_by("deposee_le")
        a_faire += _ligne_a_examiner(list(sans_avis.values_list("deposee_le", flat=True)))
    return Apport(a_faire=a_faire)


def _ligne_a_examiner(attendues: list[datetime]) -> list[Ligne]:
    if not attendues:
        return []
    libelle = ngettext(
        "%(n)d reconnaissance d'acquis à examiner", "%(n)d reconnaissances d'acquis à examiner", len(attendues)
    )
    delai = timedelta(days=regle("reconnaissance.delai"))
    return [
        Ligne(
            libelle=libelle % {"n": len(attendues)},
            url=reverse("certificats:reconnaissance_list"),
            echeance=timezone.localdate(attendues[0] + delai),
            maison="certificats",
        )
    ]


def _avec_niveaux(reconnaissances: QuerySet[Reconnaissance]) -> QuerySet[Reconnaissance]:
    niveaux = NiveauDemande.objects.select_related("competence__domaine")
    return reconnaissances.prefetch_related(Prefetch("niveaux", niveaux))

"""Those who give sessions, and what their files hold and lack. A constant number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from academie.regles import regle
from sessions.models import Creneau, Enseignement, EntretienFormateur, FicheFormateur, Intervention, Session, Titre


def formateurs(le: date | None = None) -> QuerySet:
    """Whoever holds the role today, or gave a half-day."""
    affectations = Affectation.objects.du_jour(le or timezone.localdate()).filter(role=Role.FORMATEUR)
    return Utilisateur.objects.filter(
        Q(pk__in=affectations.values("utilisateur")) | Q(pk__in=Intervention.objects.values("formateur"))
    )


def formateurs_suivis(utilisateurs: QuerySet | None = None) -> QuerySet:
    """With what their file holds, in the order of names."""
    utilisateurs = formateurs() if utilisateurs is None else utilisateurs
    fiche = FicheFormateur.objects.filter(formateur=OuterRef("pk"))
    enseignes = Enseignement.objects.en_vigueur().filter(formateur=OuterRef("formateur"))
    sans_appui = Intervention.objects.filter(
        formateur=OuterRef("pk"), creneau__session__etat__in=Session.VIVANTES
    ).exclude(Exists(enseignes.filter(programme=OuterRef("creneau__session__version__programme"))))
    return utilisateurs.annotate(
        statut=Subquery(fiche.values("statut")[:1]),
        a_cv=Exists(fiche.exclude(cv="")),
        titres=_compte(Titre.objects.en_vigueur()),
        titres_verifies=_compte(Titre.objects.en_vigueur().filter(verifie_le__isnull=False)),
        enseignements=_compte(Enseignement.objects.en_vigueur()),
        dernier_entretien=Subquery(
            EntretienFormateur.objects.filter(formateur=OuterRef("pk")).order_by("-date").values("date")[:1]
        ),
        sans_appui=Exists(sans_appui),
    ).order_by("nom", "prenom", "pk")


def _compte(lignes: QuerySet):
    siennes = lignes.filter(formateur=OuterRef("pk")).order_by().values("formateur").annotate(n=Count("*"))
    return Coalesce(Subquery(siennes.values("n")), 0)


def manques(formateur, le: date | None = None) -> list[str]:
    """What the file lacks, of somebody read by `formateurs_suivis`."""
    avant = (le or timezone.localdate()) - timedelta(days=regle("formateur.entretien"))
    constats = [
        (not formateur.a_cv, _("pas de CV")),
        (not formateur.statut, _("statut non indiqué")),
        (formateur.titres > formateur.titres_verifies, _("titre à vérifier")),
        (not formateur.enseignements, _("aucun programme enseigné justifié")),
        (formateur.enseignements and formateur.sans_appui, _("anime un programme sans dire ce qui le lui permet")),
        (not formateur.dernier_entretien or formateur.dernier_entretien < avant, _("entretien annuel à mener")),
    ]
    return [phrase for vrai, phrase in constats if vrai]


@dataclass(frozen=True)
class Dossier:
    fiche: FicheFormateur | None
    titres: list[Titre]
    enseignements: list[Enseignement]
    sans_appui: list[str]
    entretiens: list[EntretienFormateur]
    sessions: list[Session]


def dossier_du_formateur(formateur) -> Dossier:
    sessions = list(
        Session.objects.completes()
        .filter(pk__in=Creneau.objects.filter(interventions__formateur=formateur).values("session"))
        .exclude(etat__in=[Session.Etat.ANNULEE, Session.Etat.REPORTEE])
        .order_by("-debut", "-pk")
    )
    enseignements = list(
        Enseignement.objects.en_vigueur()
        .filter(formateur=formateur)
        .select_related("programme", "titre")
        .order_by("programme__titre")
    )
    justifies = {enseignement.programme_id for enseignement in enseignements}
    return Dossier(
        fiche=FicheFormateur.objects.filter(formateur=formateur).first(),
        titres=list(Titre.objects.en_vigueur().filter(formateur=formateur).select_related("verifie_par")),
        enseignements=enseignements,
        sans_appui=sorted({s.titre for s in sessions if s.version.programme_id not in justifies}),
        entretiens=list(EntretienFormateur.objects.filter(formateur=formateur).select_related("mene_par")),
        sessions=sessions,
    )

"""Complaints as those who deal with them, and those who filed them, read them."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.accueil import Apport, Figure, Ligne
from sessions.models import (
    Amelioration,
    ContactAbsence,
    Creneau,
    EchangeReclamation,
    Emargement,
    Inscription,
    Reclamation,
    Session,
)
from sessions.queries.sollicitation import liens_a_remplir

LIGNES = 10
Etat = Reclamation.Etat


@dataclass(frozen=True)
class Delai:
    """A term: kept, missed or running."""

    libelle: str
    retard: bool


def registre(reclamations: QuerySet[Reclamation]) -> QuerySet[Reclamation]:
    return reclamations.select_related("deposee_par", "responsable", "session__version__programme").order_by(
        "-deposee_le", "-pk"
    )


def delais(reclamation: Reclamation) -> list[tuple[str, Delai]]:
    """Each term with what became of it, to show as facts."""
    return [
        (_("Accusé de réception"), _delai(reclamation.accusee_le, reclamation.accuser_avant)),
        (_("Réponse"), _delai(reclamation.repondue_le, reclamation.repondre_avant)),
    ]


def prochain_delai(reclamation: Reclamation) -> Delai | None:
    """The next term of an open complaint, for a list."""
    if reclamation.accusee_le is None:
        return _delai(None, reclamation.accuser_avant)
    if reclamation.repondue_le is None:
        return _delai(None, reclamation.repondre_avant)
    return None


def echanges(reclamation: Reclamation, *, internes: bool) -> QuerySet[EchangeReclamation]:
    """What was said; the notes of those who deal with it are theirs."""
    dits = reclamation.echanges.select_related("par").order_by("le", "pk")
    return dits if internes else dits.filter(interne=False)


def sessions_de(utilisateur) -> QuerySet[Session]:
    """Those that a person may complain about: that they follow or followed, or give."""
    suivies = Inscription.objects.filter(utilisateur=utilisateur).values("session")
    animees = Creneau.objects.filter(interventions__formateur=utilisateur).values("session")
    sessions = Session.objects.filter(Q(pk__in=suivies) | Q(pk__in=animees))
    return sessions.select_related("version__programme").order_by("-debut", "-pk")


def absentes(session: Session) -> QuerySet[Inscription]:
    """Those noted absent at least once, with what was tried since."""
    contacts = ContactAbsence.objects.select_related("par").order_by("le", "pk")
    manquees = Count("emargements", filter=Q(emargements__absent=True))
    return (
        Inscription.objects.filter(session=session, emargements__absent=True)
        .annotate(manquees=manquees)
        .select_related("utilisateur", "structure")
        .prefetch_related(Prefetch("contacts", contacts), Prefetch("emargements", Emargement.objects.filter(absent=True)))
        .order_by("utilisateur__nom", "utilisateur__prenom", "pk")
    )  # fmt: skip


def accueil(utilisateur) -> Apport:
    """What evaluations, complaints and improvements ask of a person today."""
    jour, a_faire, figures = timezone.localdate(), [], []
    if "inscription.creer" in utilisateur.permissions:
        a_faire += _a_evaluer(utilisateur)
    if "reclamation.traiter" in utilisateur.permissions:
        a_faire += _reclamations(jour)
    if "amelioration.gerer" in utilisateur.permissions:
        a_faire += _ameliorations(utilisateur)
    if siennes := Reclamation.objects.filter(deposee_par=utilisateur).exclude(etat=Etat.CLOSE).count():
        libelle = ngettext("réclamation en cours", "réclamations en cours", siennes)
        figures.append(Figure(francais.nombre(siennes), libelle, reverse("sessions:reclamation_list")))
    return Apport(a_faire=a_faire, figures=figures)


def _a_evaluer(utilisateur) -> list[Ligne]:
    inscriptions = Inscription.objects.filter(utilisateur=utilisateur)
    return [
        Ligne(
            libelle=_("Évaluer la session « %(titre)s », %(quand)s")
            % {"titre": demande.session.titre, "quand": demande.evaluation.get_genre_display()},
            url=lien,
            detail=_("Quelques minutes suffisent"),
            maison="sessions",
        )
        for demande, lien in liens_a_remplir(inscriptions)[:LIGNES]
    ]


def _reclamations(jour) -> list[Ligne]:
    ouvertes = Reclamation.objects.exclude(etat=Etat.CLOSE).filter(Q(accusee_le=None) | Q(repondue_le=None))
    return [
        Ligne(
            libelle=(_("Accuser réception : %(titre)s") if r.accusee_le is None else _("Répondre : %(titre)s"))
            % {"titre": r.titre},
            url=reverse("sessions:reclamation_suivi", args=[r.pk]),
            echeance=r.accuser_avant if r.accusee_le is None else r.repondre_avant,
            detail=str(r.get_genre_display()),
            maison="sessions",
        )
        for r in ouvertes.order_by("accuser_avant", "pk")[:LIGNES]
    ]


def _ameliorations(utilisateur) -> list[Ligne]:
    siennes = Amelioration.objects.filter(responsable=utilisateur, etat=Amelioration.Etat.PREVUE)
    return [
        Ligne(libelle=action.titre, url=action.get_absolute_url(), echeance=action.echeance, maison="sessions")
        for action in siennes.order_by("echeance", "pk")[:LIGNES]
    ]


def _delai(fait, avant) -> Delai:
    if fait:
        jour = timezone.localdate(fait)
        retard = jour > avant
        phrase = _("le %(jour)s, après le terme du %(avant)s") if retard else _("le %(jour)s")
        return Delai(phrase % {"jour": francais.date_sans_jour(jour), "avant": francais.date_sans_jour(avant)}, retard)
    retard = avant < timezone.localdate()
    phrase = _("retard : %(avant)s") if retard else _("avant le %(avant)s")
    return Delai(phrase % {"avant": francais.date_courte(avant)}, retard)

"""The file of a session, person by person and structure by structure: what is there, what is missing."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from academie.branchements.dossier import (
    MANQUE,
    PAR_PERSONNE,
    PAR_STRUCTURE,
    PRET,
    SANS_OBJET,
    Colonne,
    Document,
    colonnes,
)
from academie.models import Message
from besoins.models import QuestionPositionnement
from sessions.models import AccordEmployeur, ReponsePositionnement
from sessions.queries.convocation import cle_de_convocation

RIEN = Document(SANS_OBJET, "–")


@dataclass(frozen=True)
class Rangee:
    nom: str
    url: str
    cellules: list[tuple[str, Document]]


@dataclass(frozen=True)
class Tableau:
    titres: list[str]
    rangees: list[Rangee]

    @property
    def manquants(self) -> int:
        return sum(document.situation == MANQUE for rangee in self.rangees for _titre, document in rangee.cellules)


def dossier(session) -> tuple[Tableau, Tableau]:
    """By person, by structure; a constant number of queries."""
    inscriptions = list(
        session.inscriptions.tenantes().select_related("utilisateur", "structure").order_by("utilisateur__nom", "pk")
    )
    structures = {i.structure_id: i.structure.nom for i in inscriptions if i.structure_id}
    par_personne = [(i.pk, str(i.utilisateur), i.get_absolute_url()) for i in inscriptions]
    par_structure = [(pk, nom, "") for pk, nom in sorted(structures.items(), key=lambda s: s[1])]
    return (
        _tableau(par_personne, colonnes(PAR_PERSONNE, session, inscriptions)),
        _tableau(par_structure, colonnes(PAR_STRUCTURE, session, inscriptions)),
    )


def _tableau(lignes, colonnes_: list[Colonne]) -> Tableau:
    return Tableau(
        titres=[colonne.titre for colonne in colonnes_],
        rangees=[
            Rangee(nom, url, [(colonne.titre, colonne.documents.get(pk, RIEN)) for colonne in colonnes_])
            for pk, nom, url in lignes
        ],
    )


def positionnements(session, inscriptions) -> Colonne:
    """What each said of where they stand, when the programme asks."""
    if not QuestionPositionnement.objects.filter(version=session.version_id).exists():
        return Colonne(_("Positionnement"))
    repondu = set(
        ReponsePositionnement.objects.filter(inscription__in=inscriptions).values_list("inscription", flat=True)
    )
    return Colonne(
        _("Positionnement"),
        {
            i.pk: Document(PRET, _("Rempli")) if i.pk in repondu else Document(MANQUE, _("Non rempli"))
            for i in inscriptions
        },
    )


def accords(session, inscriptions) -> Colonne:
    """The employer's answer, when it is asked."""
    demandes = AccordEmployeur.objects.filter(inscription__in=inscriptions)
    return Colonne(
        _("Accord de l'employeur"),
        {
            accord.inscription_id: Document(
                PRET if accord.etat == accord.Etat.DONNE else MANQUE, accord.get_etat_display().capitalize()
            )
            for accord in demandes
        },
    )


def convocations(session, inscriptions) -> Colonne:
    """Written for the dates of today."""
    cles = {cle_de_convocation(session, inscription): inscription.pk for inscription in inscriptions}
    ecrites = {cles[cle] for cle in Message.objects.filter(cle__in=cles).values_list("cle", flat=True)}
    documents = {}
    for inscription in inscriptions:
        if inscription.etat == inscription.Etat.CONFIRMEE:
            url = reverse("sessions:convocation_pdf", args=[inscription.pk])
            envoyee = inscription.pk in ecrites
            documents[inscription.pk] = Document(
                PRET if envoyee else MANQUE, _("Envoyée") if envoyee else _("À envoyer"), url
            )
    return Colonne(_("Convocation"), documents)


def conventions(session, inscriptions) -> Colonne:
    """Made when asked, for each structure that sends somebody."""
    structures = {i.structure_id for i in inscriptions if i.structure_id and i.etat == i.Etat.CONFIRMEE}
    return Colonne(
        _("Convention"),
        {
            pk: Document(PRET, _("À télécharger"), reverse("sessions:convention_pdf", args=[session.pk, pk]))
            for pk in structures
        },
    )


def reponses_de_l_employeur(session, inscriptions) -> Colonne:
    """How many of its people it has agreed to send."""
    par_structure: dict[int, list[str]] = {}
    for structure, etat in AccordEmployeur.objects.filter(inscription__in=inscriptions).values_list(
        "inscription__structure", "etat"
    ):
        par_structure.setdefault(structure, []).append(etat)
    return Colonne(
        _("Accords de l'employeur"),
        {
            pk: Document(
                MANQUE if AccordEmployeur.Etat.DEMANDE in etats else PRET,
                _("%(donnes)d donnés sur %(total)d") % {"donnes": etats.count("donne"), "total": len(etats)},
            )
            for pk, etats in par_structure.items()
        },
    )

"""Several people enrolled together: whom one may choose, what becomes of each, chosen or read in a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from academie.queries.tableau import deviner_colonnes
from academie.recherche import MOTS_MAXIMUM
from academie.regles import Refus, regle
from academie.tableaux import ErreurTableau, cellule_lue, lire_tableau, se_calcule
from besoins.queries.liste import ENTETES
from sessions.models import Inscription
from sessions.queries.inscription import attente
from sessions.queries.regles import Candidature, candidatures, places_par_structure, regle_contraire

MONTREES = 30
COLONNES = {"email": 254, "prenom": 80, "nom": 120}


class Sort(TextChoices):
    PLACE = "donne", gettext_lazy("aura une place")
    ATTENTE = "en_attente", gettext_lazy("sera en liste d'attente")
    DEJA = "deja", gettext_lazy("inscription déjà faite")
    REFUS = "refuse", gettext_lazy("ne peut pas s'inscrire")
    FAUSSE = "fausse", gettext_lazy("ligne à corriger")


@dataclass
class Candidat:
    """Somebody who may be chosen, and what would become of them. `depassable`: a gestionnaire may go beyond the rule."""

    personne: Utilisateur
    structure: Structure | None
    inscription: Inscription | None = None
    empechement: str = ""
    depassable: bool = False

    @property
    def choisissable(self) -> bool:
        return self.inscription is None and not self.empechement


@dataclass
class LigneLue:
    """A line of a file as it was understood, and what it would give. `nouvelle`: an account would be made."""

    numero: int
    email: str
    prenom: str
    nom: str
    sort: Sort = Sort.PLACE
    precision: str = ""
    nouvelle: bool = False


def affectations_inscriptibles(par, le: datetime | None = None):
    """Who works today as animatrice or animateur where `par` may enrol people."""
    affectations = Affectation.objects.du_jour(timezone.localdate(le)).filter(
        role=Role.ANIMATEUR, structure__isnull=False, utilisateur__is_active=True
    )
    return affectations.autorises(par, "inscription.inscrire").select_related("utilisateur", "structure")


def structures_inscriptibles(par):
    """In whose name `par` may enrol people."""
    if "session.planifier" in par.permissions:
        return Structure.objects.all()
    return Structure.objects.filter(pk__in=par.structures_comme(Role.REFERENT))


def candidats(session, par, recherche: str = "") -> list[Candidat]:
    """The people of one's structures; for who may enrol anybody, those whose name is searched."""
    affectations = affectations_inscriptibles(par)
    if "session.planifier" in par.permissions and not recherche.strip():
        return []
    for mot in recherche.split()[:MOTS_MAXIMUM]:
        affectations = affectations.filter(
            Q(utilisateur__in=Utilisateur.objects.nommes(mot)) | Q(structure__in=Structure.objects.nommees(mot))
        )
    limite = MONTREES if "session.planifier" in par.permissions else regle("inscription.import_lignes")
    ordre = affectations.order_by("utilisateur__nom", "utilisateur__prenom", "utilisateur_id", "-debut")
    return juger(session, {a.utilisateur: a.structure for a in ordre[:limite]})


def juger(session, structures: dict[Utilisateur, Structure], le: datetime | None = None) -> list[Candidat]:
    """What becomes of each, in a constant number of queries."""
    le = le or timezone.now()
    deja = {
        inscription.utilisateur_id: inscription
        for inscription in Inscription.objects.actives()
        .avec_rang()
        .filter(session=session, utilisateur__in=list(structures))
    }
    par_pk = {personne.pk: structure for personne, structure in structures.items()}
    trouves = []
    for candidature in candidatures(session, structures, le, structures=par_pk):
        personne = candidature.utilisateur
        contraire = regle_contraire(candidature)
        trouves.append(
            Candidat(
                personne=personne,
                structure=candidature.structure,
                inscription=deja.get(personne.pk),
                empechement=contraire.phrase(candidature) if contraire else "",
                depassable=bool(contraire and contraire.depassable),
            )
        )
    return trouves


def lire_fichier(fichier: BinaryIO, nom: str) -> list[LigneLue]:
    """Each line of a CSV or XLSX file, the wrong ones with what is wrong.

    Raises:
        Refus: no table, no column of addresses, or too many lines.
    """
    try:
        tableau = lire_tableau(fichier, nom, lignes_maximum=regle("inscription.import_lignes"))
        colonnes = deviner_colonnes(tableau.entetes, ENTETES)
        if "email" not in colonnes:
            raise Refus(_("Nommez une colonne « adresse électronique » sur la première ligne."), champ="fichier")
        rangs = {champ: tableau.entetes.index(colonnes[champ]) for champ in COLONNES if champ in colonnes}
        lues = [
            _ligne(numero, {champ: cellules[rang] for champ, rang in rangs.items()})
            for numero, cellules in tableau.lignes
        ]
    except ErreurTableau as erreur:
        ou = _("Ligne %(n)d :") % {"n": erreur.ligne} if erreur.ligne else _("Fichier refusé :")
        raise Refus(f"{ou} {erreur.raison}", champ="fichier") from erreur
    if not lues:
        raise Refus(_("Ce fichier n'a que des noms de colonnes : personne à inscrire."), champ="fichier")
    _marquer_les_doubles(lues)
    return lues


def prevoir(session, structure: Structure, lues: Iterable[LigneLue], par, le: datetime | None = None) -> list[LigneLue]:
    """What each line would give if it were done now, in the order of the lines; in a constant number of queries."""
    le, lues = le or timezone.now(), list(lues)
    connues = {p.email: p for p in Utilisateur.objects.filter(email__in=[ligne.email for ligne in lues])}
    employees = employes(structure, par, connues.values(), le)
    deja = dict(
        Inscription.objects.actives().filter(session=session, utilisateur__in=connues.values()).values_list("utilisateur", "ordre")
    )  # fmt: skip
    jugees = {c.utilisateur.pk: c for c in candidatures(session, connues.values(), le, structure=structure)}
    compte = _Compte(session, structure, le)
    for ligne in lues:
        if ligne.sort == Sort.FAUSSE:
            continue
        personne = connues.get(ligne.email)
        if personne and personne.pk in deja:
            ligne.sort = Sort.DEJA
        elif personne and personne.pk not in employees:
            ligne.sort, ligne.precision = Sort.REFUS, str(PAS_DE_LA_STRUCTURE)
        elif not (personne or (ligne.prenom and ligne.nom)):
            ligne.sort, ligne.precision = Sort.FAUSSE, str(SANS_NOM)
        else:
            ligne.nouvelle = personne is None
            candidature = jugees[personne.pk] if personne else Candidature(session, le, structure=structure)
            compte.placer(ligne, candidature)
    return lues


PAS_DE_LA_STRUCTURE = gettext_lazy(
    "Cette adresse a un compte, mais pas d'emploi d'animatrice ou d'animateur dans cette structure aujourd'hui. "
    "Écrivez à l'Académie pour l'y rattacher."
)


SANS_NOM = gettext_lazy("Cette adresse n'a pas de compte : indiquez le prénom et le nom pour en ouvrir un.")


def employes(structure: Structure, par, personnes, le: datetime) -> set[int]:
    """Those of `personnes` whom this structure employs as animatrices or animateurs, and whom `par` may enrol."""
    return set(
        affectations_inscriptibles(par, le)
        .filter(structure=structure, utilisateur__in=personnes)
        .values_list("utilisateur", flat=True)
    )


class _Compte:
    """Seats and ranks as the lines take them, one after the other."""

    def __init__(self, session, structure, le: datetime):
        reserve = session.reserves.en_vigueur().avec_reste().filter(structure=structure, reste__gt=0).first()
        self.gardees = reserve.reste if reserve else 0
        self.libres = max(session.places_libres, 0)
        self.rang = attente(session)
        self.plafond = places_par_structure(session, timezone.localdate(le))
        self.collegues = session.inscriptions.actives().filter(structure=structure, reserve=None).count()

    def placer(self, ligne: LigneLue, candidature: Candidature) -> None:
        candidature.collegues, candidature.place_gardee = self.collegues, self.gardees > 0
        if contraire := regle_contraire(candidature):
            ligne.sort, ligne.precision = Sort.REFUS, contraire.phrase(candidature)
        elif self.gardees:
            self.gardees -= 1
        else:
            self.collegues += 1
            if self.libres:
                self.libres -= 1
                return
            self.rang += 1
            ligne.sort, ligne.precision = Sort.ATTENTE, _("rang %(rang)d") % {"rang": self.rang}


def _ligne(numero: int, cellules: dict[str, str]) -> LigneLue:
    lue = {champ: " ".join(cellule_lue(texte).split()) for champ, texte in cellules.items()}
    ligne = LigneLue(numero, lue["email"].lower(), lue.get("prenom", ""), lue.get("nom", ""))
    if raison := _faute(ligne):
        ligne.sort, ligne.precision = Sort.FAUSSE, raison
    return ligne


def _faute(ligne: LigneLue) -> str:
    try:
        validate_email(ligne.email)
    except ValidationError:
        return _("« %(texte)s » n'est pas une adresse électronique.") % {"texte": ligne.email[:80]}
    if formules := [nom for nom in (ligne.prenom, ligne.nom) if se_calcule(nom)]:
        phrase = _("« %(texte)s » commence comme une formule de tableur : écrivez le prénom ou le nom.")
        return phrase % {"texte": formules[0][:80]}
    longues = [champ for champ, longueur in COLONNES.items() if len(getattr(ligne, champ)) > longueur]
    return _("Un nom ou une adresse est trop long.") if longues else ""


def _marquer_les_doubles(lues: list[LigneLue]) -> None:
    vues: dict[str, int] = {}
    for ligne in lues:
        if ligne.sort != Sort.FAUSSE and ligne.email in vues:
            ligne.sort = Sort.FAUSSE
            ligne.precision = _("Cette adresse est déjà ligne %(n)d.") % {"n": vues[ligne.email]}
        vues.setdefault(ligne.email, ligne.numero)

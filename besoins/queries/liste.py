"""A list of people, pasted or imported: each line understood, already there, or wrong and why."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.models import Structure
from academie.models.territoire import normaliser
from academie.queries.tableau import Lieux, rangees
from academie.regles import Refus
from academie.tableaux import lire_tableau
from besoins.models import Enquete, Importation, Invitation, profil_de_territoire

COLONNES = {
    "nom": gettext_lazy("Nom"),
    "prenom": gettext_lazy("Prénom"),
    "email": gettext_lazy("Adresse électronique"),
    "structure": gettext_lazy("Structure"),
    "commune": gettext_lazy("Commune ou code INSEE"),
    "nature": gettext_lazy("Nature"),
    "role": gettext_lazy("Qui répond"),
}
# How the columns of other people's files are named.
ENTETES = {
    "nom": ("nom", "nom complet", "nom prenom", "nom et prenom", "prenom nom", "contact", "personne", "name"),
    "prenom": ("prenom", "first name", "firstname"),
    "email": (
        "email",
        "e mail",
        "mail",
        "courriel",
        "adresse electronique",
        "adresse email",
        "adresse mail",
        "adresse e mail",
    ),
    "structure": ("structure", "organisme", "organisation", "etablissement", "employeur", "collectivite"),
    "commune": ("code insee", "code commune", "insee", "commune", "ville", "territoire", "commune ou code insee"),
    "nature": ("nature", "type", "type de structure", "nature de la structure", "genre"),
    "role": ("role", "fonction", "qui repond"),
}
QUI = ("nom", "email", "structure")
IDENTITE = ("structure_id", "email", "nom", "territoire_id")
PAR_LOT = 500
LIGNES_MONTREES = 2000
FAUTES_MONTREES = 5
LONGUEUR_DU_NOM = 200
NATURES = {normaliser(mot): cle for cle, libelle in Structure.Genre.choices for mot in (cle, str(libelle))}
ROLES = {normaliser(mot): cle for cle, libelle in Invitation.Role.choices for mot in (cle, str(libelle))} | {
    "animatrice": "animateur",
    "mediateur": "animateur",
    "mediatrice": "animateur",
    "mediateur numerique": "animateur",
}
# "Anne Le Goff <anne@commune.fr>", as mail programs write it.
NOMMEE = re.compile(r'"?([^<>"]*)"?\s*<([^<>]+)>[\s,]*')


class Sort(TextChoices):
    NOUVELLE = "nouvelle", gettext_lazy("nouvelle")
    DEJA = "deja", gettext_lazy("déjà là")
    FAUSSE = "fausse", gettext_lazy("à corriger")


@dataclass
class Ligne:
    """A line as it was understood. `raisons`: (column, what is wrong); `precision` says where it is already."""

    numero: int
    cellules: dict[str, str]
    invitation: Invitation | None = None
    raisons: list[tuple[str, str]] = field(default_factory=list)
    precision: str = ""

    @property
    def sort(self) -> Sort:
        if self.raisons:
            return Sort.FAUSSE
        return Sort.DEJA if self.precision else Sort.NOUVELLE

    @property
    def phrases(self) -> list[str]:
        """What is wrong, column by column, or where it is already."""
        if not self.raisons:
            return [self.precision] if self.precision else []
        return [
            _("%(colonne)s : %(raison)s") % {"colonne": COLONNES[colonne], "raison": raison} if colonne else raison
            for colonne, raison in self.raisons
        ]

    @property
    def qui(self) -> str:
        return self.invitation.nom if self.invitation else _nom_complet(self.cellules)

    @property
    def adresse(self) -> str:
        return self.invitation.email if self.invitation else self.cellules.get("email", "")

    @property
    def lieu(self) -> str:
        territoire = self.invitation.territoire if self.invitation else None
        return territoire.nom if territoire else self.cellules.get("commune", "")


class Lecture:
    """Reads lines one after the other: a few queries for each lot, and what is already there in memory, once."""

    def __init__(self, enquete: Enquete):
        self.enquete = enquete
        self.vues: dict[object, int] = dict.fromkeys(_cles_de_la_population(enquete), 0)

    def lire(self, rangees: Iterable[tuple[int, dict[str, str]]]) -> Iterator[Ligne]:
        """Each line of `rangees`, (number, cells by the keys of COLONNES), in order."""
        suite = iter(rangees)
        while lot := list(islice(suite, PAR_LOT)):
            connus = _Connus(lot)
            for numero, cellules in lot:
                yield self._ligne(Ligne(numero, cellules), connus)

    def _ligne(self, ligne: Ligne, connus: "_Connus") -> Ligne:
        invitation = Invitation(enquete=self.enquete, etat=Invitation.Etat.PREPAREE)
        for remplir in (_nom, _email, _structure, _lieu, _nature, _role):
            remplir(invitation, ligne, connus)
        if not (invitation.nom or invitation.email or ligne.raisons):
            ligne.raisons.append(("", _("ni nom, ni structure, ni adresse : personne à inviter.")))
        if not ligne.raisons:
            ligne.invitation = invitation
            self._reperer(ligne)
        return ligne

    def _reperer(self, ligne: Ligne) -> None:
        """Somebody already in the population, or on a former line, is not asked twice."""
        cles = _cles(*(getattr(ligne.invitation, champ) for champ in IDENTITE))
        deja = [self.vues[cle] for cle in cles if cle in self.vues]
        if deja:
            numero = max(deja)
            ligne.precision = _("déjà à la ligne %(n)d") % {"n": numero} if numero else _("déjà dans la population")
        for cle in cles:
            self.vues.setdefault(cle, ligne.numero)


def lire_adresses(enquete: Enquete, texte: str, *, role: str = "") -> list[Invitation]:
    """The people of pasted addresses who are not in the population yet.

    Raises:
        Refus: a piece is no address: all of them are kept, or none.
    """
    lignes = list(Lecture(enquete).lire((n, cellules | {"role": role}) for n, cellules in _morceaux(texte)))
    fausses = [ligne for ligne in lignes if ligne.raisons]
    if fausses:
        phrases = [
            _("ligne %(n)d, « %(texte)s » : %(raison)s")
            % {"n": ligne.numero, "texte": ligne.cellules["email"][:80], "raison": ligne.raisons[0][1]}
            for ligne in fausses[:FAUTES_MONTREES]
        ]
        if len(fausses) > FAUTES_MONTREES:
            phrases.append(_("et %(n)d autres.") % {"n": len(fausses) - FAUTES_MONTREES})
        raise Refus(_("Rien n'est ajouté : %(phrases)s") % {"phrases": " ".join(phrases)}, champ="adresses")
    return [ligne.invitation for ligne in lignes if ligne.sort == Sort.NOUVELLE]


def _morceaux(texte: str) -> Iterator[tuple[int, dict[str, str]]]:
    for numero, ligne in enumerate(texte.splitlines(), start=1):
        for morceau in filter(None, map(str.strip, ligne.split(";"))):
            if nommees := NOMMEE.findall(morceau):
                for nom, email in nommees:
                    yield numero, {"nom": nom.strip(" ,"), "email": email.strip()}
            else:
                for email in filter(None, re.split(r"[\s,]+", morceau)):
                    yield numero, {"email": email}


class _Connus:
    """The structures and the territories that a lot of lines names, in three queries."""

    def __init__(self, lot: list[tuple[int, dict[str, str]]]):
        def colonne(nom):
            return {cellules[nom].strip() for _numero, cellules in lot if cellules.get(nom, "").strip()}

        noms, adresses = colonne("structure"), {adresse.lower() for adresse in colonne("email")}
        self.structures: dict[str, list[Structure]] = {}
        trouvees = Structure.objects.filter(Q(nom__in=noms) | Q(email__in=adresses)).select_related("territoire")
        for structure in trouvees:
            for cle in {structure.nom, structure.email.lower()} - {""}:
                self.structures.setdefault(cle, []).append(structure)
        self.lieux = Lieux(colonne("commune"))


def _nom(invitation: Invitation, ligne: Ligne, connus: _Connus) -> None:
    invitation.nom = _nom_complet(ligne.cellules)
    if len(invitation.nom) > LONGUEUR_DU_NOM:
        ligne.raisons.append(("nom", _("plus de %(n)d caractères.") % {"n": LONGUEUR_DU_NOM}))


def _nom_complet(cellules: dict[str, str]) -> str:
    return " ".join(f"{cellules.get('prenom', '')} {cellules.get('nom', '')}".split())


def _email(invitation: Invitation, ligne: Ligne, connus: _Connus) -> None:
    invitation.email = ligne.cellules.get("email", "").strip().lower()
    if not invitation.email:
        return
    try:
        validate_email(invitation.email)
    except ValidationError:
        ligne.raisons.append(("email", _("ce n'est pas une adresse électronique complète.")))


def _structure(invitation: Invitation, ligne: Ligne, connus: _Connus) -> None:
    """A known structure gives its name, its place, its kind, and its address when the line has none."""
    nom = ligne.cellules.get("structure", "").strip()
    trouvees = connus.structures.get(nom or invitation.email, [])
    if len(trouvees) == 1 and (nom or not invitation.nom):
        structure = trouvees[0]
        invitation.structure, invitation.territoire = structure, structure.territoire
        invitation.nature, invitation.role = structure.genre, Invitation.Role.STRUCTURE
        invitation.email = invitation.email or structure.email
        invitation.nom = structure.nom
    elif len(trouvees) > 1 and nom:
        ligne.raisons.append(
            ("structure", _("plusieurs structures portent ce nom : laissez vide et donnez l'adresse."))
        )
    elif nom:
        invitation.nom = (f"{invitation.nom}, {nom}" if invitation.nom else nom)[:LONGUEUR_DU_NOM]


def _lieu(invitation: Invitation, ligne: Ligne, connus: _Connus) -> None:
    texte = ligne.cellules.get("commune", "").strip()
    if texte and invitation.structure is None:
        lieux = connus.lieux.designes(texte)
        if len(lieux) == 1:
            invitation.territoire = lieux[0]
        elif lieux:
            ligne.raisons.append(("commune", _("plusieurs lieux portent ce nom : donnez le code INSEE.")))
        else:
            ligne.raisons.append(("commune", _("ce lieu n'est pas dans le Code officiel géographique.")))
    for champ, valeur in profil_de_territoire(invitation.territoire).items():
        setattr(invitation, champ, valeur)


def _nature(invitation: Invitation, ligne: Ligne, connus: _Connus) -> None:
    texte = ligne.cellules.get("nature", "").strip()
    if texte and invitation.structure is None:
        invitation.nature = NATURES.get(normaliser(texte), "")
        if not invitation.nature:
            ligne.raisons.append(("nature", _choix_attendus(Structure.Genre)))


def _role(invitation: Invitation, ligne: Ligne, connus: _Connus) -> None:
    texte = ligne.cellules.get("role", "").strip()
    if texte and invitation.structure is None:
        invitation.role = ROLES.get(normaliser(texte), "")
        if not invitation.role:
            ligne.raisons.append(("role", _choix_attendus(Invitation.Role)))


def _choix_attendus(choix) -> str:
    return _("on attend l'un de ces mots : %(mots)s.") % {"mots": ", ".join(str(mot) for mot in choix.labels)}


def _cles(structure: int | None, email: str, nom: str, territoire: int | None) -> list[object]:
    """What makes two lines the same person: a known structure, an address, or a name at a place when there is none."""
    cles: list[object] = [structure] if structure else []
    if email:
        return [*cles, email]
    return cles or [(nom, territoire)]


def _cles_de_la_population(enquete: Enquete) -> Iterator[object]:
    for ligne in enquete.invitations.order_by().values_list(*IDENTITE).iterator():
        yield from _cles(*ligne)


def lignes_du_fichier(importation: Importation, lecture: Lecture) -> Iterator[Ligne]:
    """Every line of a file, understood by its columns as they are set today."""
    with importation.fichier.open("rb") as fichier:
        tableau = lire_tableau(fichier, importation.nom)
        yield from lecture.lire(rangees(tableau, importation.correspondance))


@dataclass(frozen=True)
class Apercu:
    """The first lines of a file and what becomes of each."""

    lignes: list[Ligne]
    comptes: dict[str, int]

    @property
    def fausses(self) -> int:
        return self.comptes[Sort.FAUSSE]


def apercu_du_fichier(importation: Importation) -> Apercu:
    """What the file would add, over its first LIGNES_MONTREES lines; nothing once it is in."""
    if not importation.fichier:
        return Apercu([], dict.fromkeys(Sort.values, 0))
    lignes = list(islice(lignes_du_fichier(importation, Lecture(importation.enquete)), LIGNES_MONTREES))
    comptes = Counter(ligne.sort for ligne in lignes)
    return Apercu(lignes, {sort: comptes[sort] for sort in Sort.values})

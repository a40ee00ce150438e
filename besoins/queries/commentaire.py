"""The places of a version where people comment, and what they said there."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Prefetch, TextField
from django.utils.text import capfirst

from academie.models import Utilisateur
from besoins.models import (
    Commentaire,
    Intervention,
    Module,
    Objectif,
    QuestionPositionnement,
    VersionProgramme,
)
from besoins.textes.passages import situer, souligner

Cible = Commentaire.Cible
MODELES = {
    Cible.VERSION: VersionProgramme,
    Cible.OBJECTIF: Objectif,
    Cible.MODULE: Module,
    Cible.POSITIONNEMENT: QuestionPositionnement,
}
CHAMPS = {
    Cible.VERSION: tuple(
        champ
        for champ in VersionProgramme.CHAMPS_OBLIGATOIRES
        if isinstance(VersionProgramme._meta.get_field(champ), TextField)
    ),
    Cible.OBJECTIF: ("intitule", "evaluation"),
    Cible.MODULE: ("titre", "contenu", "methode", "supports", "cas_local", "profil_formateur"),
    Cible.POSITIONNEMENT: ("intitule",),
}


@dataclass
class Fil:
    """A thread as a page shows it."""

    commentaire: Commentaire
    # What it quotes, or what it is about, is no longer there.
    disparu: bool
    # A suggestion made for another text than the one that is there now.
    depasse: bool


@dataclass
class Lieu:
    """A field with its text, and the threads about it."""

    cible: str
    element: int | None
    champ: str
    libelle: str
    intitule: str
    texte: str
    fils: list[Fil] = field(default_factory=list)

    @property
    def code(self) -> str:
        return Commentaire(cible=self.cible, element=self.element, champ=self.champ).code

    @property
    def ouverts(self) -> list[Fil]:
        return [fil for fil in self.fils if fil.commentaire.etat == Commentaire.Etat.OUVERT]

    @property
    def clos(self) -> list[Fil]:
        return [fil for fil in self.fils if fil.commentaire.etat != Commentaire.Etat.OUVERT]

    @property
    def morceaux(self) -> list[tuple[bool, str]]:
        return souligner(self.texte, [fil.commentaire.passage for fil in self.ouverts])


@dataclass
class Partie:
    """The presentation, an objective, a module, a question: a title and its fields."""

    titre: str
    lieux: list[Lieu]


def lieux(version: VersionProgramme) -> list[Lieu]:
    """Every place of a version where one may comment, in the order of the page."""
    elements = [(Cible.VERSION, None, "", version)]
    elements += [(Cible.OBJECTIF, objectif.pk, objectif.intitule, objectif) for objectif in version.objectifs.all()]
    elements += [(Cible.MODULE, module.pk, module.titre, module) for module in version.modules.all()]
    elements += [(Cible.POSITIONNEMENT, q.pk, q.intitule, q) for q in version.positionnements.all()]
    return [
        Lieu(cible, pk, champ, capfirst(objet._meta.get_field(champ).verbose_name), intitule, getattr(objet, champ))
        for cible, pk, intitule, objet in elements
        for champ in CHAMPS[cible]
    ]


def element_de(commentaire: Commentaire) -> VersionProgramme | Objectif | Module | QuestionPositionnement | None:
    """What a suggestion would change, None once deleted."""
    if commentaire.cible == Cible.VERSION:
        return commentaire.version
    return MODELES[commentaire.cible].objects.filter(version=commentaire.version, pk=commentaire.element).first()


def lieu_de(version: VersionProgramme, code: str) -> Lieu | None:
    """The place of that code ("module.12.contenu"), None when it is not there or not there any more."""
    return next((lieu for lieu in lieux(version) if lieu.code == code), None)


def annotations(version: VersionProgramme) -> tuple[list[Partie], list[Fil]]:
    """The text of a version with the threads beside it, then the threads about what was deleted."""
    places = {(lieu.cible, lieu.element, lieu.champ): lieu for lieu in lieux(version)}
    orphelins = []
    for commentaire in avec_interventions(version.commentaires):
        lieu = places.get((commentaire.cible, commentaire.element, commentaire.champ))
        (lieu.fils if lieu else orphelins).append(fil(commentaire, lieu))
    parties: dict[tuple, Partie] = {}
    for lieu in places.values():
        titre = f"{Cible(lieu.cible).label} – {lieu.intitule}" if lieu.intitule else Cible(lieu.cible).label
        parties.setdefault((lieu.cible, lieu.element), Partie(capfirst(titre), [])).lieux.append(lieu)
    return list(parties.values()), orphelins


def avec_interventions(commentaires):
    return commentaires.prefetch_related(
        Prefetch("interventions", Intervention.objects.select_related("par").order_by("pk"))
    ).order_by("pk")


def fil(commentaire: Commentaire, lieu: Lieu | None) -> Fil:
    return Fil(
        commentaire,
        disparu=lieu is None or bool(commentaire.passage and situer(commentaire.passage, lieu.texte) is None),
        depasse=lieu is not None and bool(commentaire.proposition) and lieu.texte != commentaire.origine,
    )


def peut_commenter(version: VersionProgramme, utilisateur: Utilisateur) -> bool:
    return version.etat in VersionProgramme.EN_CHANTIER and "programme.commenter" in utilisateur.permissions


def nombre_d_ouverts(version: VersionProgramme) -> dict[str, int]:
    """How many threads are open, by part (`version`, `objectif`, `module`, `positionnement`) and in all (`total`)."""
    parties = Counter(version.commentaires.ouverts().order_by().values_list("cible", flat=True))
    return {cible.value: parties[cible.value] for cible in Cible} | {"total": parties.total()}

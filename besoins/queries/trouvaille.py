"""What a visitor finds in the catalogue: programmes in order, what each choice would leave, what to do when nothing is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie import francais
from academie.branchements.catalogue import Facette
from academie.recherche import chercher, pertinence
from besoins.models import VersionProgramme
from besoins.queries.rayon import Ligne, Rayons

if TYPE_CHECKING:
    from besoins.facettes import Resultat

TRIS = {
    "pertinence": gettext_lazy("Pertinence"),
    "titre": gettext_lazy("Titre"),
    "session": gettext_lazy("Prochaine session"),
    "nouveaute": gettext_lazy("Nouveauté"),
}


@dataclass(frozen=True)
class Demande:
    """What is asked of the catalogue. `choix` holds known values only."""

    q: str = ""
    tri: str = ""
    choix: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def adresse(self) -> str:
        """The address that asks the same, without what says nothing."""
        dits = {"q": self.q, "tri": self.tri} | self.choix
        requete = urlencode({nom: valeur for nom, valeur in dits.items() if valeur}, doseq=True)
        return f"?{requete}" if requete else "?"

    @property
    def nue(self) -> bool:
        return not (self.q or self.choix)

    def sans(self, nom: str, valeur: str = "") -> "Demande":
        """The same without a facet, or without one of its values."""
        retires = {valeur} if valeur else set(self.choix.get(nom, ()))
        gardes = {cle: [v for v in valeurs if cle != nom or v not in retires] for cle, valeurs in self.choix.items()}
        return replace(self, choix={cle: valeurs for cle, valeurs in gardes.items() if valeurs})


@dataclass(frozen=True)
class Etiquette:
    """A filter in force and the address without it."""

    libelle: str
    url_retrait: str


@dataclass(frozen=True)
class Issue:
    """A way out of an empty result: what to drop, and how many programmes would come back."""

    libelle: str
    url: str
    nombre: str


@dataclass(frozen=True)
class Tri:
    libelle: str
    url: str
    courant: bool


@dataclass(frozen=True)
class ValeurComptee:
    """A box to tick: its identifier in the page, and what it says already formatted, for there are a hundred."""

    id: str
    valeur: str
    libelle: str
    nombre: str
    choisie: bool


@dataclass(frozen=True)
class FacetteComptee:
    nom: str
    libelle: str
    valeurs: list[ValeurComptee]


@dataclass(frozen=True)
class Trouvailles:
    """The ranks of the programmes found, in order, and the rest of the page."""

    rayons: Rayons
    demande: Demande
    resultat: "Resultat"
    rangs: list[int]

    def lignes(self, rangs: Sequence[int]) -> list[tuple[Ligne, list[str]]]:
        """Programmes by rank, each with what the other houses say first of it."""
        return [(self.rayons.lignes[rang], self._annonces(rang)) for rang in rangs]

    def _annonces(self, rang: int) -> list[str]:
        premiers = [int(table[rang]) for table in self.resultat.premiers]
        return [
            faits.dire(premier)
            for faits, premier in zip(self.rayons.faits, premiers, strict=True)
            if faits.dire and premier >= 0
        ]

    def groupes(self) -> list[tuple[str, list[FacetteComptee]]]:
        """The facets worth showing, under the title of what they are about."""
        groupes: dict[str, list[FacetteComptee]] = {}
        for faits in self.rayons.faits:
            comptees = [self._compter(facette) for facette in faits.facettes if self._utile(facette)]
            groupes.setdefault(faits.titre, []).extend(comptee for comptee in comptees if comptee.valeurs)
        return [(titre, facettes) for titre, facettes in groupes.items() if facettes]

    def _utile(self, facette: Facette) -> bool:
        choix = self.demande.choix
        return not facette.apres or facette.apres in choix or facette.nom in choix

    def _compter(self, facette: Facette) -> FacetteComptee:
        """Values that would leave something, and those chosen that leave nothing."""
        choisies = self.demande.choix.get(facette.nom, ())
        comptes = zip(facette.choix.items(), self.resultat.comptes[facette.nom], strict=True)
        return FacetteComptee(
            facette.nom,
            facette.libelle,
            [
                ValeurComptee(f"{facette.nom}-{valeur}", valeur, libelle, francais.nombre(nombre), valeur in choisies)
                for (valeur, libelle), nombre in comptes
                if nombre or valeur in choisies
            ],
        )

    def etiquettes(self) -> list[Etiquette]:
        demande = self.demande
        cherche = [Etiquette(_("« %(q)s »") % {"q": demande.q}, replace(demande, q="").adresse)] if demande.q else []
        return cherche + [
            Etiquette(f"{facette.libelle} : {facette.choix[valeur]}", demande.sans(facette.nom, valeur).adresse)
            for facette in self.rayons.facettes
            for valeur in demande.choix.get(facette.nom, ())
        ]

    def issues(self) -> list[Issue]:
        """When nothing is left: each single thing to drop that brings programmes back, the most first."""
        demande = self.demande
        essais = [(_("sans « %(q)s »") % {"q": demande.q}, replace(demande, q=""))] if demande.q else []
        for facette in self.rayons.facettes:
            if choisies := demande.choix.get(facette.nom):
                libelles = francais.enumeration([facette.choix[valeur] for valeur in choisies], "ou")
                essais.append((f"{_('sans')} « {facette.libelle} : {libelles} »", demande.sans(facette.nom)))
        trouvees = [(len(trouver(self.rayons, essai).rangs), libelle, essai) for libelle, essai in essais]
        return [
            Issue(libelle, essai.adresse, _programmes(nombre))
            for nombre, libelle, essai in sorted(trouvees, key=lambda essai: -essai[0])
            if nombre
        ]

    def nombre(self) -> str:
        return _programmes(len(self.rangs))

    def tris(self) -> list[Tri]:
        """Other orders for the same programmes; the most relevant first is an order when words are sought."""
        demande = self.demande
        defaut = "pertinence" if demande.q else "titre"
        courant = demande.tri if demande.tri in TRIS and (demande.q or demande.tri != "pertinence") else defaut
        return [
            Tri(str(libelle), replace(demande, tri="" if tri == defaut else tri).adresse, tri == courant)
            for tri, libelle in TRIS.items()
            if demande.q or tri != "pertinence"
        ]


def trouver(rayons: Rayons, demande: Demande) -> Trouvailles:
    """One query when words are sought, none otherwise."""
    import numpy as np

    from besoins.facettes import croiser

    trouves = np.array(_trouves(rayons, demande.q), dtype=np.int64)
    parmi = np.zeros(len(rayons.lignes), dtype=bool)
    parmi[trouves] = True
    resultat = croiser(rayons.tables, demande.choix, parmi)
    rangs = trouves[resultat.gardes[trouves]].tolist()
    if demande.tri == "nouveaute":
        rangs.sort(key=lambda rang: -rayons.publiees_le[rang])
    elif demande.tri == "session":
        rangs.sort(key=lambda rang: _premiere_annonce(rayons, resultat, rang))
    elif demande.tri == "titre":
        rangs.sort()
    return Trouvailles(rayons, demande, resultat, rangs)


def _trouves(rayons: Rayons, q: str) -> list[int]:
    """The ranks of the programmes that hold every word, those that hold them first first; all by title without a word."""
    if not q:
        return list(range(len(rayons.lignes)))
    versions = pertinence(chercher(VersionProgramme.objects.publiees(), q), q).order_by()
    trouves = [
        (pertinente, rayons.rangs[programme])
        for programme, pertinente in versions.values_list("programme", "rang")
        if programme in rayons.rangs
    ]
    return [rang for _pertinente, rang in sorted(trouves)]


def _premiere_annonce(rayons: Rayons, resultat: "Resultat", rang: int) -> float:
    premiers = [int(table[rang]) for table, faits in zip(resultat.premiers, rayons.faits, strict=True) if faits.dire]
    return min((premier for premier in premiers if premier >= 0), default=float("inf"))


def _programmes(nombre: int) -> str:
    return ngettext("%(nombre)s programme", "%(nombre)s programmes", nombre) % {"nombre": francais.nombre(nombre)}

"""What changes from one job sheet to another: two versions, an adapted sheet and the national one, two steps of the ladder."""

from dataclasses import dataclass

from academie.models import Competence
from besoins.textes.differences import mots_differents
from certificats.models import Exigence, FichePoste
from certificats.queries.fiche_poste import exigences_lisibles

TEXTES = ("titre", "description", "source", "echelon", "rome", "certification", "certification_lien")


@dataclass(frozen=True)
class Changement:
    """A competence asked otherwise. `genre`: ajoute, retire, monte or descend; its levels in words, empty when none."""

    competence: Competence
    genre: str
    avant: str
    apres: str
    motif: str = ""


@dataclass(frozen=True)
class Champ:
    """A text and its pieces, as `besoins/differences/champs.html` shows them."""

    nom: str
    morceaux: list[tuple[str, str]]


@dataclass(frozen=True)
class Comparaison:
    champs: list[Champ]
    changements: list[Changement]


def comparer(avant: FichePoste, apres: FichePoste) -> Comparaison:
    champs = [
        Champ(str(FichePoste._meta.get_field(nom).verbose_name).capitalize(), mots_differents(ancien, nouveau))
        for nom in TEXTES
        if (ancien := _texte(avant, nom)) != (nouveau := _texte(apres, nom))
    ]
    return Comparaison(champs, changements(avant, apres))


def changements(avant: FichePoste, apres: FichePoste) -> list[Changement]:
    """The requirements that differ, in the order of the framework."""
    return changements_des_exigences(exigences_lisibles(avant), exigences_lisibles(apres))


def changements_des_exigences(avant: list[tuple[Exigence, str]], apres: list[tuple[Exigence, str]]) -> list[Changement]:
    anciennes = {e.competence_id: (e, nom) for e, nom in avant if not e.non_pratiquee}
    nouvelles = {e.competence_id: (e, nom) for e, nom in apres if not e.non_pratiquee}
    motifs = {e.competence_id: e.non_pratiquee for e, _nom in apres}
    lignes = [
        _changement(anciennes.get(pk), nouvelles.get(pk), motifs.get(pk, "")) for pk in {**anciennes, **nouvelles}
    ]
    return [ligne for ligne in lignes if ligne]


def _changement(
    avant: tuple[Exigence, str] | None, apres: tuple[Exigence, str] | None, motif: str
) -> Changement | None:
    if avant is None and apres is not None:
        return Changement(apres[0].competence, "ajoute", "", apres[1])
    if apres is None and avant is not None:
        return Changement(avant[0].competence, "retire", avant[1], "", motif)
    if avant is None or apres is None or avant[0].niveau == apres[0].niveau:
        return None
    genre = "monte" if apres[0].niveau > avant[0].niveau else "descend"
    return Changement(apres[0].competence, genre, avant[1], apres[1])


def _texte(fiche: FichePoste, nom: str) -> str:
    valeur = getattr(fiche, nom)
    return "" if valeur is None else str(valeur)

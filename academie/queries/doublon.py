"""People who look alike: the same name by ear, addresses one key apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from academie.models import Affectation, Doublon, Utilisateur
from academie.models.territoire import normaliser
from academie.recherche.ressemblance import adresses_voisines, cles_adresse, squelette

Raison = Doublon.Raison
# A name that so many people bear, or a first part of addresses ("contact@"), tells nothing.
FOULE = 200


@dataclass(frozen=True, slots=True)
class Connue:
    """What is compared of somebody who has an account."""

    pk: int
    email: str
    nom: str
    territoire: int | None
    jamais_venue: bool


class Semblables:
    """Everybody who has an open account, by what makes them look alike. Read once: some 300 bytes each."""

    def __init__(self, personnes: Iterable[Connue]):
        self.par_nom: dict[str, list[Connue]] = defaultdict(list)
        self.par_adresse: dict[str, list[Connue]] = defaultdict(list)
        for personne in personnes:
            self.par_nom[squelette(personne.nom)].append(personne)
            for cle in cles_adresse(personne.email):
                self.par_adresse[cle].append(personne)

    def de_ce_nom(self, nom: str) -> list[Connue]:
        return self.par_nom.get(squelette(nom), [])

    def d_adresse_voisine(self, email: str) -> list[Connue]:
        """Those whose address is one key apart from `email`, and not `email` itself."""
        voisines = {}
        for cle in cles_adresse(email):
            trouvees = self.par_adresse.get(cle, ())
            if len(trouvees) <= FOULE:
                voisines |= {p.pk: p for p in trouvees if adresses_voisines(p.email, email)}
        return list(voisines.values())


def personnes_connues() -> Iterator[Connue]:
    """Everybody whose account is open, one after the other."""
    comptes = Utilisateur.objects.filter(is_active=True).order_by("pk")
    for pk, email, prenom, nom, territoire, venue in comptes.values_list(
        "pk", "email", "prenom", "nom", "territoire", "last_login"
    ).iterator(chunk_size=2000):
        yield Connue(pk, email, normaliser(f"{prenom} {nom}"), territoire, venue is None)


def structures_de(personnes: Iterable[int]) -> dict[int, set[int]]:
    """The structures where these people work or worked. One query."""
    structures = defaultdict(set)
    lignes = Affectation.objects.filter(utilisateur__in=list(personnes), structure__isnull=False).order_by()
    for personne, structure in lignes.values_list("utilisateur", "structure"):
        structures[personne].add(structure)
    return structures


def paires_probables() -> Iterator[tuple[int, int, list[str]]]:
    """(lower key, higher key, what brings them together), each pair once."""
    semblables = Semblables(personnes_connues())
    candidates: dict[tuple[int, int], tuple[Connue, Connue]] = {}
    for groupe in semblables.par_nom.values():
        if 1 < len(groupe) <= FOULE:
            candidates |= {(a.pk, b.pk): (a, b) for a, b in combinations(groupe, 2)}
    for groupe in semblables.par_adresse.values():
        if 1 < len(groupe) <= FOULE:
            candidates |= {
                (a.pk, b.pk): (a, b)
                for a, b in combinations(groupe, 2)
                if a.pk < b.pk and adresses_voisines(a.email, b.email)
            }
    structures = structures_de({pk for paire in candidates for pk in paire})
    for (premiere, seconde), (a, b) in candidates.items():
        if raisons := _raisons(a, b, structures):
            yield premiere, seconde, raisons


def _raisons(a: Connue, b: Connue, structures: dict[int, set[int]]) -> list[str]:
    """What brings two people together; nothing when it is not enough: homonyms are many."""
    meme_nom = squelette(a.nom) == squelette(b.nom)
    faits = {
        Raison.ADRESSE: adresses_voisines(a.email, b.email),
        Raison.STRUCTURE: bool(structures.get(a.pk, set()) & structures.get(b.pk, set())),
        Raison.TERRITOIRE: a.territoire is not None and a.territoire == b.territoire,
        Raison.JAMAIS_VENUE: a.jamais_venue != b.jamais_venue,
    }
    vraies = [str(raison) for raison, vraie in faits.items() if vraie]
    if meme_nom:
        return [str(Raison.NOM), *vraies] if vraies else []
    un_mot = set(squelette(a.nom).split()) & set(squelette(b.nom).split())
    return vraies if faits[Raison.ADRESSE] and (un_mot or faits[Raison.STRUCTURE]) else []

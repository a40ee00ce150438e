import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Subquery, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie.branchements.noms import apres_changement
from academie.models import Territoire
from academie.models.territoire import normaliser
from academie.regles import ERREURS_MAXIMUM, ErreurImport, ImportRefuse

Genre = Territoire.Genre
DOSSIER = settings.RACINE / "academie" / "donnees" / "territoires"
LOT = 1000
LIGNE_MAXIMUM = 20_000  # octets


@dataclass(frozen=True, slots=True)
class Colonne:
    """The field a column fills, what its text must match, and the same said in words."""

    champ: str
    motif: str
    attendu: str | Promise
    parent: Genre | None = None


@dataclass(frozen=True, slots=True)
class Fichier:
    nom: str
    genre: Genre
    colonnes: dict[str, Colonne]


REGION = r"[0-9]{2,3}"
DEPARTEMENT = r"[0-9][0-9AB]|[0-9]{3}"
EPCI = r"[0-9]{9}"
NOM = Colonne("nom", r"[^\x00-\x1f\x7f]{1,120}", gettext_lazy("un nom de 120 caractères au plus"))
ZONE = Colonne("nature", "metro|drom|com", gettext_lazy("« metro », « drom » ou « com »"))
POPULATION = Colonne("population", "[0-9]{0,9}", gettext_lazy("un nombre entier d'habitants, sans espace"))
FICHIERS = (
    Fichier(
        "regions.csv",
        Genre.REGION,
        {
            "code": Colonne("code", REGION, gettext_lazy("un code INSEE de région, par exemple 53")),
            "nom": NOM,
            "zone": ZONE,
        },
    ),
    Fichier(
        "departements.csv",
        Genre.DEPARTEMENT,
        {
            "code": Colonne("code", DEPARTEMENT, gettext_lazy("un code de département, par exemple 2A")),
            "nom": NOM,
            "region": Colonne("region", REGION, gettext_lazy("un code INSEE de région"), Genre.REGION),
            "zone": ZONE,
        },
    ),
    Fichier(
        "epci.csv",
        Genre.EPCI,
        {
            "siren": Colonne("code", EPCI, gettext_lazy("un SIREN de neuf chiffres")),
            "nom": NOM,
            "type": Colonne("nature", "CC|CA|CU|METRO|MET69", gettext_lazy("CC, CA, CU, METRO ou MET69")),
            "departement_principal": Colonne(
                "departement", DEPARTEMENT, gettext_lazy("un code de département"), Genre.DEPARTEMENT
            ),
            "population_municipale": POPULATION,
        },
    ),
    Fichier(
        "communes.csv",
        Genre.COMMUNE,
        {
            "code": Colonne(
                "code", "[0-9][0-9AB][0-9]{3}", gettext_lazy("un code INSEE de commune, par exemple 58194")
            ),
            "nom": NOM,
            "departement": Colonne(
                "departement", DEPARTEMENT, gettext_lazy("un code de département"), Genre.DEPARTEMENT
            ),
            "epci": Colonne("epci", f"({EPCI})?", gettext_lazy("un SIREN de neuf chiffres, ou rien"), Genre.EPCI),
            "population": POPULATION,
            "codes_postaux": Colonne(
                "codes_postaux",
                "([0-9]{5}( [0-9]{5}){0,32})?",
                gettext_lazy("des codes postaux de cinq chiffres séparés par une espace"),
            ),
        },
    ),
)


@transaction.atomic
def importer_territoires(*, dossier: Path = DOSSIER) -> dict[Genre, int]:
    """Create or update every territory of the four CSV files of `dossier`; return how many of each level.

    UTF-8, with a header, read as a stream. Territories that the files no longer name are kept: things
    refer to them. The population of a département or région is the sum of its communes.

    Raises:
        ImportRefuse: a file or rows of it are wrong; nothing was written.
    """
    parents: dict[Genre | None, dict[str, Territoire]] = {}
    nombres = {}
    for fichier in FICHIERS:
        nombres[fichier.genre] = _Lecture(fichier, parents).charger(dossier / fichier.nom)
        if fichier.genre != Genre.COMMUNE:
            connus = Territoire.objects.filter(genre=fichier.genre).only("code", "region_id")
            parents[fichier.genre] = {territoire.code: territoire for territoire in connus}
    _sommer_populations()
    apres_changement()
    return nombres


@dataclass(slots=True)
class _Lecture:
    """One file being read: the parents known so far, the codes already met, what is wrong."""

    fichier: Fichier
    parents: dict[Genre | None, dict[str, Territoire]]
    codes: set[str] = field(default_factory=set)
    erreurs: list[ErreurImport] = field(default_factory=list)

    def charger(self, chemin: Path) -> int:
        """Write the file's territories in batches, unless something is wrong; return their number."""
        try:
            with chemin.open("rb") as octets:
                territoires = self._territoires(_textes(octets, self.refuser))
                while lot := list(islice(territoires, LOT)):
                    if not self.erreurs:
                        self._ecrire(lot)
        except OSError:
            self.refuser(0, "", _("fichier introuvable ou illisible"), fatal=True)
        if self.erreurs:
            raise ImportRefuse(self.erreurs)
        return len(self.codes)

    def refuser(self, ligne: int, colonne: str, raison: str, *, fatal: bool = False) -> None:
        self.erreurs.append(ErreurImport(self.fichier.nom, ligne, colonne, raison))
        if fatal or len(self.erreurs) >= ERREURS_MAXIMUM:
            raise ImportRefuse(self.erreurs)

    def _territoires(self, textes: Iterator[str]) -> Iterator[Territoire]:
        lecteur = csv.reader(textes, strict=True)
        try:
            entete = self._entete(next(lecteur, []))
            for valeurs in filter(None, lecteur):
                if territoire := self._territoire(lecteur.line_num, entete, valeurs):
                    yield territoire
        except csv.Error:
            raison = _("ce n'est pas du CSV : les valeurs sont séparées par des virgules, entre guillemets au besoin")
            self.refuser(lecteur.line_num, "", raison, fatal=True)

    def _entete(self, entete: list[str]) -> list[str]:
        entete = [nom.strip() for nom in entete]
        attendues = list(self.fichier.colonnes)
        if sorted(entete) != sorted(attendues):
            raison = _("les colonnes attendues sont : %(colonnes)s") % {"colonnes": ", ".join(attendues)}
            self.refuser(1, "", raison, fatal=True)
        return entete

    def _territoire(self, ligne: int, entete: list[str], valeurs: list[str]) -> Territoire | None:
        if len(valeurs) != len(entete):
            raison = ngettext(
                "%(lues)d valeur au lieu de %(attendues)d", "%(lues)d valeurs au lieu de %(attendues)d", len(valeurs)
            )
            self.refuser(ligne, "", raison % {"lues": len(valeurs), "attendues": len(entete)})
            return None
        avant = len(self.erreurs)
        territoire = Territoire(genre=self.fichier.genre)
        for nom, brut in zip(entete, valeurs, strict=True):
            self._remplir(territoire, ligne, nom, brut.strip())
        territoire.recherche = normaliser(territoire.nom)
        if len(self.erreurs) == avant and not 0 < len(territoire.recherche) <= 120:
            self.refuser(ligne, "nom", _("un nom en lettres latines est attendu"))
        return territoire if len(self.erreurs) == avant else None

    def _remplir(self, territoire: Territoire, ligne: int, nom: str, texte: str) -> None:
        colonne = self.fichier.colonnes[nom]
        if not re.fullmatch(colonne.motif, texte):
            raison = _("« %(texte)s » : on attend %(attendu)s") % {"texte": texte[:40], "attendu": colonne.attendu}
            self.refuser(ligne, nom, raison)
        elif colonne.parent:
            self._rattacher(territoire, ligne, nom, texte)
        elif colonne.champ == "code" and texte in self.codes:
            self.refuser(ligne, nom, _("« %(texte)s » est déjà plus haut dans le fichier") % {"texte": texte})
        elif colonne.champ == "population":
            territoire.population = int(texte) if texte else None
        else:
            setattr(territoire, colonne.champ, texte)
            if colonne.champ == "code":
                self.codes.add(texte)

    def _rattacher(self, territoire: Territoire, ligne: int, nom: str, code: str) -> None:
        colonne = self.fichier.colonnes[nom]
        parent = self.parents[colonne.parent].get(code)
        if parent:
            setattr(territoire, f"{colonne.champ}_id", parent.pk)
            if colonne.parent == Genre.DEPARTEMENT:
                territoire.region_id = parent.region_id
        elif code:
            self.refuser(ligne, nom, _("« %(code)s » n'est pas connu") % {"code": code})

    def _ecrire(self, lot: list[Territoire]) -> None:
        Territoire.objects.bulk_create(
            lot,
            update_conflicts=True,
            unique_fields=["genre", "code"],
            update_fields=[
                "nom",
                "nature",
                "population",
                "codes_postaux",
                "region",
                "departement",
                "epci",
                "recherche",
            ],
        )


def _textes(octets, refuser) -> Iterator[str]:
    """Lines of `octets` decoded one by one, so that a wrong one has a number."""
    for numero, ligne in enumerate(iter(partial(octets.readline, LIGNE_MAXIMUM), b""), start=1):
        try:
            yield ligne.decode("utf-8-sig" if numero == 1 else "utf-8")
        except UnicodeDecodeError:
            refuser(numero, "", _("cette ligne n'est pas en UTF-8 : enregistrez le fichier en UTF-8"), fatal=True)


def _sommer_populations() -> None:
    communes = Territoire.objects.filter(genre=Genre.COMMUNE)
    for genre in (Genre.REGION, Genre.DEPARTEMENT):
        somme = communes.filter(**{genre.value: OuterRef("pk")}).values(genre.value).annotate(somme=Sum("population"))
        Territoire.objects.filter(genre=genre).update(population=Subquery(somme.values("somme")))

"""Which half-days a feed holds: what is asked on one axis is an alternative, the axes narrow one another."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from urllib.parse import urlencode

# The name of a value in addresses and keys, and the axis of the filter that holds it. The narrowest first.
AXES = {
    "programme": "programmes",
    "epci": "epcis",
    "departement": "departements",
    "theme": "themes",
    "region": "regions",
    "profil": "profils",
}
DISTANCE = "distance"
PUBLIC = "public"
DONNEES = "donnees"  # the version of what the open data tell besides
# Those that have an address of their own when asked alone, with one value.
ADRESSES = ("region", "departement", "epci", "theme", "programme")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtre:
    """Sorted and without repeats: two filters that ask the same are equal."""

    regions: tuple[str, ...] = ()
    departements: tuple[str, ...] = ()
    epcis: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    profils: tuple[str, ...] = ()
    distance: bool = False

    def __post_init__(self) -> None:
        for champ in fields(self):
            if champ.name != DISTANCE:
                object.__setattr__(self, champ.name, tuple(sorted(set(getattr(self, champ.name)))))

    @classmethod
    def de(cls, genre: str, code: str) -> "Filtre":
        """One value of one axis: `Filtre.de("region", "11")`."""
        return cls(**{AXES[genre]: (code,)})  # type: ignore[arg-type]

    def valeurs(self) -> Iterator[tuple[str, str]]:
        """Every value asked, with the name of its axis."""
        for genre, axe in AXES.items():
            for code in getattr(self, axe):
                yield genre, code

    @property
    def parametres(self) -> list[tuple[str, str]]:
        return [*self.valeurs(), *([(DISTANCE, "1")] if self.distance else [])]

    @property
    def cle(self) -> str:
        """The same for all ways to ask the same: "public", "region=11&region=24&distance=1"."""
        return urlencode(self.parametres) or PUBLIC

    @property
    def cles_de_version(self) -> list[str]:
        """One of these versions rises whenever something of the feed changes: those of its narrowest axis."""
        for genre, axe in AXES.items():
            if codes := getattr(self, axe):
                return [f"{genre}/{code}" for code in codes]
        return [DISTANCE if self.distance else PUBLIC]

    @property
    def nom_de_fichier(self) -> str:
        parties = [f"{genre}-{code}" for genre, code in self.valeurs()]
        seule = parties[0] if len(parties) == 1 and not self.distance else "sessions"
        return f"oten-academie-{seule if self.parametres else PUBLIC}.ics"

    def adresse_relative(self) -> str:
        """Where the feed is read, without the site."""
        if not self.parametres:
            return "/agendas/public.ics"
        genre, code = self.parametres[0]
        if len(self.parametres) == 1 and genre in ADRESSES:
            return f"/agendas/{genre}/{code}.ics"
        return f"/agendas/sessions.ics?{urlencode(self.parametres)}"

"""What a version must hold to be reviewed and published, by indicator of Qualiopi: the one table.

Several indicators ask for the same text: it stands under the first one, and names the others.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from academie import francais
from besoins.models import Besoin, Module, Objectif, VersionProgramme
from besoins.queries.besoin import preuves_de
from besoins.taxonomie.verbes import verbe_de

Adresse = Callable[[Model, VersionProgramme], str]

# The nine indicators that a programme answers before any session, in short (annex to D6316-1-1 of the Code du travail).
INDICATEURS = {
    1: _("Le public est informé"),
    4: _("Le besoin est analysé"),
    5: _("Les objectifs sont opérationnels et évaluables"),
    6: _("Les contenus conviennent aux objectifs et aux publics"),
    8: _("Chaque personne est située à l'entrée"),
    10: _("Le déroulement s'adapte et se suit"),
    11: _("L'atteinte des objectifs s'évalue"),
    17: _("Les moyens sont prévus"),
    19: _("Des ressources sont mises à disposition"),
}


def _une_version(version: VersionProgramme) -> list[VersionProgramme]:
    return [version]


@dataclass(frozen=True)
class Exigence:
    """One line of the table: each of `sujets` must be `presente`; what is not blocks, or only warns the reviewer."""

    indicateurs: tuple[int, ...]
    libelle: str
    presente: Callable[[Model, VersionProgramme], bool]
    adresse: Adresse
    sujets: Callable[[VersionProgramme], list] = _une_version
    bloque: bool = True


@dataclass(frozen=True)
class Manque:
    """What a version lacks before others read it, and where to write it."""

    libelle: str
    url: str


@dataclass(frozen=True)
class Point:
    """One line of the table for one version: there, or missing with where to write it."""

    libelle: str
    url: str
    fait: bool
    bloque: bool
    autres: tuple[int, ...]

    @property
    def dits(self) -> str:
        """The other indicators that ask for it."""
        return francais.enumeration(str(numero) for numero in self.autres)


@dataclass(frozen=True)
class Indicateur:
    numero: int
    nom: str
    points: list[Point]

    @property
    def fait(self) -> bool:
        return not self.manquants

    @property
    def manquants(self) -> int:
        return sum(point.bloque and not point.fait for point in self.points)


def points(version: VersionProgramme) -> list[Indicateur]:
    """The whole table for a version. `version` comes from `avec_contenu`: no query here."""
    lus = [(exigence, point) for exigence in EXIGENCES for point in _lire(exigence, version)]
    return [
        Indicateur(numero, str(nom), [point for exigence, point in lus if exigence.indicateurs[0] == numero])
        for numero, nom in INDICATEURS.items()
    ]


def manques(version: VersionProgramme) -> list[Manque]:
    """What forbids to submit or publish. `version` comes from `avec_contenu`: no query here."""
    return [Manque(point.libelle, point.url) for point in _absents(version) if point.bloque]


def alertes(version: VersionProgramme) -> list[Manque]:
    """What the reviewer should know: none of it forbids to publish. `version` comes from `avec_contenu`."""
    return [Manque(point.libelle, point.url) for point in _absents(version) if not point.bloque]


def _absents(version: VersionProgramme) -> list[Point]:
    return [point for indicateur in points(version) for point in indicateur.points if not point.fait]


def _lire(exigence: Exigence, version: VersionProgramme) -> Iterable[Point]:
    for sujet in exigence.sujets(version):
        yield Point(
            libelle=str(exigence.libelle) % {"sujet": sujet},
            url=exigence.adresse(sujet, version),
            fait=exigence.presente(sujet, version),
            bloque=exigence.bloque,
            autres=exigence.indicateurs[1:],
        )


def _texte(champ: str, *indicateurs: int) -> Exigence:
    return Exigence(
        indicateurs,
        format_lazy("« {} »", VersionProgramme._meta.get_field(champ).verbose_name),
        lambda sujet, version: bool(getattr(version, champ).strip()),
        lambda sujet, version: f"{reverse('besoins:programme_update', args=[version.pk])}#id_{champ}",
    )


def _objectifs(version: VersionProgramme) -> list[Objectif]:
    return list(version.objectifs.all())


def _modules(version: VersionProgramme) -> list[Module]:
    return list(version.modules.all())


def _besoins(version: VersionProgramme) -> list[Besoin]:
    # Evaluations may reopen the need of a published version: it was decided when the version was published.
    reouverts = Besoin.A_EXAMINER if version.etat == VersionProgramme.Etat.PUBLIEE else ()
    return [besoin for besoin in version.besoins.all() if besoin.etat in (*Besoin.SERVIS, *reouverts)]


def _travaille(objectif: Objectif, version: VersionProgramme) -> bool:
    return any(objectif in module.objectifs.all() for module in version.modules.all())


def _repondu(besoin: Besoin, version: VersionProgramme) -> bool:
    return any(besoin in objectif.besoins.all() and _travaille(objectif, version) for objectif in _objectifs(version))


def _page(nom: str) -> Adresse:
    return lambda sujet, version: reverse(f"besoins:{nom}", args=[version.pk])


def _partie(nom: str) -> Adresse:
    return lambda sujet, version: f"{version.get_absolute_url()}#{nom}"


def _element(nom: str, champ: str) -> Adresse:
    return lambda sujet, version: f"{reverse(f'besoins:{nom}', args=[version.pk, sujet.pk])}#id_{champ}"


# fmt: off
EXIGENCES = (
    *(_texte(champ, 1) for champ in ("presentation", "prerequis", "modalites_acces", "tarif", "contact")),
    _texte("accessibilite", 1, 10),
    Exigence((4,), _("un besoin retenu"), lambda s, v: bool(_besoins(v)), _page("programme_besoins")),
    Exigence((4,), _("une preuve du besoin « %(sujet)s »"), lambda s, v: bool(preuves_de(s)), lambda s, v: s.get_absolute_url(), _besoins),
    Exigence((4, 6), _("un objectif travaillé dans un module pour le besoin « %(sujet)s »"), _repondu, _partie("objectifs"), _besoins, bloque=False),
    Exigence((4,), _("les effectifs attendus"), lambda s, v: bool(v.effectifs.all()), _page("programme_effectifs"), bloque=False),
    Exigence((5,), _("un objectif"), lambda s, v: bool(_objectifs(v)), _page("objectif_create")),
    Exigence((5,), _("un verbe d'action pour commencer l'objectif « %(sujet)s »"), lambda s, v: verbe_de(s.intitule) is not None, _element("objectif_update", "intitule"), _objectifs),
    _texte("publics", 6, 1),
    _texte("niveau", 6, 1),
    _texte("methodes", 6, 1),
    Exigence((6,), _("un module"), lambda s, v: bool(_modules(v)), _page("module_create")),
    Exigence((6, 5), _("un module qui travaille l'objectif « %(sujet)s »"), _travaille, _partie("modules"), _objectifs),
    Exigence((6,), _("un objectif travaillé par le module « %(sujet)s »"), lambda s, v: bool(s.objectifs.all()), _element("module_update", "objectifs"), _modules, bloque=False),
    Exigence((8,), _("une question de positionnement"), lambda s, v: bool(v.positionnements.all()), _page("positionnement_create")),
    _texte("accompagnement", 10, 1),
    _texte("modalites_evaluation", 11, 1),
    Exigence((11, 5), _("l'évaluation de l'objectif « %(sujet)s »"), lambda s, v: bool(s.evaluation.strip()), _element("objectif_update", "evaluation"), _objectifs),
    _texte("moyens", 17, 1),
    Exigence((17,), _("le profil de la formatrice ou du formateur du module « %(sujet)s »"), lambda s, v: bool(s.profil_formateur.strip()), _element("module_update", "profil_formateur"), _modules, bloque=False),
    Exigence((19,), _("un support ou une ressource citée dans le module « %(sujet)s »"), lambda s, v: bool(s.supports.strip() or s.ressources.all()), _element("module_update", "supports"), _modules),
)
# fmt: on

"""A programme made from its description. Format: docs/formats/programme.md."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Competence, Territoire, Theme, Utilisateur
from academie.regles import ImportRefuse, Refus
from besoins.actions.lecture import CLES_DE_COMPETENCE, Lecteur
from besoins.actions.programme import rediger_programme
from besoins.models import (
    Besoin,
    Financement,
    Module,
    Objectif,
    Programme,
    QuestionPositionnement,
    Ressource,
    VersionProgramme,
)
from besoins.queries.echange import CHAMPS, FORMAT, VERSION

NOMBRES = {"seuil_assiduite", "cout", "minutes"}
ENFANTS: dict[Any, dict[str, type]] = {
    VersionProgramme: {
        "format": str,
        "version": int,
        "titre": str,
        "theme": str,
        **dict.fromkeys(
            ("publics_accompagnes", "territoires", "besoins", "objectifs", "modules", "positionnement", "financements"),
            list,
        ),
    },
    Objectif: {"niveau": int, "competence": dict, "besoins": list},
    Module: {"objectifs": list, "ressources": list},
    QuestionPositionnement: {"objectif": int},
    Territoire: {"genre": str, "code": str, "nom": str},
    Ressource: {"titre": str, "source": str},
    Competence: CLES_DE_COMPETENCE,
}


@dataclass
class ProgrammeLu:
    """A programme read, nothing written: models not saved, the ranks from 0 of what they are tied to, the resources cited."""

    version: VersionProgramme = field(default_factory=VersionProgramme)
    titre: str = ""
    nom_theme: str = ""
    theme: Theme | None = None
    besoins: list[str] = field(default_factory=list)
    retenus: list[Besoin] = field(default_factory=list)
    territoires: list[Territoire] = field(default_factory=list)
    financements: list[Financement] = field(default_factory=list)
    objectifs: list[tuple[Objectif, list[int]]] = field(default_factory=list)
    modules: list[tuple[Module, list[int], list[Any]]] = field(default_factory=list)
    positionnements: list[tuple[QuestionPositionnement, int | None]] = field(default_factory=list)
    inconnus: list[str] = field(default_factory=list)


class Lecture(Lecteur):
    """One programme being read."""

    format, version = FORMAT, VERSION
    champs = CHAMPS
    cles = {
        genre: {champ: int if champ in NOMBRES else str for champ in CHAMPS.get(genre, ())} | enfants
        for genre, enfants in ENFANTS.items()
    }
    obligatoires = {
        VersionProgramme: ("format", "version", "titre", "theme"),
        Objectif: ("intitule", "competence", "niveau", "evaluation"),
        Module: ("titre", "minutes", "contenu"),
        QuestionPositionnement: ("intitule",),
        Territoire: ("genre", "code"),
        Ressource: ("titre",),
        Competence: tuple(CLES_DE_COMPETENCE),
    }

    def lire(self, description: Any) -> ProgrammeLu:
        if not self.conforme(description, VersionProgramme, "") or not self.du_format(description):
            raise ImportRefuse(self.erreurs)
        lu = ProgrammeLu(version=self.objet(VersionProgramme, description, ""))
        self._entete(lu, description)
        lu.besoins = [titre for _la, titre in self.liste(description, "besoins", str, "")]
        self._publics(lu, description)
        self._objectifs(lu, description)
        self._modules(lu, description)
        self._positionnements(lu, description)
        self.conclure()
        _reconnaitre_besoins(lu)
        self._reconnaitre(lu, description)
        self.conclure()
        return lu

    def _entete(self, lu: ProgrammeLu, description: dict) -> None:
        lu.titre, lu.nom_theme = description["titre"].strip(), description["theme"]
        longueur = Programme._meta.get_field("titre").max_length or 0
        if not lu.titre:
            self.refuser("titre", _("un titre est attendu"))
        elif len(lu.titre) > longueur:
            self.refuser("titre", _("au plus %(n)s caractères") % {"n": longueur})
        lu.theme = Theme.objects.filter(Q(nom=lu.nom_theme) | Q(slug=lu.nom_theme)).order_by("pk").first()
        if lu.theme is None:
            lu.inconnus.append(
                _("Le thème « %(nom)s » n'existe pas ici : choisissez-en un autre.") % {"nom": lu.nom_theme}
            )

    def _publics(self, lu: ProgrammeLu, description: dict) -> None:
        publics = []
        for la, public in self.liste(description, "publics_accompagnes", str, ""):
            if public not in VersionProgramme.Public.values:
                self.refuser(la, _("ce public n'est pas connu"))
            publics.append(public)
        lu.version.publics_accompagnes = list(dict.fromkeys(publics))

    def _objectifs(self, lu: ProgrammeLu, description: dict) -> None:
        trouves = list(self.liste(description, "objectifs", Objectif, ""))
        self.chercher_competences(brut["competence"] for _la, brut in trouves)
        echelles = _echelles(self.competences)
        places = []
        for la, brut in trouves:
            objectif = self.objet(Objectif, brut, la)
            if competence := self.competence(brut["competence"], f"{la}.competence"):
                objectif.competence = competence
                self._verifier_niveau(objectif, echelles, la)
            lu.objectifs.append((objectif, self._rangs(brut, "besoins", len(lu.besoins), la)))
            places.append((la, objectif))
        self.differents(places, "intitule")

    def _verifier_niveau(self, objectif: Objectif, echelles: dict[int, set[int]], endroit: str) -> None:
        echelle = echelles.get(objectif.competence.domaine.referentiel_id, set())
        if objectif.niveau not in echelle:
            self.refuser(
                f"{endroit}.niveau",
                _("l'échelle de ce référentiel va de %(premier)s à %(dernier)s")
                % {"premier": min(echelle, default=0), "dernier": max(echelle, default=0)},
            )

    def _modules(self, lu: ProgrammeLu, description: dict) -> None:
        places = []
        for la, brut in self.liste(description, "modules", Module, ""):
            module = self.objet(Module, brut, la)
            citees = [ressource for _la, ressource in self.liste(brut, "ressources", Ressource, la)]
            lu.modules.append((module, self._rangs(brut, "objectifs", len(lu.objectifs), la), citees))
            places.append((la, module))
        self.differents(places, "titre")

    def _positionnements(self, lu: ProgrammeLu, description: dict) -> None:
        places = []
        for la, brut in self.liste(description, "positionnement", QuestionPositionnement, ""):
            question = self.objet(QuestionPositionnement, brut, la)
            rang = brut.get("objectif")
            if rang is not None and not 1 <= rang <= len(lu.objectifs):
                self.refuser(f"{la}.objectif", _("rien n'a ce rang"))
            lu.positionnements.append((question, rang and rang - 1))
            places.append((la, question))
        self.differents(places, "intitule")

    def _rangs(self, brut: dict, cle: str, nombre: int, endroit: str) -> list[int]:
        rangs = set()
        for la, rang in self.liste(brut, cle, int, endroit):
            if 1 <= rang <= nombre:
                rangs.add(rang - 1)
            else:
                self.refuser(la, _("rien n'a ce rang"))
        return sorted(rangs)

    def _reconnaitre(self, lu: ProgrammeLu, description: dict) -> None:
        """What is known here among the territories, the funding and the resources; the rest is told."""
        lieux = [lieu for _la, lieu in self.liste(description, "territoires", Territoire, "")]
        connus = {
            (lieu.genre, lieu.code): lieu
            for lieu in Territoire.objects.filter(code__in={lieu["code"] for lieu in lieux})
        }
        for lieu in lieux:
            if trouve := connus.get((lieu["genre"], lieu["code"])):
                lu.territoires.append(trouve)
            else:
                phrase = _("Le territoire « %(nom)s » (%(code)s) n'existe pas ici : il ne sera pas repris.")
                lu.inconnus.append(phrase % {"nom": lieu.get("nom", lieu["genre"]), "code": lieu["code"]})
        noms = [nom for _la, nom in self.liste(description, "financements", str, "")]
        financements = {financement.nom: financement for financement in Financement.objects.filter(nom__in=noms)}
        for nom in noms:
            if nom in financements:
                lu.financements.append(financements[nom])
            else:
                phrase = _("Le financement « %(nom)s » n'existe pas ici : il ne sera pas repris.")
                lu.inconnus.append(phrase % {"nom": nom})
        _reconnaitre_ressources(lu)


def lire_programme(description: Any, nom: str = "") -> ProgrammeLu:
    """Read a description, write nothing; `nom` names the file in the errors.

    Raises:
        ImportRefuse: something is wrong, or a competence is not known here; up to twenty errors are named.
    """
    return Lecture(nom or _("Programme")).lire(description)


@transaction.atomic
def creer_programme_depuis(
    *,
    description: Any,
    besoins: list[Besoin],
    par: Utilisateur,
    titre: str = "",
    theme: Theme | None = None,
    le: datetime | None = None,
) -> VersionProgramme:
    """Make the draft of a new programme; `titre` and `theme` replace those of the description. Made once, asked twice.

    An objective answers those of `besoins` that bear the titles it was tied to.

    Raises:
        ImportRefuse: the description is wrong; what and where is said, nothing was written.
        Refus: the title is taken, no need, a need that is not retained, no theme.
    """
    lu = lire_programme(description)
    titre, theme = titre or lu.titre, theme or lu.theme
    if theme is None:
        raise Refus(
            _("Le thème « %(nom)s » n'existe pas ici : choisissez-en un.") % {"nom": lu.nom_theme}, champ="theme"
        )
    le, origine = le or timezone.now(), _origine(description, besoins)
    version = rediger_programme(titre=titre, theme=theme, besoins=besoins, par=par, le=le)
    if version.mouvements.filter(motif=origine).exists():
        return version
    if version.cree_le != le:
        raise Refus(
            _("Vous écrivez déjà un programme de ce titre. Donnez un autre titre à celui du fichier."), champ="titre"
        )
    version.mouvements.update(motif=origine)
    _ecrire(lu, version, besoins)
    return version


def _ecrire(lu: ProgrammeLu, version: VersionProgramme, besoins: list[Besoin]) -> None:
    champs = (*CHAMPS[VersionProgramme], "publics_accompagnes")
    for champ in champs:
        setattr(version, champ, getattr(lu.version, champ))
    version.save(update_fields=champs)
    version.territoires.set(lu.territoires)
    version.financements.set(lu.financements)
    choisis: dict[str, list[Besoin]] = {}
    for besoin in besoins:
        choisis.setdefault(besoin.titre, []).append(besoin)
    objectifs = Objectif.objects.bulk_create(_places([objectif for objectif, _rangs in lu.objectifs], version))
    for objectif, (_lu, rangs) in zip(objectifs, lu.objectifs, strict=True):
        objectif.besoins.set(besoin for rang in rangs for besoin in choisis.get(lu.besoins[rang], []))
    modules = Module.objects.bulk_create(_places([module for module, _rangs, _citees in lu.modules], version))
    for module, (_lu, rangs, ressources) in zip(modules, lu.modules, strict=True):
        module.objectifs.set([objectifs[rang] for rang in rangs])
        module.ressources.set(ressources)
    for question, rang in lu.positionnements:
        question.objectif = None if rang is None else objectifs[rang]
    QuestionPositionnement.objects.bulk_create(_places([question for question, _rang in lu.positionnements], version))


def _places(elements: list, version: VersionProgramme) -> list:
    for ordre, element in enumerate(elements, start=1):
        element.version, element.ordre = version, ordre
    return elements


def _origine(description: Any, besoins: list[Besoin]) -> str:
    """What the history keeps of where it came from: the same file for the same needs has the same print."""
    cles = sorted(besoin.pk for besoin in besoins)
    empreinte = sha256(json.dumps([description, cles], sort_keys=True).encode()).hexdigest()
    return _("importé d'un fichier (empreinte %(empreinte)s)") % {"empreinte": empreinte[:12]}


def _echelles(competences: dict) -> dict[int, set[int]]:
    referentiels = {competence.domaine.referentiel for competence in competences.values()}
    return {referentiel.pk: set(referentiel.niveaux.values_list("rang", flat=True)) for referentiel in referentiels}


def _reconnaitre_besoins(lu: ProgrammeLu) -> None:
    """The retained needs that bear the titles of the file: proposed, never imposed."""
    lu.retenus = list(Besoin.objects.retenus().filter(titre__in=lu.besoins).order_by("pk"))
    ici = {besoin.titre for besoin in lu.retenus}
    phrase = _("Le besoin « %(titre)s » n'est pas parmi les besoins retenus ici : choisissez ceux auxquels il répond.")
    lu.inconnus += [phrase % {"titre": titre} for titre in lu.besoins if titre not in ici]


def _reconnaitre_ressources(lu: ProgrammeLu) -> None:
    titres = {citee["titre"] for _module, _rangs, citees in lu.modules for citee in citees}
    connues: dict[tuple[str, str], Ressource] = {}
    for ressource in Ressource.objects.publiees().filter(titre__in=titres).order_by("pk"):
        connues.setdefault((ressource.titre, ressource.source), ressource)
    for rang, (module, rangs, citees) in enumerate(lu.modules):
        cles = [(citee["titre"], citee.get("source", "")) for citee in citees]
        lu.modules[rang] = (module, rangs, [connues[cle] for cle in cles if cle in connues])
        phrase = _(
            "La ressource « %(titre)s », citée par « %(module)s », n'est pas publiée ici : elle ne sera pas citée."
        )
        lu.inconnus += [phrase % {"titre": cle[0], "module": module.titre} for cle in cles if cle not in connues]

"""A version as named texts: what two versions are compared by, and what its fingerprint is made from."""

import hashlib
import json
from dataclasses import dataclass

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from academie import francais
from besoins.models import Module, Objectif, QuestionPositionnement, VersionProgramme

# What a row says of others, or of its own life: not what the version says.
SANS_TEXTE = ("id", "version", "revision")


@dataclass(frozen=True)
class Piece:
    """One objective, module or question: its title, its named texts, the one it is known by when retitled."""

    titre: str
    textes: dict[str, str]
    reconnu: str = ""
    minutes: int = 0


@dataclass(frozen=True)
class Lue:
    """A whole version in words."""

    textes: dict[str, str]
    objectifs: list[Piece]
    modules: list[Piece]
    questions: list[Piece]


def lire(version: VersionProgramme, *, public: bool) -> Lue:
    """Every text of a version; `public` leaves out what is not published. `version` comes from `avec_contenu`: no query."""
    return Lue(
        textes=_textes(version, public),
        objectifs=[_objectif(objectif) for objectif in version.objectifs.all()],
        modules=[_module(module) for module in version.modules.all()],
        questions=[] if public else [_question(question) for question in version.positionnements.all()],
    )


def empreinte(version: VersionProgramme) -> str:
    """A fingerprint of everything written in a version. What is empty does not count: a column may be added later."""
    contenu = [
        _ecrit(version, (*VersionProgramme.CHAMPS_OBLIGATOIRES, "publics_accompagnes", "seuil_assiduite", "cout")),
        [_lie(objectif, "besoins") for objectif in _par_cle(version.objectifs)],
        [_lie(module, "objectifs", "ressources") for module in _par_cle(version.modules)],
        [_lie(question) for question in _par_cle(version.positionnements)],
        [_lie(attendu) for attendu in _par_cle(version.effectifs)],
        [_cles(version, lien) for lien in ("besoins", "territoires", "financements")],
    ]
    return hashlib.sha256(json.dumps(contenu, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _textes(version: VersionProgramme, public: bool) -> dict[str, str]:
    noms = [*VersionProgramme.CHAMPS_OBLIGATOIRES, "seuil_assiduite", *([] if public else ["cout"])]
    textes = {champ: str(_affiche(version, champ)) for champ in noms}
    publics = dict(VersionProgramme.Public.choices)
    textes["publics_accompagnes"] = francais.enumeration(str(publics[code]) for code in version.publics_accompagnes)
    textes["besoins"] = "\n".join(besoin.titre for besoin in version.besoins.all())
    textes["territoires"] = francais.enumeration(str(lieu) for lieu in version.territoires.all())
    textes["financements"] = "\n".join(str(financement) for financement in version.financements.all())
    nommes = {capfirst(str(VersionProgramme._meta.get_field(champ).verbose_name)): dit for champ, dit in textes.items()}
    if not public:
        nommes[_("Effectifs attendus")] = "\n".join(str(attendu) for attendu in version.effectifs.all())
    return nommes


def _objectif(objectif: Objectif) -> Piece:
    echelle = {niveau.rang: niveau.nom for niveau in objectif.competence.domaine.referentiel.niveaux.all()}
    textes = _nommes(objectif, "competence", "evaluation")
    textes[_("Niveau visé")] = str(echelle.get(objectif.niveau, objectif.niveau))
    textes[_("Besoins")] = "\n".join(besoin.titre for besoin in objectif.besoins.all())
    return Piece(objectif.intitule, textes)


def _module(module: Module) -> Piece:
    textes = _nommes(module, "contenu", "methode", "modalite", "supports", "cas_local", "profil_formateur")
    textes[_("Durée")] = francais.duree(module.minutes)
    textes[_("Objectifs travaillés")] = "\n".join(objectif.intitule for objectif in module.objectifs.all())
    textes[_("Ressources citées")] = "\n".join(str(ressource) for ressource in module.ressources.all())
    return Piece(module.titre, textes, module.contenu, module.minutes)


def _question(question: QuestionPositionnement) -> Piece:
    return Piece(question.intitule, _nommes(question, "genre", "objectif"))


def _nommes(objet: Model, *champs: str) -> dict[str, str]:
    return {capfirst(str(objet._meta.get_field(champ).verbose_name)): str(_affiche(objet, champ)) for champ in champs}


def _affiche(objet: Model, champ: str):
    dire = getattr(objet, f"get_{champ}_display", None)
    valeur = dire() if dire else getattr(objet, champ)
    return "" if valeur is None else valeur


def _lie(objet: Model, *liens: str) -> list:
    champs = [champ.attname for champ in objet._meta.concrete_fields if champ.name not in SANS_TEXTE]
    return [_ecrit(objet, champs), *(_cles(objet, lien) for lien in liens)]


def _ecrit(objet: Model, champs) -> dict:
    return {champ: valeur for champ in champs if (valeur := getattr(objet, champ)) not in ("", None, [])}


def _cles(objet: Model, lien: str) -> list[int]:
    return [lie.pk for lie in _par_cle(getattr(objet, lien))]


def _par_cle(lies) -> list[Model]:
    return sorted(lies.all(), key=lambda lie: lie.pk)

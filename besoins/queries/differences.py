"""What changed between two versions of a programme, field by field and element by element, with a summary in words."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from academie import francais
from besoins.models import VersionProgramme
from besoins.queries.lecture import Lue, Piece, lire
from besoins.queries.programme import avec_contenu
from besoins.textes.appariement import apparier, deplaces
from besoins.textes.differences import mots_differents

AJOUTE, RETIRE, CHANGE, DEPLACE = "ajoute", "retire", "change", "deplace"
_COMPTES = {
    "objectif": {
        AJOUTE: ngettext_lazy("%(n)d objectif ajouté", "%(n)d objectifs ajoutés", "n"),
        RETIRE: ngettext_lazy("%(n)d objectif retiré", "%(n)d objectifs retirés", "n"),
        CHANGE: ngettext_lazy("%(n)d objectif modifié", "%(n)d objectifs modifiés", "n"),
        DEPLACE: ngettext_lazy("%(n)d objectif déplacé", "%(n)d objectifs déplacés", "n"),
    },
    "module": {
        AJOUTE: ngettext_lazy("%(n)d module ajouté", "%(n)d modules ajoutés", "n"),
        RETIRE: ngettext_lazy("%(n)d module retiré", "%(n)d modules retirés", "n"),
        CHANGE: ngettext_lazy("%(n)d module modifié", "%(n)d modules modifiés", "n"),
        DEPLACE: ngettext_lazy("%(n)d module déplacé", "%(n)d modules déplacés", "n"),
    },
    "question": {
        AJOUTE: ngettext_lazy("%(n)d question ajoutée", "%(n)d questions ajoutées", "n"),
        RETIRE: ngettext_lazy("%(n)d question retirée", "%(n)d questions retirées", "n"),
        CHANGE: ngettext_lazy("%(n)d question modifiée", "%(n)d questions modifiées", "n"),
        DEPLACE: ngettext_lazy("%(n)d question déplacée", "%(n)d questions déplacées", "n"),
    },
}


@dataclass(frozen=True)
class Champ:
    """A text that is not the same, word by word."""

    nom: str
    morceaux: list[tuple[str, str]]


@dataclass(frozen=True)
class Ecart:
    """What became of one element: AJOUTE, RETIRE or CHANGE; its ranks when it moved; by how many minutes it grew."""

    genre: str
    titre: str
    champs: list[Champ]
    rangs: tuple[int, int] | None = None
    minutes: int = 0


@dataclass(frozen=True)
class Liste:
    code: str
    nom: str
    ecarts: list[Ecart]


@dataclass(frozen=True)
class Differences:
    avant: VersionProgramme
    apres: VersionProgramme
    resume: list[str]
    textes: list[Champ]
    listes: list[Liste]


ORIGINE = "origine"


def autres_versions(version: VersionProgramme) -> dict[str, VersionProgramme]:
    """What a version of the workshop compares with, the likeliest first: those before, its origin, those after."""
    autres = version.programme.versions.exclude(pk=version.pk).order_by("-numero")
    avant = {str(autre.numero): autre for autre in autres if autre.numero < version.numero}
    origine = {ORIGINE: version.copiee_de} if version.copiee_de and venue_d_ailleurs(version) else {}
    return avant | origine | {str(autre.numero): autre for autre in autres}


def venue_d_ailleurs(version: VersionProgramme) -> bool:
    """Copied from another programme, not from an older version of its own."""
    return version.copiee_de is not None and version.copiee_de.programme_id != version.programme_id


def differences(avant: VersionProgramme, apres: VersionProgramme, *, public: bool = False) -> Differences:
    """From the oldest to the latest, whichever way they are given; a copy comes after its origin."""
    lues = avec_contenu(VersionProgramme.objects.filter(pk__in=[avant.pk, apres.pk])).in_bulk()
    avant, apres = sorted((lues[avant.pk], lues[apres.pk]), key=lambda version: (version.cree_le, version.numero))
    textes, listes = comparer(lire(avant, public=public), lire(apres, public=public))
    return Differences(avant, apres, resumer(textes, listes), textes, listes)


def comparer(avant: Lue, apres: Lue) -> tuple[list[Champ], list[Liste]]:
    """What two versions say differently."""
    objectifs = apparier(*([(piece.titre, piece.reconnu) for piece in lue.objectifs] for lue in (avant, apres)))
    renommes = {avant.objectifs[une].titre: apres.objectifs[autre].titre for une, autre in objectifs}
    modules = [_renommer(module, renommes) for module in avant.modules]
    questions = [_renommer(question, renommes) for question in avant.questions]
    listes = [
        Liste("objectif", _("Objectifs"), _ecarts(avant.objectifs, apres.objectifs)),
        Liste("module", _("Modules"), _ecarts(modules, apres.modules)),
        Liste("question", _("Questions de positionnement"), _ecarts(questions, apres.questions)),
    ]
    return _champs(avant.textes, apres.textes), [liste for liste in listes if liste.ecarts]


def resumer(textes: list[Champ], listes: list[Liste]) -> list[str]:
    """The differences in a few phrases, the shortest first thing to read."""
    phrases = []
    for liste in listes:
        phrases += _dire_liste(liste)
    if textes:
        noms = francais.enumeration(f"«\u00a0{champ.nom}\u00a0»" for champ in textes)
        phrases.append(
            ngettext("un texte récrit : %(noms)s", "%(n)d textes récrits : %(noms)s", len(textes))
            % {"n": len(textes), "noms": noms}
        )
    return phrases


def _dire_liste(liste: Liste) -> list[str]:
    nombres = {
        AJOUTE: sum(ecart.genre == AJOUTE for ecart in liste.ecarts),
        RETIRE: sum(ecart.genre == RETIRE for ecart in liste.ecarts),
        CHANGE: sum(_recrit(ecart) for ecart in liste.ecarts),
        DEPLACE: sum(ecart.rangs is not None for ecart in liste.ecarts),
    }
    phrases = [str(_COMPTES[liste.code][quoi] % {"n": nombre}) for quoi, nombre in nombres.items() if nombre]
    allonges = [ecart.minutes for ecart in liste.ecarts if ecart.minutes > 0]
    raccourcis = [-ecart.minutes for ecart in liste.ecarts if ecart.minutes < 0]
    if allonges:
        phrase = ngettext("%(n)d module allongé de %(duree)s", "%(n)d modules allongés de %(duree)s", len(allonges))
        phrases.append(phrase % {"n": len(allonges), "duree": francais.duree(sum(allonges))})
    if raccourcis:
        phrase = ngettext(
            "%(n)d module raccourci de %(duree)s", "%(n)d modules raccourcis de %(duree)s", len(raccourcis)
        )
        phrases.append(phrase % {"n": len(raccourcis), "duree": francais.duree(sum(raccourcis))})
    return phrases


def _recrit(ecart: Ecart) -> bool:
    """Changed otherwise than by its length alone, which is told apart."""
    return ecart.genre == CHANGE and len(ecart.champs) > bool(ecart.minutes)


def _ecarts(avant: list[Piece], apres: list[Piece]) -> list[Ecart]:
    """In the order of `apres`; what was removed comes last."""
    paires = apparier([(p.titre, p.reconnu) for p in avant], [(p.titre, p.reconnu) for p in apres])
    bouges = deplaces(paires)
    d_ou = {autre: une for une, autre in paires}
    ecarts = []
    for rang, piece in enumerate(apres):
        if rang not in d_ou:
            ecarts.append(Ecart(AJOUTE, piece.titre, _champs({}, piece.textes)))
            continue
        ancienne = avant[d_ou[rang]]
        champs = _champs({_("Intitulé"): ancienne.titre} | ancienne.textes, {_("Intitulé"): piece.titre} | piece.textes)
        rangs = (d_ou[rang] + 1, rang + 1) if (d_ou[rang], rang) in bouges else None
        if champs or rangs:
            ecarts.append(Ecart(CHANGE, piece.titre, champs, rangs, piece.minutes - ancienne.minutes))
    partis = set(range(len(avant))) - set(d_ou.values())
    return ecarts + [Ecart(RETIRE, avant[rang].titre, _champs(avant[rang].textes, {})) for rang in sorted(partis)]


def _champs(avant: dict[str, str], apres: dict[str, str]) -> list[Champ]:
    noms = [*apres, *(nom for nom in avant if nom not in apres)]
    return [
        Champ(nom, mots_differents(avant.get(nom, ""), apres.get(nom, "")))
        for nom in noms
        if avant.get(nom, "") != apres.get(nom, "")
    ]


def _renommer(piece: Piece, renommes: dict[str, str]) -> Piece:
    """An objective that is only reworded is not another objective for what works on it."""
    liens = {_("Objectifs travaillés"), _("Objectif concerné")}
    textes = {
        nom: "\n".join(renommes.get(ligne, ligne) for ligne in texte.split("\n")) if nom in liens else texte
        for nom, texte in piece.textes.items()
    }
    return replace(piece, textes=textes)

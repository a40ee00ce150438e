"""The verbs that an objective may begin with, in the six degrees of Bloom's revised taxonomy.

Degrees and the verbs marked there: Anderson L. W. and Krathwohl D. R. (2001), "A taxonomy for learning, teaching and
assessing", Longman, table 5.1 (nineteen cognitive processes and their other names). The other verbs were placed by the
Académie under the process that they name when somebody learns to accompany others. A verb has one degree, so that two
readers grade an objective alike. What a level of mastery asks for: Carretero S., Vuorikari R. and Punie Y. (2017),
"DigComp 2.1", table 1, whose eight levels name their cognitive domain.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from math import ceil


@dataclass(frozen=True, slots=True)
class Degre:
    """One degree, from 1 to 6: its name, what it asks of a person, its verbs in alphabetical order."""

    rang: int
    nom: str
    sens: str
    verbes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verbe:
    mot: str
    degre: Degre


_TABLE = (
    (
        "mémoriser",
        "retrouver ce qu'on a appris",
        (
            "citer décrire définir désigner énoncer énumérer identifier lister localiser mémoriser nommer rappeler "
            "reconnaître repérer reproduire retenir retrouver signaler situer"
        ),
    ),
    (
        "comprendre",
        "dire avec ses mots ce que cela veut dire",
        (
            "caractériser classer commenter compléter conclure convertir décoder déduire démontrer différencier discuter "
            "estimer expliciter expliquer exposer extrapoler généraliser illustrer interpréter paraphraser prédire "
            "présenter prévoir reformuler résumer traduire"
        ),
    ),
    (
        "appliquer",
        "faire, dans une situation donnée",
        (
            "accéder accompagner accueillir actualiser adapter aider ajuster alerter animer appliquer assembler assister "
            "assurer calculer changer collecter communiquer conduire configurer connecter conseiller constituer consulter "
            "déployer dépanner désactiver documenter échanger écouter effectuer employer encadrer encourager engager "
            "enregistrer entretenir exécuter expérimenter faciliter faire former fournir gérer guider installer intervenir "
            "manipuler mener mettre mobiliser modifier montrer naviguer obtenir orienter paramétrer partager participer "
            "personnaliser pratiquer prendre préparer présider prévenir procéder protéger rassurer réaliser rechercher "
            "recueillir rédiger réduire régler relier remplir rendre répondre résoudre sauvegarder sécuriser sensibiliser "
            "simuler soutenir suivre supprimer télécharger tenir traiter transférer transmettre trouver utiliser"
        ),
    ),
    (
        "analyser",
        "démêler les parties et leurs liens",
        (
            "analyser articuler associer cartographier catégoriser cerner cibler comparer confronter décomposer "
            "délimiter dépouiller détecter diagnostiquer discerner distinguer diviser dresser enquêter établir examiner "
            "explorer hiérarchiser inventorier isoler mesurer observer ordonner organiser questionner rapprocher relever "
            "séparer structurer trier"
        ),
    ),
    (
        "évaluer",
        "juger d'après des critères",
        (
            "apprécier arbitrer argumenter attester auditer autoévaluer choisir contrôler convaincre critiquer débattre "
            "décider défendre évaluer garantir juger justifier négocier noter préconiser prioriser prouver recommander "
            "rectifier sélectionner tester trancher valider vérifier"
        ),
    ),
    (
        "créer",
        "réunir des éléments en quelque chose de neuf",
        (
            "améliorer aménager bâtir combiner composer concevoir construire coopérer créer développer élaborer façonner "
            "fabriquer formuler imaginer improviser innover inventer lancer modéliser monter planifier produire programmer "
            "projeter proposer prototyper publier réinventer scénariser synthétiser transformer"
        ),
    ),
)


def sans_accents(texte: str) -> str:
    decompose = unicodedata.normalize("NFD", texte.replace("’", "'").casefold())
    return "".join(signe for signe in decompose if not unicodedata.combining(signe))


DEGRES = tuple(
    Degre(rang, nom, sens, tuple(sorted(verbes.split(), key=sans_accents)))
    for rang, (nom, sens, verbes) in enumerate(_TABLE, start=1)
)
_VERBES = {sans_accents(mot): Verbe(mot, degre) for degre in DEGRES for mot in degre.verbes}
# What each of the eight levels of DigComp asks for, as a degree.
_DIGCOMP = (1, 1, 2, 2, 3, 5, 6, 6)
PROCHES = 3


def verbe_de(intitule: str) -> Verbe | None:
    """The verb of the list that an objective begins with, whatever its case and accents; "S'orienter" is "orienter"."""
    return _VERBES.get(_premier_mot(intitule))


def verbes_proches(intitule: str) -> list[str]:
    """At most three verbs of the list that look like the word that an objective begins with, the nearest first."""
    return [_VERBES[cle].mot for cle in get_close_matches(_premier_mot(intitule), _VERBES, n=PROCHES, cutoff=0.65)]


def degre_demande(rang: int, echelons: int) -> Degre:
    """The degree that level `rang` of a scale of `echelons` levels asks for; another scale is brought to DigComp's."""
    sur_huit = min(max(ceil(rang * len(_DIGCOMP) / max(echelons, 1)), 1), len(_DIGCOMP))
    return DEGRES[_DIGCOMP[sur_huit - 1] - 1]


def _premier_mot(intitule: str) -> str:
    mots = re.match(r"\W*(?:s'|se\s+)?([a-z]+)", sans_accents(intitule))
    return mots[1] if mots else ""

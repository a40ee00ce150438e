"""The dossier of a version, as its page tells it: for whom, how long, what of it, and who pays. No query here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.accueil import Figure
from besoins.models import Module, Objectif, QuestionPositionnement, VersionProgramme
from besoins.queries.couverture import Couverture
from besoins.queries.financement import dire_cout, mentions
from besoins.queries.programme import part_a_distance
from besoins.taxonomie.verbes import Degre, degre_demande, verbe_de

TEXTES_DU_MODULE = ("contenu", "methode", "supports", "cas_local", "profil_formateur")


@dataclass(frozen=True)
class LigneObjectif:
    """An objective with the degree of its verb, against the level aimed at; `besoins` are their numbers."""

    objectif: Objectif
    competence: str
    niveau: str
    degre: str
    besoins: str


@dataclass(frozen=True)
class LigneModule:
    """A module; `objectifs` are their numbers, `textes` what is written of it under the name of each field."""

    module: Module
    duree: str
    objectifs: str
    textes: list[tuple[str, str]]
    ressources: list


@dataclass(frozen=True)
class Dossier:
    chiffres: list[Figure]
    territoires: str
    effectifs: list[tuple[str, str]]
    objectifs: list[LigneObjectif]
    modules: list[LigneModule]
    questions: list[QuestionPositionnement]
    financements: list[str]
    mentions: list[str]
    cout: str
    distance: str


def dossier(version: VersionProgramme, couverture: Couverture) -> Dossier:
    """`version` comes from `avec_contenu`."""
    objectifs, modules = list(version.objectifs.all()), list(version.modules.all())
    rangs = {objectif.pk: str(rang) for rang, objectif in enumerate(objectifs, start=1)}
    besoins = {ligne.besoin.pk: f"B{ligne.rang}" for ligne in couverture.lignes}
    distance = part_a_distance(version)
    return Dossier(
        chiffres=_chiffres(version, couverture),
        territoires=francais.enumeration(territoire.designation for territoire in version.territoires.all()),
        effectifs=[(attendu.structure.nom, francais.nombre(attendu.effectif)) for attendu in version.effectifs.all()],
        objectifs=[_objectif(objectif, besoins) for objectif in objectifs],
        modules=[_module(module, rangs) for module in modules],
        questions=list(version.positionnements.all()),
        financements=[financement.nom for financement in version.financements.all()],
        mentions=mentions(version),
        cout=dire_cout(version),
        distance="" if distance is None else francais.pourcentage(distance, 0),
    )


def _chiffres(version: VersionProgramme, couverture: Couverture) -> list[Figure]:
    attendus = [attendu.effectif for attendu in version.effectifs.all()]
    minutes = sum(module.minutes for module in version.modules.all())
    structures = ngettext(
        "personnes attendues de %(n)s structure", "personnes attendues de %(n)s structures", len(attendus)
    )
    return [
        Figure(
            francais.nombre(sum(attendus)) if attendus else "–",
            structures % {"n": len(attendus)} if attendus else _("personnes attendues : à estimer"),
            "#effectifs",
        ),
        Figure(francais.duree(minutes) if minutes else "–", _("de formation"), "#modules"),
        Figure(
            _("%(couverts)s sur %(total)s") % {"couverts": couverture.couverts, "total": len(couverture.lignes)},
            _("besoins servis, %(part)s de leur poids") % {"part": couverture.part},
            reverse("besoins:couverture_detail", args=[version.pk]),
        ),
    ]


def _objectif(objectif: Objectif, besoins: dict[int, str]) -> LigneObjectif:
    referentiel = objectif.competence.domaine.referentiel
    niveaux = {niveau.rang: niveau.nom for niveau in referentiel.niveaux.all()}
    return LigneObjectif(
        objectif=objectif,
        competence=f"{referentiel} – {objectif.competence}",
        niveau=niveaux.get(objectif.niveau, str(objectif.niveau)),
        degre=_dire_degre(objectif.intitule, degre_demande(objectif.niveau, len(niveaux))),
        besoins=francais.enumeration(besoins[pk] for besoin in objectif.besoins.all() if (pk := besoin.pk) in besoins),
    )


def _dire_degre(intitule: str, demande: Degre) -> str:
    """The degree of the verb; one degree apart from what the level asks for is no disagreement."""
    verbe = verbe_de(intitule)
    if verbe is None:
        return _("Il ne commence pas par un verbe d'action de la liste.")
    faits = {
        "verbe": verbe.mot,
        "rang": verbe.degre.rang,
        "nom": verbe.degre.nom,
        "demande": demande.rang,
        "autre": demande.nom,
    }
    if verbe.degre.rang < demande.rang - 1:
        return (
            _(
                "« %(verbe)s » : degré %(rang)s sur 6, %(nom)s. Le niveau visé demande plutôt le degré %(demande)s, "
                "%(autre)s."
            )
            % faits
        )
    if verbe.degre.rang > demande.rang + 1:
        return (
            _(
                "« %(verbe)s » : degré %(rang)s sur 6, %(nom)s. Le niveau visé ne demande que le degré %(demande)s, "
                "%(autre)s."
            )
            % faits
        )
    return _("« %(verbe)s » : degré %(rang)s sur 6, %(nom)s, en accord avec le niveau visé.") % faits


def _module(module: Module, rangs: dict[int, str]) -> LigneModule:
    textes = [(str(module._meta.get_field(champ).verbose_name), getattr(module, champ)) for champ in TEXTES_DU_MODULE]
    return LigneModule(
        module=module,
        duree=francais.duree(module.minutes),
        objectifs=francais.enumeration(rangs[objectif.pk] for objectif in module.objectifs.all()),
        textes=[(nom, texte) for nom, texte in textes if texte],
        ressources=list(module.ressources.all()),
    )

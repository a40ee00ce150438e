"""The files of a network: which columns they have, what models to fill, what their lines became."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.branchements.personne import Provenance
from academie.models import Structure, Utilisateur
from academie.tableaux.ecriture import Case
from certificats.models import ImportationReseau, LigneReseau, LotReseau


@dataclass(frozen=True)
class Colonne:
    """What a column of a file may hold. `noms`: how other people's files call it, in lower case without accents."""

    cle: str
    libelle: str
    noms: tuple[str, ...]
    exemple: str | date = ""


COLONNES = (
    Colonne(
        "email",
        gettext_lazy("Adresse électronique"),
        (
            "adresse electronique",
            "email",
            "e mail",
            "mail",
            "courriel",
            "adresse email",
            "adresse mail",
            "adresse e mail",
            "adresse de messagerie",
        ),
        "camille.lemoine@exemple.fr",
    ),
    Colonne("prenom", gettext_lazy("Prénom"), ("prenom", "prenoms", "first name", "firstname"), "Camille"),
    Colonne("nom", gettext_lazy("Nom"), ("nom", "nom de famille", "nom d usage", "last name", "lastname"), "Lemoine"),
    Colonne(
        "nom_complet",
        gettext_lazy("Prénom et nom, dans une seule colonne"),
        ("nom complet", "nom prenom", "nom et prenom", "prenom nom", "prenom et nom", "personne", "agent", "contact"),
    ),
    Colonne(
        "structure",
        gettext_lazy("Structure ou employeur"),
        (
            "structure",
            "employeur",
            "organisation",
            "collectivite",
            "etablissement",
            "nom de la structure",
            "lieu d exercice",
        ),
        "Médiathèque de Quimper",
    ),
    Colonne(
        "siret",
        gettext_lazy("SIRET de la structure"),
        ("siret", "numero siret", "n siret", "siret de la structure", "siret employeur"),
        "",
    ),
    Colonne(
        "commune",
        gettext_lazy("Commune, ou son code INSEE"),
        (
            "commune",
            "code insee",
            "insee",
            "code commune",
            "ville",
            "territoire",
            "commune ou code insee",
            "commune ou son code insee",
        ),
        "29232",
    ),
    Colonne(
        "intitule",
        gettext_lazy("Poste"),
        ("poste", "intitule du poste", "fonction", "emploi", "metier", "intitule"),
        "Médiatrice numérique",
    ),
    Colonne(
        "debut",
        gettext_lazy("Poste occupé depuis le"),
        (
            "poste occupe depuis le",
            "debut",
            "date de debut",
            "date d entree",
            "entree",
            "depuis",
            "date d embauche",
            "du",
        ),
        date(2021, 9, 1),
    ),
    Colonne(
        "fin",
        gettext_lazy("Poste quitté le"),
        ("poste quitte le", "fin", "date de fin", "date de sortie", "sortie", "fin de contrat", "au"),
    ),
    Colonne(
        "f_titre",
        gettext_lazy("Formation suivie"),
        ("formation suivie", "formation", "intitule de la formation", "titre de la formation", "stage"),
        "Accompagner les démarches en ligne",
    ),
    Colonne(
        "f_organisme",
        gettext_lazy("Organisme de la formation"),
        ("organisme de la formation", "organisme", "organisme de formation"),
        "CNFPT",
    ),
    Colonne(
        "f_debut",
        gettext_lazy("Formation commencée le"),
        ("formation commencee le", "debut de la formation", "debut formation", "formation du"),
        date(2023, 3, 13),
    ),
    Colonne(
        "f_fin",
        gettext_lazy("Formation finie le"),
        (
            "formation finie le",
            "fin de la formation",
            "fin formation",
            "date de la formation",
            "date de formation",
            "formation au",
        ),
        date(2023, 3, 14),
    ),
    Colonne(
        "f_heures",
        gettext_lazy("Heures de formation"),
        ("heures de formation", "heures", "duree", "nombre d heures", "duree en heures"),
        "14",
    ),
    # Recognised so that the page may say that it is never kept.
    Colonne(
        "telephone",
        gettext_lazy("Téléphone (jamais gardé)"),
        ("telephone", "tel", "portable", "mobile", "telephone portable", "numero de telephone"),
    ),
)
PAR_CLE = {colonne.cle: colonne for colonne in COLONNES}
NOMS = {colonne.cle: colonne.noms for colonne in COLONNES}
JAMAIS_GARDEES = ("telephone",)
PERSONNE = ("email", "prenom", "nom", "structure", "siret", "commune")
POSTE = ("intitule", "debut", "fin")
FORMATION = ("f_titre", "f_organisme", "f_debut", "f_fin", "f_heures")
VIDE = dict.fromkeys(PAR_CLE, "")
# What an import counts.
COMPTES = ("personnes", "structures", "affectations", "postes", "formations", "retires", "restes")
# What may be downloaded and filled: name of the file, columns.
MODELES = {
    "personnes": PERSONNE,
    "postes": ("email", "prenom", "nom", "structure", "siret", "commune", *POSTE),
    "formations": ("email", "prenom", "nom", *FORMATION),
    "tout": (*PERSONNE, *POSTE, *FORMATION),
}


def modele_a_remplir(nom: str) -> list[list[Case]]:
    """The header of a model and one line of example."""
    colonnes = [PAR_CLE[cle] for cle in MODELES[nom]]
    return [[str(colonne.libelle) for colonne in colonnes], [colonne.exemple for colonne in colonnes]]


@dataclass(frozen=True)
class Comptes:
    """How many lines of each verdict, and how many probable duplicates nobody has decided."""

    par_verdict: dict[str, int]
    a_decider: int
    laissees: int

    @property
    def a_ecrire(self) -> int:
        verdicts = LigneReseau.Verdict
        return sum(n for verdict, n in self.par_verdict.items() if verdict != verdicts.REFUSEE) - self.laissees


def comptes_de(importation: ImportationReseau) -> Comptes:
    doublons = Q(verdict=LigneReseau.Verdict.DOUBLON, decision="")
    lignes = importation.lignes_lues.order_by()
    par_verdict = dict(lignes.values_list("verdict").annotate(n=Count("pk")))
    suites = lignes.exclude(verdict__in=["nouvelle", "connue"], decision="").aggregate(
        a_decider=Count("pk", filter=doublons),
        laissees=Count("pk", filter=Q(decision="laissee") & ~Q(verdict="refusee")),
    )
    return Comptes({verdict: par_verdict.get(verdict, 0) for verdict in LigneReseau.Verdict.values}, **suites)


def lignes_montrees(importation: ImportationReseau, verdict: str):
    """The lines of one verdict ("a_decider": duplicates still to decide), or all."""
    lignes = importation.lignes_lues.order_by("numero").select_related("personne")
    if verdict == "a_decider":
        return lignes.filter(verdict=LigneReseau.Verdict.DOUBLON, decision="")
    if verdict == "laissee":
        return lignes.filter(decision=LigneReseau.Decision.LAISSEE)
    return lignes.filter(verdict=verdict) if verdict in LigneReseau.Verdict.values else lignes


def dire_les_lignes(lignes: Iterable[LigneReseau]) -> list[LigneReseau]:
    """Give each line `dit` (what was understood), `ressemblantes` (choices to decide a duplicate), `structure_dite`. Two queries."""
    lignes = list(lignes)
    cles = {candidat["personne"] for ligne in lignes for candidat in ligne.candidats if "personne" in candidat}
    personnes = Utilisateur.objects.in_bulk(cles)
    structures = Structure.objects.in_bulk({ligne.lu["structure"] for ligne in lignes if ligne.lu.get("structure")})
    for ligne in lignes:
        structure = structures.get(ligne.lu.get("structure"))
        ligne.structure_dite = structure.nom if structure else ligne.lu.get("employeur", "")
        ligne.dit = VIDE | ligne.lu
        ligne.ressemblantes = list(_choix(ligne, personnes))
    return lignes


def _choix(ligne: LigneReseau, personnes: dict[int, Utilisateur]) -> Iterator[tuple[str, str]]:
    for candidat in ligne.candidats:
        if "ligne" in candidat:
            yield f"ligne-{candidat['ligne']}", _("La personne de la ligne %(n)d") % {"n": candidat["ligne"]}
        elif personne := personnes.get(candidat["personne"]):
            yield f"personne-{personne.pk}", f"{personne} ({personne.email})"


def lignes_refusees(importation: ImportationReseau) -> Iterator[list[Case]]:
    """The header and the refused lines as they came, each with its reason; what is never kept stays blank."""
    yield [*importation.entetes, _("Ligne"), _("Ce qui ne va pas")]
    refusees = importation.lignes_lues.filter(verdict=LigneReseau.Verdict.REFUSEE).order_by("numero")
    for ligne in refusees.iterator(chunk_size=1000):
        phrases = " ".join(phrase for _colonne, phrase in ligne.raisons)
        yield [*(ligne.origine or []), ligne.numero, phrases]


def restes_de(importation: ImportationReseau) -> list[dict]:
    """What an undone import left because somebody touched it since: counted by kind and reason."""
    lots = importation.lots.filter(annule=True)
    comptes = Counter((lot.modele, raison) for lot in lots for raison in lot.restes.values())
    return [
        {"libelle": str(apps.get_model(modele)._meta.verbose_name_plural), "reste": raison, "n": n}
        for (modele, raison), n in sorted(comptes.items())
    ]


def interrompues(depuis) -> list[int]:
    """Imports at work that have not moved since `depuis`: whoever did them is gone."""
    au_travail = ImportationReseau.objects.filter(etat__in=ImportationReseau.AU_TRAVAIL, avancee_le__lt=depuis)
    return list(au_travail.values_list("pk", flat=True))


def provenance(personne: Utilisateur) -> Iterator[Provenance]:
    """The import that opened this account."""
    proches = LotReseau.objects.filter(
        modele=Utilisateur._meta.label, premier__lte=personne.pk, dernier__gte=personne.pk
    )
    lots = proches.filter(empreintes__has_key=str(personne.pk))
    for importation in ImportationReseau.objects.filter(lots__in=lots):
        phrase = _("Ce compte vient de l'import du fichier «\xa0%s\xa0».") % importation
        yield Provenance(phrase, importation.get_absolute_url(), "reseau.importer")

import json
from pathlib import Path

import jsonschema
import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as reglages
from hypothesis import strategies as st

from academie.models import Territoire, Theme
from academie.regles import ImportRefuse, Refus
from besoins.actions.echange import creer_programme_depuis, lire_programme
from besoins.actions.lecture import lire_json
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
from besoins.queries.echange import decrire_programme, ecrire_programme
from tests.besoins.atelier import besoin_retenu, brouillon_complet, competence, theme, version_publiee

SCHEMA = json.loads((Path(settings.RACINE) / "docs" / "formats" / "programme.schema.json").read_text())
# All that a database holds, line breaks and controls included.
TEXTES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40)
COURTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=30)


def ressource(d, titre="Récit de Bretagne", source="Le réseau") -> Ressource:
    return Ressource.objects.create(
        genre="recit",
        titre=titre,
        source=source,
        etat="publiee",
        redige_par=d.concepteur,
        relu_par=d.gestionnaire,
        cree_le=timezone.now(),
        publiee_le=timezone.now(),
    )


@pytest.fixture
def monde(d):
    """What a file may name: two needs, two competences, a resource, a funding, a territory."""
    competence("2.3"), competence("1.1"), theme(), ressource(d)
    Financement.objects.create(nom="FSE+ Bretagne", fonds="fse", mention="Cofinancé", debut="2026-01-01")
    d.besoins = [besoin_retenu(d, "Former les animateurs"), besoin_retenu(d, "Équiper les lieux")]
    return d


@st.composite
def descriptions(tirer, lieu: Territoire) -> dict:
    """Any programme that a person may draft, as the file writes it."""
    intitules = tirer(st.lists(TEXTES, max_size=3, unique=True))
    objectifs = [
        {
            "intitule": intitule,
            "competence": {"referentiel": "digcomp", "version": "2.2", "code": tirer(st.sampled_from(["1.1", "2.3"]))},
            "niveau": tirer(st.integers(1, 8)),
            "evaluation": tirer(TEXTES),
            **facultatif(tirer, besoins=rangs(2)),
        }
        for intitule in intitules
    ]
    modules = [
        {
            "titre": titre,
            "minutes": tirer(st.integers(1, 6000)),
            "contenu": tirer(TEXTES),
            **facultatif(tirer, methode=TEXTES),
            "modalite": tirer(st.sampled_from(Module.Modalite.values)),
            **facultatif(tirer, supports=TEXTES, cas_local=TEXTES, profil_formateur=TEXTES),
            **facultatif(tirer, objectifs=rangs(len(objectifs)), ressources=st.just([RESSOURCE])),
        }
        for titre in tirer(st.lists(TEXTES, max_size=3, unique=True))
    ]
    positionnement = [
        {
            "intitule": intitule,
            "genre": tirer(st.sampled_from(["aisance", "oui_non", "texte"])),
            **(facultatif(tirer, objectif=st.integers(1, len(objectifs))) if objectifs else {}),
        }
        for intitule in tirer(st.lists(TEXTES, max_size=2, unique=True))
    ]
    champs = {champ: TEXTES for champ in VersionProgramme.CHAMPS_OBLIGATOIRES if champ != "niveau"}
    return {
        "format": "oten-programme",
        "version": 1,
        "titre": "A" + tirer(COURTS).strip(),
        "theme": "Accès aux droits",
        **facultatif(tirer, **champs, niveau=st.sampled_from(VersionProgramme.NiveauUsage.values)),
        "seuil_assiduite": tirer(st.integers(1, 100)),
        **facultatif(tirer, publics_accompagnes=st.lists(st.sampled_from(VersionProgramme.Public.values), unique=True)),
        **facultatif(tirer, cout=st.integers(0, 100_000)),
        **facultatif(tirer, territoires=st.just([{"genre": lieu.genre, "code": lieu.code, "nom": lieu.nom}])),
        "besoins": ["Former les animateurs", "Équiper les lieux"],
        **{cle: liste for cle, liste in [("objectifs", objectifs), ("modules", modules)] if liste},
        **({"positionnement": positionnement} if positionnement else {}),
        **facultatif(tirer, financements=st.just(["FSE+ Bretagne"])),
    }


RESSOURCE = {"titre": "Récit de Bretagne", "source": "Le réseau"}


def facultatif(tirer, **strategies) -> dict:
    tires = {cle: tirer(st.none() | strategie) for cle, strategie in strategies.items()}
    return {cle: valeur for cle, valeur in tires.items() if valeur is not None and valeur != []}


def rangs(nombre: int):
    return st.lists(st.integers(1, nombre), unique=True).map(sorted) if nombre else st.just([])


def creer(d, description, **options) -> VersionProgramme:
    besoins = options.pop("besoins", None) or d.besoins
    return creer_programme_depuis(description=description, besoins=besoins, par=d.concepteur, **options)


def oublier(version: VersionProgramme) -> None:
    programme = version.programme
    version.delete()
    programme.delete()


@reglages(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_importer_un_export_redonne_le_meme_fichier(monde, data):
    description = data.draw(descriptions(Territoire.objects.filter(genre="region").first()))
    version = creer(monde, description)
    export = ecrire_programme(version)
    oublier(version)

    assert json.loads(export) == description
    reprise = creer(monde, lire_json(export.encode(), "programme.json"))

    assert ecrire_programme(reprise) == export
    jsonschema.validate(json.loads(export), SCHEMA)
    oublier(reprise)


def test_le_programme_de_l_atelier_passe_par_le_schema(d):
    version = version_publiee(d)

    jsonschema.validate(decrire_programme(version), SCHEMA)
    assert decrire_programme(version)["objectifs"][0]["competence"]["code"] == "2.3"


# What a version holds of people, of its own life, or of one place: it stays here.
LOCAUX = {
    *("id", "programme", "version", "numero", "etat", "ordre", "revision", "recherche", "copiee_de", "empreinte"),
    *("redige_par", "redacteurs", "cree_le", "soumise_le", "relu_par", "relu_le", "avis_relecture"),
    *("publiee_par", "publiee_le", "retiree_le", "fiche", "fiche_empreinte"),
}


@pytest.mark.parametrize("modele", [VersionProgramme, Objectif, Module, QuestionPositionnement])
def test_aucun_champ_n_est_oublie(modele):
    """A field added to a programme is written in the file, or named above."""
    dits = {"intitule", "titre", "theme", *SCHEMA["properties"]}
    for partie in SCHEMA["$defs"].values():
        dits |= partie.get("properties", {}).keys()
    champs = {champ.name for champ in (*modele._meta.fields, *modele._meta.many_to_many)}
    assert champs - dits - LOCAUX == set()


class TestCreer:
    def test_le_brouillon_dit_d_ou_il_vient_et_qui_l_ecrit(self, monde):
        version = creer(monde, decrit(monde))

        assert version.etat == "brouillon"
        assert version.redacteurs.get() == monde.concepteur
        assert "importé d'un fichier (empreinte" in version.mouvements.get().motif

    def test_deux_fois_le_meme_fichier_ne_fait_qu_un_brouillon(self, monde):
        description = decrit(monde)

        premier, second = (creer(monde, description) for _ in range(2))

        assert premier == second
        assert premier.objectifs.count() == 1

    def test_un_autre_brouillon_du_meme_titre_n_est_jamais_ecrase(self, monde):
        description = decrit(monde)
        brouillon = brouillon_complet(monde, "Autre")

        with pytest.raises(Refus, match="Vous écrivez déjà un programme de ce titre") as refus:
            creer(monde, description, titre="Autre")

        assert refus.value.champ == "titre"
        assert brouillon.modules.count() == 2

    def test_un_titre_pris_par_quelqu_un_d_autre_se_refuse(self, monde):
        description = decrit(monde)
        version_publiee(monde, "Publié")

        with pytest.raises(Refus, match="existe déjà") as refus:
            creer(monde, description, titre="Publié")
        assert refus.value.champ == "titre"

    def test_sans_besoin_retenu_rien_ne_se_fait(self, monde):
        with pytest.raises(Refus, match="au moins un besoin") as refus:
            creer_programme_depuis(description=decrit(monde), besoins=[], par=monde.concepteur)
        assert refus.value.champ == "besoins"
        assert not Programme.objects.exists()

    def test_un_theme_inconnu_se_choisit(self, monde):
        description = decrit(monde) | {"theme": "Astronomie"}

        with pytest.raises(Refus, match="Astronomie") as refus:
            creer(monde, description)
        assert refus.value.champ == "theme"
        assert creer(monde, description, theme=Theme.objects.get()).programme.theme == Theme.objects.get()

    def test_les_liens_suivent_les_besoins_choisis(self, monde):
        description = decrit(monde)
        description["objectifs"][0]["besoins"] = [1, 2]
        seul = Besoin.objects.get(titre="Former les animateurs")

        version = creer(monde, description, besoins=[seul])

        assert list(version.objectifs.get().besoins.all()) == [seul]
        assert list(version.besoins.all()) == [seul]


def test_ce_qui_n_est_pas_connu_ici_est_dit_et_n_empeche_rien(monde):
    description = decrit(monde) | {
        "theme": "Astronomie",
        "besoins": ["Former les animateurs", "Observer les étoiles"],
        "territoires": [{"genre": "commune", "code": "00000", "nom": "Atlantis"}],
        "financements": ["Fonds des océans"],
    }
    description["modules"][0]["ressources"] = [{"titre": "Atlas"}]

    lu = lire_programme(description)

    assert lu.theme is None
    assert [besoin.titre for besoin in lu.retenus] == ["Former les animateurs"]
    assert [lu.inconnus[rang].split("»")[0].split("«")[1].strip() for rang in range(5)] == [
        "Astronomie",
        "Observer les étoiles",
        "Atlantis",
        "Fonds des océans",
        "Atlas",
    ]


def test_une_ressource_en_brouillon_n_est_pas_citee(monde):
    description = decrit(monde)
    description["modules"][0]["ressources"] = [RESSOURCE]
    assert lire_programme(description).modules[0][2]

    Ressource.objects.update(etat="brouillon")

    lu = lire_programme(description)
    assert lu.modules[0][2] == []
    assert "Récit de Bretagne" in lu.inconnus[0]


def decrit(d) -> dict:
    """The description of a complete programme, nothing left of it here."""
    version = brouillon_complet(d, "Accompagner", besoins=d.besoins, minutes=(180,))
    description = decrire_programme(version)
    oublier(version)
    return description


ERREURS = {
    "pas un objet": (lambda p: [], ""),
    "format": (lambda p: p | {"format": "oten-enquete"}, "format"),
    "version": (lambda p: p | {"version": 2}, "version"),
    "cle inconnue": (lambda p: p | {"couleur": "bleu"}, "couleur"),
    "cle absente": (lambda p: {cle: valeur for cle, valeur in p.items() if cle != "theme"}, "theme"),
    "titre vide": (lambda p: p | {"titre": "  "}, "titre"),
    "titre trop long": (lambda p: p | {"titre": "t" * 161}, "titre"),
    "nul": (lambda p: p | {"presentation": "a\x00b"}, "presentation"),
    "moitié de caractère": (lambda p: p | {"presentation": "\ud800"}, "presentation"),
    "mauvais type": (lambda p: p | {"presentation": 12}, "presentation"),
    "vrai n'est pas un": (lambda p: p | {"cout": True}, "cout"),
    "cout": (lambda p: p | {"cout": -1}, "cout"),
    "cout immense": (lambda p: p | {"cout": 10**30}, "cout"),
    "public": (lambda p: p | {"publics_accompagnes": ["seniors", "chats"]}, "publics_accompagnes[2]"),
    "seuil": (lambda p: p | {"seuil_assiduite": 101}, "seuil_assiduite"),
    "niveau": (lambda p: p | {"niveau": "expert"}, "niveau"),
    "trop d'objectifs": (lambda p: p | {"objectifs": [{}] * 501}, "objectifs"),
    "objectif vide": (lambda p: p | {"objectifs": [{}]}, "objectifs[1].intitule"),
    "jumeaux": (lambda p: p | {"objectifs": p["objectifs"] * 2}, "objectifs[2].intitule"),
    "competence": (lambda p: objectif(p, competence=DESIGNATION | {"code": "9.9"}), "objectifs[1].competence"),
    "competence vide": (lambda p: objectif(p, competence={}), "objectifs[1].competence.referentiel"),
    "niveau visé": (lambda p: objectif(p, niveau=9), "objectifs[1].niveau"),
    "niveau immense": (lambda p: objectif(p, niveau=10**30), "objectifs[1].niveau"),
    "besoin sans rang": (lambda p: objectif(p, besoins=[3]), "objectifs[1].besoins[1]"),
    "rang zéro": (lambda p: objectif(p, besoins=[0]), "objectifs[1].besoins[1]"),
    "rang écrit": (lambda p: objectif(p, besoins=["1"]), "objectifs[1].besoins[1]"),
    "minutes": (lambda p: module(p, minutes=0), "modules[1].minutes"),
    "modalite": (lambda p: module(p, modalite="ailleurs"), "modules[1].modalite"),
    "objectif du module": (lambda p: module(p, objectifs=[2]), "modules[1].objectifs[1]"),
    "ressource": (lambda p: module(p, ressources=["Atlas"]), "modules[1].ressources[1]"),
    "question": (lambda p: p | {"positionnement": [{"intitule": "?", "objectif": 2}]}, "positionnement[1].objectif"),
    "besoins": (lambda p: p | {"besoins": [["x"]]}, "besoins[1]"),
    "territoires": (lambda p: p | {"territoires": [{"genre": "region"}]}, "territoires[1].code"),
    "financements": (lambda p: p | {"financements": [{}]}, "financements[1]"),
}
DESIGNATION = {"referentiel": "digcomp", "version": "2.2", "code": "2.3"}


def objectif(programme: dict, **champs) -> dict:
    return programme | {"objectifs": [programme["objectifs"][0] | champs]}


def module(programme: dict, **champs) -> dict:
    return programme | {"modules": [programme["modules"][0] | champs]}


@pytest.mark.parametrize("cas", ERREURS)
def test_chaque_erreur_dit_sa_place_et_rien_n_est_ecrit(monde, cas):
    abimer, endroit = ERREURS[cas]

    with pytest.raises(ImportRefuse) as refus:
        creer(monde, abimer(decrit(monde)))

    assert endroit in [erreur.endroit for erreur in refus.value.erreurs]
    assert not VersionProgramme.objects.exists()
    assert not Objectif.objects.exists()


@pytest.mark.parametrize(
    "cas", [cas for cas in ERREURS if cas not in ("jumeaux", "competence", "niveau visé", "besoin sans rang")]
)
def test_ce_que_le_schema_peut_dire_il_le_dit_aussi(monde, cas):
    """Titles of spaces, characters and ranks aside: those are beyond a schema."""
    abime = ERREURS[cas][0](decrit(monde))
    if cas in ("titre vide", "nul", "moitié de caractère", "objectif du module", "question"):
        return
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(abime, SCHEMA)


@pytest.mark.parametrize(
    "contenu", [b"", b"{", b"\xff", b"[" * 100_000, b'{"a":' * 100_000, b"1" * 10_000, b"NaN", b"null", b'"x"']
)
def test_un_fichier_hostile_se_refuse(d, contenu):
    with pytest.raises(ImportRefuse):
        lire_programme(lire_json(contenu, "x.json"))


def test_vingt_erreurs_suffisent(monde):
    with pytest.raises(ImportRefuse) as refus:
        lire_programme(decrit(monde) | {"modules": [{}] * 30})
    assert len(refus.value.erreurs) == 20

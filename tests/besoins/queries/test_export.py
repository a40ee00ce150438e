import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from academie.regles import Refus
from academie.tableaux import ecrire_classeur, lignes_csv
from besoins.actions.bibliotheque import creer_depuis
from besoins.actions.enquete import fermer_enquete, ouvrir_enquete
from besoins.actions.reponse import enregistrer_reponse, reconstituer_reponse
from besoins.models import Enquete, Importation, Question, Reponse
from besoins.queries.bibliotheque import decrire_enquete
from besoins.queries.dictionnaire import dictionnaire, tableau_du_dictionnaire
from besoins.queries.enquete import questionnaire
from besoins.queries.export import json_des_reponses, reponses_a_exporter, tableau_des_reponses
from besoins.queries.filtres import Filtre
from tests.besoins import fabriques
from tests.besoins.importations import contenu, enquete_complete, importer

Genre = Question.Genre


def exporter(enquete: Enquete):
    return tableau_des_reponses(enquete, reponses_a_exporter(enquete, Filtre(enquete)))


def rangees(enquete: Enquete) -> list[dict]:
    tableau = exporter(enquete)
    return [dict(zip(tableau.entetes, rangee, strict=True)) for rangee in tableau.rangees]


def en_csv(enquete: Enquete) -> bytes:
    return "".join(lignes_csv(exporter(enquete).toutes)).encode()


def en_json(enquete: Enquete) -> bytes:
    return "".join(json_des_reponses(enquete, exporter(enquete))).encode()


def en_xlsx(enquete: Enquete) -> bytes:
    with ecrire_classeur({"Réponses": exporter(enquete).toutes}) as fichier:
        return fichier.read()


def questions(enquete: Enquete) -> dict[str, Question]:
    return {question.code: question for section in questionnaire(enquete) for question in section.questions.all()}


def repondre(enquete: Enquete, nom: str, **donnees):
    """Options by their rank: `q1=[(3, "ailleurs")]`, `q8=[3, 1]`, `q9={1: (5, 2)}`."""
    par_code = questions(enquete)
    valeurs = {}
    for code, donnee in donnees.items():
        question = par_code[code]
        options = {option.ordre: option for option in question.options.all()}
        match question.genre:
            case Genre.MATRICE:
                donnee = {options[ordre]: paire for ordre, paire in donnee.items()}
            case Genre.CLASSEMENT:
                donnee = [options[ordre] for ordre in donnee]
            case Genre.CHOIX_UNIQUE | Genre.CHOIX_MULTIPLE | Genre.OUI_NON:
                donnee = [(options[ordre], texte) for ordre, texte in donnee]
        valeurs[question] = donnee
    le = timezone.make_aware(datetime(2026, 3, 3))
    return reconstituer_reponse(enquete=enquete, libelle=nom, valeurs=valeurs, le=le)


@pytest.fixture
def enquete(distribution):
    return enquete_complete(distribution.concepteur)


def test_une_ligne_par_reponse_une_colonne_par_partie(enquete, distribution):
    repondre(
        enquete,
        "=Mairie",
        q1=[(3, "roulante")],
        q2=[(1, ""), (3, "du temps")],
        q3=Decimal(4),
        q5=date(2025, 12, 31),
        q8=[3, 1],
        q9={1: (5, None)},
        q11=distribution.commune,
    )
    [rangee] = rangees(enquete)
    assert {nom: case for nom, case in rangee.items() if case not in (None, "")} == {
        "N°": 1,
        "Répondant": "=Mairie",
        "Jour": date(2026, 3, 3),
        "Poids": 1.0,
        "q1": "Autre",
        "q1[3][texte]": "roulante",
        "q2[1]": 1,
        "q2[2]": 0,
        "q2[3]": 1,
        "q2[3][texte]": "du temps",
        "q3": 4,
        "q5": date(2025, 12, 31),
        "q8[rang 1]": "La nuit",
        "q8[rang 2]": "Le matin",
        "q9[1][importance]": 5,
        "q11": distribution.commune.designation,
    }


def test_aucune_case_du_csv_ni_du_classeur_ne_se_calcule(enquete):
    repondre(enquete, "=Mairie", q6="@quelqu'un", q7="+33 1", q4=Decimal("-2.5"))
    assert b";'=Mairie;" in en_csv(enquete)
    assert b";'@quelqu'un;'+33 1;" in en_csv(enquete)
    assert b";-2,5;" in en_csv(enquete)
    with zipfile.ZipFile(BytesIO(en_xlsx(enquete))) as archive:
        feuille = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in feuille
    assert "'=Mairie" in feuille


@pytest.mark.parametrize("regime", [Enquete.Regime.PSEUDONYME, Enquete.Regime.ANONYME])
def test_sans_noms_rien_ne_dit_qui_d_ou_ni_quand(distribution, regime):
    enquete = enquete_complete(distribution.concepteur, regime=regime)
    for rang in range(5):
        repondre(enquete, f"Personne {rang}", q1=[(1, "")])
    enquete = fermer_enquete(enquete=enquete)
    assert exporter(enquete).entetes[:2] == ["N°", "q1"]
    assert "Personne" not in en_csv(enquete).decode() + en_json(enquete).decode()


def test_une_enquete_anonyme_ouverte_ne_s_exporte_pas(distribution):
    enquete = enquete_complete(distribution.concepteur, regime=Enquete.Regime.ANONYME)
    with pytest.raises(Refus, match="anonyme"):
        exporter(enquete)


def test_un_filtre_de_l_adresse_s_applique(distribution):
    faite = fabriques.enquete_ouverte(distribution.concepteur)
    fabriques.repondre(faite, distribution.structure, "Formation")
    fabriques.repondre(faite, distribution.autre_structure, "Réseau")
    filtre = Filtre.depuis(QueryDict("region=53"), faite.enquete)
    tableau = tableau_des_reponses(faite.enquete, reponses_a_exporter(faite.enquete, filtre))
    assert [rangee[1] for rangee in tableau.rangees] == [distribution.structure.nom]


def test_une_reponse_commencee_ne_s_exporte_pas(distribution):
    faite = fabriques.enquete_ouverte(distribution.concepteur)
    invitee = fabriques.invitation(faite, distribution.structure)
    enregistrer_reponse(invitation=invitee, valeurs={faite.remarque: "Brouillon"})
    assert rangees(faite.enquete) == []


@pytest.mark.parametrize("nombre", [1, 30])
def test_les_requetes_ne_suivent_pas_le_nombre_de_reponses(enquete, nombre, django_assert_num_queries):
    for rang in range(nombre):
        repondre(enquete, f"R{rang}", q1=[(1, "")], q7="mot")
    with django_assert_num_queries(8):
        assert len(list(exporter(enquete).rangees)) == nombre


def test_le_dictionnaire_dit_chaque_colonne(enquete):
    repondre(enquete, "A", q1=[(1, "")], q2=[(1, ""), (2, "")])
    entrees = {entree.question.code: entree for entree in dictionnaire(enquete, lisible=True)}
    assert (entrees["q1"].n, entrees["q2"].n, entrees["q3"].n) == (1, 1, 0)
    assert entrees["q1"].valeurs == "1\u00a0: Petite\u00a0; 2\u00a0: Grande\u00a0; 3\u00a0: Autre"
    colonnes = [rangee[0] for rangee in tableau_du_dictionnaire(enquete, list(entrees.values()))][1:]
    assert colonnes == exporter(enquete).entetes


def test_le_json_porte_l_enquete(enquete):
    repondre(enquete, "A", q3=Decimal(4), q4=Decimal("2.5"))
    contenu_lu = json.loads(en_json(enquete))
    assert (contenu_lu["format"], contenu_lu["version"]) == ("oten-reponses", 1)
    assert contenu_lu["enquete"] == decrire_enquete(enquete)
    [reponse] = contenu_lu["reponses"]
    assert (reponse["q3"], reponse["q4"], reponse["Jour"]) == (4, 2.5, "2026-03-03")


# Words that a spreadsheet, a CSV reader or our own codes may take for something else.
MOTS = st.one_of(
    st.sampled_from(["=1+1", "'=1", "'", '"', "a;b", "a,b", "1", "#2", "0", "oui", "VRAI", "-5", "é\u00a0à", "🙂", "a\r\nb", "a\nb"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20),
).map(str.strip).filter(bool)  # fmt: skip
NOTES = st.one_of(st.none(), st.integers(1, 5))
REPONSES = st.fixed_dictionaries(
    {},
    optional={
        "q1": st.tuples(st.integers(1, 2), st.just("")).map(lambda choix: [choix]) | MOTS.map(lambda mot: [(3, mot)]),
        "q2": st.sets(st.integers(1, 2), min_size=1).map(lambda ordres: [(ordre, "") for ordre in ordres]),
        "q3": st.integers(1, 5).map(Decimal),
        "q4": st.decimals(-10, 1000, places=4),
        "q5": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
        "q6": MOTS,
        "q7": MOTS,
        "q8": st.permutations([1, 2, 3]).map(lambda ordre: ordre[:2]),
        "q9": st.dictionaries(st.integers(1, 2), st.tuples(NOTES, NOTES).filter(any), min_size=1),
        "q10": st.integers(1, 3).map(lambda ordre: [(ordre, "")]),
    },
)


@pytest.fixture
def copie(enquete, distribution):
    """The same survey, made again from its own description."""
    description = decrire_enquete(enquete)
    copie = creer_depuis(description=description, par=distribution.concepteur, titre="Copie")
    assert decrire_enquete(copie) | {"titre": ""} == description | {"titre": ""}
    return ouvrir_enquete(enquete=copie)


@pytest.mark.parametrize(("ecrire", "nom"), [(en_csv, "a.csv"), (en_json, "a.json"), (en_xlsx, "a.xlsx")])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reponses=st.dictionaries(MOTS, REPONSES, min_size=1, max_size=4))
def test_importer_un_export_rend_la_meme_enquete_et_les_memes_reponses(
    enquete, copie, distribution, ecrire, nom, reponses
):
    Reponse.objects.all().delete()
    Importation.objects.all().delete()
    for qui, donnees in reponses.items():
        repondre(enquete, qui, **donnees)
    importation = importer(copie, ecrire(enquete), distribution.concepteur, nom)
    assert importation.etat == Importation.Etat.FAIT, importation.erreurs
    assert contenu(copie) == contenu(enquete)

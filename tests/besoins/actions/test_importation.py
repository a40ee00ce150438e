import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.storage import default_storage
from django.utils import timezone

from academie.regles import Refus
from besoins.actions.enquete import fermer_enquete
from besoins.actions.importation import (
    abandonner_importation,
    corriger_correspondance,
    echouer_importation,
    executer_importation,
    oublier_importations,
    verifier_importation,
)
from besoins.models import Enquete, Importation, Reponse, Valeur
from besoins.tasks.importation import demander_importation, demander_verification
from tests.besoins import fabriques
from tests.besoins.importations import charger, contenu, enquete_complete, importer, verifier

ENTETE = "Répondant;q1;q3\n"
Etat = Importation.Etat


@pytest.fixture
def enquete(distribution):
    return enquete_complete(distribution.concepteur)


def valeurs(reponse: Reponse, code: str) -> list[Valeur]:
    return list(reponse.valeurs.filter(question__code=code).select_related("option").order_by("option__ordre"))


LIMESURVEY = (
    '"id","submitdate","lastpage","startlanguage","token","Q1","Q1[other]","Q2[SQ001]","Q2[SQ002]","Q2[other]",'
    '"Q3","Q4","Q5","Q6","Q8[1]","Q8[2]","Q9[SQ001][1]","Q9[SQ001][2]","Q9[SQ002#0]","Q9[SQ002#1]","Q10"\n'
    '"1","2026-03-03 10:30:00","2","fr","tok1","A2","","Y","N","","A4","3.5","2025-12-31 00:00:00","=1+1","A3","A1",'
    '"5","2","4","","Y"\n'
    '"2","","1","fr","tok2","A1","","","","","","","","","","","","","","",""\n'
    '"3","2026-03-04 09:00:00","2","fr","tok3","-oth-","Itinérante","Non","Oui","Du temps","2","","","","","","","","","",'
    '"Ne sait pas"\n'
)


def test_l_export_de_limesurvey_s_importe_tel_quel(enquete, distribution):
    importation = importer(enquete, LIMESURVEY, distribution.concepteur)
    assert importation.etat == Etat.FAIT, importation.erreurs
    assert importation.bilan == {"reponses": 2, "ignorees": 1}
    premiere, seconde = enquete.reponses.order_by("libelle")
    assert (premiere.libelle, timezone.localdate(premiere.soumise_le)) == ("tok1", date(2026, 3, 3))
    assert [v.option.libelle for v in valeurs(premiere, "q1")] == ["Grande"]
    assert [v.option.libelle for v in valeurs(premiere, "q2")] == ["Formation"]
    assert [v.nombre for v in valeurs(premiere, "q3")] == [4]
    assert [v.nombre for v in valeurs(premiere, "q4")] == [Decimal("3.5")]
    assert [v.jour for v in valeurs(premiere, "q5")] == [date(2025, 12, 31)]
    assert [v.texte for v in valeurs(premiere, "q6")] == ["=1+1"]
    assert {v.option.libelle: v.nombre for v in valeurs(premiere, "q8")} == {"La nuit": 1, "Le matin": 2}
    assert [(v.option.libelle, v.nombre, v.maitrise) for v in valeurs(premiere, "q9")] == [
        ("Chercher", 5, 2),
        ("Publier", 4, None),
    ]
    assert [v.option.libelle for v in valeurs(premiere, "q10")] == ["Oui"]
    assert [(v.option.libelle, v.texte) for v in valeurs(seconde, "q1")] == [("Autre", "Itinérante")]
    assert [(v.option.libelle, v.texte) for v in valeurs(seconde, "q2")] == [
        ("Matériel", ""),
        ("Autre besoin", "Du temps"),
    ]
    assert [v.option.libelle for v in valeurs(seconde, "q10")] == ["Ne sait pas"]


def test_les_en_tetes_en_toutes_lettres_se_reconnaissent(enquete, distribution):
    texte = (
        "Date de soumission,Quelle taille ?,Quels besoins ? [Formation],Quels besoins ? [Matériel],"
        "Quels besoins ? [Autre],Ces usages ? [Chercher][Échelle 1],Ces usages ? [Chercher][Échelle 2],"
        "Que préférez-vous ? [Rang 1],Déjà venue ?\n"
        "2026-03-03 10:30:00,Grande,Oui,Non,,5,2,La nuit,Oui\n"
    )
    importation = importer(enquete, texte, distribution.concepteur)
    assert (importation.etat, len(importation.correspondance)) == (Etat.FAIT, 9), importation.erreurs
    reponse = enquete.reponses.get()
    dites = {code: [v.option.libelle for v in valeurs(reponse, code)] for code in ("q1", "q2", "q8", "q9", "q10")}
    assert dites == {"q1": ["Grande"], "q2": ["Formation"], "q8": ["La nuit"], "q9": ["Chercher"], "q10": ["Oui"]}


def test_plusieurs_reponses_dans_une_case_se_separent(enquete, distribution):
    importer(enquete, "q2\tq3\nFormation, Matériel\t3\n", distribution.concepteur)
    assert [v.option.libelle for v in valeurs(enquete.reponses.get(), "q2")] == ["Formation", "Matériel"]


def test_le_profil_et_le_territoire_se_reconnaissent(enquete, distribution):
    commune = distribution.commune.designation
    texte = f"Répondant;Région;Nature;Qui répond;Poids;q11\nA;53;Association;animateur;1,5;{commune}\n"
    assert importer(enquete, texte, distribution.concepteur).etat == Etat.FAIT
    reponse = enquete.reponses.get()
    assert (reponse.region, reponse.nature, reponse.role) == (distribution.region, "association", "animateur")
    assert reponse.poids == 1.5
    assert reponse.valeurs.get().territoire == distribution.commune


@pytest.mark.parametrize(
    ("case", "raison"),
    [
        ("A;Immense;", "ligne 2, « q1 » : « Immense » n'est pas une des réponses proposées"),
        ("A;;6", "ligne 2, « q3 » : « 6 » n'est pas un degré de 1 à 5"),
        ("A;;2,5", "ligne 2, « q3 » : « 2,5 » n'est pas un degré de 1 à 5"),
        ("A;Petite;3\nA;Grande;3", "ligne 3 : « A » est déjà à la ligne 2"),
        ("x" * 201 + ";Petite;3", "ligne 2, « Répondant » : un texte de 201 caractères"),
    ],
)
def test_une_case_fausse_dit_sa_ligne_sa_colonne_et_pourquoi(enquete, distribution, case, raison):
    importation = verifier(enquete, f"{ENTETE}{case}\n", distribution.concepteur)
    assert importation.etat == Etat.REFUSE
    assert raison.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:") in importation.erreurs[0]
    assert not enquete.reponses.exists()


@pytest.mark.parametrize(
    ("entete", "case", "raison"),
    [
        ("q4", "beaucoup", "pas un nombre"),
        ("q4", "1001", "dépasse le maximum"),
        ("q4", "-11", "sous le minimum"),
        ("q5", "hier", "pas une date"),
        ("q5", "31/02/2026", "pas une date"),
        ("q6", "x" * 301, "caractères"),
        ("q2[1]", "peut-être", "cochée"),
        ("q2", "Formation;Danse", "Danse"),
        ("q8[rang 2]", "Le matin", "rang manque"),
        ("q11", "Nulle-Part", "territoire"),
        ("Jour", "2999-01-01", "dater"),
        ("Région", "Atlantide", "territoire"),
        ("Nature", "vaisseau", "association"),
        ("Poids", "-1", "minimum"),
    ],
)
def test_chaque_genre_de_case_refuse_ce_qu_elle_ne_comprend_pas(enquete, distribution, entete, case, raison):
    importation = verifier(enquete, f'{entete}\tq3\n"{case}"\t3\n', distribution.concepteur)
    assert importation.etat == Etat.REFUSE
    assert raison in importation.erreurs[0]


def test_deux_fois_le_meme_rang_et_une_precision_sans_sa_reponse_se_refusent(enquete, distribution):
    texte = "q8[rang 1];q8[rang 2];q1;q1[3][texte]\nLe soir;Le soir;;\n;;Petite;mais agréable\n"
    importation = verifier(enquete, texte, distribution.concepteur)
    assert "placée deux fois" in importation.erreurs[0]
    assert "une autre réponse est choisie" in importation.erreurs[1]


def test_une_case_fausse_au_bout_du_fichier_n_importe_rien(enquete, distribution, monkeypatch):
    lignes = "".join(f"R{rang};Petite;3\n" for rang in range(250))
    importation = charger(enquete, f"{ENTETE}{lignes}R250;Immense;3\n", distribution.concepteur)
    demander_verification(importation)
    Importation.objects.filter(pk=importation.pk).update(etat=Etat.EN_COURS)  # as if nothing had been checked
    executer_importation(importation.pk)
    importation = Importation.objects.get(pk=importation.pk)
    assert importation.etat == Etat.REFUSE
    assert not Reponse.objects.exists()
    assert not Valeur.objects.exists()


def test_le_bilan_compte_chaque_colonne_et_montre_les_premieres_reponses(enquete, distribution):
    importation = verifier(enquete, f"{ENTETE}A;Petite;3\nB;;4\n", distribution.concepteur)
    assert importation.etat == Etat.PRET
    assert importation.bilan["colonnes"][1] == {
        "fichier": "q1",
        "enquete": "q1",
        "comprises": 1,
        "vides": 1,
        "fausses": 0,
    }
    assert importation.bilan["apercu"][0]["cases"][1] == ["Quelle taille ?", "Petite"]
    assert importation.bilan["reponses"] == 2
    assert not enquete.reponses.exists()


def test_un_long_fichier_se_lit_dans_l_arriere_boutique(enquete, distribution, travailler):
    lignes = "".join(f"R{rang};Petite;3\n" for rang in range(600))
    importation = verifier(enquete, f"{ENTETE}{lignes}", distribution.concepteur)
    assert (importation.etat, importation.traitees) == (Etat.VERIFICATION, 0)
    travailler()
    importation = Importation.objects.get(pk=importation.pk)
    assert (importation.etat, importation.traitees) == (Etat.PRET, 600)
    demander_importation(importation)
    demander_importation(importation)
    assert not enquete.reponses.exists()
    travailler()
    assert enquete.reponses.soumises().count() == 600


def test_le_meme_fichier_ne_s_importe_pas_deux_fois(enquete, distribution, django_capture_on_commit_callbacks):
    texte = f"{ENTETE}A;Petite;3\n"
    premier = charger(enquete, texte, distribution.concepteur)
    assert charger(enquete, texte, distribution.concepteur) == premier
    chemin = premier.fichier.name
    with django_capture_on_commit_callbacks(execute=True):
        fait = importer(enquete, texte, distribution.concepteur)
    assert (fait, fait.etat, fait.fichier) == (premier, Etat.FAIT, "")
    assert not default_storage.exists(chemin)
    demander_importation(fait)
    assert enquete.reponses.count() == 1
    with pytest.raises(Refus, match="déjà été importé"):
        charger(enquete, texte, distribution.concepteur)


def test_qui_a_deja_repondu_se_nomme(distribution):
    faite = fabriques.enquete_ouverte(distribution.concepteur)
    fabriques.repondre(faite, distribution.structure, "Formation")
    texte = f"Répondant;q2\n{distribution.structure.nom};Petite\n"
    importation = verifier(faite.enquete, texte, distribution.concepteur)
    assert "a déjà répondu à cette enquête" in importation.erreurs[0]


def test_un_brouillon_ne_recoit_rien_une_enquete_close_si(distribution):
    brouillon = fabriques.brouillon(distribution.concepteur).enquete
    with pytest.raises(Refus, match="brouillon"):
        charger(brouillon, f"{ENTETE}A;Petite;3\n", distribution.concepteur)
    close = fermer_enquete(enquete=enquete_complete(distribution.concepteur))
    assert importer(close, f"{ENTETE}A;Petite;3\n", distribution.concepteur).etat == Etat.FAIT


def test_sans_question_reconnue_rien_ne_se_verifie(enquete, distribution):
    importation = charger(enquete, "Répondant;autre\nA;1\n", distribution.concepteur)
    with pytest.raises(Refus, match="Aucune question"):
        verifier_importation(importation=importation)


def test_un_fichier_sans_ligne_se_refuse(enquete, distribution):
    with pytest.raises(Refus, match="aucune réponse"):
        charger(enquete, ENTETE, distribution.concepteur)


def test_une_enquete_anonyme_ne_garde_ni_nom_ni_lieu_ni_heure(distribution):
    enquete = enquete_complete(distribution.concepteur, regime=Enquete.Regime.ANONYME)
    texte = "Répondant;Région;Jour;q1\nAnne;53;2026-03-03 10:30;Petite\n"
    assert importer(enquete, texte, distribution.concepteur).etat == Etat.FAIT
    reponse = enquete.reponses.get()
    assert (reponse.libelle, reponse.region, reponse.role) == ("", None, "")
    assert timezone.localtime(reponse.soumise_le).hour == 0


def test_une_enquete_close_sous_pseudonyme_ne_garde_aucun_nom(distribution):
    enquete = enquete_complete(distribution.concepteur, regime=Enquete.Regime.PSEUDONYME)
    assert importer(enquete, f"{ENTETE}Anne;Petite;3\n", distribution.concepteur).etat == Etat.FAIT
    assert enquete.reponses.get().libelle == "Anne"
    enquete = fermer_enquete(enquete=enquete)
    assert enquete.reponses.get().libelle == ""
    importer(enquete, f"{ENTETE}Bob;Grande;3\n", distribution.concepteur)
    assert [reponse.libelle for reponse in enquete.reponses.all()] == ["", ""]


def test_une_colonne_se_change_et_se_libere(enquete, distribution):
    importation = charger(enquete, "taille;q3;nom\nPetite;3;A\n", distribution.concepteur)
    assert importation.correspondance == {"q3": "q3"}
    importation = corriger_correspondance(importation=importation, correspondance={"q1": "taille", "q3": ""})
    assert importation.correspondance == {"q1": "taille"}
    demander_verification(importation)
    importation = Importation.objects.get(pk=importation.pk)
    assert importation.etat == Etat.PRET
    importation = corriger_correspondance(importation=importation, correspondance={"Répondant": "nom"})
    assert (importation.etat, importation.bilan) == (Etat.CHARGE, {})


def test_une_colonne_inconnue_ou_prise_se_refuse_sur_son_champ(enquete, distribution):
    importation = charger(enquete, "q1;q3\nPetite;3\n", distribution.concepteur)
    for entete, mot in (("absente", "n'a pas de colonne"), ("q3", "sert déjà")):
        with pytest.raises(Refus, match=mot) as refus:
            corriger_correspondance(importation=importation, correspondance={"q4": entete})
        assert refus.value.champ == "q4"


@pytest.mark.parametrize("etat", [Etat.EN_COURS, Etat.FAIT])
def test_rien_ne_change_pendant_ni_apres(enquete, distribution, etat):
    importation = charger(enquete, f"{ENTETE}A;Petite;3\n", distribution.concepteur)
    Importation.objects.filter(pk=importation.pk).update(etat=etat)
    with pytest.raises(Refus):
        corriger_correspondance(importation=importation, correspondance={"q1": ""})


def test_un_fichier_abandonne_s_efface(enquete, distribution, django_capture_on_commit_callbacks):
    importation = charger(enquete, f"{ENTETE}A;Petite;3\n", distribution.concepteur)
    chemin = importation.fichier.name
    with django_capture_on_commit_callbacks(execute=True):
        for _fois in range(2):
            abandonner_importation(enquete=enquete, importation=importation.pk)
    assert not Importation.objects.exists()
    assert not default_storage.exists(chemin)


def test_les_reponses_importees_ne_s_abandonnent_pas(enquete, distribution):
    importation = importer(enquete, f"{ENTETE}A;Petite;3\n", distribution.concepteur)
    with pytest.raises(Refus, match="déjà importées"):
        abandonner_importation(enquete=enquete, importation=importation.pk)
    assert Importation.objects.exists()
    assert enquete.reponses.exists()


def test_un_fichier_jamais_importe_s_oublie(enquete, distribution):
    ancien = charger(enquete, f"{ENTETE}A;Petite;3\n", distribution.concepteur)
    importer(enquete, f"{ENTETE}B;Petite;3\n", distribution.concepteur)
    oublier_importations(le=timezone.now() + timedelta(days=29))
    assert Importation.objects.count() == 2
    oublier_importations(le=timezone.now() + timedelta(days=31))
    assert not Importation.objects.filter(pk=ancien.pk).exists()
    assert Importation.objects.count() == 1


def test_une_panne_se_dit_et_se_reessaie(enquete, distribution):
    importation = charger(enquete, f"{ENTETE}A;Petite;3\n", distribution.concepteur)
    verifier_importation(importation=importation)
    echouer_importation(importation.pk)
    importation = Importation.objects.get(pk=importation.pk)
    assert (importation.etat, "imprévue" in importation.erreurs[0]) == (Etat.REFUSE, True)
    demander_verification(importation)
    assert Importation.objects.get(pk=importation.pk).etat == Etat.PRET


def test_les_requetes_ne_suivent_pas_le_nombre_de_lignes(enquete, distribution, django_assert_num_queries):
    for debut, nombre in ((0, 1), (100, 60)):
        lignes = "".join(f"R{debut + rang};Petite;3\n" for rang in range(nombre))
        importation = verifier(enquete, f"{ENTETE}{lignes}", distribution.concepteur)
        with django_assert_num_queries(20):
            demander_importation(importation)
    assert len(contenu(enquete)) == 61


def test_un_classeur_s_importe_comme_un_csv(enquete, distribution):
    octets = io.BytesIO()
    with xlsxwriter.Workbook(octets, {"in_memory": True}) as livre:
        feuille = livre.add_worksheet()
        for numero, rangee in enumerate([["Répondant", "q1", "q3", "q4"], ["A", "Petite", 3, 2.5]]):
            feuille.write_row(numero, 0, rangee)
    assert importer(enquete, octets.getvalue(), distribution.concepteur, "terrain.xlsx").etat == Etat.FAIT
    assert [v.nombre for v in valeurs(enquete.reponses.get(), "q4")] == [Decimal("2.5")]

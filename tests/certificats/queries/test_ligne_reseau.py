import pytest

from academie.models import Structure
from academie.queries.tableau import deviner_colonnes
from certificats.models import LigneReseau
from certificats.queries.importation import NOMS, comptes_de, lignes_refusees
from tests.certificats.reseaux import CAMILLE, lu
from tests.distribution import personne, territoire

ENTETE = "mail;prenom;nom;nom complet;employeur;siret;insee;fonction;entree;sortie;formation;date de formation;heures\n"
COLONNES = [
    "email",
    "prenom",
    "nom",
    "nom_complet",
    "structure",
    "siret",
    "commune",
    "intitule",
    "debut",
    "fin",
    "f_titre",
    "f_fin",
    "f_heures",
]


def lire(d, **cases) -> LigneReseau:
    """One line, read with what is already known."""
    defaut = {"email": "noe@test.example", "prenom": "Noé", "nom": "Abel"} | cases
    ligne = ";".join(defaut.get(colonne, "") for colonne in COLONNES)
    return LigneReseau.objects.get(importation=lu(d, ligne + "\n", ENTETE))


@pytest.mark.parametrize(
    ("entete", "colonne"),
    [
        ("E-mail", "email"),
        ("ADRESSE ÉLECTRONIQUE", "email"),
        ("Nom de famille", "nom"),
        ("Prénom(s)", None),
        ("N° SIRET", "siret"),
        ("Date d'entrée", "debut"),
        ("Intitulé de la formation", "f_titre"),
        ("Durée (en heures)", "f_heures"),
        ("Tél.", "telephone"),
    ],
)
def test_les_colonnes_se_reconnaissent(entete, colonne):
    assert deviner_colonnes([entete], NOMS) == ({colonne: entete} if colonne else {})


class TestRefus:
    @pytest.mark.parametrize(
        ("cases", "colonne", "mots"),
        [
            ({"email": "noe@"}, "email", "n'est pas une adresse"),
            ({"email": "", "prenom": "", "nom": ""} | {"fonction": "x"}, "email", "Ni adresse ni nom"),
            ({"prenom": ""}, "prenom", "manque le prénom"),
            ({"prenom": "=1+1"}, "prenom", "formule de tableur"),
            ({"nom": "x" * 121}, "nom", "Trop long"),
            ({"email": ""}, "email", "il faut une adresse"),
            ({"siret": "12345678901234"}, "siret", "n'est pas un numéro SIRET"),
            ({"siret": "73282932000074"}, "siret", "Aucune structure"),
            ({"commune": "99999"}, "commune", "Code officiel"),
            ({"intitule": "Médiatrice"}, "structure", "a besoin d'une structure"),
            ({"intitule": "Médiatrice", "structure": "X", "debut": "hier"}, "debut", "n'est pas une date"),
            ({"debut": "31/02/2020"}, "debut", "n'est pas une date"),
            ({"debut": "01/02/2020", "fin": "01/01/2020"}, "fin", "finit avant"),
            ({"intitule": "Médiatrice", "structure": "X", "fin": "01/01/2020"}, "debut", "date de début"),
            ({"f_titre": "Accueillir", "f_heures": "beaucoup"}, "f_heures", "nombre d'heures"),
            ({"f_titre": "Accueillir", "f_heures": "99999"}, "f_heures", "nombre d'heures"),
            ({"f_titre": "x" * 201}, "f_titre", "Trop long"),
        ],
        ids=lambda valeur: valeur if isinstance(valeur, str) else "-".join(valeur)[:20],
    )
    def test_chaque_refus_est_dit_sur_sa_colonne(self, distribution, cases, colonne, mots):
        cases = {"fonction": ""} | cases
        ligne = lire(
            distribution,
            **{
                ("intitule" if cle == "fonction" else cle): texte
                for cle, texte in cases.items()
                if texte or cle != "fonction"
            },
        )
        assert ligne.verdict == "refusee"
        assert colonne in [refus[0] for refus in ligne.raisons]
        assert mots in " ".join(refus[1] for refus in ligne.raisons)

    def test_l_adresse_d_une_autre_personne(self, distribution):
        ligne = lire(distribution, email=distribution.animateur.email)
        assert ligne.raisons[0][0] == "email"
        assert "celle de Animateur Test" in ligne.raisons[0][1]

    def test_un_compte_ferme(self, distribution):
        type(distribution.animateur).objects.update(is_active=False)
        assert "fermé" in lire(distribution, email=distribution.animateur.email).raisons[0][1]

    def test_plusieurs_lieux_de_ce_nom(self, distribution):
        territoire("commune", "24325", "Quimper", region=distribution.region)
        assert "code INSEE" in lire(distribution, commune="Quimper").raisons[0][1]

    def test_le_fichier_des_erreurs_ne_calcule_rien_et_tait_le_telephone(self, distribution):
        importation = lu(distribution, CAMILLE.replace("camille@test.example", "=2+2"))
        entete, ligne = lignes_refusees(importation)
        assert entete[-2:] == ["Ligne", "Ce qui ne va pas"]
        assert ligne[0] == "=2+2"  # made safe as it is written
        assert "06 12" not in ligne
        assert ligne[-2] == 2


class TestReconnaitre:
    def test_par_l_adresse_sans_regarder_la_casse(self, distribution):
        qui = distribution.animateur
        ligne = lire(distribution, email=qui.email.upper(), prenom="", nom="")
        assert (ligne.verdict, ligne.personne, ligne.reconnue) == ("connue", qui, "par son adresse")

    def test_par_le_nom_et_la_structure_sans_adresse(self, distribution):
        qui = distribution.animateur
        ligne = lire(distribution, email="", prenom=qui.nom, nom=qui.prenom, structure="mediatheque de QUIMPER")
        assert (ligne.verdict, ligne.personne) == ("connue", qui)

    def test_sans_adresse_ni_structure_il_faut_decider(self, distribution):
        ligne = lire(distribution, email="", prenom=distribution.animateur.prenom, nom=distribution.animateur.nom)
        assert (ligne.verdict, ligne.candidats) == ("doublon", [{"personne": distribution.animateur.pk}])

    def test_un_nom_a_l_oreille_dans_la_meme_structure(self, distribution):
        personne("filipe", "animateur", distribution.structure)
        ligne = lire(distribution, prenom="Test", nom="Philippe", structure=distribution.structure.nom)
        assert ligne.verdict == "doublon"

    def test_un_homonyme_d_ailleurs_est_nouveau(self, distribution):
        qui = distribution.autre_animateur
        ligne = lire(distribution, prenom=qui.prenom, nom=qui.nom, structure=distribution.structure.nom)
        assert ligne.verdict == "nouvelle"

    def test_une_faute_de_frappe_dans_l_adresse(self, distribution):
        ligne = lire(distribution, email=distribution.animateur.email.replace("@test", "@tset"))
        assert (ligne.verdict, ligne.candidats) == ("doublon", [{"personne": distribution.animateur.pk}])

    @pytest.mark.parametrize(
        ("complet", "prenom", "nom"),
        [
            ("LE GOFF Anne", "Anne", "LE GOFF"),
            ("Anne Le Goff", "Anne", "Le Goff"),
            ("Jean-Luc MARTIN", "Jean-Luc", "MARTIN"),
        ],
    )
    def test_prenom_et_nom_dans_une_colonne(self, distribution, complet, prenom, nom):
        ligne = lire(distribution, prenom="", nom="", nom_complet=complet)
        assert (ligne.lu["prenom"], ligne.lu["nom"]) == (prenom, nom)


class TestStructure:
    def test_deux_structures_du_meme_nom_se_distinguent_par_la_commune(self, distribution):
        ailleurs = distribution.autre_structure.territoire
        double = Structure.objects.create(nom=distribution.structure.nom, genre="espace", territoire=ailleurs)
        assert "structure" not in lire(distribution, structure=double.nom).lu
        assert lire(distribution, structure=double.nom, commune=ailleurs.code).lu["structure"] == double.pk

    def test_un_siret_donne_la_structure_meme_sous_un_autre_nom(self, distribution):
        Structure.objects.filter(pk=distribution.structure.pk).update(siret="73282932000074")
        assert (
            lire(distribution, structure="Autre", siret="73282932000074").lu["structure"] == distribution.structure.pk
        )


def test_les_comptes(distribution):
    importation = lu(distribution, CAMILLE + "x;;;;;;;;;;\n")
    comptes = comptes_de(importation)
    assert comptes.par_verdict == {"nouvelle": 1, "connue": 0, "doublon": 0, "refusee": 1}
    assert (comptes.a_ecrire, comptes.a_decider, comptes.laissees) == (1, 0, 0)

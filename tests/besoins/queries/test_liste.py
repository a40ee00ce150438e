import pytest

from academie.models import Structure, Territoire
from academie.queries.tableau import deviner_colonnes
from academie.regles import Refus
from besoins.actions.population import ajouter_structures
from besoins.queries.liste import ENTETES, Lecture, Sort, lire_adresses
from tests.besoins.fabriques import brouillon, structures
from tests.distribution import territoire


@pytest.fixture
def enquete(d):
    return brouillon(d.concepteur).enquete


@pytest.fixture
def lire(enquete):
    """Read lines given as dictionaries: `lire({"nom": "Anne"}, …)`."""

    def lire(*lignes):
        return list(Lecture(enquete).lire(enumerate(lignes, start=2)))

    return lire


class TestColonnes:
    def test_devine_les_noms_des_autres(self):
        assert deviner_colonnes(["Prénom", "NOM", "Adresse e-mail", "Code INSEE", "Téléphone"], ENTETES) == {
            "nom": "NOM",
            "prenom": "Prénom",
            "commune": "Code INSEE",
        } | {"email": "Adresse e-mail"}

    def test_une_colonne_que_rien_ne_nomme_reste_de_cote(self):
        assert deviner_colonnes(["a", "b"], ENTETES) == {}


class TestLignes:
    def test_le_territoire_donne_la_region_le_departement_et_le_niveau(self, d, lire):
        [ligne] = lire({"nom": "Le Goff", "prenom": "Anne", "email": " Anne@Commune.fr ", "commune": "29232"})

        personne = ligne.invitation
        assert (ligne.sort, personne.nom, personne.email) == (Sort.NOUVELLE, "Anne Le Goff", "anne@commune.fr")
        assert (personne.region_id, personne.departement_id, personne.niveau) == (
            d.region.pk,
            d.departement.pk,
            Territoire.Genre.COMMUNE,
        )

    def test_une_structure_connue_donne_ce_qu_on_en_sait(self, d, lire):
        [ligne] = lire({"structure": "Médiathèque de Quimper"})

        personne = ligne.invitation
        assert (personne.structure, personne.email, personne.nature, personne.role) == (
            d.structure,
            d.structure.email,
            "espace",
            "structure",
        )

    def test_une_structure_inconnue_garde_son_nom(self, lire):
        [ligne] = lire({"nom": "Anne", "structure": "Espace de Brest", "nature": "Association", "role": "médiatrice"})

        assert (ligne.invitation.nom, ligne.invitation.nature, ligne.invitation.role) == (
            "Anne, Espace de Brest",
            "association",
            "animateur",
        )

    def test_un_zero_perdu_par_le_tableur_se_retrouve(self, lire):
        territoire("commune", "01053", "Bourg-en-Bresse")

        [ligne] = lire({"nom": "Anne", "commune": "1053"})

        assert ligne.invitation.territoire.nom == "Bourg-en-Bresse"

    def test_une_formule_reste_un_texte(self, lire):
        [ligne] = lire({"nom": '=HYPERLINK("http://x")'})

        assert ligne.invitation.nom == '=HYPERLINK("http://x")'

    @pytest.mark.parametrize(
        ("cellules", "colonne", "raison"),
        [
            ({"email": "mairie"}, "email", "adresse électronique complète"),
            ({"nom": "Anne", "commune": "Atlantide"}, "commune", "Code officiel géographique"),
            ({"nom": "Anne", "commune": "Saint-Denis"}, "commune", "donnez le code INSEE"),
            ({"nom": "Anne", "nature": "usine"}, "nature", "l'un de ces mots"),
            ({"nom": "Anne", "role": "chef"}, "role", "l'un de ces mots"),
            ({"nom": "x" * 201}, "nom", "plus de 200 caractères"),
            ({"structure": "Mairie"}, "structure", "plusieurs structures portent ce nom"),
            ({"nature": "association"}, "", "ni nom, ni structure, ni adresse"),
        ],
    )
    def test_une_ligne_fausse_dit_ou_et_pourquoi(self, d, lire, cellules, colonne, raison):
        for code in ("93066", "97411"):
            territoire("commune", code, "Saint-Denis")
        for lieu in (d.commune, d.region):
            Structure.objects.create(nom="Mairie", genre="collectivite", territoire=lieu)

        [ligne] = lire(cellules)

        [(ou, pourquoi)] = ligne.raisons
        assert ligne.sort == Sort.FAUSSE
        assert ou == colonne
        assert raison in pourquoi


class TestDoublons:
    def test_dans_le_fichier_par_l_adresse_la_structure_ou_le_nom(self, d, lire):
        lignes = lire(
            {"email": "anne@test.example"},
            {"nom": "Anne", "email": "ANNE@test.example"},
            {"structure": d.structure.nom},
            {"email": d.structure.email},
            {"nom": "Sans adresse", "commune": "29232"},
            {"nom": "Sans adresse", "commune": "Quimper"},
            {"nom": "Sans adresse", "commune": "31555"},
        )

        assert [ligne.sort for ligne in lignes] == [
            *[Sort.NOUVELLE, Sort.DEJA] * 3,
            Sort.NOUVELLE,
        ]
        assert lignes[1].phrases == ["déjà à la ligne 2"]

    def test_avec_la_population(self, d, enquete, lire):
        ajouter_structures(enquete=enquete, structures=[d.structure])

        [ligne] = lire({"nom": "Accueil", "email": d.structure.email})

        assert ligne.phrases == ["déjà dans la population"]


@pytest.mark.parametrize("nombre", [1, 400])
def test_une_liste_coute_pareil_pour_une_ou_quatre_cents_lignes(d, enquete, lire, nombre, django_assert_num_queries):
    ajouter_structures(enquete=enquete, structures=structures(nombre, d.commune))
    with django_assert_num_queries(3):
        lignes = lire(*({"email": f"p{n}@test.example", "commune": "29232"} for n in range(nombre)))
    assert {ligne.sort for ligne in lignes} == {Sort.NOUVELLE}


def test_des_adresses_fausses_en_nombre_se_disent_en_bref(enquete):
    with pytest.raises(Refus, match="et 3 autres") as refus:
        lire_adresses(enquete, "\n".join(f"faux{n}" for n in range(8)))
    assert refus.value.champ == "adresses"

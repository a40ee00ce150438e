import re
import tracemalloc

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from academie.actions.territoire import DOSSIER, importer_territoires
from academie.models import Territoire
from academie.regles import ImportRefuse

BONS = {
    "regions.csv": "code,nom,zone\n27,Bourgogne-Franche-Comté,metro\n44,Grand Est,metro\n",
    "departements.csv": "code,nom,region,zone\n58,Nièvre,27,metro\n52,Haute-Marne,44,metro\n",
    "epci.csv": (
        "siren,nom,type,departement_principal,population_municipale\n"
        "245804406,CA de Nevers,CA,58,65000\n200069540,CC des Savoir-Faire,CC,52,8000\n"
    ),
    "communes.csv": (
        "code,nom,departement,epci,population,codes_postaux\n"
        "58194,Nevers,58,245804406,32000,58000\n"
        "58001,Achun,58,,130,58110\n"
        '58303,"Varennes, ""Vauzelles""",58,200069540,,58640 58000\n'
    ),
}


@pytest.fixture
def dossier(tmp_path):
    for nom, contenu in BONS.items():
        (tmp_path / nom).write_text(contenu, encoding="utf-8")
    return tmp_path


def ajouter(dossier, nom, *lignes):
    with (dossier / nom).open("a", encoding="utf-8") as fichier:
        fichier.writelines(f"{ligne}\n" for ligne in lignes)


def refus(dossier) -> list[str]:
    """What the import says of `dossier`, and that it left nothing behind."""
    avant = list(Territoire.objects.order_by("pk").values())
    with pytest.raises(ImportRefuse) as capture:
        importer_territoires(dossier=dossier)
    assert list(Territoire.objects.order_by("pk").values()) == avant
    return [str(erreur).replace("\u00a0", " ") for erreur in capture.value.erreurs]


@pytest.mark.django_db
class TestImport:
    def test_chacun_a_ses_parents(self, dossier):
        assert importer_territoires(dossier=dossier) == {"region": 2, "departement": 2, "epci": 2, "commune": 3}
        nevers = Territoire.objects.get(genre="commune", code="58194")
        assert (nevers.nom, nevers.recherche, nevers.population) == ("Nevers", "nevers", 32_000)
        assert nevers.region.nom == "Bourgogne-Franche-Comté"
        assert nevers.departement.nom == "Nièvre"
        assert nevers.epci.nom == "CA de Nevers"
        assert nevers.epci.departement.nom == "Nièvre"
        assert nevers.epci.region.code == "27"
        assert Territoire.objects.get(code="58001").epci is None

    def test_la_region_d_une_commune_est_celle_de_son_departement(self, dossier):
        importer_territoires(dossier=dossier)
        varennes = Territoire.objects.get(code="58303")
        assert varennes.nom == 'Varennes, "Vauzelles"'
        assert varennes.epci.region.nom == "Grand Est"
        assert varennes.region.nom == "Bourgogne-Franche-Comté"
        assert varennes.population is None
        assert varennes.codes_postaux == "58640 58000"

    def test_les_populations_s_additionnent(self, dossier):
        importer_territoires(dossier=dossier)
        populations = dict(Territoire.objects.exclude(genre="commune").values_list("nom", "population"))
        assert populations["Nièvre"] == populations["Bourgogne-Franche-Comté"] == 32_130
        assert populations["Haute-Marne"] is None

    def test_deux_fois_ne_change_rien(self, dossier):
        importer_territoires(dossier=dossier)
        avant = list(Territoire.objects.order_by("pk").values())
        importer_territoires(dossier=dossier)
        assert list(Territoire.objects.order_by("pk").values()) == avant

    def test_une_nouvelle_edition_met_a_jour_et_garde_le_reste(self, dossier):
        importer_territoires(dossier=dossier)
        pk = Territoire.objects.get(code="58194").pk
        (dossier / "communes.csv").write_text(
            "nom,code,epci,departement,codes_postaux,population\nNevers-sur-Loire,58194,,58,58000,31000\n", "utf-8"
        )
        importer_territoires(dossier=dossier)
        nevers = Territoire.objects.get(pk=pk)
        assert (nevers.nom, nevers.recherche, nevers.population, nevers.epci) == (
            "Nevers-sur-Loire",
            "nevers sur loire",
            31_000,
            None,
        )
        assert Territoire.objects.filter(code="58001").exists()

    def test_avec_ou_sans_marque_d_ordre_et_fins_de_ligne_windows(self, dossier):
        for nom, contenu in BONS.items():
            (dossier / nom).write_bytes(contenu.replace("\n", "\r\n").encode("utf-8-sig"))
        importer_territoires(dossier=dossier)
        assert Territoire.objects.get(code="58194").codes_postaux == "58000"

    def test_un_gros_fichier_ne_tient_pas_en_memoire(self, dossier):
        ajouter(dossier, "communes.csv", *(f"01{i:03},Ville {i},58,,{i},58000" for i in range(1000)))
        ajouter(dossier, "communes.csv", *(f"02{i:03},Ville {i},58,,{i},58000" for i in range(1000)))
        importer_territoires(dossier=dossier)
        tracemalloc.start()
        importer_territoires(dossier=dossier)
        deux_mille = tracemalloc.get_traced_memory()[1]
        for prefixe in range(3, 9):
            ajouter(dossier, "communes.csv", *(f"0{prefixe}{i:03},Ville {i},58,,{i},58000" for i in range(1000)))
        tracemalloc.reset_peak()
        importer_territoires(dossier=dossier)
        huit_mille = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert huit_mille - deux_mille < 2_000_000

    def test_les_fichiers_livres(self):
        nombres = importer_territoires()
        assert nombres == {"region": 26, "departement": 109, "epci": 1255, "commune": 34_969}
        assert Territoire.objects.filter(genre="commune", departement=None).count() == 0
        assert Territoire.objects.exclude(genre="region").filter(region=None).count() == 0
        bretagne = Territoire.objects.get(genre="region", code="53")
        assert Territoire.objects.filter(genre="departement", region=bretagne).count() == 4
        assert 3_000_000 < bretagne.population < 4_000_000


@pytest.mark.django_db
class TestRefus:
    @pytest.mark.parametrize(
        ("fichier", "ligne", "message"),
        [
            ("regions.csv", "5 3,Bretagne,metro", "regions.csv, ligne 4, « code » : « 5 3 » : on attend un code INSEE"),
            ("regions.csv", "53,,metro", "regions.csv, ligne 4, « nom » : « » : on attend un nom"),
            ("regions.csv", "53,Bretagne,lune", "ligne 4, « zone » : « lune » : on attend « metro »"),
            ("regions.csv", "53,ورشة,metro", "ligne 4, « nom » : un nom en lettres latines"),
            ("regions.csv", f"53,{'x' * 121},metro", "ligne 4, « nom »"),
            ("regions.csv", "53,Bre\x07tagne,metro", "ligne 4, « nom »"),
            ("regions.csv", "53,Bretagne", "regions.csv, ligne 4 : 2 valeurs au lieu de 3"),
            ("regions.csv", "53", "regions.csv, ligne 4 : 1 valeur au lieu de 3"),
            ("regions.csv", "53,Bretagne,metro,oui", "ligne 4 : 4 valeurs au lieu de 3"),
            ("regions.csv", "27,Encore,metro", "ligne 4, « code » : « 27 » est déjà plus haut"),
            (
                "departements.csv",
                "29,Finistère,53,metro",
                "departements.csv, ligne 4, « region » : « 53 » n'est pas connu",
            ),
            ("departements.csv", "29,Finistère,,metro", "departements.csv, ligne 4, « region »"),
            ("epci.csv", "24580440,X,CA,58,1", "epci.csv, ligne 4, « siren »"),
            ("epci.csv", "245804407,X,SIVU,58,1", "epci.csv, ligne 4, « type » : « SIVU » : on attend CC, CA"),
            ("communes.csv", "58195,X,99,,1,58000", "communes.csv, ligne 5, « departement » : « 99 » n'est pas connu"),
            ("communes.csv", "58195,X,58,999999999,1,58000", "ligne 5, « epci » : « 999999999 » n'est pas connu"),
            (
                "communes.csv",
                "58195,X,58,,beaucoup,58000",
                "ligne 5, « population » : « beaucoup » : on attend un nombre",
            ),
            ("communes.csv", "58195,X,58,,-1,58000", "ligne 5, « population »"),
            ("communes.csv", "58195,X,58,,٣,58000", "ligne 5, « population »"),
            ("communes.csv", "58195,X,58,,9999999999,58000", "ligne 5, « population »"),
            ("communes.csv", "58195,X,58,,1,58000;58001", "ligne 5, « codes_postaux »"),
            ("communes.csv", '58195,"X,58,,1,58000', "communes.csv, ligne 5 : ce n'est pas du CSV"),
        ],
    )
    def test_la_ligne_la_colonne_et_la_raison(self, dossier, fichier, ligne, message):
        importer_territoires(dossier=dossier)
        ajouter(dossier, fichier, ligne)
        (dit,) = refus(dossier)
        assert message in re.sub(" +", " ", dit)

    def test_rien_n_est_a_moitie_charge(self, dossier):
        ajouter(dossier, "communes.csv", "58195,X,99,,1,58000")
        refus(dossier)
        assert not Territoire.objects.exists()

    def test_vingt_erreurs_puis_on_s_arrete(self, dossier):
        ajouter(dossier, "communes.csv", *["mauvais,X,58,,1,58000"] * 50)
        dites = refus(dossier)
        assert len(dites) == 20
        assert "ligne 5" in dites[0]
        assert "ligne 24" in dites[-1]

    def test_plusieurs_erreurs_d_une_ligne(self, dossier):
        ajouter(dossier, "communes.csv", "x,,99,y,z,58")
        assert len(refus(dossier)) == 6

    @pytest.mark.parametrize(
        "entete", ["code,nom\n", "code;nom;zone\n", "", "code,nom,zone,zone\n", "code,name,zone\n"]
    )
    def test_l_entete_est_exige(self, dossier, entete):
        (dossier / "regions.csv").write_text(entete + "53,Bretagne,metro\n", encoding="utf-8")
        (dit,) = refus(dossier)
        assert dit == "regions.csv, ligne 1 : les colonnes attendues sont : code, nom, zone"

    def test_un_fichier_vide(self, dossier):
        (dossier / "regions.csv").write_bytes(b"")
        assert "les colonnes attendues" in refus(dossier)[0]

    @pytest.mark.parametrize("encodage", ["latin-1", "utf-16"])
    def test_un_autre_encodage_est_nomme(self, dossier, encodage):
        (dossier / "departements.csv").write_bytes(BONS["departements.csv"].encode(encodage))
        (dit,) = refus(dossier)
        ligne = {"latin-1": 2, "utf-16": 1}[encodage]
        assert dit.startswith(f"departements.csv, ligne {ligne} : cette ligne n'est pas en UTF-8")

    def test_un_fichier_absent(self, dossier):
        (dossier / "epci.csv").unlink()
        assert refus(dossier) == ["epci.csv : fichier introuvable ou illisible"]

    def test_une_ligne_sans_fin(self, dossier):
        ajouter(dossier, "communes.csv", "58195," + "x" * 3_000_000 + ",58,,1,58000")
        assert "communes.csv, ligne 5" in refus(dossier)[0]


@pytest.mark.django_db
def test_la_commande_dit_ce_qu_elle_a_fait(dossier, capsys):
    call_command("importer_territoires", dossier=dossier)
    assert "3 commune" in capsys.readouterr().out


@pytest.mark.django_db
def test_la_commande_refuse_en_francais(dossier):
    ajouter(dossier, "communes.csv", "58195,X,99,,1,58000")
    with pytest.raises(CommandError, match=r"communes\.csv.*«.99.»(.|\n)*Rien n'a été écrit"):
        call_command("importer_territoires", dossier=dossier)


def test_le_dossier_livre_existe():
    assert {chemin.name for chemin in DOSSIER.iterdir()} == {*BONS, "SOURCE.md"}


@pytest.mark.django_db
def test_la_recherche_a_son_index():
    with connection.cursor() as curseur:
        index = connection.introspection.get_constraints(curseur, Territoire._meta.db_table)
    assert any(i["columns"] == ["recherche"] and i["index"] for i in index.values())

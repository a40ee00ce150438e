import pytest

from academie.branchements.catalogue import ENCARTS
from besoins.actions.programme import modifier_version, nouvelle_version_programme
from besoins.actions.publication import publier_version, rendre_avis, soumettre_version
from besoins.models import Financement
from tests.besoins.atelier import (
    TEXTES,
    brouillon_complet,
    theme,
    version_en_relecture,
    version_publiee,
    version_relue,
    version_retiree,
)

LISTE = "/catalogue/"


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def titres(reponse) -> list[str]:
    return [ligne.titre for ligne, _annonces in reponse.context["lignes"]]


def test_vide_dit_ce_qui_viendra(client, db):
    assert "Le catalogue est encore vide" in texte(client.get(LISTE))


def test_seuls_les_programmes_publies_y_sont(client, d):
    brouillon_complet(d, "Brouillon")
    version_en_relecture(d, "En relecture")
    version_relue(d, "Relu")
    version_retiree(d, "Retiré")
    publiee = version_publiee(d, "Publié")
    nouvelle_version_programme(version=publiee, par=d.concepteur)

    assert titres(client.get(LISTE)) == ["Publié"]


def test_les_filtres_s_ajoutent_et_se_retirent(client, d):
    version_publiee(d, "Premier", theme=theme("Vacances"))
    version_publiee(d, "Second", textes={"niveau": "basique"})

    reponse = client.get(LISTE, {"theme": "vacances", "niveau": "avance", "q": "premier"})

    assert titres(reponse) == ["Premier"]
    assert "Thème : Vacances" in texte(reponse)
    assert 'href="?q=premier&amp;niveau=avance"' in texte(reponse)
    assert 'value="vacances" checked' in texte(reponse)


def test_plusieurs_valeurs_d_une_facette_s_ajoutent(client, d):
    version_publiee(d, "Premier", theme=theme("Vacances"))
    version_publiee(d, "Second", theme=theme("Rentrée"))
    version_publiee(d, "Troisième")

    reponse = client.get(LISTE, {"theme": ["vacances", "rentrée"]})

    assert titres(reponse) == ["Premier", "Second"]
    assert "2 programmes" in texte(reponse)


def test_un_resultat_vide_aide_a_en_sortir(client, d):
    version_publiee(d, "Premier", theme=theme("Vacances"))

    page = texte(client.get(LISTE, {"theme": "vacances", "q": "introuvable"}))

    assert "Aucun programme ne correspond à tous ces choix" in page
    assert '<a href="?theme=vacances">Sans « introuvable »</a> : 1 programme' in page


def test_htmx_recoit_l_adresse_a_partager(client, d):
    version_publiee(d)
    demande = {"q": "", "niveau": "avance", "theme": "inconnu"}

    assert client.get(LISTE, demande, headers={"HX-Request": "true"})["HX-Push-Url"] == "/catalogue/?niveau=avance"
    assert client.get(LISTE, {"q": ""}, headers={"HX-Request": "true"})["HX-Push-Url"] == "/catalogue/"
    assert "HX-Push-Url" not in client.get(LISTE, demande)


def test_la_seconde_page_garde_la_demande(client, d):
    for rang in range(30):
        version_publiee(d, f"Programme {rang:02}")

    reponse = client.get(LISTE, {"niveau": "avance", "page": 2})

    assert titres(reponse) == [f"Programme {rang}" for rang in range(25, 30)]
    assert 'href="?niveau=avance&amp;page=1"' in texte(reponse)


@pytest.mark.parametrize(
    "filtre", [{"theme": "inconnu"}, {"niveau": "x"}, {"tri": "x"}, {"q": "\x00"}, {"q": "'*\"("}, {"page": "1"}]
)
def test_un_filtre_impossible_ne_casse_rien(client, d, filtre):
    version_publiee(d)

    assert client.get(LISTE, filtre).status_code == 200


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_fait_toujours_autant_de_requetes(client, d, nombre, django_assert_num_queries):
    for rang in range(nombre):
        version_publiee(d, f"Programme {rang}")

    client.get(LISTE)  # reads what was just published
    with django_assert_num_queries(2):  # one to learn that no programme changed, one that no session did
        assert len(titres(client.get(LISTE))) == min(nombre, 25)
    with django_assert_num_queries(2):
        client.get(LISTE, {"niveau": "avance"})
    with django_assert_num_queries(3):
        client.get(LISTE, {"q": "démarche", "niveau": "avance"})


def test_la_page_dit_tout_ce_que_demande_l_indicateur_1(client, d):
    version = version_publiee(d)

    page = texte(client.get(f"/catalogue/{version.programme.slug}/"))

    for attendu in (
        *(texte for champ, texte in TEXTES.items() if champ != "niveau"),
        "avancé",
        "Accompagner une démarche en ligne",
        "DigComp 2.2 – 2.3 Compétence 2.3 (niveau visé : Rang 5)",
        "Une démarche menée de bout en bout",
        "Module 2",
        "6 h",
        "au moins 80 % des heures prévues",
        "Pourquoi ce programme",
        "Former les animateurs",
        "Signal noté B2",
        "Version 1, publiée le",
    ):
        assert attendu in page


@pytest.mark.parametrize("nombre", [1, 30])
def test_une_page_a_un_nombre_constant_de_requetes(client, d, nombre, django_assert_num_queries, monkeypatch):
    for branchement in ("catalogue.ENCARTS", "offre.TENUES"):
        monkeypatch.setattr(f"academie.branchements.{branchement}", [])
    version = version_publiee(d, minutes=(60,) * nombre)

    with django_assert_num_queries(15):
        client.get(f"/catalogue/{version.programme.slug}/")


@pytest.mark.parametrize("fabrique", [brouillon_complet, version_en_relecture, version_relue])
@pytest.mark.parametrize("suite", ["/", ".pdf"])
def test_ce_qui_n_est_pas_publie_est_introuvable(client, d, fabrique, suite):
    version = fabrique(d)

    assert client.get(f"/catalogue/{version.programme.slug}{suite}").status_code == 404
    assert client.get(f"/catalogue/inconnu{suite}").status_code == 404


def test_les_sessions_ouvertes_y_ont_leur_encart(client, d):
    version = version_publiee(d)

    assert ENCARTS
    assert "Sessions ouvertes" in texte(client.get(f"/catalogue/{version.programme.slug}/"))


def test_la_nouvelle_version_prend_la_place_de_l_ancienne(client, d):
    ancienne = version_publiee(d)
    nouvelle = nouvelle_version_programme(version=ancienne, par=d.concepteur)
    modifier_version(version=nouvelle, par=d.concepteur, tarif="Cent euros")
    url = f"/catalogue/{ancienne.programme.slug}/"
    assert "Cent euros" not in texte(client.get(url))

    soumettre_version(version=nouvelle, par=d.concepteur)
    rendre_avis(version=nouvelle, favorable=True, par=d.gestionnaire)
    publier_version(version=nouvelle, par=d.gestionnaire)

    assert "Cent euros" in texte(client.get(url))
    assert "Version 2, publiée le" in texte(client.get(url))


def test_l_argent_europeen_se_dit_avant_tout_le_reste(client, d):
    version = version_publiee(d)
    url = f"/catalogue/{version.programme.slug}/"
    assert "Emblème de l'Union européenne" not in texte(client.get(url))

    europe = Financement.objects.create(nom="FSE+", fonds="fse", mention="Cofinancé par l'Europe", debut="2026-01-01")
    version.financements.add(europe)

    page = texte(client.get(url))
    assert page.index("Cofinancé par l'Europe") < page.index(TEXTES["presentation"], page.index("<main"))


def test_en_bref_dit_la_part_a_distance_et_les_publics_accompagnes(client, d):
    version = version_publiee(d, textes={"publics_accompagnes": ["seniors", "emploi"]})
    version.modules.filter(titre="Module 1").update(modalite="virtuelle")

    page = texte(client.get(f"/catalogue/{version.programme.slug}/"))

    assert "6 h, 50 % à distance" in page
    assert "seniors et personnes en recherche d'emploi" in page

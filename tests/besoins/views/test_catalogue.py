import pytest
from django.urls import reverse

from academie.branchements.catalogue import ENCARTS
from besoins.actions.programme import modifier_version, nouvelle_version_programme
from besoins.actions.publication import publier_version, rendre_avis, soumettre_version
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


def test_vide_dit_ce_qui_viendra(client, db):
    assert "Le catalogue est encore vide" in texte(client.get(LISTE))


def test_seuls_les_programmes_publies_y_sont(client, d):
    brouillon_complet(d, "Brouillon")
    version_en_relecture(d, "En relecture")
    version_relue(d, "Relu")
    version_retiree(d, "Retiré")
    publiee = version_publiee(d, "Publié")
    nouvelle_version_programme(version=publiee, par=d.concepteur)

    assert [ligne["titre"] for ligne in client.get(LISTE).context["lignes"]] == ["Publié"]


def test_les_filtres_s_ajoutent_et_se_retirent(client, d):
    version_publiee(d, "Premier", theme=theme("Vacances"))
    version_publiee(d, "Second", textes={"niveau": "basique"})

    reponse = client.get(LISTE, {"theme": "vacances", "niveau": "avance", "q": "premier"})

    assert [ligne["titre"] for ligne in reponse.context["lignes"]] == ["Premier"]
    assert "Thème : Vacances" in texte(reponse)
    assert 'href="?niveau=avance&amp;q=premier"' in texte(reponse)
    assert "Aucun programme ne correspond" in texte(client.get(LISTE, {"theme": "vacances", "niveau": "basique"}))


@pytest.mark.parametrize(
    "filtre", [{"theme": "inconnu"}, {"niveau": "x"}, {"duree": "x"}, {"q": "\x00"}, {"page": "1"}]
)
def test_un_filtre_impossible_ne_casse_rien(client, d, filtre):
    version_publiee(d)

    assert client.get(LISTE, filtre).status_code == 200


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_fait_toujours_trois_requetes(client, d, nombre, django_assert_num_queries):
    for rang in range(nombre):
        version_publiee(d, f"Programme {rang}")

    with django_assert_num_queries(3):
        assert len(client.get(LISTE).context["lignes"]) == min(nombre, 25)


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
    monkeypatch.setattr("academie.branchements.catalogue.ENCARTS", [])
    version = version_publiee(d, minutes=(60,) * nombre)

    with django_assert_num_queries(12):
        client.get(f"/catalogue/{version.programme.slug}/")


@pytest.mark.parametrize("fabrique", [brouillon_complet, version_en_relecture, version_relue, version_retiree])
@pytest.mark.parametrize("suite", ["/", ".pdf"])
def test_ce_qui_n_est_pas_publie_est_introuvable(client, d, fabrique, suite):
    version = fabrique(d)

    assert client.get(f"/catalogue/{version.programme.slug}{suite}").status_code == 404
    assert client.get(f"/catalogue/inconnu{suite}").status_code == 404


def test_les_sessions_ouvertes_y_ont_leur_encart(client, d):
    version = version_publiee(d)

    assert ENCARTS
    assert "Sessions ouvertes" in texte(client.get(f"/catalogue/{version.programme.slug}/"))


def test_la_fiche_est_un_pdf_du_programme(client, d):
    version = version_publiee(d)

    reponse = client.get(reverse("besoins:catalogue_pdf", args=[version.programme.slug]))

    assert reponse["Content-Type"] == "application/pdf"
    assert 'filename="accompagner-l-e-administration.pdf"' in reponse["Content-Disposition"]
    assert reponse.content.startswith(b"%PDF-")


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

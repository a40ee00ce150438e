"""The programmes proposed to somebody, out of what the job they aim at asks and they do not prove."""

import pytest

from besoins.models import VersionProgramme
from certificats.actions.parcours import viser_poste
from certificats.queries.suggestion import suggestions
from tests.certificats.fabriques import certificat, enseigner, fiche
from tests.sessions.fabriques import version_publiee


def programme(d, titre, **vises):
    """Its objectives: `c2_3=5` aims at level 5 of 2.3."""
    version = version_publiee(d, slug=titre.lower(), titre=titre)
    for nom, niveau in vises.items():
        enseigner(version, code=nom[1:].replace("_", "."), niveau=niveau)
    return version


def titres(personne) -> list[str]:
    return [suggestion.titre for suggestion in suggestions(personne)]


def test_sans_poste_vise_rien_n_est_propose(d):
    programme(d, "Droits", c2_3=5)

    assert titres(d.animateur) == []


def test_ce_qui_comble_le_plus_d_ecarts_vient_d_abord_avec_sa_raison(d):
    programme(d, "Droits", c2_3=5)
    programme(d, "Ensemble", c2_3=6, c1_2=4)
    programme(d, "Trop bas", c2_3=4)
    programme(d, "Autre", c3_1=8)
    viser_poste(utilisateur=d.animateur, fiche=fiche(titre="Chef", c2_3=5, c1_2=4))

    assert titres(d.animateur) == ["Ensemble", "Droits"]
    droits = suggestions(d.animateur)[1]
    assert droits.url == "/catalogue/droits/"
    assert droits.raison.replace("\xa0", " ") == (
        "Vise ce que demande le poste que vous préparez, « Chef » : "
        "2.3 Naviguer, rechercher, filtrer (niveau demandé : Palier 5)."
    )


def test_ce_qui_est_prouve_ou_retire_n_est_plus_propose(d):
    certificat(d)  # proves 1.1 at level 4
    VersionProgramme.objects.filter(pk=programme(d, "Ancien", c2_3=5).pk).update(
        etat="retiree", retiree_le="2026-01-01T00:00Z"
    )
    programme(d, "Naviguer", c1_1=4)
    viser_poste(utilisateur=d.animateur, fiche=fiche(titre="P", c1_1=4, c2_3=5))

    assert titres(d.animateur) == []


@pytest.mark.parametrize("url", ["/catalogue/", "/"])
def test_elles_sont_au_catalogue_et_a_l_accueil(connecte, client, d, url):
    programme(d, "Droits", c2_3=5)
    viser_poste(utilisateur=d.animateur, fiche=fiche(titre="P", c2_3=5))

    assert "que vous préparez" in connecte(d.animateur).get(url).content.decode()
    assert "que vous préparez" not in connecte(d.animateur).get("/catalogue/?niveau=basique").content.decode()
    client.logout()
    assert "que vous préparez" not in client.get(url).content.decode()


@pytest.mark.parametrize("nombre", [1, 30])
def test_trois_au_plus_en_un_nombre_constant_de_requetes(d, nombre, django_assert_num_queries):
    for rang in range(nombre):
        programme(d, f"P{rang}", c2_3=5, c1_2=3)
    viser_poste(utilisateur=d.animateur, fiche=fiche(titre="P", c2_3=5, c1_2=3))

    with django_assert_num_queries(6):
        assert len(suggestions(d.animateur)) == min(nombre, 3)

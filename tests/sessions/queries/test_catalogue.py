from datetime import timedelta

import pytest
from django.utils import timezone

from besoins.queries.rayon import rayons
from besoins.queries.trouvaille import Demande, trouver
from sessions.actions.vie import annuler_session
from sessions.models import Session
from sessions.queries.catalogue import faits
from tests.sessions.fabriques import lieu, session_brouillon, session_ouverte, version_publiee


@pytest.fixture
def terminaux(d):
    return version_publiee(d)


@pytest.fixture
def reseaux(d):
    return version_publiee(d, slug="reseaux", titre="Animer un réseau")


def trouvees(tri="", **choix):
    return trouver(rayons(), Demande(tri=tri, choix=choix))


def titres(tri="", **choix) -> list[str]:
    trouvailles = trouvees(tri, **choix)
    return [ligne.titre for ligne, _annonces in trouvailles.lignes(trouvailles.rangs)]


def comptes(facette, **choix) -> dict[str, int]:
    return {
        valeur.libelle: int(valeur.nombre)
        for _titre, facettes in trouvees(**choix).groupes()
        for comptee in facettes
        if comptee.nom == facette
        for valeur in comptee.valeurs
    }


def ailleurs(d):
    return lieu(d, nom="Mairie", commune=d.autre_structure.territoire)


def test_on_cherche_par_le_lieu_des_sessions_a_venir(d, terminaux, reseaux):
    session_ouverte(d, version=terminaux)
    session_ouverte(d, version=terminaux, dans=60)
    session_ouverte(d, version=reseaux, dans=40, lieu=ailleurs(d))

    assert comptes("region") == {"Bretagne": 1, "Occitanie": 1}
    assert titres(region=["53"]) == ["Accompagner sur tous les terminaux"]
    assert comptes("region", region=["53"]) == {"Bretagne": 1, "Occitanie": 1}
    assert comptes("departement") == {}
    assert comptes("departement", region=["53"]) == {"Finistère": 1}
    assert titres(departement=["29"]) == ["Accompagner sur tous les terminaux"]


def test_le_lieu_le_mois_et_la_modalite_se_demandent_a_une_meme_session(d, terminaux):
    session_ouverte(d, version=terminaux)
    distance = {"modalite": Session.Modalite.DISTANCE, "lieu": None, "territoire": d.autre_region}
    session_ouverte(d, version=terminaux, dans=40, **distance)

    assert titres(region=["53"], tenue=["presentiel"]) == ["Accompagner sur tous les terminaux"]
    assert titres(region=["53"], tenue=["distance"]) == []
    assert comptes("tenue", region=["76"]) == {"À distance": 1}


def test_au_dela_de_douze_mois_c_est_plus_tard(d, terminaux):
    for rang in range(14):
        session_ouverte(d, version=terminaux, dans=31 * (rang + 1))

    libelles = list(comptes("mois"))

    assert len(libelles) == 13
    assert libelles[-1] == "Plus tard"
    assert titres(mois=["plus-tard"]) == ["Accompagner sur tous les terminaux"]


def test_la_prochaine_session_qui_convient_s_annonce_et_trie(d, terminaux, reseaux):
    session_ouverte(d, version=terminaux, dans=50)
    session_ouverte(d, version=reseaux, dans=30)
    session_ouverte(d, version=terminaux, dans=20, lieu=ailleurs(d))

    assert titres(tri="session") == ["Accompagner sur tous les terminaux", "Animer un réseau"]
    assert titres(tri="session", region=["53"]) == ["Animer un réseau", "Accompagner sur tous les terminaux"]
    en_bretagne = trouvees(region=["53"])
    annonces = {ligne.titre: annonces for ligne, annonces in en_bretagne.lignes(en_bretagne.rangs)}
    assert annonces["Accompagner sur tous les terminaux"][0].startswith("Prochaine session : ")
    assert annonces["Accompagner sur tous les terminaux"][0].endswith(", Quimper")


def test_ni_brouillon_ni_annulee_ni_commencee(d, terminaux):
    session_brouillon(d, version=terminaux)
    session_ouverte(d, version=terminaux, dans=60)
    assert comptes("region") == {"Bretagne": 1}

    annuler_session(session=Session.objects.latest("debut"), motif="Grève", par=d.gestionnaire)
    assert comptes("region") == {}


def test_une_session_qui_commence_quitte_le_catalogue_sans_que_personne_n_agisse(d, terminaux, monkeypatch):
    session = session_ouverte(d, version=terminaux)
    assert comptes("region") == {"Bretagne": 1}
    assert faits().jusqu_a == session.debut

    apres = timezone.now() + timedelta(days=40)
    monkeypatch.setattr("django.utils.timezone.now", lambda: apres)
    assert comptes("region") == {}

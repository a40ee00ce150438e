import pytest
from django.urls import reverse

from besoins.models import Rapport
from tests.academie.documents import juges
from tests.besoins import fabriques
from tests.besoins.exemples.codages import coder


@pytest.fixture
def enquete(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    fabriques.repondre(faite, d.structure, "Formation", urgence=4, postes=10, remarque="Notre voisine Odile…")
    fabriques.repondre(faite, d.autre_structure, "Formation", "Réseau")
    return faite.enquete


@pytest.fixture
def page(enquete):
    return reverse("besoins:rapport_list", args=[enquete.pk])


def test_demander_attendre_telecharger(connecte, d, page, travailler, tmp_path):
    client = connecte(d.concepteur)
    assert "Aucun rapport" in client.get(page).text
    for _clic in range(2):
        assert client.post(page)["Location"] == page
    attente = client.get(page).text
    assert "se prépare" in attente
    assert attente.count("en préparation") == 1
    travailler()
    assert "Télécharger le rapport" in client.get(page).text
    fichier = client.get(reverse("besoins:rapport_pdf", args=[Rapport.objects.get().pk]))
    octets = b"".join(fichier)
    assert fichier["Content-Disposition"].startswith('attachment; filename="resultats-besoins-des-structures')
    texte = juges.texte(octets, tmp_path / "r.pdf", "-layout")
    for fait in ("2 sur 2, soit 100,0 %", "Est-ce urgent ?", "sur 2 personnes ou structures", "Wilson"):
        assert fait in texte
    assert "Odile" not in texte


def test_les_filtres_de_l_adresse_sont_ceux_du_rapport(connecte, d, page, travailler, tmp_path):
    client = connecte(d.gestionnaire)
    assert client.post(f"{page}?region=53")["Location"] == f"{page}?region=53"
    travailler()
    assert "Bretagne" in client.get(page).text
    with Rapport.objects.get().fichier.open() as fichier:
        texte = juges.texte(fichier.read(), tmp_path / "r.pdf", "-layout")
    assert "Bretagne" in texte
    assert "1 sur 1" in texte


def test_les_themes_et_les_seules_citations_s_impriment(connecte, d, travailler, tmp_path):
    enquete = coder(d)[0].enquete
    client = connecte(d.gestionnaire)
    client.post(reverse("besoins:rapport_list", args=[enquete.pk]))
    travailler()
    with Rapport.objects.get().fichier.open() as fichier:
        texte = juges.texte(fichier.read(), tmp_path / "r.pdf", "-layout")
    assert "Textes lus : 2 sur 3" in texte
    assert "Distance" in texte
    assert "« Trop loin […] »" in texte
    assert "chez nous" not in texte


def test_un_echec_se_dit(connecte, d, page, monkeypatch, travailler):
    def panne(_donnees):
        raise MemoryError

    monkeypatch.setattr("besoins.actions.rapport.rapport_pdf", panne)
    client = connecte(d.concepteur)
    client.post(page)
    travailler()
    assert "n'a pas pu être établi" in client.get(page).text.replace("&#x27;", "'")


def test_un_rapport_qui_n_est_pas_pret_n_existe_pas(connecte, page, d):
    client = connecte(d.concepteur)
    client.post(page)
    assert client.get(reverse("besoins:rapport_pdf", args=[Rapport.objects.get().pk])).status_code == 404

"""A resource from its first word to its withdrawal, through the pages."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from academie.regles import regle
from besoins.models import LotRessources, Ressource
from tests.besoins import ressources
from tests.besoins.atelier import theme


def texte(reponse) -> str:
    return html.unescape(reponse.content.decode()).replace("\xa0", " ")


def url(nom, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


@pytest.fixture(autouse=True)
def connexion(client, d):
    client.force_login(d.concepteur)


@pytest.mark.parametrize("genre", Ressource.Genre.values)
def test_the_form_of_a_kind_asks_only_for_its_fields(client, d, genre):
    formulaire = client.get(url("ressource_create", genre)).context["form"]
    assert set(formulaire.fields) == {*Ressource.COMMUNS, *Ressource.CORPS[genre], *Ressource.PROVENANCE}
    affiches = [champ.name for _legende, champs in formulaire.groupes() for champ in champs]
    assert sorted(affiches) == sorted(formulaire.fields)


def test_an_unknown_kind_is_not_found(client):
    assert client.get(url("ressource_create", "roman")).status_code == 404


def test_an_incomplete_draft_is_kept(client, d):
    page = client.post(url("ressource_create", "recit"), {"titre": "Un bus", "territoire": "Quimper"}, follow=True)
    ressource = Ressource.objects.get()
    assert (ressource.titre, ressource.territoire) == ("Un bus", d.commune)
    assert "Avant la relecture, il manque" in texte(page)
    assert f'href="{url("ressource_update", ressource.pk)}#id_mission"' in texte(page)


def test_what_is_wrong_is_said_on_its_field_and_kept(client):
    page = client.post(url("ressource_create", "note"), {"titre": "Un bus", "annee": "1066", "territoire": "Atlantide"})
    formulaire = page.context["form"]
    assert set(formulaire.errors) == {"annee", "territoire"}
    assert formulaire["territoire"].value() == "Atlantide"
    trop = client.post(
        url("ressource_create", "note"), {"titre": "Un bus", "texte": "x" * (regle("ressource.texte") + 1)}
    )
    assert set(trop.context["form"].errors) == {"texte"}
    assert not Ressource.objects.exists()


def test_an_analysis_is_about_a_region(client, d):
    page = client.post(url("ressource_create", "analyse"), {"titre": "Une analyse", "territoire": "Quimper"})
    assert set(page.context["form"].errors) == {"territoire"}
    client.post(url("ressource_create", "analyse"), {"titre": "Une analyse", "territoire": "Bretagne"})
    assert Ressource.objects.get().territoire == d.region


def test_an_edit_from_an_older_state_shows_both_texts(client, d):
    ressource = ressources.brouillon(d)
    adresse = url("ressource_update", ressource.pk)
    champs = {"titre": ressource.titre, "territoire": "Quimper", "theme": theme().pk, "revision": 1}
    client.post(adresse, champs | ressources.RECIT | {"mission": "La première écriture"})
    page = client.post(adresse, champs | ressources.RECIT | {"mission": "La seconde écriture"})
    assert page.status_code == 200
    assert "première" in texte(page)
    assert "seconde" in texte(page)
    assert Ressource.objects.get().mission == "La première écriture"


def test_from_the_first_word_to_the_public_page(client, d):
    ressource = ressources.brouillon(d)
    client.post(url("ressource_submit", ressource.pk))
    assert "votre avis" not in texte(client.get(ressource.get_absolute_url())).lower()
    mien = client.post(url("ressource_review", ressource.pk), {"decision": "publier"})
    assert "revient à une autre personne" in texte(mien)
    client.force_login(d.gestionnaire)
    page = client.post(url("ressource_review", ressource.pk), {"decision": "renvoyer"})
    assert "Dites ce qu'il faut changer" in page.context["form"].errors["avis"][0]
    client.post(url("ressource_review", ressource.pk), {"decision": "publier", "avis": "Très clair."})
    dossier = texte(client.get(ressource.get_absolute_url()))
    assert "a relu et publié la version 1. « Très clair. »" in dossier
    assert client.get(ressource.url_publique).status_code == 200
    client.post(url("ressource_retire", ressource.pk), {"motif": "Le lieu a fermé."})
    assert client.get(ressource.url_publique).status_code == 410


def test_a_correction_shows_what_it_changes(client, d):
    correction = ressources.correction(d)
    page = client.get(url("ressource_update", correction.pk))
    champs = {nom: valeur for nom in page.context["form"].fields if (valeur := page.context["form"][nom].value())}
    client.post(url("ressource_update", correction.pk), champs | {"mission": "Rendre autonomes les personnes âgées"})
    client.post(url("ressource_submit", correction.pk))
    client.force_login(d.gestionnaire)
    page = texte(client.get(url("ressource_review", correction.pk)))
    assert "<del>locataires âgés</del><ins>personnes âgées</ins>" in page
    client.post(url("ressource_review", correction.pk), {"decision": "publier"})
    publiee = Ressource.objects.publiees().get()
    assert "Ce qui a changé : mission." in texte(client.get(publiee.get_absolute_url()))
    assert "Rendre autonomes les personnes âgées" in texte(client.get(publiee.url_publique))


def test_a_file_is_attached_then_taken_off(client, d):
    ressource = ressources.brouillon(d)
    refuse = client.post(url("ressource_piece", ressource.pk), {"fichier": SimpleUploadedFile("a.html", b"<p>")})
    assert "pas d'un type accepté" in refuse.context["form"].errors["fichier"][0]
    client.post(url("ressource_piece", ressource.pk), {"fichier": ressources.piece()})
    assert "bilan.pdf" in texte(client.get(ressource.get_absolute_url()))
    client.post(url("ressource_piece_retirer", ressource.pk))
    assert "bilan.pdf" not in texte(client.get(ressource.get_absolute_url()))


def test_a_draft_is_deleted_a_submitted_one_is_not(client, d):
    brouillon, soumise = ressources.brouillon(d), ressources.en_relecture(d, "Soumise")
    client.post(url("ressource_delete", brouillon.pk))
    client.post(url("ressource_delete", soumise.pk))
    assert list(Ressource.objects.all()) == [soumise]


def test_a_trainer_writes_and_sees_only_their_own(client, d):
    ressources.brouillon(d, "Celle de la conception")
    sienne = ressources.brouillon(d, "La sienne", par=d.formateur)
    client.force_login(d.formateur)
    page = client.get(url("dossier_list"))
    assert [r.titre for r in page.context["page_obj"]] == ["La sienne"]
    client.post(url("ressource_submit", sienne.pk))
    assert client.get(url("ressource_review", sienne.pk)).status_code == 403
    client.force_login(d.autre_formateur)
    assert client.get(sienne.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("combien", [1, 30])
def test_the_list_costs_a_constant_number_of_queries(client, d, combien, django_assert_num_queries):
    for rang in range(combien):
        ressources.brouillon(d, f"Un bus {rang}")
    client.get(url("dossier_list"))
    with django_assert_num_queries(5):
        client.get(url("dossier_list"), {"q": "bus", "etat": "brouillon"})


class TestLot:
    def deposer(self, client, contenu: str):
        fichier = SimpleUploadedFile("notes.csv", contenu.encode())
        return client.post(url("lot_create"), {"genre": "note", "fichier": fichier}, follow=True)

    def test_seen_before_anything_is_written_then_taken_at_once(self, client):
        page = texte(self.deposer(client, "titre;synthese\nUn bus;Le mardi\nUn fablab;Le samedi\n"))
        assert "Importer 2 ressources" in page
        assert "Le samedi" in page
        assert not Ressource.objects.exists()
        lot = LotRessources.objects.get()
        page = texte(client.post(url("lot_importer", lot.pk), follow=True))
        assert "2 brouillons viennent de ce fichier" in page
        assert Ressource.objects.filter(genre="note", etat="brouillon").count() == 2

    def test_one_wrong_line_and_nothing_is_taken(self, client):
        page = texte(self.deposer(client, "titre;annee\nUn bus;2024\nUn fablab;demain\n"))
        assert "1 ligne sur 2 est à corriger" in page
        assert "Année des faits" in page
        lot = LotRessources.objects.get()
        assert "Rien n'est importé" in texte(client.post(url("lot_importer", lot.pk), follow=True))
        assert not Ressource.objects.exists()

    def test_columns_are_mapped_by_hand(self, client):
        page = texte(self.deposer(client, "Nom;Résumé\nUn bus;Le mardi\n"))
        assert "Aucune colonne ne donne le titre" in page
        lot = LotRessources.objects.get()
        client.post(url("lot_colonnes", lot.pk), {"titre": "Nom", "essentiel": "Résumé"})
        client.post(url("lot_importer", lot.pk))
        assert Ressource.objects.get().essentiel == "Le mardi"

    def test_a_text_goes_straight_to_its_draft(self, client):
        fichier = SimpleUploadedFile("bus.md", b"# Un bus\n\nIl passe.")
        page = client.post(url("lot_create"), {"genre": "etude", "fichier": fichier}, follow=True)
        assert page.redirect_chain[-1][0] == Ressource.objects.get().get_absolute_url()

    def test_somebody_else_s_file_is_not_found(self, client, d):
        lot = ressources.lot(d, par=d.formateur)
        client.force_login(d.autre_formateur)
        assert client.get(url("lot_detail", lot.pk)).status_code == 404

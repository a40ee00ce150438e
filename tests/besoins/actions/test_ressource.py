import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from academie.recherche import chercher
from academie.regles import Refus, regle
from besoins.actions.parution import relire_ressource, soumettre_ressource
from besoins.actions.piece import PERMIS
from besoins.actions.ressource import (
    commencer_ressource,
    corriger_ressource,
    joindre_fichier,
    modifier_ressource,
    supprimer_ressource,
)
from besoins.actions.revision import Perimee
from besoins.models import Ressource
from tests.besoins import ressources


def relue(ressource) -> Ressource:
    return Ressource.objects.get(pk=ressource.pk)


def test_a_title_is_enough_to_begin(d):
    ressource = commencer_ressource(genre="etude", titre="Une étude", par=d.formateur)
    assert relue(ressource).etat == Ressource.Etat.BROUILLON
    assert list(ressource.redacteurs.all()) == [d.formateur]


def test_the_same_text_begun_twice_is_one_draft_another_text_another(d):
    une = commencer_ressource(genre="note", titre="Une note", essentiel="Bref.", par=d.concepteur)
    assert commencer_ressource(genre="note", titre="Une note", essentiel="Bref.", par=d.concepteur) == une
    autre = commencer_ressource(genre="note", titre="Une note", essentiel="Autre chose.", par=d.concepteur)
    assert autre != une
    assert relue(une).essentiel == "Bref."


def test_the_region_follows_the_territory(d):
    assert ressources.brouillon(d, territoire=d.commune).region == d.region
    assert ressources.brouillon(d, "Autre", territoire=d.region).region == d.region
    assert ressources.brouillon(d, "Sans lieu", territoire=None).region is None


def test_what_is_written_is_found(d):
    ressource = ressources.brouillon(d, essentiel="Des tablettes")
    assert chercher(Ressource.objects, "tablette ").get() == ressource
    modifier_ressource(ressource=ressource, par=d.concepteur, essentiel="Des imprimantes")
    assert not chercher(Ressource.objects, "tablette ").exists()
    assert chercher(Ressource.objects, "quimper imprimante ").get() == ressource


def test_an_edit_from_an_older_state_is_refused(d):
    ressource = ressources.brouillon(d)
    modifier_ressource(ressource=ressource, par=d.concepteur, lue=1, essentiel="Première écriture")
    with pytest.raises(Perimee):
        modifier_ressource(ressource=ressource, par=d.gestionnaire, lue=1, essentiel="Seconde")
    assert relue(ressource).essentiel == "Première écriture"


def test_a_submitted_resource_is_not_written_any_more(d):
    ressource = ressources.en_relecture(d)
    with pytest.raises(Refus, match="Seul un brouillon se modifie"):
        modifier_ressource(ressource=ressource, par=d.concepteur, essentiel="Encore")
    with pytest.raises(Refus, match="Seul un brouillon se modifie"):
        joindre_fichier(ressource=ressource, fichier=ressources.piece(), par=d.concepteur)
    with pytest.raises(Refus, match="Seul un brouillon se modifie"):
        supprimer_ressource(ressource=ressource)


@pytest.mark.parametrize("suffixe", sorted(PERMIS))
def test_a_file_of_a_known_kind_is_attached(d, suffixe):
    piece = SimpleUploadedFile(f"../../Bilan Été{suffixe.upper()}", PERMIS[suffixe] + b" suite")
    ressource = relue(joindre_fichier(ressource=ressources.brouillon(d), fichier=piece, par=d.concepteur))
    assert ressource.fichier_nom == f"Bilan Été{suffixe.upper()}"
    assert ressource.fichier.name.startswith("ressources/ressource")
    assert ressource.fichier.read() == PERMIS[suffixe] + b" suite"
    ressource.fichier.close()


@pytest.mark.parametrize(
    ("nom", "contenu"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("bilan.pdf", b"<script>alert(1)</script>"),
        ("bilan.pdf", b""),
        ("macro.docm", b"PK\x03\x04"),
        ("image.svg", b"<svg/>"),
        ("programme.exe", b"MZ"),
        ("sans-suffixe", b"%PDF-1.4"),
        ("photo.png", b"%PDF-1.4"),
    ],
)
def test_any_other_file_is_refused(d, nom, contenu):
    ressource = ressources.brouillon(d)
    with pytest.raises(Refus, match="pas d'un type accepté") as refus:
        joindre_fichier(ressource=ressource, fichier=SimpleUploadedFile(nom, contenu), par=d.concepteur)
    assert refus.value.champ == "fichier"
    assert not relue(ressource).fichier


def test_a_file_too_big_is_refused(d):
    gros = SimpleUploadedFile("bilan.pdf", b"%PDF-" + b"x" * (regle("ressource.taille") * 1024 * 1024))
    with pytest.raises(Refus, match="dépasse 10 Mo"):
        joindre_fichier(ressource=ressources.brouillon(d), fichier=gros, par=d.concepteur)


def test_a_file_replaced_or_taken_off_is_forgotten(d, django_capture_on_commit_callbacks):
    ressource = ressources.avec_fichier(d)
    premier = ressource.fichier.name
    with django_capture_on_commit_callbacks(execute=True):
        ressource = joindre_fichier(ressource=ressource, fichier=ressources.piece("autre.pdf"), par=d.concepteur)
    assert not default_storage.exists(premier)
    second = ressource.fichier.name
    with django_capture_on_commit_callbacks(execute=True):
        joindre_fichier(ressource=ressource, fichier=None, par=d.concepteur)
    assert not default_storage.exists(second)
    assert not relue(ressource).fichier


def test_a_deleted_correction_leaves_the_file_of_what_it_corrected(d, django_capture_on_commit_callbacks):
    publiee = ressources.publiee_avec_fichier(d)
    with django_capture_on_commit_callbacks(execute=True):
        supprimer_ressource(ressource=corriger_ressource(ressource=publiee, par=d.concepteur))
    assert default_storage.exists(relue(publiee).fichier.name)


def test_a_correction_takes_the_place_of_what_it_corrects_and_its_text_is_kept(d):
    publiee = ressources.publiee(d)
    correction = corriger_ressource(ressource=publiee, par=d.autre_concepteur)
    assert corriger_ressource(ressource=publiee, par=d.concepteur) == correction
    modifier_ressource(ressource=correction, par=d.autre_concepteur, volumetrie="Deux cents personnes")
    assert relue(publiee).volumetrie == ressources.RECIT["volumetrie"]
    soumettre_ressource(ressource=correction, par=d.autre_concepteur)
    rendue = relire_ressource(ressource=correction, favorable=True, avis="Chiffres à jour.", par=d.gestionnaire)
    assert rendue == publiee
    assert (rendue.volumetrie, rendue.version) == ("Deux cents personnes", 2)
    assert relue(publiee).etat == Ressource.Etat.PUBLIEE
    mouvement = publiee.mouvements.get(version=2)
    assert mouvement.remplace == {"volumetrie": ressources.RECIT["volumetrie"]}
    assert mouvement.motif == "Chiffres à jour."
    assert list(Ressource.objects.publiees()) == [publiee]
    assert relire_ressource(ressource=correction, favorable=True, par=d.gestionnaire) == publiee
    assert publiee.mouvements.filter(version=2).count() == 1


def test_only_what_is_published_is_corrected(d):
    with pytest.raises(Refus, match="Seule une ressource publiée se corrige"):
        corriger_ressource(ressource=ressources.brouillon(d), par=d.concepteur)


def test_the_author_of_what_is_corrected_may_review_the_correction(d):
    publiee = ressources.publiee(d)
    correction = corriger_ressource(ressource=publiee, par=d.autre_concepteur)
    soumettre_ressource(ressource=correction, par=d.autre_concepteur)
    assert relire_ressource(ressource=correction, favorable=True, par=d.concepteur).version == 2


def test_the_file_that_a_correction_replaces_is_forgotten(d, django_capture_on_commit_callbacks):
    publiee = ressources.publiee_avec_fichier(d)
    correction = corriger_ressource(ressource=publiee, par=d.concepteur)
    joindre_fichier(ressource=correction, fichier=ressources.piece("neuf.pdf"), par=d.concepteur)
    soumettre_ressource(ressource=correction, par=d.concepteur)
    with django_capture_on_commit_callbacks(execute=True):
        relire_ressource(ressource=correction, favorable=True, par=d.gestionnaire)
    assert relue(publiee).fichier_nom == "neuf.pdf"
    assert not default_storage.exists(publiee.fichier.name)
    assert default_storage.exists(relue(publiee).fichier.name)

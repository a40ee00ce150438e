from django.urls import reverse

from tests.besoins import fabriques
from tests.besoins.queries.test_evolution import cocher, nouvelle_vague


def test_la_page_compare_et_dit_comment(d, connecte):
    avant = fabriques.brouillon(d.concepteur, "Première vague")
    apres = nouvelle_vague(d, avant)
    cocher(avant, 48, 80)
    cocher(apres, 56, 70)

    texte = connecte(d.concepteur).get(reverse("besoins:enquete_evolution", args=[apres.enquete.pk])).text

    assert "en hausse" in texte
    assert "Newcombe" in texte
    assert texte.count("Première vague") >= 2
    assert "Évolution</a>" in texte  # its tab


def test_une_seule_vague_n_evolue_pas(d, connecte):
    seule = fabriques.brouillon(d.concepteur)

    texte = connecte(d.concepteur).get(reverse("besoins:enquete_evolution", args=[seule.enquete.pk])).text

    assert "Une seule vague à lire" in texte


def test_une_question_changee_le_dit(d, connecte):
    avant = fabriques.brouillon(d.concepteur, "Première vague")
    apres = nouvelle_vague(d, avant)
    apres.taille.intitule = "Quelle taille avez-vous ?"
    apres.taille.save()

    texte = connecte(d.concepteur).get(reverse("besoins:enquete_evolution", args=[apres.enquete.pk])).text

    assert "Non comparable avec « Première vague » : le texte de la question a changé." in texte.replace("\u00a0", " ")

import pytest
from django.urls import reverse

from besoins.models import Condition
from tests.besoins.fabriques import brouillon, question


@pytest.fixture
def faite(d):
    return brouillon(d.concepteur)


def page(nom: str, faite, *args) -> str:
    return reverse(f"besoins:{nom}", args=[faite.enquete.pk, *args])


def test_choisir_la_question_puis_la_reponse_et_la_retirer(d, faite, connecte):
    client = connecte(d.concepteur)
    liste = page("section_conditions", faite, faite.urgence.section_id)
    ajout = page("section_condition_create", faite, faite.urgence.section_id, faite.taille.pk)
    depart = client.get(liste).text
    assert "s'affiche toujours" in depart.replace("&#x27;", "'")
    assert ajout in depart

    reponse = client.post(ajout, {"operateur": "est", "option": faite.option("Petite").pk}, follow=True)
    assert "la réponse comprend «\xa0Petite\xa0»" in reponse.text
    assert "Petite" in client.get(faite.enquete.get_absolute_url()).text.split("S'affiche quand")[1][:200]

    retrait = page("section_condition_supprimer", faite, faite.urgence.section_id, Condition.objects.get().pk)
    for _ in range(2):
        assert client.post(retrait)["Location"] == liste
    assert not Condition.objects.exists()


def test_seules_les_questions_posees_avant_sont_proposees(d, faite, connecte):
    client = connecte(d.concepteur)

    premiere = client.get(page("question_conditions", faite, faite.besoins.pk)).text
    assert "posée avant" in premiere.replace("\xa0", " ")

    seconde = client.get(page("question_conditions", faite, faite.taille.pk)).context["sources"]
    assert [q for _section, questions in seconde for q in questions] == [faite.besoins]


@pytest.mark.parametrize(
    ("source", "champs"),
    [
        ("besoins", {"operateur", "option"}),
        ("urgence", {"operateur", "nombre"}),
        ("postes", {"operateur", "nombre"}),
        ("remarque", {"operateur"}),
    ],
)
def test_chaque_type_demande_une_reponse_un_nombre_ou_rien(d, faite, connecte, source, champs):
    derniere = question(faite.remarque.section, "texte", "Autre chose ?")
    adresse = page("question_condition_create", faite, derniere.pk, getattr(faite, source).pk)

    assert set(connecte(d.concepteur).get(adresse).context["form"].fields) == champs


@pytest.mark.parametrize(
    ("source", "donnees", "champ"),
    [
        ("besoins", {"operateur": "est"}, "option"),
        ("postes", {"operateur": "au_moins"}, "nombre"),
        ("postes", {"operateur": "est"}, "operateur"),
        ("postes", {"operateur": "au_moins", "nombre": "beaucoup"}, "nombre"),
    ],
)
def test_ce_qui_manque_se_dit_sur_son_champ(d, faite, connecte, source, donnees, champ):
    derniere = question(faite.remarque.section, "texte", "Autre chose ?")
    adresse = page("question_condition_create", faite, derniere.pk, getattr(faite, source).pk)

    reponse = connecte(d.concepteur).post(adresse, donnees)

    assert champ in reponse.context["form"].errors
    assert not Condition.objects.exists()


def test_une_condition_d_une_autre_enquete_ne_se_retire_pas_d_ici(d, faite, connecte):
    autre = brouillon(d.concepteur, "Autre")
    condition = Condition.objects.create(question=autre.taille, source=autre.besoins, operateur="repondue")

    connecte(d.concepteur).post(page("question_condition_supprimer", faite, faite.taille.pk, condition.pk))

    assert Condition.objects.exists()

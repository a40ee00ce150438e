import pytest
from django.urls import reverse

from besoins.models import Option, Question, Section
from tests.besoins.fabriques import brouillon, enquete_ouverte


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


@pytest.fixture
def faite(d):
    return brouillon(d.concepteur)


def nouvelle(faite, genre: str) -> str:
    return page("question_create", faite.enquete.pk, faite.besoins.section_id, genre)


def test_ajouter_un_choix_avec_ses_reponses_une_par_ligne(d, faite, connecte):
    donnees = {"intitule": "Où ?", "options": "Ville\n  Village  \n\nVille\n", "obligatoire": "on"}

    for _ in range(2):
        reponse = connecte(d.concepteur).post(nouvelle(faite, "choix_unique"), donnees)

    question = Question.objects.get(intitule="Où ?")
    assert reponse["Location"] == question.get_absolute_url()
    assert question.obligatoire
    assert list(question.options.order_by("ordre").values_list("libelle", flat=True)) == ["Ville", "Village"]


@pytest.mark.parametrize("options", ["", "Seule", "Seule\nSeule", "Oui\n" + "o" * 301])
def test_un_choix_veut_deux_reponses_qui_tiennent(d, faite, connecte, options):
    reponse = connecte(d.concepteur).post(nouvelle(faite, "choix_multiple"), {"intitule": "Où ?", "options": options})

    assert "options" in reponse.context["form"].errors
    assert not Question.objects.filter(intitule="Où ?").exists()


@pytest.mark.parametrize(("minimum", "maximum"), [("5", "1"), ("1", "1"), ("0", "11"), ("", "5")])
def test_une_echelle_veut_deux_bornes_dans_l_ordre(d, faite, connecte, minimum, maximum):
    donnees = {"intitule": "Urgent ?", "minimum": minimum, "maximum": maximum}

    reponse = connecte(d.concepteur).post(nouvelle(faite, "echelle"), donnees)

    assert {"minimum", "maximum"} & reponse.context["form"].errors.keys()


def test_chaque_type_ne_demande_que_ce_qu_il_lui_faut(d, faite, connecte):
    client = connecte(d.concepteur)
    champs = {genre: set(client.get(nouvelle(faite, genre)).context["form"].fields) for genre in Question.Genre.values}

    communs = {"intitule", "aide", "obligatoire"}
    assert champs["texte"] == communs
    assert champs["choix_unique"] == champs["choix_multiple"] == communs | {"options"}
    assert champs["nombre"] == communs | {"minimum", "maximum", "unite"}
    assert champs["echelle"] == communs | {"minimum", "maximum", "libelle_minimum", "libelle_maximum"}


def test_un_type_inconnu_n_existe_pas(d, faite, connecte):
    assert connecte(d.concepteur).get(nouvelle(faite, "dessin")).status_code == 404


def test_modifier_une_option(d, faite, connecte):
    option = faite.option("Réseau")

    connecte(d.concepteur).post(
        page("option_update", faite.enquete.pk, option.pk), {"libelle": "Réseaux", "pourcentage_publie": "72"}
    )

    assert str(Option.objects.get(pk=option.pk).pourcentage_publie) == "72.00"


def test_ajouter_une_option_et_refuser_la_meme(d, faite, connecte):
    adresse = page("option_create", faite.enquete.pk, faite.besoins.pk)
    client = connecte(d.concepteur)

    assert client.post(adresse, {"libelle": "Locaux"}).status_code == 302
    reponse = client.post(adresse, {"libelle": "Locaux", "detail": "Autre"})

    assert "déjà pris" in str(reponse.context["form"].errors["libelle"])


@pytest.mark.parametrize("nom", ["section", "question", "option"])
def test_monter_et_supprimer_deux_fois_menent_au_meme_endroit(d, faite, connecte, nom):
    elements = {"section": faite.urgence.section, "question": faite.taille, "option": faite.option("Réseau")}
    element, client = elements[nom], connecte(d.concepteur)
    depuis = element.ordre
    if nom == "section":
        element.questions.all().delete()

    for _ in range(2):
        assert client.post(page(f"{nom}_monter", faite.enquete.pk, element.pk), {"depuis": depuis}).status_code == 302
    element.refresh_from_db()
    assert element.ordre == depuis - 1

    for _ in range(2):
        reponse = client.post(page(f"{nom}_supprimer", faite.enquete.pk, element.pk))
        assert reponse.status_code == 302
    assert not type(element).objects.filter(pk=element.pk).exists()


def test_une_section_pleine_ne_se_supprime_pas(d, faite, connecte):
    section = faite.besoins.section

    reponse = connecte(d.concepteur).post(page("section_supprimer", faite.enquete.pk, section.pk), follow=True)

    assert "contient des questions" in reponse.text
    assert Section.objects.filter(pk=section.pk).exists()


def test_une_question_d_une_autre_enquete_est_introuvable(d, faite, connecte):
    autre = brouillon(d.autre_concepteur, "Autre enquête")

    adresse = page("question_update", faite.enquete.pk, autre.besoins.pk)

    assert connecte(d.concepteur).get(adresse).status_code == 404


def test_apres_l_ouverture_le_refus_se_lit(d, connecte):
    faite = enquete_ouverte(d.concepteur)

    reponse = connecte(d.concepteur).post(page("section_create", faite.enquete.pk), {"titre": "Tard"})

    assert "ne changent plus" in reponse.text
    assert not Section.objects.filter(titre="Tard").exists()

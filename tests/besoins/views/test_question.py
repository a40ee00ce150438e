import pytest
from django.urls import reverse

from besoins.models import Option, Question, Section
from tests.besoins.fabriques import brouillon, enquete_ouverte
from tests.certificats.fabriques import competence


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

    communs = {"intitule", "aide", "obligatoire", "code"}
    bornes = {"minimum", "maximum"}
    degres = bornes | {"libelle_minimum", "libelle_maximum"}
    assert all(champs[genre] == communs for genre in ("texte", "texte_court", "date", "oui_non", "territoire"))
    assert champs["choix_unique"] == communs | {"options", "autre", "ordre_aleatoire"}
    assert champs["choix_multiple"] == communs | bornes | {"options", "autre", "ordre_aleatoire"}
    assert champs["nombre"] == communs | bornes | {"unite"}
    assert champs["echelle"] == communs | degres
    assert champs["classement"] == communs | {"maximum", "options", "ordre_aleatoire"}
    assert champs["matrice"] == communs | degres | {"options", "competences", "ordre_aleatoire"}


def test_l_autre_reponse_se_complete(d, faite, connecte):
    connecte(d.concepteur).post(
        nouvelle(faite, "choix_unique"), {"intitule": "Où ?", "options": "Ville\nVillage", "autre": "on"}
    )

    options = Question.objects.get(intitule="Où ?").options.order_by("ordre").values_list("libelle", "libre")
    assert list(options) == [("Ville", False), ("Village", False), ("Autre", True)]


@pytest.mark.parametrize(
    ("donnees", "champ"),
    [
        ({"minimum": "4"}, "minimum"),
        ({"minimum": "-1"}, "minimum"),
        ({"maximum": "4"}, "maximum"),
        ({"maximum": "0"}, "maximum"),
        ({"minimum": "3", "maximum": "2"}, "maximum"),
    ],
)
def test_on_ne_coche_ni_plus_ni_moins_qu_il_n_y_a(d, faite, connecte, donnees, champ):
    donnees |= {"intitule": "Où ?", "options": "Ville\nVillage\nMer"}

    reponse = connecte(d.concepteur).post(nouvelle(faite, "choix_multiple"), donnees)

    assert list(reponse.context["form"].errors) == [champ]


def test_cocher_exactement_deux_reponses(d, faite, connecte):
    donnees = {"intitule": "Où ?", "options": "Ville\nVillage\nMer", "minimum": "2", "maximum": "2"}

    connecte(d.concepteur).post(nouvelle(faite, "choix_multiple"), donnees)

    assert Question.objects.get(intitule="Où ?").maximum == 2


def test_une_matrice_prend_un_element_par_competence_d_un_domaine(d, faite, connecte):
    nommee = competence()
    client = connecte(d.concepteur)
    donnees = {"intitule": "Vos compétences", "minimum": "1", "maximum": "5", "options": "Et ceci"}
    assert f"domaine:{nommee.domaine_id}" in client.get(nouvelle(faite, "matrice")).text

    client.post(nouvelle(faite, "matrice"), donnees | {"competences": f"domaine:{nommee.domaine_id}"})

    options = Question.objects.get(intitule="Vos compétences").options.order_by("ordre")
    assert [(option.libelle, option.competence) for option in options] == [(nommee.nom, nommee), ("Et ceci", None)]


def test_une_matrice_veut_au_moins_un_element(d, faite, connecte):
    donnees = {"intitule": "Vos compétences", "minimum": "1", "maximum": "5"}

    reponse = connecte(d.concepteur).post(nouvelle(faite, "matrice"), donnees)

    assert list(reponse.context["form"].errors) == ["options"]


def test_oui_non_apporte_ses_reponses(d, faite, connecte):
    connecte(d.concepteur).post(nouvelle(faite, "oui_non"), {"intitule": "Venez-vous ?"})

    options = Question.objects.get(intitule="Venez-vous ?").options.order_by("ordre")
    assert list(options.values_list("libelle", flat=True)) == ["Oui", "Non", "Ne sait pas"]


def test_ajouter_puis_une_autre_ramene_la_meme_page_vide(d, faite, connecte):
    adresse = nouvelle(faite, "texte_court")

    reponse = connecte(d.concepteur).post(adresse, {"intitule": "Votre métier ?", "suite": "1"}, follow=True)

    assert reponse.redirect_chain == [(adresse, 302)]
    assert "« Votre métier ? » est ajoutée" in reponse.text.replace("\xa0", " ")
    assert not reponse.context["form"]["intitule"].value()


@pytest.mark.parametrize(("code", "phrase"), [("q1", "porte déjà le code"), ("Q 1", "lettre minuscule")])
def test_un_code_pris_ou_mal_forme_se_dit_sur_son_champ(d, faite, connecte, code, phrase):
    reponse = connecte(d.concepteur).post(nouvelle(faite, "texte"), {"intitule": "Et ?", "code": code})

    assert phrase in str(reponse.context["form"].errors["code"])


def test_une_reprise_inconnue_se_dit_sur_son_champ_avec_les_codes_permis(d, faite, connecte):
    adresse = page("question_create", faite.enquete.pk, faite.urgence.section_id, "texte")
    client = connecte(d.concepteur)

    reponse = client.post(adresse, {"intitule": "Pourquoi {q9} ?"})
    assert "{q1} et {q2}" in str(reponse.context["form"].errors["intitule"])

    # The same page's answers are not known yet when the page is drawn.
    assert "aide" in client.post(adresse, {"intitule": "Pourquoi ?", "aide": "{q3}"}).context["form"].errors
    assert client.post(adresse, {"intitule": "Pourquoi {q1} ?"}).status_code == 302


def test_un_type_inconnu_n_existe_pas(d, faite, connecte):
    assert connecte(d.concepteur).get(nouvelle(faite, "dessin")).status_code == 404


def test_modifier_une_option(d, faite, connecte):
    option = faite.option("Réseau")

    connecte(d.concepteur).post(
        page("option_update", faite.enquete.pk, option.pk), {"libelle": "Réseaux", "pourcentage_publie": "72"}
    )

    assert str(Option.objects.get(pk=option.pk).pourcentage_publie) == "72.00"


def test_ajouter_plusieurs_options_et_refuser_la_meme_autrement(d, faite, connecte):
    adresse = page("option_create", faite.enquete.pk, faite.besoins.pk)
    client = connecte(d.concepteur)

    for _ in range(2):
        assert client.post(adresse, {"options": "Locaux\nMatériel\nTemps"}).status_code == 302
    libelles = faite.besoins.options.order_by("ordre").values_list("libelle", flat=True)
    assert list(libelles) == ["Formation", "Matériel", "Réseau", "Locaux", "Temps"]

    Option.objects.filter(libelle="Temps").update(detail="de travail")
    assert "déjà pris" in client.post(adresse, {"options": "Temps"}).text


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

import pytest
from django.urls import reverse

from besoins.actions.condition import ajouter_condition
from besoins.models import Condition, Enquete
from tests.besoins.fabriques import brouillon, enquete_ouverte, question, repondre


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


def test_creer_une_enquete_mene_a_ses_questions(d, connecte):
    client = connecte(d.concepteur)
    donnees = {
        "titre": "Besoins 2026 🙂",
        "presentation": "Pourquoi.",
        "regime": "anonyme",
        "population": "60",
        "ferme_le": "2027-03-03",
    }

    for _ in range(2):  # a double click finds the same draft
        reponse = client.post(page("enquete_create"), donnees)

    enquete = Enquete.objects.get()
    assert reponse["Location"] == enquete.get_absolute_url()
    assert (enquete.titre, enquete.population, enquete.cree_par) == ("Besoins 2026 🙂", 60, d.concepteur)
    assert enquete.regime == "anonyme"


def test_fermer_avant_d_ouvrir_se_dit_sur_son_champ(d, connecte):
    donnees = {"titre": "Besoins", "regime": "nomme", "ouvre_le": "2027-03-04", "ferme_le": "2027-03-03"}

    reponse = connecte(d.concepteur).post(page("enquete_create"), donnees)

    assert list(reponse.context["form"].errors) == ["ferme_le"]


def test_un_titre_vide_se_dit_sur_son_champ_et_garde_le_reste(d, connecte):
    reponse = connecte(d.concepteur).post(page("enquete_create"), {"titre": "", "presentation": "Gardée"})

    assert reponse.status_code == 200
    assert "titre" in reponse.context["form"].errors
    assert "Gardée" in reponse.text


def test_le_constructeur_dit_ce_qui_manque(d, connecte):
    enquete = brouillon(d.concepteur).enquete
    client = connecte(d.concepteur)
    assert "Avant d'ouvrir" not in client.get(enquete.get_absolute_url()).text

    client.post(page("section_create", enquete.pk), {"titre": "Sans question"})

    assert "Avant d'ouvrir l'enquête" in client.get(enquete.get_absolute_url()).text
    assert "aucune question" in client.get(page("enquete_ouvrir", enquete.pk)).text
    assert client.post(page("enquete_ouvrir", enquete.pk), follow=True).status_code == 200
    assert Enquete.objects.get().etat == "brouillon"


def test_ouvrir_dit_d_abord_ce_qui_va_se_passer(d, connecte):
    enquete = brouillon(d.concepteur).enquete
    client = connecte(d.concepteur)
    avant = client.get(page("enquete_ouvrir", enquete.pk)).text
    assert "Les 5 questions ne pourront plus changer" in avant
    assert "réponses nommées" in avant

    for _ in range(2):
        reponse = client.post(page("enquete_ouvrir", enquete.pk))

    assert reponse["Location"] == enquete.get_absolute_url()
    assert Enquete.objects.get().etat == "ouverte"
    ouverte = client.get(enquete.get_absolute_url()).text
    assert page("section_create", enquete.pk) not in ouverte
    assert "ne changent plus" in ouverte


def test_le_titre_est_fige_apres_l_ouverture_meme_force(d, connecte):
    enquete = enquete_ouverte(d.concepteur).enquete

    donnees = {"titre": "Forcé", "regime": "anonyme", "note_donnees": "Volontaires"}
    connecte(d.concepteur).post(page("enquete_update", enquete.pk), donnees)

    enquete = Enquete.objects.get()
    assert (enquete.titre, enquete.note_donnees) == ("Besoins des structures", "Volontaires")
    assert enquete.regime == "nomme"


def test_supprimer_un_brouillon_deux_fois_mene_a_la_liste(d, connecte):
    enquete = brouillon(d.concepteur).enquete
    client = connecte(d.concepteur)
    assert "ses 5 questions" in client.get(page("enquete_supprimer", enquete.pk)).text.replace("\xa0", " ")

    for _ in range(2):
        assert client.post(page("enquete_supprimer", enquete.pk))["Location"] == page("enquete_list")

    assert not Enquete.objects.exists()


def test_une_enquete_ouverte_ne_se_supprime_pas(d, connecte):
    enquete = enquete_ouverte(d.concepteur).enquete

    reponse = connecte(d.concepteur).post(page("enquete_supprimer", enquete.pk), follow=True)

    assert "elle a été ouverte" in reponse.text
    assert Enquete.objects.exists()


@pytest.mark.parametrize("nombre", [1, 30])
def test_le_questionnaire_coute_pareil_pour_une_ou_trente_questions(d, connecte, nombre, django_assert_num_queries):
    faite = brouillon(d.concepteur)
    for rang in range(nombre):
        neuve = question(faite.urgence.section, "choix_unique", f"Question {rang}", ["Oui", "Non"])
        ajouter_condition(
            condition=Condition(question=neuve, source=faite.taille, operateur="est", option=faite.option("Petite"))
        )
    client = connecte(d.concepteur)
    with django_assert_num_queries(12):
        assert "Petite" in client.get(faite.enquete.get_absolute_url()).text


def test_fermer_dit_combien_ont_repondu(d, connecte):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    client = connecte(d.concepteur)
    assert "Ont répondu\u00a0: 1 sur 1." in client.get(page("enquete_fermer", faite.enquete.pk)).text

    for _ in range(2):
        assert client.post(page("enquete_fermer", faite.enquete.pk)).status_code == 302

    assert Enquete.objects.get().etat == "close"


def test_une_gestionnaire_lit_sans_pouvoir_concevoir(d, connecte):
    enquete = brouillon(d.concepteur).enquete
    client = connecte(d.gestionnaire)

    lecture = client.get(enquete.get_absolute_url())

    assert lecture.status_code == 200
    assert page("enquete_ouvrir", enquete.pk) not in lecture.text
    assert client.get(page("enquete_ouvrir", enquete.pk)).status_code == 403

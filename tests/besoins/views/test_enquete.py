from django.urls import reverse

from besoins.models import Enquete
from tests.besoins.fabriques import brouillon, enquete_ouverte, repondre


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


def test_creer_une_enquete_mene_a_ses_questions(d, connecte):
    client = connecte(d.concepteur)
    donnees = {"titre": "Besoins 2026 🙂", "presentation": "Pourquoi.", "population": "60", "ferme_le": "2027-03-03"}

    for _ in range(2):  # a double click finds the same draft
        reponse = client.post(page("enquete_create"), donnees)

    enquete = Enquete.objects.get()
    assert reponse["Location"] == enquete.get_absolute_url()
    assert (enquete.titre, enquete.population, enquete.cree_par) == ("Besoins 2026 🙂", 60, d.concepteur)


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
    assert "Les 5 questions ne pourront plus changer" in client.get(page("enquete_ouvrir", enquete.pk)).text

    for _ in range(2):
        reponse = client.post(page("enquete_ouvrir", enquete.pk))

    assert reponse["Location"] == enquete.get_absolute_url()
    assert Enquete.objects.get().etat == "ouverte"
    ouverte = client.get(enquete.get_absolute_url()).text
    assert page("section_create", enquete.pk) not in ouverte
    assert "ne changent plus" in ouverte


def test_le_titre_est_fige_apres_l_ouverture_meme_force(d, connecte):
    enquete = enquete_ouverte(d.concepteur).enquete

    connecte(d.concepteur).post(page("enquete_update", enquete.pk), {"titre": "Forcé", "note_donnees": "Volontaires"})

    enquete = Enquete.objects.get()
    assert (enquete.titre, enquete.note_donnees) == ("Besoins des structures", "Volontaires")


def test_fermer_dit_combien_ont_repondu(d, connecte):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    client = connecte(d.concepteur)
    assert "Ont répondu\u00a0: 1 sur 1." in client.get(page("enquete_fermer", faite.enquete.pk)).text

    for _ in range(2):
        assert client.post(page("enquete_fermer", faite.enquete.pk)).status_code == 302

    assert Enquete.objects.get().etat == "close"


def test_l_apercu_montre_la_page_sans_rien_garder(d, connecte):
    enquete = brouillon(d.concepteur).enquete
    client = connecte(d.concepteur)

    assert 'type="checkbox"' in client.get(page("enquete_apercu", enquete.pk, 1)).text
    assert client.post(page("enquete_apercu", enquete.pk, 1)).status_code == 405
    assert client.get(page("enquete_apercu", enquete.pk, 3)).status_code == 404


def test_une_gestionnaire_lit_sans_pouvoir_concevoir(d, connecte):
    enquete = brouillon(d.concepteur).enquete
    client = connecte(d.gestionnaire)

    lecture = client.get(enquete.get_absolute_url())

    assert lecture.status_code == 200
    assert page("enquete_ouvrir", enquete.pk) not in lecture.text
    assert client.get(page("enquete_ouvrir", enquete.pk)).status_code == 403

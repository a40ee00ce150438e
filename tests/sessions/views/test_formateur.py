import pytest
from django.urls import reverse

from sessions.actions.formateur import verifier_titre
from sessions.models import Enseignement, EntretienFormateur, FicheFormateur, Titre
from tests.sessions.actions.test_formateur import entretien, fiche, titre
from tests.sessions.fabriques import session_ouverte, version_publiee
from tests.sessions.pieces import PDF, fichier


def url(nom, objet):
    return reverse(f"sessions:{nom}", args=[objet.pk])


def lire(reponse) -> str:
    return reponse.text.replace("\xa0", " ").replace("&#x27;", "'")


def test_la_formatrice_complete_sa_fiche_et_seulement_la_sienne(connecte, d):
    client = connecte(d.formateur)
    assert [p.pk for p, _absents in client.get(reverse("sessions:formateur_list")).context["lignes"]] == [
        d.formateur.pk
    ]
    saisie = {"presentation": "Dix ans", "statut": "interne", "declaration": "", "fichier": fichier(PDF, "cv.pdf")}
    assert client.post(url("formateur_update", d.formateur), saisie)["Location"] == url("formateur_detail", d.formateur)
    assert FicheFormateur.objects.get().formateur == d.formateur
    for nom in ("formateur_detail", "formateur_update", "titre_create", "formateur_cv"):
        assert client.get(url(nom, d.autre_formateur)).status_code == 404


def test_un_cv_refuse_le_dit_au_bon_champ_et_garde_la_saisie(connecte, d):
    saisie = {"presentation": "Dix ans", "statut": "interne", "fichier": fichier(b"MZ", "cv.pdf")}
    reponse = connecte(d.formateur).post(url("formateur_update", d.formateur), saisie)
    assert reponse.context["form"].errors.keys() == {"fichier"}
    assert "Dix ans" in lire(reponse)


def test_le_cv_se_telecharge_sans_s_afficher(connecte, d):
    fiche(d, fichier=fichier(PDF))
    reponse = connecte(d.gestionnaire).get(url("formateur_cv", d.formateur))
    assert reponse.getvalue() == PDF
    assert (reponse["Content-Type"], reponse["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert reponse["Content-Disposition"].startswith("attachment")


def test_un_titre_puis_ce_qu_il_permet(connecte, d):
    session_ouverte(d)
    client = connecte(d.formateur)
    client.post(url("titre_create", d.formateur), {"intitule": "Licence", "organisme": "Brest", "annee": 2015})
    saisie = {
        "programme": version_publiee(d, slug="b", titre="B", theme="b").programme.pk,
        "titre": Titre.objects.get().pk,
    }
    client.post(url("enseignement_create", d.formateur), saisie | {"experience": ""})
    assert Enseignement.objects.get().titre == Titre.objects.get()
    html = lire(client.get(url("formateur_detail", d.formateur)))
    assert "Licence (Brest, 2015)" in html
    assert "Animés sans justification écrite" in html


def test_la_gestionnaire_verifie_et_note_l_entretien_que_la_conceptrice_ne_lit_pas(connecte, d):
    licence = titre(d, fichier=fichier(PDF))
    client = connecte(d.gestionnaire)
    client.post(url("titre_verifier", licence))
    assert Titre.objects.get().verifie_par == d.gestionnaire
    client.post(url("entretien_create", d.formateur), {"jour": "2026-03-02", "conclusion": "Très bien mené"})
    assert EntretienFormateur.objects.get().mene_par == d.gestionnaire
    assert "Très bien mené" in lire(client.get(url("formateur_detail", d.formateur)))
    assert "Très bien mené" in lire(connecte(d.formateur).get(url("formateur_detail", d.formateur)))
    assert "Très bien mené" not in lire(connecte(d.concepteur).get(url("formateur_detail", d.formateur)))


@pytest.mark.parametrize("nom", ["titre_verifier", "entretien_create"])
def test_la_formatrice_ne_s_evalue_pas(connecte, d, nom):
    objet = titre(d, fichier=fichier(PDF)) if nom == "titre_verifier" else d.formateur
    assert connecte(d.formateur).post(url(nom, objet)).status_code == 403


def test_la_fiche_coute_autant_pour_un_et_trente_titres(connecte, d, django_assert_num_queries):
    client = connecte(d.gestionnaire)
    verifier_titre(titre=titre(d, fichier=fichier(PDF)), par=d.gestionnaire)
    entretien(d)
    client.get(url("formateur_detail", d.formateur))
    with django_assert_num_queries(10):
        client.get(url("formateur_detail", d.formateur))
    for rang in range(29):
        titre(d, intitule=f"Titre {rang}")
    with django_assert_num_queries(10):
        client.get(url("formateur_detail", d.formateur))

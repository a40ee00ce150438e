"""The live sheet, as whoever gives the half-day."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.models import Creneau, Emargement
from sessions.queries.emargement import code_de_la_salle, url_de_la_salle
from sessions.queries.registre import corrections
from tests.academie.documents import juges
from tests.sessions.emargements import contresigner_tout, demi_journee, inscription_de, ouvrir, session_au, signer
from tests.sessions.fabriques import animateurs, relire, version_publiee


@pytest.fixture
def session(d):
    return session_au(d, personnes=[d.animateur, d.autre_animateur])


@pytest.fixture
def creneau(session):
    return demi_journee(session)


@pytest.fixture
def ouvert(creneau, d):
    return ouvrir(creneau, d)


@pytest.fixture
def maintenant(monkeypatch):
    def regler(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return regler


@pytest.fixture(autouse=True)
def _pendant_la_demi_journee(creneau, maintenant):
    maintenant(creneau.debut + timedelta(minutes=30))


HTMX = {"HX-Request": "true"}


def adresse(creneau, verbe="detail", **autres):
    return reverse(f"sessions:creneau_{verbe}", args=[creneau.pk])


def noter(creneau, inscription):
    return reverse("sessions:emargement_declarer", args=[creneau.pk, inscription.pk])


def page(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&nbsp;", " ").replace("&#x27;", "'")


def test_ouvrir_affiche_le_code_et_le_qr(connecte, creneau, d):
    client = connecte(d.formateur)
    assert "Ouvrir l'émargement" in page(client.get(adresse(creneau)))
    reponse = client.post(adresse(creneau, "ouvrir"), follow=True)
    code = code_de_la_salle(creneau, timezone.now())
    assert f"{code[:3]} {code[3:]}" in page(reponse)
    assert "<svg" in page(reponse)
    assert 'role="img"' in page(reponse)
    assert "Ouvrir l'émargement" not in page(reponse)


def test_le_qr_mene_au_lien_de_la_salle(ouvert, connecte, d, tmp_path):
    contexte = connecte(d.formateur).get(adresse(ouvert)).context
    assert contexte["adresse_de_la_salle"] == url_de_la_salle(ouvert)
    assert contexte["adresse_de_la_salle"].startswith("http://testserver/emargement/")


def test_le_code_se_redemande_et_change(connecte, ouvert, d, maintenant):
    client = connecte(d.formateur)
    premier = page(client.get(adresse(ouvert, "code"), headers=HTMX))
    maintenant(timezone.now() + timedelta(minutes=1))
    second = page(client.get(adresse(ouvert, "code"), headers=HTMX))
    code = code_de_la_salle(ouvert, timezone.now())
    assert f"{code[:3]} {code[3:]}" in second
    assert premier != second
    assert "<html" not in second


def test_le_code_ne_se_lit_que_dans_la_page_et_jamais_par_le_pilotage(connecte, creneau, ouvert, session, d):
    assert connecte(d.formateur).get(adresse(ouvert, "code"))["Location"] == ouvert.get_absolute_url()
    ferme = demi_journee(session, 1)
    assert connecte(d.formateur).get(adresse(ferme, "code"), headers=HTMX).status_code == 302
    assert connecte(d.gestionnaire).get(adresse(ouvert, "code"), headers=HTMX).status_code == 403


def test_trop_tot_dit_quand_revenir(connecte, creneau, d, maintenant):
    maintenant(creneau.debut - timedelta(hours=2))
    client = connecte(d.formateur)
    assert "à partir de 8 h 30" in page(client.get(adresse(creneau)))
    assert "à partir de 8 h 30" in page(client.post(adresse(creneau, "ouvrir"), follow=True))
    assert relire(creneau).emargement == Creneau.Emargement.FERME


def test_noter_une_presence_une_absence_en_un_bouton_deux_clics(connecte, ouvert, session, d):
    client = connecte(d.formateur)
    presente, absente = inscription_de(session, d.animateur), inscription_de(session, d.autre_animateur)
    for _clic in range(2):
        assert client.post(noter(ouvert, presente), {"presence": "presente", "minutes": "195"}).status_code == 302
        assert client.post(noter(ouvert, absente), {"presence": "absente"}).status_code == 302
    assert Emargement.objects.get(inscription=presente).minutes == 195
    assert Emargement.objects.get(inscription=absente).absent
    assert Emargement.objects.count() == 2
    reponse = page(client.get(adresse(ouvert)))
    assert "Présences : 1 sur 2. Absences : 1. Sans réponse : 0." in reponse


def test_le_retard_est_propose_d_apres_l_heure(connecte, ouvert, session, d):
    reponse = connecte(d.formateur).get(noter(ouvert, inscription_de(session, d.animateur)))
    assert reponse.context["form"].initial == {"presence": "presente", "arrivee": time(9, 30)}


def test_une_arrivee_et_un_depart_donnent_les_minutes(connecte, ouvert, session, d):
    client, inscription = connecte(d.formateur), inscription_de(session, d.animateur)
    client.post(noter(ouvert, inscription), {"presence": "presente", "arrivee": "09:30", "depart": "11:45"})
    emargement = Emargement.objects.get()
    assert (emargement.minutes, emargement.arrivee, emargement.depart) == (
        135,
        ouvert.debut + timedelta(minutes=30),
        ouvert.debut + timedelta(minutes=165),
    )
    reponse = client.get(noter(ouvert, inscription))
    assert reponse.context["form"].initial == {
        "presence": "presente", "arrivee": time(9, 30), "depart": time(11, 45), "minutes": None,
    }  # fmt: skip


def test_corriger_demande_pourquoi_et_montre_la_trace(connecte, ouvert, session, d):
    client, inscription = connecte(d.formateur), inscription_de(session, d.animateur)
    signer(ouvert, inscription)
    reponse = client.post(noter(ouvert, inscription), {"presence": "presente", "minutes": "120", "motif": ""})
    assert reponse.context["form"].errors["motif"]
    assert 'value="120"' in page(reponse)
    client.post(noter(ouvert, inscription), {"presence": "presente", "minutes": "120", "motif": "Arrivée à 10 h 15"})
    assert corrections([ouvert])[ouvert.pk, inscription.pk][0].apres == 120
    feuille = page(client.get(adresse(ouvert)))
    assert "Arrivée à 10 h 15" in feuille
    assert "par Formateur Test : de 195 à 120 min" in feuille


@pytest.mark.parametrize(
    ("donnees", "champ"),
    [
        ({"presence": "presente", "minutes": "196"}, "minutes"),
        ({"presence": "presente", "minutes": "0"}, "minutes"),
        ({"presence": "presente", "minutes": "beaucoup"}, "minutes"),
        ({"presence": "presente", "minutes": "9" * 30}, "minutes"),
        ({"presence": "presente", "arrivee": "08:59"}, "arrivee"),
        ({"presence": "presente", "arrivee": "25:00"}, "arrivee"),
        ({"presence": "presente", "depart": "12:16"}, "depart"),
        ({"presence": "presente", "arrivee": "11:00", "depart": "10:00"}, "depart"),
        ({"presence": "presente", "arrivee": "10:00", "minutes": "136"}, "minutes"),
        ({"presence": "ailleurs", "minutes": "10"}, "presence"),
        ({}, "presence"),
        ({"presence": "absente", "motif": "m" * 301}, "motif"),
    ],
)
def test_une_saisie_impossible_est_expliquee(connecte, ouvert, session, d, donnees, champ):
    reponse = connecte(d.formateur).post(noter(ouvert, inscription_de(session, d.animateur)), donnees)
    assert reponse.status_code == 200
    assert list(reponse.context["form"].errors) == [champ]
    assert not Emargement.objects.exists()


def test_contresigner_dit_qui_sera_absent_puis_scelle(connecte, ouvert, session, d, maintenant):
    client = connecte(d.formateur)
    assert "Vous pourrez contresigner à partir de 11 h 45" in page(client.get(adresse(ouvert, "contresigner")))
    signer(ouvert, inscription_de(session, d.animateur))
    maintenant(ouvert.fin)
    confirmation = page(client.get(adresse(ouvert, "contresigner")))
    assert "Présences que vous attestez : 1 sur 2" in confirmation
    assert "une absence sera notée" in confirmation
    assert "Autre-animateur" in confirmation or "Animateur" in confirmation
    for _clic in range(2):
        assert "est contresignée" in page(client.post(adresse(ouvert, "contresigner"), follow=True))
    scelle = relire(ouvert)
    assert (scelle.emargement, scelle.contresigne_par) == ("contresigne", d.formateur)
    apres = page(client.get(adresse(ouvert)))
    assert "Contresignée par Formateur Test" in apres
    assert "Corriger" not in apres


def test_contresigner_trop_tot_par_un_envoi_direct(connecte, ouvert, d):
    reponse = connecte(d.formateur).post(adresse(ouvert, "contresigner"), follow=True)
    assert "Vous pourrez contresigner à partir de 11 h 45" in page(reponse)
    assert relire(ouvert).emargement == "ouvert"


def test_la_liste_n_est_renvoyee_que_si_elle_change(connecte, ouvert, session, d):
    client, inscription = connecte(d.formateur), inscription_de(session, d.animateur)
    url = adresse(ouvert, "presences")
    assert client.get(url)["Location"] == ouvert.get_absolute_url()
    version = client.get(url, headers=HTMX).context["feuille"].version
    assert client.get(url, {"version": version}, headers=HTMX).status_code == 204
    signer(ouvert, inscription)
    apres = client.get(url, {"version": version}, headers=HTMX)
    assert apres.status_code == 200
    assert "Présences : 1 sur 2" in page(apres)
    assert "<html" not in page(apres)
    assert 'hx-trigger="every 5s"' in page(apres)


def test_une_feuille_scellee_n_est_plus_redemandee(connecte, session, d):
    contresigner_tout(session, d)
    assert "hx-trigger" not in page(connecte(d.formateur).get(adresse(demi_journee(session))))


# Who may


def test_le_pilotage_voit_la_feuille_sans_le_code_ni_les_boutons(connecte, ouvert, session, d):
    for qui in (d.gestionnaire, d.administrateur):
        client = connecte(qui)
        feuille = page(client.get(adresse(ouvert)))
        assert code_de_la_salle(ouvert, timezone.now())[:3] + " " not in feuille
        assert "presente-" not in feuille
        assert client.post(adresse(ouvert, "ouvrir")).status_code == 403
        assert client.post(adresse(ouvert, "contresigner")).status_code == 403
        assert client.post(noter(ouvert, inscription_de(session, d.animateur)), {}).status_code == 403


def test_une_autre_personne_qui_anime_ne_trouve_rien(connecte, ouvert, session, d):
    client = connecte(d.autre_formateur)
    for verbe in ("detail", "presences", "pdf", "pdf_vide"):
        assert client.get(adresse(ouvert, verbe)).status_code == 404
    assert client.post(adresse(ouvert, "ouvrir")).status_code == 404
    assert client.post(adresse(ouvert, "contresigner")).status_code == 404
    assert client.post(noter(ouvert, inscription_de(session, d.animateur)), {}).status_code == 404


@pytest.mark.parametrize("qui", ["animateur", "referent", "concepteur", "sans_role"])
def test_les_autres_n_y_entrent_pas(connecte, ouvert, d, qui):
    client = connecte(getattr(d, qui))
    assert client.get(adresse(ouvert)).status_code == 403
    assert client.post(adresse(ouvert, "ouvrir")).status_code == 403


def test_rien_ne_se_note_pour_une_inscription_d_une_autre_session(connecte, ouvert, d):
    autre = session_au(d, dans=-20, personnes=[d.animateur], version=version_publiee(d, slug="autre"))
    client = connecte(d.formateur)
    reponse = client.post(noter(ouvert, inscription_de(autre, d.animateur)), {"presence": "absente"})
    assert reponse.status_code == 404


# The sheet to print


def test_la_feuille_imprime_signatures_retards_absences_et_contreseing(connecte, session, d, tmp_path):
    from sessions.actions.declaration import declarer_absence, declarer_presence
    from sessions.actions.emargement import contresigner

    matin = ouvrir(demi_journee(session), d)
    signer(matin, inscription_de(session, d.animateur), nom="Camille Delaforge")
    declarer_presence(
        creneau=matin,
        inscription=inscription_de(session, d.autre_animateur),
        minutes=150,
        par=d.formateur,
        motif="Sans téléphone",
        le=matin.debut + timedelta(minutes=45),
    )
    contresigner(creneau=matin, par=d.formateur, le=matin.fin)
    soir = ouvrir(demi_journee(session, 1), d)
    declarer_absence(creneau=soir, inscription=inscription_de(session, d.animateur), par=d.formateur, motif="Malade")
    reponse = connecte(d.formateur).get(reverse("sessions:animation_pdf", args=[session.pk]))
    assert reponse["Content-Type"] == "application/pdf"
    texte = juges.texte(reponse.content, tmp_path / "feuille.pdf", "-layout").replace("\xa0", " ")
    for fait in (
        "Accompagner sur tous les terminaux",
        "Module 1",
        "Module 2",
        "Maison des associations, 3 rue du Port, Quimper",
        "Signé à 9 h 04 (lien personnel)",
        "Camille Delaforge",
        "Présence déclarée à 9 h 45",
        "150 min suivies, Sans téléphone",
        "Absence",
        "Malade",
        "Signé à 12 h 15 (contreseing)",
        "Médiathèque de Quimper",
    ):
        assert fait in texte, fait


def test_la_feuille_a_signer_a_la_main_ne_porte_aucune_signature(connecte, session, d, tmp_path):
    contresigner_tout(session, d)
    client = connecte(d.formateur)
    for url in (
        reverse("sessions:animation_pdf_vide", args=[session.pk]),
        adresse(demi_journee(session), "pdf_vide"),
    ):
        texte = juges.texte(client.get(url).content, tmp_path / "feuille.pdf", "-layout")
        assert "Signé" not in texte
        assert "Animateur Test" in texte


# Nothing grows with the number of people


@pytest.mark.parametrize("personnes", [1, 30])
def test_requetes_constantes(connecte, d, personnes, django_assert_num_queries, session):
    grande = session_au(d, dans=-12, personnes=animateurs(personnes, d.structure), capacite=40, version=session.version)
    creneau = ouvrir(demi_journee(grande), d)
    for inscription in grande.inscriptions.all()[: personnes // 2 + 1]:
        signer(creneau, inscription)
    client = connecte(d.formateur)
    with django_assert_num_queries(11):
        client.get(adresse(creneau))
    with django_assert_num_queries(11):
        client.get(adresse(creneau, "presences"), headers=HTMX)
    with django_assert_num_queries(18):
        client.get(adresse(creneau, "pdf"))
    with django_assert_num_queries(11):
        client.get(reverse("sessions:animation_detail", args=[grande.pk]))
    with django_assert_num_queries(16):
        client.get(reverse("sessions:animation_pdf", args=[grande.pk]))

"""A half-day, from the trainer's screen and from a phone at the same time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.models import Creneau, Emargement
from sessions.queries.emargement import code_de_la_salle, lien_personnel
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir, session_au


@pytest.fixture
def creneau(distribution):
    """A half-day that takes place now, whatever the hour of the test."""
    d = distribution
    session = session_au(d, personnes=[d.animateur, d.autre_animateur])
    matin = demi_journee(session)
    debut = timezone.now() - timedelta(minutes=20)
    Creneau.objects.filter(pk=matin.pk).update(debut=debut, fin=debut + timedelta(minutes=195))
    return Creneau.objects.select_related("session").get(pk=matin.pk)


def test_le_code_s_affiche_et_la_signature_d_un_telephone_arrive_seule(
    bureau, telephone, connecter, creneau, distribution, verifier_accessibilite
):
    d = distribution
    connecter(bureau, d.formateur.email)
    bureau.goto(creneau.get_absolute_url())
    bureau.get_by_role("button", name="Ouvrir l'émargement").click()
    code = bureau.locator(".affiche-code").inner_text()
    bureau.get_by_role("img", name="QR code").wait_for()
    verifier_accessibilite(bureau)

    telephone.goto(lien_personnel(inscription_de(creneau.session, d.animateur), creneau))
    telephone.get_by_label("Code à six chiffres").fill(code)
    telephone.get_by_label("Votre prénom et votre nom").fill("Animateur Test")
    verifier_accessibilite(telephone)
    telephone.get_by_role("button", name="Signer ma présence").click()
    telephone.get_by_role("heading", name="Votre présence est enregistrée").wait_for()
    verifier_accessibilite(telephone)

    # Nobody touches the trainer's screen.
    bureau.get_by_text("Présences : 1 sur 2").wait_for()
    bureau.get_by_role("button", name="Absence (Autre Animateur)").click()
    bureau.get_by_text("Absences : 1").wait_for()


def test_le_code_tient_dans_son_cadre_sur_un_telephone(telephone, connecter, creneau, distribution):
    connecter(telephone, distribution.formateur.email)
    telephone.goto(ouvrir(creneau, distribution).get_absolute_url())
    code, cadre = (telephone.locator(choix).bounding_box() for choix in (".affiche-code", ".affiche"))
    largeur = telephone.locator(".affiche-code").evaluate("e => e.scrollWidth")
    assert code["x"] + largeur <= cadre["x"] + cadre["width"] - 16


def test_tout_se_fait_sans_javascript(sans_javascript, connecter, creneau, distribution):
    d, page = distribution, sans_javascript
    ouvert = ouvrir(creneau, d)
    page.goto(lien_personnel(inscription_de(creneau.session, d.animateur), ouvert))
    code = code_de_la_salle(ouvert, timezone.now())
    page.get_by_label("Code à six chiffres").fill("000000" if code != "000000" else "111111")
    page.get_by_label("Votre prénom et votre nom").fill("Animateur Test")
    page.get_by_role("button", name="Signer ma présence").click()
    assert page.get_by_label("Votre prénom et votre nom").input_value() == "Animateur Test"
    page.get_by_label("Code à six chiffres").fill(code)
    page.get_by_role("button", name="Signer ma présence").click()
    page.get_by_role("heading", name="Votre présence est enregistrée").wait_for()

    connecter(page, d.formateur.email)
    page.goto(ouvert.get_absolute_url())
    page.get_by_role("link", name="Actualiser la liste").click()
    page.get_by_role("link", name="Corriger").click()
    page.get_by_label("Minutes suivies").fill("120")
    page.get_by_label("Précision").fill("Départ à 11 h")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Départ à 11 h").wait_for()
    assert Emargement.objects.get().minutes == 120

    Creneau.objects.filter(pk=ouvert.pk).update(fin=timezone.now() + timedelta(minutes=5))
    page.goto(reverse("sessions:creneau_contresigner", args=[ouvert.pk]))
    page.get_by_role("button", name="Contresigner définitivement").click()
    page.get_by_text("Plus rien ne change sur cette feuille").wait_for()

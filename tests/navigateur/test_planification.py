"""A session planned, opened, taken and cancelled by hand, with and without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sessions.models import Inscription, Session
from tests.distribution import distribuer
from tests.sessions.fabriques import lieu, version_publiee


@pytest.fixture
def d(transactional_db):
    distribution = distribuer()
    version_publiee(distribution)
    lieu(distribution)
    return distribution


def suivre(lien_ou_bouton):
    """Press it and wait for the page that it leads to: what is judged next is that page."""
    with lien_ou_bouton.page.expect_navigation():
        lien_ou_bouton.click()


def planifier(page, regarder):
    jour = timezone.localdate() + timedelta(days=30)
    page.goto("/pilotage/sessions/")
    suivre(page.get_by_role("link", name="Planifier une session"))
    regarder()
    suivre(page.get_by_role("button", name="Continuer"))
    regarder()
    page.get_by_label("Programme").select_option(label="Accompagner sur tous les terminaux")
    page.get_by_role("radio", name="sur place", exact=True).check()
    page.get_by_label("Premier jour").fill(jour.isoformat())
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("group", name="Demi-journée 2").get_by_label("Fin")).to_have_value("17:00")
    regarder()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Lieu").select_option(label="Maison des associations, Quimper")
    page.get_by_role("checkbox", name="Formateur Test", exact=True).check()
    regarder()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Nombre de places").fill("1")
    regarder()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Le minimum ne dépasse pas le nombre de places.").first).to_be_visible()
    page.get_by_label("Nombre minimum de personnes").fill("1")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Soit 6 h 30 en tout.")).to_be_visible()
    regarder()
    page.get_by_role("button", name="Créer la session").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accompagner sur tous les terminaux")
    suivre(page.get_by_role("link", name="Ouvrir les inscriptions…"))
    regarder()
    page.get_by_role("button", name="Ouvrir les inscriptions").click()
    expect(page.get_by_text("ouverte", exact=True).first).to_be_visible()


def s_inscrire(page):
    page.goto("/sessions/")
    page.get_by_role("link", name="Accompagner sur tous les terminaux").click()
    page.get_by_role("link", name="M'inscrire").or_(page.get_by_role("link", name="Rejoindre")).click()
    page.get_by_role("button", name="Confirmer").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inscription")


def test_planifier_ouvrir_s_inscrire_et_annuler(bureau, connecter, d, verifier_accessibilite, html_valide):
    def regarder():
        verifier_accessibilite(bureau)
        html_valide(bureau.content())

    connecter(bureau, d.gestionnaire.email)
    planifier(bureau, regarder)
    assert Session.objects.get().etat == "ouverte"


def test_tout_se_fait_sans_javascript_et_la_file_avance(sans_javascript, connecter, d):
    page = sans_javascript
    connecter(page, d.gestionnaire.email)
    planifier(page, lambda: None)
    for personne, etat in ((d.autre_animateur, "confirmée"), (d.animateur, "en liste d'attente")):
        page.context.clear_cookies()
        connecter(page, personne.email)
        s_inscrire(page)
        expect(page.get_by_text(etat, exact=True).first).to_be_visible()
    page.context.clear_cookies()
    connecter(page, d.autre_animateur.email)
    page.goto("/inscriptions/")
    page.get_by_role("link", name="Accompagner sur tous les terminaux").click()
    page.get_by_role("link", name="Annuler l'inscription…").click()
    page.get_by_role("button", name="Annuler l'inscription").dblclick()
    expect(page.get_by_text("annulée", exact=True).first).to_be_visible()
    assert Inscription.objects.get(utilisateur=d.animateur).etat == "proposee"
    assert Session.objects.count() == 1

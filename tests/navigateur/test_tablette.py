"""Signing with a finger, in turn on the trainer's device, without a network; the screen of the room."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.actions.emargement import contresigner, signer_presence
from sessions.models import Creneau, Emargement, EnregistrementPresence
from sessions.queries.emargement import code_de_la_salle, lien_personnel
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir_maintenant, session_au

Moyen = Emargement.Moyen
TRACE = re.compile(r"\d+,\d+( \d+,\d+)+")


@pytest.fixture
def creneau(distribution):
    """An open half-day that takes place now, whatever the hour of the test."""
    d = distribution
    matin = demi_journee(session_au(d, personnes=[d.animateur, d.autre_animateur]))
    debut = timezone.now() - timedelta(minutes=20)
    Creneau.objects.filter(pk=matin.pk).update(debut=debut, fin=debut + timedelta(minutes=195))
    return ouvrir_maintenant(Creneau.objects.select_related("session").get(pk=matin.pk), d)


@pytest.fixture
def tablette(nouvelle_page, connecter, creneau, distribution):
    """The trainer's tablet, its page kept for when the network goes."""
    page = nouvelle_page(largeur=768, hauteur=1024, has_touch=True)
    connecter(page, distribution.formateur.email)
    page.goto(reverse("sessions:creneau_tablette", args=[creneau.pk]))
    page.locator("[data-tenue=oui]").wait_for()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_function(
        "async () => (await caches.keys()).some((nom) => nom.startsWith('tablette-'))"
        " && Boolean(await caches.match(location.pathname))"
    )
    return page


def dessiner(page, zone="canvas") -> None:
    toile = page.locator(zone)
    toile.scroll_into_view_if_needed()
    boite = toile.bounding_box()
    x, y = boite["x"] + 40, boite["y"] + boite["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for pas in range(1, 12):
        page.mouse.move(x + pas * 12, y + (20 if pas % 2 else -20))
    page.mouse.up()


def ouvrir_feuille(page, personne) -> None:
    page.get_by_role("link", name=f"Signer ({personne})").click()
    page.get_by_role("heading", name=str(personne)).wait_for()


def signer(page, personne, *, nom="") -> None:
    ouvrir_feuille(page, personne)
    if nom:
        page.get_by_label("Votre prénom et votre nom").fill(nom)
    else:
        dessiner(page)
    page.get_by_role("button", name="Signer", exact=True).click()


def gardees(page) -> int:
    return page.evaluate(
        "() => new Promise((fin) => { const d = indexedDB.open('tablette', 1);"
        " d.onsuccess = () => { const r = d.result.transaction('envois').objectStore('envois').count();"
        " r.onsuccess = () => { fin(r.result); d.result.close(); }; }; })"
    )


def compteur(page, phrase: str) -> None:
    page.locator("[data-compteur]", has_text=phrase).wait_for()


def test_signer_d_un_doigt_sur_son_telephone(telephone, creneau, distribution, verifier_accessibilite):
    inscription = inscription_de(creneau.session, distribution.animateur)
    telephone.goto(lien_personnel(inscription, creneau))
    verifier_accessibilite(telephone)
    dessiner(telephone)
    telephone.get_by_role("button", name="Effacer le dessin").click()
    assert telephone.locator("[name=trace]").input_value() == ""
    dessiner(telephone)
    telephone.get_by_label("Code à six chiffres").fill("12")
    telephone.get_by_role("button", name="Signer ma présence").click()
    telephone.get_by_text("Indiquez les six chiffres du code").first.wait_for()
    trace = telephone.locator("[name=trace]").input_value()
    assert TRACE.fullmatch(trace)  # the drawing is not to be done again
    telephone.get_by_label("Code à six chiffres").fill(code_de_la_salle(creneau, timezone.now()))
    telephone.get_by_role("button", name="Signer ma présence").click()
    telephone.get_by_role("img", name="Signature dessinée par").wait_for()
    verifier_accessibilite(telephone)
    assert Emargement.objects.get().trace == trace


def test_la_tablette_passe_de_main_en_main(tablette, creneau, distribution, verifier_accessibilite, html_valide):
    d = distribution
    verifier_accessibilite(tablette)
    html_valide(tablette.content())
    ouvrir_feuille(tablette, d.animateur)
    verifier_accessibilite(tablette)
    tablette.get_by_role("button", name="Signer", exact=True).click()
    tablette.get_by_text("Dessinez votre signature, ou écrivez").wait_for()
    dessiner(tablette)
    tablette.get_by_label("Minutes de retard").fill("20")
    tablette.get_by_role("button", name="Signer", exact=True).click()
    compteur(tablette, "Tout est envoyé.")
    tablette.get_by_text("appareil de la formatrice ou du formateur").wait_for()
    ouvrir_feuille(tablette, d.autre_animateur)
    tablette.get_by_role("button", name="Noter l'absence").click()
    tablette.locator(".ton-danger", has_text="absence").wait_for()
    signee = Emargement.objects.get(inscription__utilisateur=d.animateur)
    assert (signee.moyen, signee.minutes, signee.declare_par) == (Moyen.TABLETTE, 175, d.formateur)
    assert TRACE.fullmatch(signee.trace)
    assert signee.appareil_le
    assert Emargement.objects.get(inscription__utilisateur=d.autre_animateur).absent
    assert gardees(tablette) == 0


def test_sans_reseau_tout_se_garde_et_part_une_fois(tablette, creneau, distribution):
    d = distribution
    tablette.context.set_offline(True)
    signer(tablette, d.animateur)
    compteur(tablette, "1 signature à envoyer. Le réseau est coupé")
    tablette.reload()
    compteur(tablette, "1 signature à envoyer.")
    signer(tablette, d.autre_animateur, nom="Autre Animateur")
    compteur(tablette, "2 signatures à envoyer.")
    assert not Emargement.objects.exists()
    tablette.context.set_offline(False)
    compteur(tablette, "Tout est envoyé.")
    assert Emargement.objects.filter(moyen=Moyen.TABLETTE).count() == 2
    signatures = EnregistrementPresence.objects.filter(genre="signature").order_by("numero")
    assert [lien.inscription.utilisateur for lien in signatures] == [d.animateur, d.autre_animateur]
    assert gardees(tablette) == 0
    assert "Signature recueillie" not in tablette.locator("[data-personnes]").inner_text()


def test_une_reponse_perdue_ne_fait_pas_deux_signatures(tablette, creneau, distribution):
    """The server records, the answer never comes back: sent again, it counts once."""
    perdues = []

    def perdre(route):
        if perdues:
            return route.continue_()
        perdues.append(route.fetch().status)
        return route.abort()

    tablette.context.route("**/tablette/*/", perdre)
    with tablette.expect_event("requestfailed"):
        signer(tablette, distribution.animateur)
    compteur(tablette, "1 signature à envoyer.")
    assert Emargement.objects.count() == 1
    tablette.evaluate("window.dispatchEvent(new Event('online'))")
    compteur(tablette, "Tout est envoyé.")
    assert perdues == [200]
    assert EnregistrementPresence.objects.filter(genre="signature").count() == 1


def test_ce_qui_est_refuse_se_dit_et_reste_jusqu_a_ce_qu_on_l_ait_lu(tablette, creneau, distribution):
    d = distribution
    tablette.context.set_offline(True)
    signer(tablette, d.animateur)
    signer(tablette, d.autre_animateur)
    compteur(tablette, "2 signatures à envoyer.")
    # Meanwhile one signs on a phone, and the half-day is sealed.
    le = timezone.now()
    signer_presence(
        creneau=creneau,
        inscription=inscription_de(creneau.session, d.animateur),
        code=code_de_la_salle(creneau, le),
        nom="Animateur Test",
        le=le,
    )
    Creneau.objects.filter(pk=creneau.pk).update(fin=le + timedelta(minutes=1))
    contresigner(creneau=creneau, par=d.formateur)
    tablette.context.set_offline(False)
    tablette.get_by_text("Non enregistrée : L'émargement de cette demi-journée est clos").wait_for()
    tablette.get_by_text("lien personnel").wait_for()
    tablette.reload()
    tablette.get_by_text("Non enregistrée :").wait_for()
    assert gardees(tablette) == 1
    tablette.get_by_role("button", name=f"Retirer de cet appareil ({d.autre_animateur})").click()
    tablette.get_by_text("Non enregistrée :").wait_for(state="hidden")
    assert gardees(tablette) == 0


@pytest.mark.refus_attendu(403)  # when a try was under way as the account left
def test_la_session_expiree_ne_perd_rien(tablette, connecter, creneau, distribution):
    d = distribution
    tablette.context.set_offline(True)
    signer(tablette, d.animateur)
    compteur(tablette, "1 signature à envoyer.")
    tablette.context.clear_cookies()
    tablette.context.set_offline(False)
    tablette.get_by_role("link", name="Me connecter de nouveau").wait_for(timeout=30_000)  # the next try at the latest
    assert gardees(tablette) == 1
    connecter(tablette, d.formateur.email)
    tablette.goto(reverse("sessions:creneau_tablette", args=[creneau.pk]))
    compteur(tablette, "Tout est envoyé.")
    assert Emargement.objects.count() == 1


def test_se_deconnecter_ne_laisse_aucun_nom(tablette, creneau):
    tablette.goto(reverse("compte"))
    tablette.locator("details.deroulant summary").last.click()
    tablette.get_by_role("button", name="Me déconnecter").click()
    tablette.get_by_role("link", name="Me connecter").wait_for()
    assert tablette.evaluate("caches.keys()") == []
    assert tablette.evaluate("navigator.serviceWorker.getRegistrations().then((tous) => tous.length)") == 0


def test_sans_javascript_chacun_a_sa_page(sans_javascript, connecter, creneau, distribution):
    d, page = distribution, sans_javascript
    connecter(page, d.formateur.email)
    page.goto(reverse("sessions:creneau_tablette", args=[creneau.pk]))
    page.get_by_role("link", name=f"Signer ({d.animateur})").click()
    page.get_by_label("Votre prénom et votre nom").fill("Animateur Test")
    page.get_by_role("button", name="Signer", exact=True).click()
    page.get_by_text("appareil de la formatrice ou du formateur").wait_for()
    assert Emargement.objects.get().nom_saisi == "Animateur Test"


def test_l_ecran_de_la_salle_change_seul(
    bureau, connecter, creneau, distribution, verifier_accessibilite, html_valide, monkeypatch
):
    connecter(bureau, distribution.formateur.email)
    monkeypatch.setattr("sessions.views.tablette.prochain_code", lambda le: 2)
    bureau.goto(reverse("sessions:creneau_salle", args=[creneau.pk]))
    assert bureau.locator(".affiche-code").inner_text().replace("\u00a0", "") == code_de_la_salle(
        creneau, timezone.now()
    )
    bureau.get_by_role("img", name="QR code").wait_for()
    verifier_accessibilite(bureau)
    html_valide(bureau.content())
    monkeypatch.setattr("sessions.views.tablette.code_de_la_salle", lambda creneau, le: "123456")
    bureau.locator(".affiche-code", has_text="123").wait_for()
    bureau.get_by_role("heading", name="Signez votre présence").wait_for()

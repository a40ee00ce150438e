"""Proofs that anyone can check: a session of sixty issued, one certificate replaced, one revoked; a document and a badge
verified by a stranger; a gap closed by an enrolment; a team seen by its référent."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from academie.models import Utilisateur
from certificats.actions.cle import cle_active
from certificats.models import Certificat, DocumentDelivre
from sessions.actions.inscription import inscrire
from tests.academie.documents.juges import executer
from tests.certificats.fabriques import clore, emarger, enseigner, fiche
from tests.navigateur.parcours.presence import lire_qr
from tests.navigateur.parcours.scene import Horloge, Scene, cliquer, remplir, suivre, voir
from tests.sessions.fabriques import animateurs, session_ouverte, version_publiee

PERSONNES, SOUS_LE_SEUIL, ABSENTES = 60, 4, 1
PROGRAMME = "Accompagner sur tous les terminaux"
SUITE = "Sécuriser les usages du public"
POSTE = "Médiatrice ou médiateur numérique"


@pytest.fixture
def scene(monkeypatch, nouvelle_page, travailler, distribution):
    horloge = Horloge(monkeypatch)
    horloge.regler("2027-02-01", "10:00")
    return Scene(nouvelle_page, distribution, travailler, horloge)


@pytest.fixture
def session(scene):
    """A closed session of sixty; the animateur of the cast followed all of it. Nothing is issued yet."""
    d = scene.distribution
    session = session_ouverte(d, capacite=PERSONNES)
    enseigner(session.version, code="1.1", niveau=4)

    autres = animateurs(PERSONNES - 1, structure=d.structure)
    for rang, personne in enumerate([d.animateur, *autres]):
        inscription = inscrire(session=session, utilisateur=personne, par=personne)
        demi_journees = 0 if rang >= PERSONNES - ABSENTES else 1 if rang >= PERSONNES - ABSENTES - SOUS_LE_SEUIL else 2
        if demi_journees:
            emarger(inscription, demi_journees)
    scene.horloge.regler("2027-03-10", "10:00")
    return clore(type(session).objects.get(pk=session.pk))


def delivrer(scene, session) -> None:
    """Who gets what and who does not is read first; the worker does the rest."""
    page = scene.page("gestionnaire")
    page.goto(reverse("certificats:certificat_session", args=[session.pk]))
    voir(page, "55 certificats, 5 refus")
    refus = page.get_by_role("region", name="Qui n'a pas tout, et ce qui changerait cela").get_by_role("listitem")
    expect(refus).to_have_count(SOUS_LE_SEUIL + ABSENTES)
    expect(refus.filter(has_text=re.compile("le seuil de 80.% n'est pas atteint"))).to_have_count(SOUS_LE_SEUIL)
    expect(refus.filter(has_text="Aucune présence notée")).to_have_count(ABSENTES)
    scene.photo(page, "avant-delivrance")
    cliquer(page, "Délivrer les certificats")
    scene.travailler()
    page.reload()
    voir(page, "Tout ce qui devait être délivré l'est.")
    scene.photo(page, "apres-delivrance")
    assert Certificat.objects.valides().count() == 55
    assert Certificat.objects.filter(atteint=False).count() == SOUS_LE_SEUIL


def remplacer_et_revoquer(scene, session) -> tuple[Certificat, Certificat]:
    page = scene.page("gestionnaire")
    corrige, revoque = Certificat.objects.valides().exclude(inscription__utilisateur=scene.distribution.animateur)[:2]
    page.goto(corrige.get_absolute_url())
    suivre(page, "Corriger et remplacer")
    remplir(page, {"Nom de la personne, tel qu'il sera imprimé": "Zoé d'Été-Hiver"})
    remplir(page, {"Pourquoi, en détail": "Le nom était celui d'avant le mariage."})
    scene.photo(page, "remplacer")
    cliquer(page, "Remplacer le certificat")
    voir(page, "Zoé d'Été-Hiver")
    page.goto(revoque.get_absolute_url())
    suivre(page, "Révoquer")
    page.get_by_role("radio").first.check()
    remplir(page, {"Pourquoi, en détail": "Signé à la place d'une autre personne."})
    scene.photo(page, "revoquer")
    cliquer(page, "Révoquer le certificat")
    voir(page, "révoqué")
    return Certificat.objects.get(pk=corrige.pk), Certificat.objects.get(pk=revoque.pk)


def telecharger(scene, dossier):
    """The person takes the three documents and the badge from their page."""
    page = scene.page("animateur")
    page.goto("/parcours/")
    suivre(page, "Mes certificats et badges")
    scene.photo(page, "mes-certificats")
    suivre(page, PROGRAMME)
    scene.photo(page, "mon-certificat")
    fichiers = []
    for nom, libelle in (("attestation.pdf", "attestation de fin de formation"), ("badge.png", "Image PNG")):
        with page.expect_download() as attendu:
            page.get_by_role("main").get_by_role("link", name=re.compile(libelle, re.IGNORECASE)).first.click()
        attendu.value.save_as(dossier / nom)
        fichiers.append(dossier / nom)
    return fichiers


def verifier_en_inconnu(scene, attestation, badge, dossier) -> None:
    """A stranger with a phone: the QR code, then the file, then the file with one byte changed, then the badge."""
    executer("pdftoppm", "-r", "150", "-png", "-singlefile", attestation, dossier / "page")
    telephone = scene.telephone()
    telephone.goto(lire_qr(dossier / "page.png"))
    for fait in ("Attestation de fin de formation", "Animateur Test", PROGRAMME, "valide", "démonstration"):
        voir(telephone, fait)
    scene.photo(telephone, "verification")
    octets = bytearray(attestation.read_bytes())
    octets[len(octets) // 2] ^= 1
    (dossier / "retouche.pdf").write_bytes(octets)
    for fichier, verdict in (
        (attestation, "Ce fichier est authentique"),
        (dossier / "retouche.pdf", "Ce fichier a été modifié"),
        (badge, "Ce badge est authentique"),
    ):
        telephone.goto("/verification/")
        telephone.locator("input[type=file]").set_input_files(fichier)
        cliquer(telephone, "Comparer le fichier")
        voir(telephone, verdict)
        scene.photo(telephone, f"verdict-{fichier.stem}")


def lire_les_retires(scene, corrige, revoque) -> None:
    """What was replaced leads to what replaces it; what was revoked says why and when."""
    page = scene.visiteur()
    page.goto(reverse("certificats:verification_detail", args=[corrige.principal.code_lisible]))
    voir(page, "remplacé")
    page.get_by_role("main").get_by_role("link", name=re.compile(r"Voir le (document|certificat) \d")).click()
    voir(page, "Zoé d'Été-Hiver")
    page.goto(reverse("certificats:verification_detail", args=[revoque.principal.code_lisible]))
    voir(page, "révoqué")
    scene.photo(page, "verification-revoque")
    assert "Signé à la place" not in page.content()


def combler_un_ecart(scene) -> None:
    """The person aims at a post, reads the gap, and the proposal leads to an enrolment."""
    d = scene.distribution
    fiche(titre=POSTE, c1_1=4, c4_2=5)
    suite = version_publiee(d, slug="securite", titre=SUITE, theme="securite")
    enseigner(suite, code="4.2", niveau=5)
    ouverte = session_ouverte(d, version=suite)
    page = scene.page("animateur")
    page.goto("/parcours/")
    suivre(page, "Choisir le poste que je vise")
    page.get_by_role("radio", name=POSTE).check()
    cliquer(page, "Viser ce poste")
    ecarts = page.get_by_role("table", name=re.compile("^Écarts entre"))
    voir(ecarts.get_by_role("row", name="1.1 Naviguer"), "niveau atteint")
    voir(page, "1 compétence prouvée au niveau demandé, sur 2")
    scene.photo(page, "ecarts")
    ecarts.get_by_role("link", name=SUITE).click()
    expect(page).to_have_url(re.compile(f"{ouverte.get_absolute_url()}$"))
    suivre(page, "M'inscrire")
    cliquer(page, "Confirmer mon inscription")
    expect(page).to_have_url(re.compile(r"/inscriptions/\d+/"))
    assert ouverte.inscriptions.actives().filter(utilisateur=d.animateur).exists()


def lire_l_equipe(scene) -> None:
    page = scene.page("referent")
    page.goto("/parcours/equipe/")
    voir(page, "Animateur Test")
    scene.photo(page, "equipe")


def test_proofs_that_anyone_can_check(scene, session, tmp_path):
    cle_active("cachet")
    delivrer(scene, session)
    corrige, revoque = remplacer_et_revoquer(scene, session)
    attestation, badge = telecharger(scene, tmp_path)
    verifier_en_inconnu(scene, attestation, badge, tmp_path)
    lire_les_retires(scene, corrige, revoque)
    combler_un_ecart(scene)
    lire_l_equipe(scene)
    assert DocumentDelivre.objects.filter(certificat=corrige).count() == 3
    assert Utilisateur.objects.count() > PERSONNES

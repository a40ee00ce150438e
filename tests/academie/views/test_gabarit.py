"""Rewriting a message: what is typed is text with places, and nothing that runs."""

import pytest
from django.urls import reverse

from academie.actions.message import mettre_en_file
from academie.branchements.gabarits import GABARITS
from academie.models import Message, VersionGabarit
from sessions.actions.inscription import inscrire
from tests.sessions.fabriques import session_ouverte

CODE = "sessions/messages/reclamation_repondue.txt"
AVEC_APERCU = "sessions/messages/offre_proposee.txt"
VALEURS = {"prenom": "Ada", "reclamation": "Le <b>bruit</b>", "accuser_avant": "1", "repondre_avant": "2"}
TEXTE = "Bonjour {{ prenom }}, lisez « {{ reclamation }} ».\n\n[Lire]({{ lien }})"


def page(code=CODE) -> str:
    return reverse("gabarit_update", args=[code])


def envoyer(**contexte) -> Message:
    Message.objects.all().delete()
    valeurs = VALEURS | {"lien": "https://oten.example/r"} | contexte
    return mettre_en_file(cle="essai", gabarit=CODE, contexte=valeurs, destinataire="qui@test.example")


@pytest.fixture
def client_g(distribution, connecte):
    return connecte(distribution.gestionnaire)


def test_le_texte_reecrit_sert_des_le_message_suivant_et_les_versions_restent(client_g, distribution):
    origine = envoyer().texte
    for _clic in range(2):
        assert client_g.post(page(), {"sujet": "Réponse, {{ prenom }}", "texte": TEXTE}).status_code == 302
    assert VersionGabarit.objects.count() == 1
    message = envoyer()
    assert message.sujet == "Réponse, Ada"
    assert "lisez «" in message.texte

    client_g.post(page(), {"sujet": "Autre", "texte": TEXTE + "\nBis"})
    client_g.post(reverse("gabarit_retablir", args=[CODE, 1]))
    assert envoyer().sujet == "Réponse, Ada"
    for _clic in range(2):
        client_g.post(reverse("gabarit_retablir", args=[CODE, 0]))
    assert envoyer().texte == origine
    versions = VersionGabarit.objects.filter(code=CODE).order_by("numero")
    assert [(v.numero, v.origine, v.par) for v in versions] == [
        (1, False, distribution.gestionnaire),
        (2, False, distribution.gestionnaire),
        (3, False, distribution.gestionnaire),
        (4, True, distribution.gestionnaire),
    ]


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("{{ lien }} {{ motdepasse }}", "motdepasse"),
        ("{{ lien }} {% load static %}", "variable"),
        ("{{ lien }} {{ prenom.__class__ }}", "variable"),
        ("{{ lien }} {{ prenom|safe }}", "variable"),
        ("{{ lien }} {{ prenom", "variable"),
        ("Sans lien", "remettez-la"),
        ("", "obligatoire"),
    ],
)
def test_un_texte_fautif_est_refuse_et_garde(client_g, texte, phrase):
    for donnees in ({}, {"apercu": "oui"}):
        reponse = client_g.post(page(), {"sujet": "Un sujet à moi", "texte": texte} | donnees)
        assert reponse.status_code == 200
        assert phrase in str(reponse.context["form"].errors["texte"])
        assert "Un sujet à moi" in reponse.text
    assert not VersionGabarit.objects.exists()


def test_un_sujet_fautif_est_refuse_sur_son_champ(client_g):
    reponse = client_g.post(page(), {"sujet": "{{ lien.x }}", "texte": TEXTE})
    assert list(reponse.context["form"].errors) == ["sujet"]


def test_ce_qu_une_valeur_contient_reste_du_texte(client_g, travailler, mailoutbox):
    client_g.post(page(), {"sujet": "{{ reclamation }}", "texte": TEXTE})
    envoyer(reclamation="{{ lien }} <img src=x onerror=alert(1)> [ici](https://evil.example/)\r\nBcc: x@y.example")
    travailler()
    [courriel] = mailoutbox
    html = courriel.alternatives[0].content
    assert "<img" not in html
    assert ">ici</a>" not in html
    assert "{{ lien }}" in courriel.body
    assert "\n" not in courriel.subject
    assert courriel.bcc == []


def test_l_apercu_montre_ce_qui_est_tape_sans_l_enregistrer(client_g, distribution):
    inscrire(session=session_ouverte(distribution), utilisateur=distribution.animateur, par=distribution.animateur)
    saisie = {"sujet": "Vite, {{ prenom }}", "texte": "## Une place\n\n{{ lien_offre }}", "apercu": "oui"}
    reponse = client_g.post(page(AVEC_APERCU), saisie)
    assert "Vite, Animateur" in reponse.text
    assert "<h2>Une place</h2>" in reponse.text
    assert not VersionGabarit.objects.exists()


def test_une_version_que_le_produit_ne_comprend_plus_ne_bloque_rien(db):
    VersionGabarit.objects.create(code=CODE, numero=1, sujet="S", texte="{{ disparue }}")
    assert envoyer().sujet.startswith("Une réponse à votre réclamation")


@pytest.mark.parametrize("code", ["rien.txt", "../../etc/passwd", "academie/messages/compte.txt"])
def test_ce_qui_n_est_pas_un_modele_n_existe_pas(client_g, code):
    assert client_g.get(page(code)).status_code == 404


def test_la_liste_les_dit_tous(client_g):
    texte = client_g.get(reverse("gabarit_list")).text
    assert all(page(code) in texte for code, gabarit in GABARITS.items() if gabarit.modifiable)


def test_qui_ne_gere_pas_les_textes_ne_les_change_pas(distribution, connecte):
    for personne in (distribution.administrateur, distribution.animateur):
        client = connecte(personne)
        assert client.post(page(), {"sujet": "S", "texte": TEXTE}).status_code == 403
        assert client.post(reverse("gabarit_retablir", args=[CODE, 0])).status_code == 403

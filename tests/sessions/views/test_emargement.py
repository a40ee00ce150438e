"""Signing by a link, as whoever holds it."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.conf import settings as reglages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from academie.autorisations.jetons import creer_jeton
from sessions.actions.declaration import declarer_absence
from sessions.actions.emargement import contresigner
from sessions.actions.inscription import annuler_inscription
from sessions.models import Emargement
from sessions.queries.emargement import PERSONNEL, SALLE, code_de_la_salle, lien_personnel, url_de_la_salle
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir, session_au, signer


@pytest.fixture
def session(d):
    return session_au(d, personnes=[d.animateur, d.autre_animateur])


@pytest.fixture
def ouvert(session, d):
    return ouvrir(demi_journee(session), d)


@pytest.fixture
def inscription(session, d):
    return inscription_de(session, d.animateur)


@pytest.fixture
def lien(inscription, ouvert):
    return lien_personnel(inscription, ouvert)


@pytest.fixture
def maintenant(monkeypatch):
    """Set the clock: `maintenant(moment)`."""

    def regler(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return regler


@pytest.fixture(autouse=True)
def _pendant_la_demi_journee(session, maintenant):
    maintenant(demi_journee(session).debut + timedelta(minutes=4))


def envoyer(client, lien, ouvert, **autres):
    donnees = {"code": code_de_la_salle(ouvert, timezone.now()), "nom": "Animateur Test"} | autres
    return client.post(lien, donnees, follow=True)


def page(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def salle(ouvert) -> str:
    return url_de_la_salle(ouvert).removeprefix("http://testserver")


def mauvais(ouvert) -> str:
    bons = {code_de_la_salle(ouvert, timezone.now() + timedelta(minutes=ecart)) for ecart in range(-5, 6)}
    return next(code for code in ("000000", *map(str, range(111111, 111130))) if code not in bons)


def test_signer_par_son_lien_sans_compte(client, lien, ouvert, inscription):
    avant = client.get(lien)
    assert avant.status_code == 200
    assert "Signer ma présence" in page(avant)
    assert "noindex" in page(avant)
    assert "no-store" in avant["Cache-Control"]
    apres = envoyer(client, lien, ouvert)
    assert "Votre présence est enregistrée" in page(apres)
    assert "Enregistrée à 9 h 04" in page(apres)
    assert Emargement.objects.get().inscription == inscription
    assert Emargement.objects.get().moyen == "lien"


def test_le_nom_n_est_pas_ecrit_d_avance(client, lien):
    assert client.get(lien).context["form"].initial == {}


def test_deux_clics_donnent_la_meme_page(client, lien, ouvert):
    premiere, seconde = envoyer(client, lien, ouvert), envoyer(client, lien, ouvert, code="")
    assert premiere.redirect_chain == [(lien, 302)]
    assert "Votre présence est enregistrée" in page(client.get(lien))
    assert seconde.status_code == 200
    assert Emargement.objects.count() == 1


def test_le_lien_ne_contient_aucune_donnee_personnelle(lien, inscription):
    assert inscription.utilisateur.nom not in unquote(lien)
    assert "@" not in unquote(lien)


@pytest.mark.parametrize("espaces", ["{} {}", " {}{} ", "{}\u00a0 {}"])
def test_les_espaces_du_code_sont_pardonnes(client, lien, ouvert, espaces):
    code = code_de_la_salle(ouvert, timezone.now())
    saisie = espaces.format(code[:3], code[3:])
    assert "Votre présence est enregistrée" in page(envoyer(client, lien, ouvert, code=saisie))


@pytest.mark.parametrize("nom", ["", "   ", "X", "12 345", "🙂🙂", "\x00\x00", "N" * 201])
def test_un_nom_qui_n_en_est_pas_un(client, lien, ouvert, nom):
    reponse = envoyer(client, lien, ouvert, nom=nom)
    assert reponse.context["form"].errors["nom"]
    assert not Emargement.objects.exists()


@pytest.mark.parametrize("nom", ["نور الدين", "Zoë 🙂 Müller", "李 小龙", "דנה כהן", "N" * 200])
def test_un_nom_d_ailleurs_est_garde_tel_quel(client, lien, ouvert, nom):
    envoyer(client, lien, ouvert, nom=nom)
    assert Emargement.objects.get().nom_saisi == nom


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "٠١٢٣٤٥", "0" * 21])
def test_un_code_mal_ecrit_garde_ce_qui_est_saisi(client, lien, ouvert, code):
    reponse = envoyer(client, lien, ouvert, code=code, nom="Camille D.")
    assert reponse.context["form"].errors["code"]
    assert 'value="Camille D."' in page(reponse)
    assert not Emargement.objects.exists()


def test_un_mauvais_code(client, lien, ouvert):
    reponse = envoyer(client, lien, ouvert, code=mauvais(ouvert))
    assert "Ce n'est pas le code de cette demi-journée" in page(reponse)
    assert not Emargement.objects.exists()


def test_trop_de_mauvais_codes(client, lien, ouvert):
    for _essai in range(10):
        envoyer(client, lien, ouvert, code=mauvais(ouvert))
    assert "Attendez un quart d'heure" in page(envoyer(client, lien, ouvert))
    assert not Emargement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_un_refus_ne_rend_pas_l_essai_avec_le_cache_en_base(client, lien, ouvert, settings):
    """The shared cache is a table of the same database: a refusal that rolls back must not forget the try."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_essai"}}
    call_command("createcachetable", verbosity=0)
    for _essai in range(10):
        envoyer(client, lien, ouvert, code=mauvais(ouvert))
    assert "Attendez un quart d'heure" in page(envoyer(client, lien, ouvert))


def test_un_code_perime(client, lien, ouvert, maintenant):
    vieux = code_de_la_salle(ouvert, timezone.now())
    maintenant(timezone.now() + timedelta(minutes=5))
    assert "il a changé depuis" in page(envoyer(client, lien, ouvert, code=vieux))


def test_pas_encore_ouvert(client, session, inscription):
    ferme = demi_journee(session, 1)
    lien = lien_personnel(inscription, ferme)
    reponse = client.get(lien)
    assert reponse.status_code == 200
    assert "n'est pas encore ouvert" in page(reponse)
    assert "Signer ma présence</button>" not in page(reponse)
    assert "n'est pas encore ouvert" in page(client.post(lien, {"code": "123456", "nom": "Camille"}))
    assert not Emargement.objects.exists()


def test_inscription_annulee(client, session, inscription, d):
    demi = demi_journee(session)
    annuler_inscription(inscription=inscription, par=d.animateur, le=demi.debut - timedelta(days=10))
    lien = lien_personnel(inscription, ouvrir(demi, d))
    assert "Votre inscription à cette session est annulée" in page(client.get(lien))


def test_deja_contresigne(client, lien, ouvert, d):
    contresigner(creneau=ouvert, par=d.formateur, le=ouvert.fin)
    assert "il a été contresigné" in page(client.get(lien))


def test_signe_puis_contresigne_remercie_encore(client, lien, ouvert, inscription, d):
    signer(ouvert, inscription)
    contresigner(creneau=ouvert, par=d.formateur, le=ouvert.fin)
    assert "Votre présence est enregistrée" in page(client.get(lien))


def test_absence_notee(client, lien, ouvert, inscription, d):
    declarer_absence(creneau=ouvert, inscription=inscription, par=d.formateur)
    assert "Une absence est notée à votre nom" in page(client.get(lien))


@pytest.mark.parametrize(
    "jeton",
    [
        "n-importe-quoi",
        "a:b:c",
        "WzEsMl0:1xV1lr:faux",
        "\x00",
        "é",
        "x" * 5000,
    ],
)
def test_un_jeton_force_est_refuse_clairement(client, jeton, ouvert):
    reponse = client.get(reverse("sessions:emargement_signer", args=[jeton]))
    assert reponse.status_code == 404
    assert "Ce lien ne permet pas de signer" in page(reponse)


def test_un_jeton_altere_ou_fait_pour_autre_chose_est_refuse(client, lien, inscription, ouvert):
    autre_usage = creer_jeton("enquete.invitation", inscription.pk, ouvert.pk)
    disparu = creer_jeton(PERSONNEL, inscription.pk, 10**9)
    inconnu = creer_jeton(PERSONNEL, 10**9, ouvert.pk)
    salle_disparue = creer_jeton(SALLE, 10**9)
    adresses = [
        reverse("sessions:emargement_signer", args=[j]) for j in (autre_usage, disparu, inconnu, salle_disparue)
    ]
    for adresse in [*adresses, lien[:-2] + "x/"]:
        for reponse in (client.get(adresse), client.post(adresse, {"code": "123456", "nom": "Camille"})):
            assert reponse.status_code == 404
            assert "Ce lien ne permet pas de signer" in page(reponse)


# The room's link: who signs is who is signed in


def test_le_qr_de_la_salle_demande_de_se_connecter_puis_y_revient(client, ouvert):
    reponse = client.get(salle(ouvert))
    assert reponse.status_code == 302
    assert reponse["Location"] == f"{reverse(reglages.LOGIN_URL)}?next={salle(ouvert).replace(':', '%3A')}"
    assert (
        client.post(salle(ouvert), {"code": code_de_la_salle(ouvert, timezone.now()), "nom": "Camille"}).status_code
        == 302
    )
    assert not Emargement.objects.exists()


def test_signer_par_le_qr_de_la_salle(connecte, ouvert, inscription, d):
    reponse = envoyer(connecte(d.animateur), salle(ouvert), ouvert)
    assert "Votre présence est enregistrée" in page(reponse)
    assert Emargement.objects.get().inscription == inscription
    assert Emargement.objects.get().moyen == "code"


@pytest.mark.parametrize("qui", ["referent", "formateur", "gestionnaire", "sans_role"])
def test_qui_n_est_pas_inscrit_ne_signe_pas(connecte, ouvert, d, qui):
    client = connecte(getattr(d, qui))
    assert "pas sur la liste" in page(client.get(salle(ouvert)))
    assert "pas sur la liste" in page(envoyer(client, salle(ouvert), ouvert))
    assert not Emargement.objects.exists()


def test_un_lien_personnel_reste_celui_de_la_personne_meme_avec_un_autre_compte(connecte, lien, ouvert, inscription, d):
    envoyer(connecte(d.autre_animateur), lien, ouvert)
    assert Emargement.objects.get().inscription == inscription


def test_une_requete_constante(client, lien, django_assert_num_queries):
    client.get(lien)
    with django_assert_num_queries(4):
        client.get(lien)

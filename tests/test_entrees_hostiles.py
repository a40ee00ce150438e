"""What nobody should send: every address answers without breaking, and what it refuses leaves no trace."""

import re

import pytest
from django import forms
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from academie.models import Theme
from tests.alarmes import ECRITURE
from tests.certificats.fabriques import competence
from tests.formulaires import formulaires_de
from tests.test_acces import ADRESSES, exemples
from tests.test_double_clic import ENVOIS, acteurs, contenu, saisie

IMMENSE = 10**30
# An emoji, a text from right to left with its override, a zero-width space, a combining accent.
ETRANGE = "🙂 \u202eشكرا שלום\u200b e\u0301 "
BALISES = "<script>alert(1)</script>{{ x }}{% y %} ' \" \\ ; --"
ORDURES = ["a\x00b", "-" + "9" * 30, "x" * 20_000]
MEGAOCTETS = 10
# The rows of a table of fields after the first.
SUIVANTES = re.compile(r"\w+-[1-9]\d*-")
# A page of a survey keeps what it understood: the answer goes on.
GARDE_LE_RESTE = {"besoins:reponse_section"}


def ouvrir(nom, distribution):
    """A client of somebody who may, and the arguments of an address that exists."""
    vue = getattr(ADRESSES[nom].callback, "view_class", None)
    client = Client()
    if personne := next(iter(acteurs(vue, distribution).values()), None):
        client.force_login(personne, backend="django.contrib.auth.backends.ModelBackend")
    return client, exemples().get(nom, lambda d: {})(distribution)


def adresses_voisines(nom, kwargs):
    """The same address for something that does not exist, argument by argument."""
    for cle, valeur in kwargs.items():
        faux = [IMMENSE, 0, 999_999] if isinstance(valeur, int) else ["inconnu", "x" * 3_000, ETRANGE, "a\x00b", "."]
        for autre in faux:
            try:
                yield reverse(nom, kwargs=kwargs | {cle: autre})
            except NoReverseMatch:
                continue


@pytest.mark.parametrize("nom", sorted(nom for nom in ADRESSES if nom in exemples()))
def test_ce_qui_n_existe_pas(nom, distribution):
    client, kwargs = ouvrir(nom, distribution)
    for url in adresses_voisines(nom, kwargs):
        for envoyer in (client.get, client.post):
            with transaction.atomic():
                reponse = envoyer(url)
                assert reponse.status_code in (200, 302, 304, 404, 405), url
                transaction.set_rollback(True)


@pytest.mark.parametrize("nom", sorted(ADRESSES))
def test_des_questions_absurdes(nom, distribution):
    client, kwargs = ouvrir(nom, distribution)
    url = reverse(nom, kwargs=kwargs)
    page = client.get(url)
    noms = {"page", "q", "next", "version"} | {
        champ for formulaire in formulaires_de(page, aussi_recherches=True) for champ in formulaire.fields
    }
    list(page)
    if not page["Content-Type"].startswith("text/html"):
        return  # a document asks no question
    for ordure in ("a\x00b", "9" * 30, ETRANGE + BALISES):
        reponse = client.get(url, dict.fromkeys(noms, ordure))
        list(reponse)
        assert reponse.status_code < 500, ordure


@pytest.fixture
def envoi(request, distribution):
    """What is sent by somebody who may, and the fields that take a text."""
    nom = request.param
    Theme.objects.create(slug="theme", nom="Thème")
    competence()
    client, kwargs = ouvrir(nom, distribution)
    url = reverse(nom, kwargs=kwargs)
    page = client.get(url)
    textes = [
        formulaire.add_prefix(cle)
        for formulaire in formulaires_de(page)
        for cle, champ in formulaire.fields.items()
        if type(champ) is forms.CharField and not formulaire[cle].is_hidden
    ]
    return nom, client, url, saisie(nom, page, distribution), textes


@pytest.mark.parametrize("envoi", sorted(ENVOIS), indirect=True)
def test_des_textes_de_partout(envoi):
    _nom, client, url, donnees, textes = envoi
    for texte in (ETRANGE, BALISES):
        with transaction.atomic():
            reponse = client.post(url, donnees | dict.fromkeys(textes, texte), follow=True)
            assert reponse.status_code < 500
            assert "<script>alert" not in reponse.content.decode(errors="ignore")
            transaction.set_rollback(True)


@pytest.mark.parametrize("envoi", sorted(ENVOIS), indirect=True)
def test_des_champs_absurdes_un_par_un(envoi):
    nom, client, url, donnees, textes = envoi
    avant, ecritures = contenu(), []

    def noter(executer, sql, *suite):
        ecritures.extend(ECRITURE.findall(sql))
        return executer(sql, *suite)

    for champ in {*donnees, *textes} - {champ for champ in donnees if SUIVANTES.match(champ)}:
        for ordure in ORDURES:
            ecritures.clear()
            with transaction.atomic(), connection.execute_wrapper(noter):
                reponse = client.post(url, donnees | {champ: ordure})
                assert reponse.status_code < 500, f"{champ}: {ordure[:20]!r}"
                if ecritures and reponse.status_code != 302 and nom not in GARDE_LE_RESTE:
                    assert contenu() == avant, f"{champ}: {ordure[:20]!r}"
                transaction.set_rollback(True)


@pytest.mark.parametrize("envoi", sorted(ENVOIS), indirect=True)
def test_dix_megaoctets_et_des_corps_illisibles(envoi):
    _nom, client, url, _donnees, textes = envoi
    avant = contenu()
    corps = f"{(textes or ['x'])[0]}=".encode() + b"a" * MEGAOCTETS * 2**20
    reponse = client.post(url, corps, content_type="application/x-www-form-urlencoded")
    assert reponse.status_code in (302, 400, 413)
    assert reponse.status_code == 302 or contenu() == avant
    for genre in ("multipart/form-data", "multipart/form-data; boundary=x", "application/json"):
        assert client.post(url, b"\xff\x00{", content_type=genre).status_code < 500

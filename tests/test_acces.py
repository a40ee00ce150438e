"""Every address, walked as every role, a stranger and nobody: what happens is what the permission table says."""

import importlib

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from academie.autorisations.publiques import PAGES_PUBLIQUES, PREFIXES_PUBLICS
from academie.autorisations.table import TABLE
from tests.distribution import distribuer

HORS_TABLE = ("admin:",)  # Django's admin asks its own permissions: tests/academie/autorisations/test_backend.py


def adresses() -> dict[str, URLPattern]:
    trouvees = {}

    def visiter(motifs, espace=""):
        for motif in motifs:
            if isinstance(motif, URLPattern):
                trouvees[f"{espace}{motif.name}"] = motif
            else:
                visiter(motif.url_patterns, f"{motif.namespace}:" if motif.namespace else espace)

    visiter(get_resolver().url_patterns)
    return {nom: m for nom, m in trouvees.items() if not nom.startswith((*HORS_TABLE, *PREFIXES_PUBLICS))}


def exemples() -> dict:
    """`{url name: function(distribution) -> kwargs of the address}` of every house."""
    reunis = {}
    for maison in ("academie", "besoins", "sessions", "certificats"):
        reunis |= importlib.import_module(f"tests.{maison}.exemples").EXEMPLES
    return reunis


ADRESSES = adresses()
SEULEMENT_EN_DEVELOPPEMENT = {"composants"}
GARDEES = {
    nom: motif.callback.view_class
    for nom, motif in ADRESSES.items()
    if nom not in PAGES_PUBLIQUES and hasattr(motif.callback, "view_class")
}


def test_chaque_adresse_est_gardee_ou_publique():
    sans_garde = [
        nom
        for nom, motif in ADRESSES.items()
        if nom not in PAGES_PUBLIQUES
        and getattr(getattr(motif.callback, "view_class", None), "permission", None) not in TABLE
    ]
    assert sans_garde == []


def test_les_pages_publiques_existent():
    assert PAGES_PUBLIQUES - ADRESSES.keys() - SEULEMENT_EN_DEVELOPPEMENT == set()


def attendu(vue, utilisateur, kwargs) -> set[int]:
    if utilisateur is None:
        return {302}
    if vue.permission not in utilisateur.permissions:
        return {403}
    modele = getattr(vue, "model", None)
    if modele is None or "pk" not in kwargs:
        return {200, 302}
    lignes = modele._default_manager.filter(pk=kwargs["pk"])
    if vue.visible and not lignes.autorises(utilisateur, vue.visible).exists():
        return {404}
    if not lignes.autorises(utilisateur, vue.permission).exists():
        return {403} if vue.visible else {404}
    return {200, 302}


@pytest.mark.parametrize("nom", sorted(GARDEES))
def test_chaque_role_rencontre_ce_que_dit_la_table(nom, db):
    vue = GARDEES[nom]
    distribution = distribuer()
    kwargs = exemples().get(nom, lambda d: {})(distribution)
    url = reverse(nom, kwargs=kwargs)
    methode = "get" if hasattr(vue, "get") and "get" in vue.http_method_names else "post"
    for qui, utilisateur in {"visiteur": None, **distribution.personnes}.items():
        client = Client()
        if utilisateur:
            client.force_login(utilisateur, backend="django.contrib.auth.backends.ModelBackend")
        with transaction.atomic():
            reponse = getattr(client, methode)(url)
            list(reponse)  # a file is closed once read, and a table reads its rows as it goes
            transaction.set_rollback(True)
        assert reponse.status_code in attendu(vue, utilisateur, kwargs), f"{qui} {methode} {url}"
        if utilisateur is None:
            assert reponse["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("nom", sorted(PAGES_PUBLIQUES & ADRESSES.keys() - SEULEMENT_EN_DEVELOPPEMENT))
def test_les_pages_publiques_s_ouvrent_a_tous(nom, db):
    distribution = distribuer()
    url = reverse(nom, kwargs=exemples().get(nom, lambda d: {})(distribution))
    for utilisateur in (None, *distribution.personnes.values()):
        client = Client()
        if utilisateur:
            client.force_login(utilisateur, backend="django.contrib.auth.backends.ModelBackend")
        reponse = client.get(url)
        list(reponse)  # a file is closed once read
        assert reponse.status_code in {200, 302, 405}, url

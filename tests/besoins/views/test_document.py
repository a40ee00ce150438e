from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from besoins.actions.document import conserver_fiche
from besoins.models import Besoin, Financement, VersionProgramme
from besoins.tasks.document import conserver_les_fiches
from tests.academie.documents import juges
from tests.besoins.atelier import (
    brouillon_complet,
    relire,
    version_en_relecture,
    version_publiee,
    version_relue,
    version_retiree,
)


def corps(reponse) -> bytes:
    return b"".join(reponse.streaming_content)


def lire(version) -> bytes:
    """The file itself."""
    with version.fiche.open() as fichier:
        return fichier.read()


def adresse(version, suite=".pdf") -> str:
    return f"/catalogue/{version.programme.slug}{suite}"


def publier(d, client_de) -> VersionProgramme:
    """Published by its button, as a person does."""
    version = version_relue(d)
    client_de(d.gestionnaire).post(reverse("besoins:programme_publish", args=[version.pk]))
    return relire(version)


def test_la_fiche_se_fait_une_fois_a_la_publication(d, connecte, travailler, client):
    version = publier(d, connecte)
    assert not version.fiche
    travailler()
    version = relire(version)

    reponse = client.get(adresse(version))

    contenu = corps(reponse)
    assert contenu.startswith(b"%PDF-")
    assert reponse["Content-Type"] == "application/pdf"
    assert 'inline; filename="accompagner-l-e-administration-v1.pdf"' in reponse["Content-Disposition"]
    assert reponse["ETag"] == f'"{sha256(contenu).hexdigest()}"' == f'"{version.fiche_empreinte}"'
    assert lire(version) == contenu
    assert conserver_fiche(version=version).fiche == version.fiche


def test_la_fiche_publiee_ne_change_plus(d, connecte, travailler, client, tmp_path):
    version = publier(d, connecte)
    travailler()
    avant = corps(client.get(adresse(version)))

    Besoin.objects.update(titre="Un tout autre besoin")

    assert corps(client.get(adresse(version))) == avant
    assert corps(client.get(adresse(version, "/versions/1.pdf"))) == avant
    assert "Former les animateurs" in juges.texte(avant, tmp_path / "f.pdf")


def test_qui_l_a_deja_ne_la_recoit_pas_deux_fois(d, client, monkeypatch):
    version = conserver_fiche(version=version_publiee(d))
    premiere = client.get(adresse(version))
    corps(premiere)
    monkeypatch.setattr(default_storage, "open", None)  # 304 is answered without the file

    for entete in ({"If-None-Match": premiere["ETag"]}, {"If-Modified-Since": premiere["Last-Modified"]}):
        reponse = client.get(adresse(version), headers=entete)
        assert reponse.status_code == 304
        assert reponse["ETag"] == premiere["ETag"]
        assert reponse.content == b""


def test_head_dit_la_taille_sans_le_contenu(d, client):
    version = conserver_fiche(version=version_publiee(d))

    reponse = client.head(adresse(version))

    assert int(reponse["Content-Length"]) == version.fiche.size
    assert reponse["ETag"] == f'"{version.fiche_empreinte}"'
    assert corps(reponse) == b""


def test_sans_fichier_elle_se_fait_a_la_demande(d, client):
    version = version_publiee(d)
    avant = corps(client.get(adresse(version)))
    version = conserver_fiche(version=version)
    default_storage.delete(version.fiche.name)

    reponse = client.get(adresse(version))

    assert corps(reponse) == avant
    assert reponse["ETag"] == f'"{sha256(avant).hexdigest()}"'


def test_les_fiches_qui_manquent_se_rattrapent(d, travailler):
    publiee, brouillon = version_publiee(d), brouillon_complet(d, "Autre")

    conserver_les_fiches()
    travailler()

    assert relire(publiee).fiche
    assert not relire(brouillon).fiche


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_fiche_conservee_se_lit_en_une_requete(d, client, nombre, django_assert_num_queries):
    version = conserver_fiche(version=version_publiee(d, minutes=(60,) * nombre))

    with django_assert_num_queries(1):
        corps(client.get(adresse(version)))


@pytest.mark.parametrize("fabrique", [brouillon_complet, version_en_relecture, version_relue])
def test_ce_qui_n_a_jamais_ete_publie_n_a_pas_de_fiche_publique(d, client, fabrique):
    version = fabrique(d)

    assert client.get(adresse(version)).status_code == 404
    assert client.get(adresse(version, "/versions/1.pdf")).status_code == 404


def test_une_version_retiree_garde_la_sienne(d, client):
    version = version_retiree(d)

    assert client.get(adresse(version)).status_code == 410
    assert corps(client.get(adresse(version, "/versions/1.pdf"))).startswith(b"%PDF-")
    assert client.get(adresse(version, "/versions/2.pdf")).status_code == 404


def test_l_atelier_imprime_un_projet(d, connecte, tmp_path):
    version = brouillon_complet(d)

    reponse = connecte(d.formateur).get(reverse("besoins:programme_fiche", args=[version.pk]))

    assert "Projet. Ce document n’est pas publié" in juges.texte(corps(reponse), tmp_path / "p.pdf")
    assert "private" in reponse["Cache-Control"]
    assert "Last-Modified" not in reponse


def test_la_fiche_dit_tout_et_passe_chez_les_juges(d, client, tmp_path):
    brouillon = brouillon_complet(d)
    brouillon.modules.update(modalite="virtuelle")
    brouillon.positionnements.create(ordre=1, intitule="Avez-vous déjà accompagné ?")
    brouillon.financements.add(
        Financement.objects.create(
            nom="FSE+ Bretagne", fonds="fse", mention="Cofinancé par l'Union européenne", debut="2026-01-01"
        )
    )
    VersionProgramme.objects.update(publics_accompagnes=["seniors"])

    octets = conserver_et_lire(brouillon)

    juges.verifier_conforme(octets, tmp_path / "f.pdf")
    imprime = juges.texte(octets, tmp_path / "f.pdf", "-layout")
    for fait in (
        "Cofinancé par l'Union européenne",
        "Modalité À distance",
        "Module 1 (à distance, ensemble)",
        "Publics accompagnés : seniors",
        "Avez-vous déjà accompagné ?",
        "Un point avec chaque personne en fin de journée",
        "Un ordinateur par personne",
        "Financement FSE+ Bretagne",
        "au moins 80 % des heures prévues",
    ):
        assert fait in imprime


def conserver_et_lire(version) -> bytes:
    VersionProgramme.objects.filter(pk=version.pk).update(publiee_le=version.cree_le)
    return lire(conserver_fiche(version=version))

"""A backup put back in an empty database gives the same rows and the same documents, on both databases."""

import json
from zipfile import ZipFile

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command

from academie.actions.sauvegarde import _modeles, sauvegarder
from academie.models import Utilisateur
from academie.regles import Refus
from certificats.models import Certificat
from tests.certificats.fabriques import certificat
from tests.distribution import distribuer


def contenu() -> str:
    return "".join(serializers.serialize("jsonl", modele._base_manager.order_by("pk")) for modele in _modeles())


def lire(document) -> bytes:
    with document.fichier.open("rb") as fichier:
        return fichier.read()


def vider() -> None:
    call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def archive(transactional_db, tmp_path):
    certificat(distribuer())
    call_command("sauvegarder", tmp_path / "tout.zip")
    return tmp_path / "tout.zip"


def test_everything_comes_back(archive, capsys):
    avant = contenu()
    document = Certificat.objects.get().principal
    octets = lire(document)
    document.fichier.storage.delete(document.fichier.name)
    vider()
    call_command("restaurer", archive)
    assert contenu() == avant
    assert lire(Certificat.objects.get().principal) == octets
    # The next row takes the next number.
    assert Utilisateur.objects.create_user("suite@test.example").pk


def test_the_file_is_for_its_owner_alone(archive):
    assert archive.stat().st_mode & 0o077 == 0


def test_it_never_overwrites_a_file(archive):
    with pytest.raises(Refus, match="existe déjà"):
        sauvegarder(archive)


def test_a_database_in_use_is_left_alone(archive):
    avant = contenu()
    with pytest.raises(CommandError, match="a déjà des comptes"):
        call_command("restaurer", archive)
    assert contenu() == avant


@pytest.mark.parametrize("taille", [0, 10, 5000])
def test_a_truncated_file_is_refused(archive, taille):
    vider()
    archive.write_bytes(archive.read_bytes()[:taille])
    with pytest.raises(CommandError, match="pas une sauvegarde entière"):
        call_command("restaurer", archive)
    assert not Utilisateur.objects.exists()


def test_another_version_is_refused(archive, tmp_path):
    vider()
    autre = tmp_path / "autre.zip"
    with ZipFile(archive) as source, ZipFile(autre, "w") as cible:
        for nom in source.namelist():
            octets = source.read(nom)
            if nom == "manifeste.json":
                manifeste = json.loads(octets)
                octets = json.dumps(manifeste | {"migrations": ["academie.0999_suite"]})
            cible.writestr(nom, octets)
    with pytest.raises(CommandError, match="autre version"):
        call_command("restaurer", autre)

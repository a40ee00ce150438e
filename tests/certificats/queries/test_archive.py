"""Documents in one ZIP: names that every system keeps, an index without formulas, only what one may take."""

import csv
import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from certificats.actions.certificat import remplacer_certificat
from certificats.models import Certificat
from certificats.queries.archive import nom_du_fichier
from tests.certificats.fabriques import certificat, delivrer, session_close

ARCHIVE = reverse("certificats:certificat_archive")


def ouvrir(reponse) -> ZipFile:
    assert reponse["Content-Type"] == "application/zip"
    return ZipFile(io.BytesIO(b"".join(reponse.streaming_content)))


def index(archive: ZipFile) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read("index.csv").decode("utf-8-sig")), delimiter=";"))


def zip_de(session) -> str:
    return reverse("certificats:certificat_session_zip", args=[session.pk])


@pytest.fixture
def session(d):
    session = session_close(d, presences={d.animateur: 2, d.autre_animateur: 1})
    delivrer(session, d)
    return session


def test_la_gestionnaire_emporte_tout(connecter, d, session):
    archive = ouvrir(connecter(d.gestionnaire).get(zip_de(session)))
    emis = Certificat.objects.get(atteint=True)
    noms = set(archive.namelist())
    assert {f"Test-Animateur-{emis.numero}{s}.pdf" for s in ("", "-F", "-A")} < noms
    assert len(noms) == 5
    assert archive.testzip() is None
    assert [ligne[0] for ligne in index(archive)[1:]] == [nom for nom in archive.namelist() if nom != "index.csv"]
    with emis.principal.fichier.open("rb") as fichier:
        assert archive.read(f"Test-Animateur-{emis.numero}.pdf") == fichier.read()


def test_le_referent_n_emporte_que_les_siens_et_pas_les_resultats(connecter, d, session):
    archive = ouvrir(connecter(d.referent).get(zip_de(session)))
    emis = Certificat.objects.get(atteint=True)
    assert set(archive.namelist()) == {
        f"Test-Animateur-{emis.numero}.pdf",
        f"Test-Animateur-{emis.numero}-A.pdf",
        "index.csv",
    }


@pytest.mark.parametrize(("qui", "statut"), [("animateur", 403), ("formateur", 403), ("administrateur", 403)])
def test_les_autres_n_emportent_rien(connecter, d, session, qui, statut):
    assert connecter(getattr(d, qui)).get(zip_de(session)).status_code == statut
    assert connecter(getattr(d, qui)).get(ARCHIVE).status_code == statut


def test_une_session_sans_document_pour_soi_le_dit(connecter, d):
    session = session_close(d, presences={d.animateur: 2})
    delivrer(session, d)
    reponse = connecter(d.autre_referent).get(zip_de(session), follow=True)
    assert "Aucun document de cette session" in reponse.content.decode()


def test_une_structure_sur_une_periode(connecter, d, session):
    structure = d.animateur.structure
    aujourd_hui = timezone.localdate()
    demande = {"structure": structure.pk, "du": aujourd_hui, "au": aujourd_hui}
    assert len(ouvrir(connecter(d.referent).get(ARCHIVE, demande)).namelist()) == 3
    hier = {"structure": structure.pk, "du": "2020-01-01", "au": aujourd_hui - timedelta(days=1)}
    assert "Aucun document" in connecter(d.referent).get(ARCHIVE, hier).content.decode()


@pytest.mark.parametrize(
    ("saisie", "champ"),
    [
        ({"du": "2026-05-01", "au": "2026-04-01"}, "au"),
        ({"du": "hier", "au": "2026-04-01"}, "du"),
        ({"structure": "999999999999999999999", "du": "2026-03-01", "au": "2026-04-01"}, "structure"),
    ],
    ids=["envers", "illisible", "inconnue"],
)
def test_une_demande_fausse_est_dite_a_son_champ(connecter, d, saisie, champ):
    reponse = connecter(d.referent).get(ARCHIVE, {"structure": d.animateur.structure.pk} | saisie)
    assert list(reponse.context["form"].errors) == [champ]


def test_la_structure_d_autrui_n_est_pas_proposee(connecter, d, session):
    demande = {"structure": d.animateur.structure.pk, "du": "2020-01-01", "au": "2030-01-01"}
    reponse = connecter(d.autre_referent).get(ARCHIVE, demande)
    assert list(reponse.context["form"].errors) == ["structure"]


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [("Éloïse O’Brien-Łuk", "Eloise-OBrien-uk"), ("ليلى 🌻", "personne"), ("../../etc/passwd", "etc-passwd"), ("A" * 200, "A" * 80)],
    ids=["accents", "arabe", "chemin", "long"],
)  # fmt: skip
def test_les_noms_de_fichiers_sont_sans_surprise(d, nom, attendu):
    emis = certificat(d)
    corrections = {"titulaire": nom}
    nouveau = remplacer_certificat(certificat=emis, par=d.gestionnaire, motif="Nom", corrections=corrections)
    assert nom_du_fichier(nouveau.principal) == f"{attendu}-{nouveau.numero}.pdf"


def test_une_formule_ne_s_execute_pas(connecter, d):
    emis = certificat(d)
    remplacer_certificat(certificat=emis, par=d.gestionnaire, motif="Nom", corrections={"titulaire": "=1+1"})
    archive = ouvrir(connecter(d.gestionnaire).get(zip_de(emis.inscription.session)))
    assert {ligne[3] for ligne in index(archive)[1:]} == {"'=1+1"}


def test_un_fichier_perdu_est_dit_dans_l_index(connecter, d, session):
    emis = Certificat.objects.get(atteint=True)
    emis.principal.fichier.storage.delete(emis.principal.fichier.name)
    archive = ouvrir(connecter(d.gestionnaire).get(zip_de(session)))
    assert len(archive.namelist()) == 4
    assert sum("introuvable" in ligne[0] for ligne in index(archive)) == 1

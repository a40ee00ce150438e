"""A session keeps the version it was planned with, whatever the catalogue becomes."""

from besoins.actions.programme import modifier_version, nouvelle_version_programme
from besoins.actions.publication import publier_version, rendre_avis, retirer_version, soumettre_version
from tests.besoins import atelier
from tests.sessions.fabriques import relire, session_ouverte


def remplacer(version, d):
    nouvelle = nouvelle_version_programme(version=version, par=d.concepteur)
    modifier_version(version=nouvelle, par=d.concepteur, tarif="Vingt euros")
    soumettre_version(version=nouvelle, par=d.concepteur)
    rendre_avis(version=nouvelle, favorable=True, par=d.gestionnaire)
    return publier_version(version=nouvelle, par=d.gestionnaire)


def test_une_session_prevue_garde_sa_version_et_y_mene(client, d):
    ancienne = atelier.version_publiee(d, minutes=(195, 195), theme=atelier.theme("Vacances"))
    session = session_ouverte(d, version=ancienne)
    assert f'href="{ancienne.programme.get_absolute_url()}"' in client.get(session.get_absolute_url()).content.decode()

    nouvelle = remplacer(ancienne, d)

    page = client.get(session.get_absolute_url()).content.decode()
    assert relire(session).version == ancienne
    assert "Gratuit" in page
    assert "Vingt euros" not in page
    assert f'href="{ancienne.programme.get_absolute_url()}versions/1/"' in page
    catalogue = client.get(ancienne.programme.get_absolute_url()).content.decode()
    assert "Vingt euros" in catalogue
    assert session_ouverte(d, version=nouvelle, dans=60).version == nouvelle


def test_un_programme_retire_laisse_ses_sessions_se_tenir(client, d):
    version = atelier.version_publiee(d, minutes=(195, 195), theme=atelier.theme("Vacances"))
    session = session_ouverte(d, version=version)

    retirer_version(version=version, par=d.gestionnaire, motif="Dépassé.")

    page = client.get(session.get_absolute_url())
    assert page.status_code == 200
    assert f"{version.programme.get_absolute_url()}versions/1/" in page.content.decode()

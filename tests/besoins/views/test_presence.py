import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from besoins.actions.presence import oublier_presences, signaler_presence
from besoins.models import Presence
from besoins.queries.presence import presences
from tests.besoins.atelier import brouillon


def adresse(nom, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


HTMX = {"HX-Request": "true"}


def texte(reponse) -> str:
    return html.unescape(reponse.content.decode())


@pytest.fixture
def version(d):
    return brouillon(d)


def test_qui_ecrit_se_voit_de_l_autre_et_pas_de_soi(client, version, d):
    client.force_login(d.concepteur)
    reponse = client.post(adresse("presence_signaler", version.pk, "objectifs"), follow=True, headers=HTMX)
    assert "écrit" not in texte(reponse)

    client.force_login(d.gestionnaire)
    assert f"{d.concepteur} écrit les objectifs depuis un instant." in texte(
        client.get(adresse("presence_list", version.pk), headers=HTMX)
    )


def test_hors_de_sa_page_le_fragment_ramene_au_dossier(client, version, d):
    client.force_login(d.formateur)

    assert client.get(adresse("presence_list", version.pk)).url == version.get_absolute_url()


def test_la_duree_compte_depuis_la_premiere_fois(version, d):
    maintenant = timezone.now()
    for secondes in range(190, -1, -30):
        signaler_presence(
            version=version, lieu="modules", par=d.concepteur, le=maintenant - timedelta(seconds=secondes)
        )

    assert presences(version, sauf=d.gestionnaire, le=maintenant) == [
        f"{d.concepteur} écrit les modules depuis 3 minutes"
    ]
    assert Presence.objects.count() == 1


@pytest.mark.parametrize(("lieu", "secondes"), [("presentation", 10), ("modules", 300)])
def test_ailleurs_ou_apres_un_silence_la_duree_recommence(version, d, lieu, secondes):
    maintenant = timezone.now()
    signaler_presence(version=version, lieu="modules", par=d.concepteur, le=maintenant - timedelta(seconds=600))
    signaler_presence(version=version, lieu="modules", par=d.concepteur, le=maintenant - timedelta(seconds=secondes))

    signaler_presence(version=version, lieu=lieu, par=d.concepteur, le=maintenant)

    assert Presence.objects.get().depuis == maintenant


def test_qui_se_tait_n_est_plus_dit_la(version, d):
    le = timezone.now()
    signaler_presence(version=version, lieu="modules", par=d.concepteur, le=le)

    assert not presences(version, sauf=d.gestionnaire, le=le + timedelta(minutes=2))


def test_un_lieu_inconnu_est_introuvable(client, version, d):
    client.force_login(d.concepteur)

    assert client.post(adresse("presence_signaler", version.pk, "cuisine")).status_code == 404
    assert not Presence.objects.exists()


def test_lire_une_page_ne_signale_personne(client, version, d):
    client.force_login(d.concepteur)

    page = client.get(adresse("programme_update", version.pk))

    assert adresse("presence_signaler", version.pk, "presentation") in texte(page)
    assert adresse("presence_list", version.pk) in texte(client.get(version.get_absolute_url()))
    assert not Presence.objects.exists()


def test_les_anciennes_s_oublient(version, d):
    le = timezone.now()
    signaler_presence(version=version, lieu="modules", par=d.concepteur, le=le - timedelta(days=2))
    signaler_presence(version=version, lieu="modules", par=d.autre_concepteur, le=le)

    for _ in range(2):
        oublier_presences()

    assert Presence.objects.get().personne == d.autre_concepteur


@pytest.mark.parametrize("nombre", [1, 30])
def test_le_nombre_de_requetes_ne_depend_pas_des_personnes(client, version, d, nombre, django_assert_num_queries):
    for rang in range(nombre):
        personne = type(d.concepteur).objects.create(email=f"p{rang}@test.example", prenom="P", nom=str(rang))
        signaler_presence(version=version, lieu="modules", par=personne)
    client.force_login(d.concepteur)

    with django_assert_num_queries(5):
        assert (
            texte(client.get(adresse("presence_list", version.pk), headers=HTMX)).count("écrit les modules") == nombre
        )

import pytest
from django.urls import reverse

from sessions.actions.alerte import demander_alerte
from sessions.models import Alerte
from tests.sessions.fabriques import session_ouverte, version_publiee


@pytest.fixture
def url(d):
    return f"/alertes/programme/{version_publiee(d).programme.slug}/"


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def test_la_page_du_programme_le_propose(client, d, url):
    version = session_ouverte(d).version

    assert f'href="{url}"' in texte(client.get(f"/catalogue/{version.programme.slug}/"))


def test_un_visiteur_se_connecte_et_revient(client, url):
    reponse = client.get(url)

    assert reponse.status_code == 302
    assert reponse["Location"].endswith(f"?next={url}")


def test_on_choisit_parmi_ses_lieux_le_plus_proche_d_abord(connecte, d, url):
    client = connecte(d.animateur)
    page = client.get(url)

    assert [libelle for _cle, libelle in page.context["form"].fields["ou"].choices] == [
        "Finistère (département)",
        "Bretagne (région)",
        "Partout en France",
    ]
    assert page.context["form"].initial["ou"] == str(d.departement.pk)

    reponse = client.post(url, {"ou": str(d.region.pk)}, follow=True)

    assert Alerte.objects.get().territoire == d.region
    assert "C'est noté" in texte(reponse)
    assert client.get(url).context["form"].initial["ou"] == str(d.region.pk)
    assert "Cette alerte existe déjà" in texte(client.get(url))


def test_sans_lieu_connu_c_est_partout_et_la_page_dit_comment_faire(connecte, d, url):
    client = connecte(d.sans_role)

    assert "Dites où vous travaillez" in texte(client.get(url))
    client.post(url, {"ou": "partout"})
    assert Alerte.objects.get().territoire is None


def test_un_lieu_qui_n_est_pas_propose_est_refuse_avec_la_page(connecte, d, url):
    reponse = connecte(d.animateur).post(url, {"ou": str(d.autre_region.pk)})

    assert reponse.status_code == 200
    assert reponse.context["form"].errors["ou"]
    assert not Alerte.objects.exists()


def test_un_theme_sans_programme_trouve_propose_son_alerte(client, d):
    theme = version_publiee(d).programme.theme

    page = texte(client.get("/catalogue/", {"theme": theme.slug, "niveau": "basique", "q": "introuvable"}))

    assert f'href="/alertes/theme/{theme.slug}/"' in page


def test_un_sujet_inconnu_n_existe_pas(connecte, d):
    client = connecte(d.animateur)

    assert client.get("/alertes/programme/inconnu/").status_code == 404
    assert client.get("/alertes/theme/inconnu/").status_code == 404


def test_on_voit_et_on_arrete_les_siennes(connecte, d, url):
    programme = version_publiee(d, slug="autre", titre="Autre").programme
    mienne = demander_alerte(utilisateur=d.animateur, programme=programme, territoire=d.region)
    autrui = demander_alerte(utilisateur=d.referent, programme=programme)
    client = connecte(d.animateur)

    page = texte(client.get("/alertes/"))
    assert "Bretagne" in page
    assert "alerte sur les sessions à venir" in texte(client.get("/"))
    assert client.post(f"/alertes/{autrui.pk}/arreter/").status_code == 404

    for _fois in range(2):
        assert "Aucune alerte" in texte(client.post(f"/alertes/{mienne.pk}/arreter/", follow=True))
    assert Alerte.objects.actives().get() == autrui
    assert "/alertes/" in texte(client.get(reverse("compte")))


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_a_un_nombre_constant_de_requetes(connecte, d, nombre, django_assert_num_queries):
    for rang in range(nombre):
        programme = version_publiee(d, slug=f"p{rang}", titre=f"Programme {rang}").programme
        demander_alerte(utilisateur=d.animateur, programme=programme, territoire=d.region)
    client = connecte(d.animateur)
    client.get("/alertes/")

    with django_assert_num_queries(4):
        assert len(client.get("/alertes/").context["object_list"]) == nombre

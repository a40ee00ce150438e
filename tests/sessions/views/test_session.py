from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.models import Theme
from sessions.actions.inscription import inscrire
from sessions.actions.vie import annuler_session
from sessions.models import Session
from tests.besoins import ressources
from tests.distribution import territoire
from tests.sessions.fabriques import (
    animateurs,
    lieu,
    relire,
    session_brouillon,
    session_complete,
    session_ouverte,
    version_publiee,
)

LISTE = reverse("sessions:session_list")


def page(client, url=LISTE, **requete):
    reponse = client.get(url, requete)
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ")


def detail(session):
    return reverse("sessions:session_detail", args=[session.pk])


def titres(client, **requete):
    return {session.pk for session in client.get(LISTE, requete).context["page_obj"]}


def test_la_liste_montre_les_sessions_ouvertes_a_venir(client, d):
    ouverte = session_ouverte(d)
    brouillon = session_brouillon(d, dans=40)
    annulee = annuler_session(session=session_ouverte(d, dans=50), motif="Report", par=d.gestionnaire)
    passee = session_ouverte(d, dans=60)
    Session.objects.filter(pk=passee.pk).update(debut=timezone.now() - timedelta(days=2))
    assert titres(client) == {ouverte.pk}
    assert not {brouillon.pk, annulee.pk, passee.pk} & titres(client)
    assert "20 places libres sur 20" in page(client)


def test_la_liste_vide_dit_quoi_faire(client, d):
    assert "Aucune session n'est ouverte pour l'instant" in page(client)


@pytest.fixture
def trois(d):
    """Brest on site, then Toulouse on another theme, then remote in Occitanie, full."""
    ailleurs = territoire("commune", "31555", "Toulouse", region=d.autre_region)
    autre_version = version_publiee(d, slug="ecrans", titre="Écrans", theme="ecrans")
    ici = session_ouverte(d, version=version_publiee(d))
    la_bas = session_ouverte(d, dans=40, version=autre_version, lieu=lieu(d, nom="Capitole", commune=ailleurs))
    loin = session_complete(d, dans=50, modalite="distance", territoire=d.autre_region)
    return ici.pk, la_bas.pk, loin.pk


def test_filtrer_par_region(client, d, trois):
    assert titres(client, region=d.autre_region.pk) == set(trois[1:])


@pytest.mark.parametrize("texte", ["Quimper", "29232", "Finistère"])
def test_filtrer_par_territoire_ecrit(client, d, trois, texte):
    assert titres(client, territoire=texte) == {trois[0]}


def test_un_territoire_inconnu_est_refuse_en_gardant_le_texte(client, d, trois):
    html = page(client, territoire="Brocéliande")
    assert "Aucun territoire ne correspond" in html
    assert 'value="Brocéliande"' in html
    assert titres(client, territoire="Brocéliande") == set()


def test_filtrer_par_theme(client, d, trois):
    assert titres(client, theme=Theme.objects.get(slug="ecrans").pk) == {trois[1]}


def test_filtrer_par_dates(client, d, trois):
    jour = timezone.localdate() + timedelta(days=40)
    assert titres(client, du=jour, au=jour) == {trois[1]}
    assert titres(client, du="0001-01-01") == set(trois)


def test_une_date_mal_ecrite_est_refusee(client, d, trois):
    assert "Saisissez une date valide" in page(client, du="demain")
    assert titres(client, du="demain") == set()


def test_filtrer_par_modalite(client, d, trois):
    assert titres(client, modalite="distance") == {trois[2]}


def test_filtrer_les_places_disponibles(client, d, trois):
    assert titres(client, places="on") == set(trois[:2])


def test_chaque_filtre_se_retire(client, d, trois):
    reponse = client.get(LISTE, {"modalite": "distance", "places": "on", "page": "1"})
    actifs = {f["libelle"].replace("\xa0", " "): f["url_retrait"] for f in reponse.context["filtres_actifs"]}
    assert actifs == {"Modalité : à distance": "?places=on", "Places disponibles": "?modalite=distance"}
    assert "Aucune session ouverte ne correspond" in reponse.content.decode()


def test_la_liste_coute_autant_de_requetes_pour_une_et_trente_sessions(client, d, django_assert_num_queries):
    session = session_ouverte(d)
    page(client)
    with django_assert_num_queries(5):
        page(client)
    modele = vars(session) | {"id": None}
    modele.pop("_state")
    modele.pop("cle")
    Session.objects.bulk_create(
        Session(**{k: v for k, v in modele.items() if not k.startswith("_")}) for _rang in range(29)
    )
    with django_assert_num_queries(5):
        assert "1–25 sur 30" in page(client)


# The page of a session


def test_la_page_dit_tout_ce_qu_il_faut_savoir(client, d):
    html = page(client, detail(session_ouverte(d)))
    for fait in (
        "9 h – 12 h 15",
        "13 h 45 – 17 h",
        "Maison des associations",
        "3 rue du Port, Quimper",
        "Arrêt Mairie",
        "Ascenseur",
        "Salle de plain-pied",
        "Formateur Test",
        "20 places libres sur 20",
        "Animatrices et animateurs",
        "Aucun",
        "Gratuit",
        "formation@test.example",
        "Me connecter pour m'inscrire",
    ):
        assert fait in html


def test_un_brouillon_n_a_pas_de_page(client, d):
    assert client.get(detail(session_brouillon(d))).status_code == 404


def test_une_session_annulee_garde_sa_page_et_son_motif(client, d):
    session = annuler_session(session=session_ouverte(d), motif="Inondation", par=d.gestionnaire)
    html = page(client, detail(session))
    assert "Cette session est annulée" in html
    assert "Inondation" in html
    assert "m'inscrire" not in html


def test_le_lien_de_connexion_n_est_pas_public(connecte, d):
    session = session_ouverte(d, modalite="hybride", lien_distance="https://visio.example/salle")
    assert "visio.example" not in page(connecte(d.animateur), detail(session))


def test_l_animatrice_voit_le_bouton_puis_son_inscription(connecte, d):
    session = session_ouverte(d)
    client = connecte(d.animateur)
    assert reverse("sessions:inscription_create", args=[session.pk]) in page(client, detail(session))
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    html = page(client, detail(session))
    assert "Votre place est réservée" in html
    assert reverse("sessions:inscription_create", args=[session.pk]) not in html


def test_une_session_complete_propose_la_liste_d_attente_et_dit_combien_attendent(connecte, d):
    session = session_complete(d)
    for qui in animateurs(2):
        inscrire(session=session, utilisateur=qui, par=qui)
    html = page(connecte(d.animateur), detail(session))
    assert "Rejoindre la liste d'attente" in html
    assert "2 personnes attendent une place" in html


@pytest.mark.parametrize("role", ["referent", "concepteur", "autre_formateur", "gestionnaire", "sans_role"])
def test_les_autres_roles_lisent_pourquoi_ils_ne_s_inscrivent_pas(connecte, d, role):
    session = session_ouverte(d)
    html = page(connecte(getattr(d, role)), detail(session))
    assert "réservée aux animatrices et animateurs" in html
    assert reverse("sessions:inscription_create", args=[session.pk]) not in html


def test_apres_la_cloture_la_page_le_dit(connecte, d):
    session = session_ouverte(d)
    Session.objects.filter(pk=session.pk).update(cloture_inscriptions=timezone.localdate() - timedelta(days=1))
    html = page(connecte(d.animateur), detail(session))
    assert "Les inscriptions sont closes depuis le" in html
    assert reverse("sessions:inscription_create", args=[session.pk]) not in html


def test_la_page_coute_autant_de_requetes_avec_trente_personnes(connecte, d, django_assert_num_queries):
    session = session_ouverte(d, capacite=10, modalite="presentiel")
    client = connecte(d.animateur)
    page(client, detail(session))
    with django_assert_num_queries(10):
        page(client, detail(session))
    for qui in animateurs(30):
        inscrire(session=session, utilisateur=qui, par=qui)
    with django_assert_num_queries(10):
        page(client, detail(session))


def test_la_vitrine_et_l_encart_montrent_les_prochaines_sessions(client, d):
    session = session_ouverte(d)
    assert detail(session) in page(client, reverse("accueil"))
    assert detail(session) in page(client, session.version.programme.get_absolute_url())
    annuler_session(session=session, motif="Report", par=d.gestionnaire)
    assert "Aucune session n'est ouverte" in page(client, reverse("accueil"))
    assert detail(session) not in page(client, session.version.programme.get_absolute_url())
    assert relire(session).etat == "annulee"


def test_la_page_montre_d_abord_les_ressources_de_sa_region(client, d):
    session = session_ouverte(d)
    module = session.version.modules.first()
    module.ressources.add(
        ressources.publiee(d, "Ailleurs", territoire=d.autre_region), ressources.publiee(d, "Ici", territoire=d.region)
    )
    Session.objects.filter(pk=session.pk).update(territoire=d.region)
    citees = client.get(detail(session)).context["ressources"]
    assert [ligne.titre for ligne in citees] == ["Ici", "Ailleurs"]
    Session.objects.filter(pk=session.pk).update(territoire=d.autre_region)
    html = page(client, detail(session))
    assert html.index(">Ailleurs<") < html.index(">Ici<")

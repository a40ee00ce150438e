from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from academie.models import Territoire, Theme
from academie.regles import regle
from besoins.actions.publication import texte_cherche
from besoins.models import VersionProgramme
from sessions.actions.vie import annuler_session
from sessions.models import EvenementPublie, Session
from sessions.queries.agenda_choix import PROGRAMMES_A_COCHER
from tests.sessions.fabriques import lieu, session_ouverte, version_publiee

PAGE = "/agendas/"
SITE = "http://testserver"
VIDE = "Aucune demi-journée n'est prévue dans l'année qui vient"


def lire(client, adresse=PAGE, parametres=None) -> str:
    reponse = client.get(adresse, parametres)
    assert reponse.status_code == 200
    return unescape(reponse.content.decode())


def coche(nom, valeur) -> str:
    return f'id="{nom}-{valeur}" name="{nom}" value="{valeur}" checked'


def test_sans_choix_la_page_montre_toutes_les_sessions_et_leur_adresse(client, d):
    session = session_ouverte(d)
    page = lire(client)
    assert '<h2 id="apercu">Toutes les sessions</h2>' in page
    assert "2 demi-journées dans l'année qui vient" in page
    assert page.count(f'href="{SITE}/sessions/{session.pk}/"') == 2
    assert "Maison des associations" in page
    assert f'value="{SITE}/agendas/public.ics"' in page


def test_le_choix_reste_dans_l_adresse_et_se_combine(client, d):
    session_ouverte(d)
    page = lire(client, PAGE, {"region": ["53", "76"], "theme": "mobilite", "distance": "1"})
    for nom, valeur in (("region", "53"), ("region", "76"), ("theme", "mobilite"), ("distance", "1")):
        assert coche(nom, valeur) in page
    requete = "theme=mobilite&region=53&region=76&distance=1"
    assert f'value="{SITE}/agendas/sessions.ics?{requete}"' in page
    assert f'href="{SITE}/agendas/nouveautes.rss?{requete}"' in page
    # Each choice can be taken off alone.
    assert 'href="/agendas/?theme=mobilite&region=53&distance=1"' in page


@pytest.mark.parametrize("genre", ["region", "theme", "programme"])
def test_un_seul_choix_a_une_adresse_courte_pour_chaque_agenda(client, d, genre):
    programme = session_ouverte(d).version.programme
    code = {"region": d.region.code, "theme": programme.theme.slug, "programme": programme.slug}[genre]
    page = lire(client, PAGE, {genre: code})
    adresse = f"testserver/agendas/{genre}/{code}.ics"
    echappee = adresse.replace("/", "%2F")
    for attendue in (
        f"http://{adresse}",
        f"webcal://{adresse}",
        f"https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F{echappee}",
        f"https://outlook.live.com/calendar/0/addfromweb?url=http%3A%2F%2F{echappee}",
    ):
        assert f'"{attendue}' in page


def test_un_departement_nomme_devient_une_case_cochee(client, d):
    session_ouverte(d)
    reponse = client.get(PAGE, {"region": "53", "lieu": d.departement.nom})
    assert (reponse.status_code, reponse["Location"]) == (302, "/agendas/?region=53&departement=29")
    page = lire(client, reponse["Location"])
    assert coche("departement", "29") in page
    assert "/agendas/sessions.ics?departement=29&region=53" in page


def test_une_intercommunalite_se_suit_aussi(client, d):
    epci = Territoire.objects.create(genre="epci", code="242900314", nom="Brest Métropole", region=d.region)
    Territoire.objects.filter(pk=d.commune.pk).update(epci=epci)
    session_ouverte(d)
    reponse = client.get(PAGE, {"lieu": "brest metropole"})
    page = lire(client, reponse["Location"])
    assert coche("epci", "242900314") in page
    assert f'value="{SITE}/agendas/epci/242900314.ics"' in page


def test_un_lieu_inconnu_se_dit_au_champ_et_le_reste_est_garde(client, d):
    page = lire(client, PAGE, {"region": "53", "lieu": "Brocéliande"})
    assert "Aucun territoire ne correspond à «\xa0Brocéliande\xa0»" in page
    assert 'value="Brocéliande"' in page
    assert coche("region", "53") in page


def test_un_lieu_ambigu_offre_ses_sens_a_cocher(client, d):
    for code, nom in (("200000001", "Pays du Lac"), ("200000002", "Pays du Lac Bleu")):
        Territoire.objects.create(genre="epci", code=code, nom=nom, region=d.region)
    page = lire(client, PAGE, {"lieu": "pays du"})
    assert page.count('type="radio" name="lieu_choix"') == 3
    reponse = client.get(PAGE, {"lieu_choix": "Pays du Lac Bleu (intercommunalité 200000002)", "lieu": "pays du"})
    assert reponse["Location"] == "/agendas/?epci=200000002"


def test_les_choix_se_lisent_dans_l_ordre_de_leurs_noms(client, d):
    for code, nom in (("11", "Île-de-France"), ("93", "Sud")):
        Territoire.objects.create(genre="region", code=code, nom=nom)
    for slug, nom in (("z", "Équipements"), ("a", "Veille"), ("b", "Droits")):
        Theme.objects.create(slug=slug, nom=nom)
    page = lire(client)
    for noms in (["Bretagne", "Île-de-France", "Occitanie", "Sud"], ["Droits", "Équipements", "Veille"]):
        rangs = [page.index(f"> {nom}</label>") for nom in noms]
        assert rangs == sorted(rangs)


def test_ce_qui_n_existe_plus_est_dit_et_le_reste_garde(client, d):
    session_ouverte(d)
    page = lire(client, PAGE, {"theme": ["mobilite", "minitel"], "region": "99", "autre": "x"})
    assert (
        "Ces choix n'existent pas, ou n'existent plus\xa0: «\xa0minitel\xa0», «\xa099\xa0». Le reste est gardé." in page
    )
    assert coche("theme", "mobilite") in page
    assert f'value="{SITE}/agendas/theme/mobilite.ics"' in page


def test_un_programme_jamais_publie_n_est_pas_nomme(client, d):
    version = version_publiee(d, slug="secret", titre="Programme secret")
    VersionProgramme.objects.filter(pk=version.pk).update(etat="brouillon", publiee_le=None, publiee_par=None)
    page = lire(client, PAGE, {"programme": "secret"})
    assert "Programme secret" not in page
    assert "«\xa0secret\xa0»" in page


@pytest.mark.parametrize(
    "valeur", ["\0", "a" * 10_000, "💥", "' or 1=1", "../../etc"], ids=["nul", "long", "emoji", "sql", "chemin"]
)
@pytest.mark.parametrize("nom", ["region", "epci", "theme", "programme", "profil", "distance", "lieu", "mots"])
def test_une_valeur_hostile_ne_casse_rien(client, d, nom, valeur):
    assert client.get(PAGE, {nom: valeur}).status_code == 200


def test_trop_de_choix_se_dit_et_les_premiers_sont_gardes(client, d):
    codes = [d.region.code, *(f"x{rang}" for rang in range(999))]
    page = lire(client, PAGE, {"region": codes})
    assert f"Un agenda suit au plus {regle('agenda.valeurs')} choix" in page
    assert "950 sont laissés de côté" in page
    assert coche("region", d.region.code) in page


def test_beaucoup_de_programmes_se_cherchent(client, d):
    for rang in range(PROGRAMMES_A_COCHER):
        version_publiee(d, slug=f"p{rang}", titre=f"Programme numéro {rang}")
    assert 'name="programme"' in lire(client)
    assert 'name="mots"' not in lire(client)
    cartes = version_publiee(d, slug="cartes", titre="Dessiner des cartes libres")
    cartes.recherche = texte_cherche(cartes)
    cartes.save()
    page = lire(client)
    assert 'name="mots"' in page
    assert 'name="programme"' not in page
    page = lire(client, PAGE, {"mots": "cartes", "programme": "p3"})
    assert 'name="programme" value="cartes"' in page
    assert coche("programme", "p3") in page
    assert page.count('name="programme"') == 2
    assert "Aucun programme publié ne contient ces mots." in lire(client, PAGE, {"mots": "introuvable"})


def test_un_agenda_vide_le_dit_et_propose_plus_large(client, d):
    session_ouverte(d)
    version_publiee(d, slug="autre", titre="Autre", theme="inclusion")
    page = lire(client, PAGE, {"theme": "inclusion", "region": "53"})
    assert VIDE in page
    assert '<a href="/agendas/?region=53">Sans «\xa0Inclusion\xa0»</a> (2 demi-journées)' in page
    assert '<a href="/agendas/">Toutes les sessions</a> (2 demi-journées)' in page
    # What would hold nothing either is not proposed.
    assert "Sans «\xa0Bretagne\xa0»" not in page


def test_l_apercu_ne_compte_que_ce_qui_aura_lieu_dans_l_annee(client, d):
    annuler_session(session=session_ouverte(d), motif="Salle fermée", par=d.gestionnaire)
    assert VIDE in lire(client)
    session = session_ouverte(d, version=Session.objects.get().version, dans=40)
    EvenementPublie.objects.filter(session=session).update(
        debut=session.debut + timedelta(days=400), fin=session.fin + timedelta(days=400)
    )
    assert VIDE in lire(client)


@pytest.mark.parametrize("nombre", [1, 30])
def test_le_nombre_de_requetes_ne_depend_pas_de_ce_qui_est_montre(client, d, nombre, django_assert_num_queries):
    version = version_publiee(d)
    salle = lieu(d)
    for rang in range(nombre):
        session_ouverte(d, version=version, lieu=salle, dans=30 + 2 * rang)
    with django_assert_num_queries(7):
        page = lire(client, PAGE, {"region": "53", "programme": version.programme.slug})
    assert page.count('class="agenda-heures"') == min(2 * nombre, 10)


def test_chaque_agenda_a_ses_etapes_et_son_dessin(client, d):
    page = lire(client)
    for nom in ("google", "outlook-web", "outlook-bureau", "iphone", "mac", "thunderbird", "android"):
        assert f"/sessions/agendas/{nom}.svg" in page
    assert page.count('<details class="agenda-guide">') == page.count('alt="Dessin') == 7
    assert 'data-copier="adresse-agenda"' in page


def test_les_agendas_prives_se_trouvent_selon_qui_regarde(client, connecte, d):
    prives = reverse("sessions:abonnement_list")
    page = lire(client)
    assert f'href="{reverse("account_login")}?next={prives}"' in page
    assert f'href="{prives}"' in lire(connecte(d.animateur))


def test_une_recherche_de_sessions_mene_a_son_agenda(client, d):
    session = session_ouverte(d)
    theme = session.version.programme.theme
    page = lire(client, "/sessions/", {"region": d.region.pk, "theme": theme.pk, "modalite": "distance"})
    requete = "theme=mobilite&region=53&distance=1"
    assert f'href="/agendas/?{requete}"' in page
    assert '<link rel="alternate" type="text/calendar"' in page
    assert f'href="{SITE}/agendas/sessions.ics?{requete}"' in page
    page = lire(client, "/sessions/", {"territoire": "Finistère"})
    assert 'href="/agendas/?departement=29"' in page


@pytest.mark.parametrize(
    "recherche",
    [{"du": "2027-03-01"}, {"places": "on"}, {"modalite": "presentiel"}, {"territoire": "29019"}],
    ids=["date", "places", "sur place", "commune"],
)
def test_ce_qu_un_agenda_ne_sait_pas_dire_mene_a_toutes_les_sessions(client, d, recherche):
    session_ouverte(d)
    page = lire(client, "/sessions/", recherche)
    assert f'href="{SITE}/agendas/public.ics"' in page
    assert "Suivre cette recherche" not in page


def test_la_session_et_l_accueil_annoncent_leurs_agendas_aux_programmes(client, d):
    session = session_ouverte(d)
    entete = lire(client, session.get_absolute_url()).partition("</head>")[0]
    assert f'type="text/calendar" title="Agenda de cette session" href="/sessions/{session.pk}.ics"' in entete
    entete = lire(client, "/").partition("</head>")[0]
    for chemin in ("public.ics", "nouveautes.json", "nouveautes.rss"):
        assert f'href="/agendas/{chemin}"' in entete


def test_la_page_d_un_programme_mene_a_son_agenda(client, d):
    programme = session_ouverte(d).version.programme
    page = lire(client, programme.get_absolute_url())
    assert f'href="/agendas/?programme={programme.slug}"' in page
    entete = page.partition("</head>")[0]
    assert f'type="text/calendar" title="Agenda\xa0: {programme.titre}"' in entete
    for chemin in (f"programme/{programme.slug}.ics", f"nouveautes.json?programme={programme.slug}"):
        assert f'href="{SITE}/agendas/{chemin}"' in entete

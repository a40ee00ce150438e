import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from academie.models import Territoire
from sessions.actions.inscription import inscrire
from sessions.actions.report import reporter_session
from sessions.actions.session import modifier_session
from sessions.actions.vie import annuler_session, confirmer_session, demarrer_session
from sessions.models import Creneau, Session
from tests.donnees import conforme, parcourir
from tests.sessions.fabriques import lieu, projet, relire, session_brouillon, session_ouverte, version_publiee

URL = "/donnees/v1/sessions.json"
CSV = "/donnees/v1/sessions.csv"


def lues(client, **filtres) -> list[int]:
    return [ligne["id"] for ligne in client.get(URL, filtres).json()["donnees"]]


def distance(d, **projet):
    return session_ouverte(
        d, modalite="distance", lieu=None, territoire=d.region, lien_distance="https://visio.example/x", **projet
    )


def test_une_session_dit_tout_ce_que_decrit_sa_description(client, d):
    session = session_ouverte(d)
    (ligne,) = conforme(client, client.get(URL), URL)["donnees"]
    assert (ligne["id"], ligne["etat"], ligne["modalite"]) == (session.pk, "ouverte", "presentiel")
    assert ligne["url"] == f"http://testserver/sessions/{session.pk}/"
    assert ligne["agenda"] == f"http://testserver/sessions/{session.pk}.ics"
    assert (ligne["region"], ligne["departement"], ligne["commune"]) == ("53", "29", "29232")
    assert datetime.fromisoformat(ligne["debut"]) == session.debut
    assert [demi["uid"] for demi in ligne["demi_journees"]] == [str(c.uid) for c in session.creneaux.order_by("debut")]
    chemin = f"/donnees/v1/sessions/{session.pk}.json"
    assert conforme(client, client.get(chemin), "/donnees/v1/sessions/{id}.json") == ligne


def test_ni_brouillon_ni_personne_ni_lien(client, d):
    brouillon = session_brouillon(d)
    session = session_ouverte(d, dans=40)
    distance(d, dans=50)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    texte = client.get(URL).content.decode() + b"".join(client.get(CSV)).decode()
    for personne in d.personnes.values():
        assert personne.nom not in texte
        assert personne.email not in texte
    assert "visio.example" not in texte
    assert client.get(f"/donnees/v1/sessions/{brouillon.pk}.json").status_code == 404


def test_une_session_outre_mer_est_a_son_heure(client, d):
    region = Territoire.objects.create(genre="region", code="04", nom="La Réunion")
    departement = Territoire.objects.create(genre="departement", code="974", nom="La Réunion", region=region)
    commune = Territoire.objects.create(
        genre="commune", code="97411", nom="Saint-Denis", region=region, departement=departement
    )
    session_ouverte(d, lieu=lieu(d, nom="Case", commune=commune))
    (ligne,) = client.get(URL).json()["donnees"]
    assert ligne["fuseau"] == "Indian/Reunion"
    heures = [ligne["debut"], ligne["fin"], *(demi["debut"] for demi in ligne["demi_journees"])]
    assert {heure[-6:] for heure in heures} == {"+04:00"}


@pytest.mark.parametrize("acte", ["annuler", "reporter", "confirmer", "demarrer"])
def test_chaque_changement_se_voit_aussitot_et_se_moissonne(client, d, acte, django_assert_num_queries):
    autre, session = session_ouverte(d, dans=40), session_ouverte(d)
    avant = client.get(URL)
    marque = client.get(CSV)["ETag"]
    depuis = max(ligne["modifie_le"] for ligne in avant.json()["donnees"])
    with django_assert_num_queries(1):
        assert client.get(URL, headers={"if-none-match": avant["ETag"]}).status_code == 304
    with django_assert_num_queries(1):
        assert client.get(CSV, headers={"if-none-match": marque}).status_code == 304
    le = timezone.now() + timedelta(seconds=1)
    attendu = {
        "annuler": lambda: annuler_session(session=session, motif="Neige", par=d.gestionnaire, le=le),
        "reporter": lambda: reporter_session(session=session, motif="Neige", par=d.gestionnaire, le=le),
        "confirmer": lambda: confirmer_session(session=session, motif="Assez", par=d.gestionnaire, le=le),
        "demarrer": lambda: demarrer_session(session=session, par=d.gestionnaire, le=le),
    }[acte]().etat
    apres = client.get(URL, headers={"if-none-match": avant["ETag"]})
    assert {ligne["id"]: ligne["etat"] for ligne in apres.json()["donnees"]} == {
        autre.pk: "ouverte",
        session.pk: attendu,
    }
    assert client.get(CSV, headers={"if-none-match": marque}).status_code == 200
    depuis = (datetime.fromisoformat(depuis) + timedelta(microseconds=1)).isoformat()
    assert lues(client, modifie_depuis=depuis) == [session.pk]


def test_ce_que_les_agendas_ne_disent_pas_se_voit_aussi(client, d):
    session = session_ouverte(d)
    avant, marque = client.get(URL), client.get(CSV)["ETag"]
    le = timezone.now() + timedelta(seconds=1)
    modifier_session(session=session, projet=projet(d, capacite=12), par=d.gestionnaire, le=le)
    apres = client.get(URL, headers={"if-none-match": avant["ETag"]})
    assert apres.json()["donnees"][0]["capacite"] == 12
    assert client.get(CSV, headers={"if-none-match": marque}).status_code == 200


def test_archivee_se_lit_realisee(client, d):
    session = session_ouverte(d)
    le = timezone.now()
    Session.objects.filter(pk=session.pk).update(etat="archivee", cloturee_le=le, archivee_le=le)
    assert client.get(f"/donnees/v1/sessions/{session.pk}.json").json()["etat"] == "realisee"
    assert (lues(client, etat="realisee"), lues(client, etat="ouverte")) == ([session.pk], [])


def test_chaque_filtre(client, d):
    version = version_publiee(d, slug="droits", titre="Les droits", theme="droits")
    proche = session_ouverte(d, version=version_publiee(d))
    loin = distance(d, dans=60, version=version)
    jour = timezone.localdate(loin.debut)
    epci = Territoire.objects.create(genre="epci", code="200068120", nom="Quimper Bretagne", region=d.region)
    Territoire.objects.filter(pk=d.commune.pk).update(epci=epci)
    toutes = [proche.pk, loin.pk]
    for filtres, attendues in [
        ({"region": "53"}, toutes),
        ({"region": "76"}, []),
        ({"region": ["53", "76"]}, toutes),
        ({"departement": "29"}, [proche.pk]),
        ({"epci": "200068120"}, [proche.pk]),
        ({"theme": "droits"}, [loin.pk]),
        ({"programme": "terminaux"}, [proche.pk]),
        ({"programme": ["terminaux", "droits"], "distance": "1"}, [loin.pk]),
        ({"modalite": "presentiel"}, [proche.pk]),
        ({"du": jour}, [loin.pk]),
        ({"au": jour - timedelta(days=1)}, [proche.pk]),
        ({"du": jour, "au": jour}, [loin.pk]),
        ({"etat": ["annulee", "reportee"]}, []),
    ]:
        assert lues(client, **filtres) == attendues, filtres


def test_par_qui_elle_est_animee(client, d):
    session = session_ouverte(d)
    trouvees = {profil: lues(client, profil=profil) for profil in ("interne", "externe", "mixte")}
    assert sorted(trouvees.values()) in ([[], [], []], [[], [], [session.pk]])


def test_le_csv_est_entier_et_dit_les_memes_champs(client, d):
    for rang in range(3):
        session_ouverte(d, dans=30 + rang)
    reponse = client.get(CSV, {"region": "53"}, headers={"accept-encoding": "gzip"})
    assert (reponse["Content-Encoding"], reponse["Access-Control-Allow-Origin"]) == ("gzip", "*")
    octets = b"".join(client.get(CSV))
    lignes = list(csv.DictReader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";"))
    donnees = client.get(URL).json()["donnees"]
    assert [int(ligne["id"]) for ligne in lignes] == [ligne["id"] for ligne in donnees]
    assert list(lignes[0]) == list(donnees[0])
    assert lignes[0]["debut"] == donnees[0]["debut"]
    assert len(lignes[0]["demi_journees"].splitlines()) == 2
    assert client.head(CSV)["ETag"] == client.get(CSV)["ETag"]


def cloner(session, nombre: int) -> None:
    """`nombre` more sessions like this one, and their half-days, changed at a few moments only."""
    champs = {
        c.attname: getattr(session, c.attname) for c in Session._meta.concrete_fields if c.name not in ("id", "cle")
    }
    debut = datetime(2026, 1, 1, tzinfo=UTC)
    copies = Session.objects.bulk_create(
        [Session(**champs | {"modifiee_le": debut + timedelta(minutes=rang // 7)}) for rang in range(nombre)]
    )
    Creneau.objects.bulk_create(Creneau(session=copie, debut=session.debut, fin=session.fin) for copie in copies)


def test_une_et_trente_sessions_coutent_autant(client, d, django_assert_num_queries):
    session = relire(session_ouverte(d))
    with django_assert_num_queries(3):
        client.get(URL)
    cloner(session, 29)
    with django_assert_num_queries(4):  # and the code of the region is known
        assert len(client.get(URL, {"region": "53"}).json()["donnees"]) == 30


def test_les_pages_donnent_chaque_session_une_fois(client, d):
    cloner(relire(session_ouverte(d)), 60)
    lignes = parcourir(client, f"{URL}?par_page=8&region=53")
    assert [ligne["id"] for ligne in lignes] == list(
        Session.objects.order_by("modifiee_le", "pk").values_list("pk", flat=True)
    )


def test_la_page_suivante_suit_un_index(client, d):
    cloner(relire(session_ouverte(d)), 400)
    suivant = client.get(URL, {"par_page": "200"}).json()["suivant"]
    requetes = []
    with connection.execute_wrapper(
        lambda executer, sql, *suite: (requetes.append((sql, suite[0])), executer(sql, *suite))[1]
    ):
        client.get(suivant)
    page = next(requete for requete in requetes if "LIMIT" in requete[0] and "seminaires_session" in requete[0])
    with connection.cursor() as curseur:
        if connection.vendor == "postgresql":
            curseur.execute(
                "SET LOCAL enable_sort = off"
            )  # a few hundred rows are sorted as fast: can the index do it?
        curseur.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{page[0]}", page[1])
        plan = " ".join(str(ligne) for ligne in curseur.fetchall())
    assert "session_modification" in plan
    assert "TEMP B-TREE" not in plan


def test_une_session_modifiee_pendant_la_lecture_repasse_a_la_fin(client, d):
    cloner(relire(session_ouverte(d)), 20)
    premiere = client.get(URL, {"par_page": "8"}).json()
    vue = premiere["donnees"][0]["id"]
    annuler_session(session=Session.objects.get(pk=vue), motif="Neige", par=d.gestionnaire)
    reste = parcourir(client, premiere["suivant"])
    assert reste[-1]["id"] == vue
    assert reste[-1]["etat"] == "annulee"
    assert {ligne["id"] for ligne in [*premiere["donnees"], *reste]} == set(
        Session.objects.values_list("pk", flat=True)
    )

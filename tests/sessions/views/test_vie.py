import pytest
from django.urls import reverse

from academie.models import Message
from besoins.models import VersionProgramme
from sessions.actions.inscription import inscrire
from sessions.actions.vie import annuler_session
from sessions.queries.reinscription import lien_de_reinscription
from tests.sessions.fabriques import relire, session_complete, session_ouverte
from tests.sessions.vies import session_dans_l_etat


def url(nom, session):
    return reverse(f"sessions:session_{nom}", args=[session.pk])


def lire(reponse) -> str:
    return reponse.text.replace("\xa0", " ").replace("&#x27;", "'")


def test_confirmer_sous_le_minimum_demande_un_mot(connecte, d):
    session = session_ouverte(d, minimum=3)
    client = connecte(d.gestionnaire)
    page = url("confirmer", session)
    assert "pour un minimum de 3" in lire(client.get(page))
    assert "dites pourquoi elle a lieu" in lire(client.post(page, {"motif": ""}))
    assert client.post(page, {"motif": "Le financeur y tient"})["Location"] == url("cockpit", session)
    assert relire(session).etat == "confirmee"


def test_reporter_puis_fixer_de_nouvelles_dates(connecte, d):
    session = session_complete(d)
    client = connecte(d.gestionnaire)
    assert client.post(url("reporter", session), {"motif": "Grève"})["Location"] == url("cockpit", session)
    assert relire(session).etat == "reportee"
    html = lire(client.get(url("cockpit", session)))
    assert url("redater", session) in html
    assert url("confirmer", session) not in html
    assert "Nouvelles dates" in lire(client.get(url("redater", session)))


def test_archiver_une_session_close(connecte, d):
    session = session_dans_l_etat(d, "realisee")
    client = connecte(d.gestionnaire)
    assert url("archiver", session) in lire(client.get(url("cockpit", session)))
    client.post(url("archiver", session))
    assert relire(session).etat == "archivee"


def test_annuler_propose_la_session_la_plus_proche(connecte, d):
    session, loin, proche = session_complete(d), session_ouverte(d, dans=90), session_ouverte(d, dans=40)
    client = connecte(d.gestionnaire)
    champ = client.get(url("annuler", session)).context["form"].fields["remplacante"]
    assert [choix for choix, _libelle in champ.choices] == ["", proche.pk, loin.pk]
    assert champ.initial == proche
    client.post(url("annuler", session), {"motif": "Grève", "remplacante": loin.pk})
    assert relire(session).remplacante == loin
    assert f'href="{loin.get_absolute_url()}"' in lire(client.get(session.get_absolute_url()))


def test_deux_gestionnaires_a_la_fois_la_seconde_lit_pourquoi(connecte, d):
    """Both opened the page; the first cancelled, the second postpones."""
    session = session_ouverte(d)
    client = connecte(d.gestionnaire)
    client.get(url("reporter", session))
    annuler_session(session=session, motif="Grève", par=d.gestionnaire)
    messages = Message.objects.count()
    assert "est annulée" in lire(client.post(url("reporter", session), {"motif": "Neige"}))
    assert (relire(session).etat, Message.objects.count()) == ("annulee", messages)


@pytest.mark.parametrize(
    ("etat", "gestes"),
    [
        ("brouillon", {"ouvrir", "update", "annuler"}),
        ("ouverte", {"confirmer", "update", "reporter", "annuler"}),
        ("confirmee", {"update", "reporter", "annuler"}),
        ("en_cours", set()),
        ("realisee", {"archiver"}),
        ("archivee", set()),
        ("reportee", {"redater", "annuler"}),
        ("annulee", set()),
    ],
)
def test_le_cockpit_n_offre_que_ce_que_l_etat_permet(connecte, d, etat, gestes):
    session = session_dans_l_etat(d, etat)
    html = lire(connecte(d.gestionnaire).get(url("cockpit", session)))
    tous = ("ouvrir", "confirmer", "update", "reporter", "redater", "annuler", "cloturer", "archiver")
    assert {geste for geste in tous if f'href="{url(geste, session)}"' in html} == gestes


@pytest.mark.parametrize("etat", ["reportee", "annulee"])
def test_sa_page_publique_ne_la_montre_pas_vivante(connecte, d, etat):
    session = session_dans_l_etat(d, etat)
    html = lire(connecte(d.animateur).get(session.get_absolute_url()))
    assert {"reportee": "Nouvelles dates à venir", "annulee": "Cette session est annulée"}[etat] in html
    for vivant in ("M'inscrire", "places libres", "Ajouter à mon agenda", "Dernier jour pour s'inscrire"):
        assert vivant not in html


def test_la_decision_a_prendre_est_en_rouge(connecte, d):
    from django.utils import timezone

    session = session_ouverte(d, dans=9, minimum=5, cloture_inscriptions=timezone.localdate())
    assert "C'est le moment de décider" in lire(connecte(d.gestionnaire).get(url("cockpit", session)))
    autre = session_ouverte(d, dans=20, minimum=5)
    assert "C'est le moment de décider" not in lire(connecte(d.gestionnaire).get(url("cockpit", autre)))


# The link of a cancellation


def orpheline(d):
    session, suivante = session_ouverte(d), session_ouverte(d, dans=60)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_session(session=session, motif="Grève", par=d.gestionnaire, remplacante=suivante)
    return suivante, lien_de_reinscription(inscription)


def test_le_lien_inscrit_sans_compte_ouvert_une_fois(client, d):
    suivante, lien = orpheline(d)
    assert "M'inscrire à cette session" in lire(client.get(lien))
    assert not suivante.inscriptions.exists()
    for _clic in range(2):
        assert client.post(lien)["Location"] == lien
    assert suivante.inscriptions.get().utilisateur == d.animateur
    assert "Votre inscription à la nouvelle session" in lire(client.get(lien))


def test_le_lien_demande_de_confirmer_les_prerequis(client, d):
    suivante, lien = orpheline(d)
    VersionProgramme.objects.filter(pk=suivante.version_id).update(prerequis="Savoir accompagner")
    assert "Savoir accompagner" in lire(client.get(lien))
    assert client.post(lien).status_code == 200
    assert not suivante.inscriptions.exists()
    client.post(lien, {"prerequis_confirmes": "on"})
    assert suivante.inscriptions.exists()


def test_un_lien_altere_ne_dit_rien(client, d):
    _suivante, lien = orpheline(d)
    assert client.get(lien[:-3] + "x/").status_code == 404

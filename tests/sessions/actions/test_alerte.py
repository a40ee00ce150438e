import re

import pytest
from django.db import IntegrityError, transaction

from academie.actions.utilisateur import modifier_compte
from academie.models import Message, Theme
from academie.regles import Refus
from besoins.actions.publication import retirer_version
from besoins.models import VersionProgramme
from sessions.actions.alerte import arreter_alerte, demander_alerte, prevenir_de_la_session
from sessions.actions.vie import annuler_session, ouvrir_session
from sessions.models import Alerte, Session
from tests.sessions.fabriques import animateurs, lieu, relire, session_brouillon, session_ouverte, version_publiee


@pytest.fixture
def programme(d):
    return version_publiee(d).programme


def prevenues() -> list[str]:
    return sorted(Message.objects.filter(cle__startswith="alerte:").values_list("destinataire", flat=True))


def test_on_est_prevenu_une_seule_fois_quand_la_session_s_ouvre(d, programme, travailler, mailoutbox):
    modifier_compte(utilisateur=d.animateur, prenom="Ada", nom="Test", territoire=None, messages_groupes=False)
    demander_alerte(utilisateur=d.animateur, programme=programme)
    session = session_brouillon(d)
    travailler()
    assert prevenues() == []

    ouvrir_session(session=session, par=d.gestionnaire)
    ouvrir_session(session=session, par=d.gestionnaire)
    travailler()
    prevenir_de_la_session(session=Session.objects.completes().get(pk=session.pk))
    travailler()

    [courriel] = [c for c in mailoutbox if c.to == [d.animateur.email]]
    assert courriel.subject.startswith("Une session s'ouvre\xa0: Accompagner sur tous les terminaux, ")
    assert f"http://testserver/sessions/{session.pk}/" in courriel.body


def test_le_lien_du_courriel_arrete_l_alerte_sans_se_connecter(d, programme, travailler, mailoutbox, client):
    modifier_compte(utilisateur=d.animateur, prenom="Ada", nom="Test", territoire=None, messages_groupes=False)
    alerte = demander_alerte(utilisateur=d.animateur, programme=programme)
    session_ouverte(d)
    travailler()
    [courriel] = [c for c in mailoutbox if c.to == [d.animateur.email]]
    [lien] = re.findall(r"http://testserver(/alertes/\S+)", courriel.body)

    assert "Arrêter cette alerte" in client.get(lien).content.decode()
    assert relire(alerte).arretee_le is None
    for _fois in range(2):
        assert "Cette alerte est arrêtée" in client.post(lien, follow=True).content.decode()

    assert relire(alerte).arretee_le is not None
    session_ouverte(d, dans=60)
    travailler()
    assert len(prevenues()) == 1


@pytest.mark.parametrize("jeton", ["x", "abc:def:ghi"])
def test_un_lien_altere_n_arrete_rien(client, db, jeton):
    assert client.get(f"/alertes/{jeton}/").status_code == 404
    assert client.post(f"/alertes/{jeton}/").status_code == 404


@pytest.mark.parametrize(
    ("territoire", "options", "attendu"),
    [
        (None, {}, True),
        ("region", {}, True),
        ("departement", {}, True),
        ("autre_region", {}, False),
        ("autre_region", {"modalite": "hybride", "lien_distance": "https://visio.example"}, True),
    ],
)
def test_on_est_prevenu_de_ce_qui_est_proche_ou_se_suit_a_distance(
    d, programme, territoire, options, attendu, travailler
):
    demander_alerte(utilisateur=d.animateur, programme=programme, territoire=territoire and getattr(d, territoire))
    session_ouverte(d, **options)
    travailler()

    assert bool(prevenues()) is attendu


def test_une_session_hors_du_departement_ne_le_concerne_pas(d, programme, travailler):
    demander_alerte(utilisateur=d.animateur, programme=programme, territoire=d.departement)
    session_ouverte(d, lieu=lieu(d, nom="Mairie", commune=d.autre_structure.territoire))
    travailler()

    assert prevenues() == []


def test_un_theme_et_son_programme_ne_font_qu_un_message(d, programme, travailler):
    demander_alerte(utilisateur=d.animateur, theme=programme.theme)
    demander_alerte(utilisateur=d.animateur, programme=programme)
    demander_alerte(utilisateur=d.referent, theme=programme.theme)
    demander_alerte(utilisateur=d.formateur, theme=Theme.objects.create(slug="autre", nom="Autre"))
    session_ouverte(d)
    travailler()

    assert prevenues() == [d.animateur.email, d.referent.email]


def test_ni_les_comptes_fermes_ni_les_alertes_arretees_ni_les_sessions_annulees(d, programme, travailler):
    arreter_alerte(alerte=demander_alerte(utilisateur=d.animateur, programme=programme))
    demander_alerte(utilisateur=d.referent, programme=programme)
    d.referent.is_active = False
    d.referent.save()
    demander_alerte(utilisateur=d.formateur, programme=programme)
    annuler_session(session=session_ouverte(d), motif="Grève", par=d.gestionnaire)
    travailler()
    assert prevenues() == []

    session_ouverte(d, dans=60)
    travailler()
    assert prevenues() == [d.formateur.email]


def test_redemander_change_le_lieu_et_n_ajoute_rien(d, programme):
    premiere = demander_alerte(utilisateur=d.animateur, programme=programme, territoire=d.region)
    seconde = demander_alerte(utilisateur=d.animateur, programme=programme)

    assert premiere == seconde
    assert Alerte.objects.get().territoire is None

    arreter_alerte(alerte=premiere)
    assert demander_alerte(utilisateur=d.animateur, programme=programme) != premiere


def test_un_programme_retire_n_ouvrira_plus_rien(d, programme):
    retirer_version(version=VersionProgramme.objects.get(), par=d.gestionnaire, motif="Dépassé")

    with pytest.raises(Refus, match=r"a quitté le catalogue.*Choisissez un autre programme"):
        demander_alerte(utilisateur=d.animateur, programme=programme)


@pytest.mark.parametrize("double", [False, True])
def test_la_base_refuse_une_alerte_sans_sujet_ou_en_double(d, programme, double):
    demander_alerte(utilisateur=d.animateur, programme=programme)
    sujet = {"programme": programme} if double else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Alerte.objects.create(utilisateur=d.animateur, cree_le=programme.versions.get().cree_le, **sujet)


def test_prevenir_mille_personnes_prend_quelques_requetes(d, programme, django_assert_max_num_queries):
    le = programme.versions.get().cree_le
    Alerte.objects.bulk_create(
        Alerte(utilisateur=personne, programme=programme, cree_le=le) for personne in animateurs(1_000)
    )
    session = Session.objects.completes().get(pk=session_ouverte(d).pk)

    with django_assert_max_num_queries(60):
        prevenir_de_la_session(session=session)

    assert len(prevenues()) == 1_000

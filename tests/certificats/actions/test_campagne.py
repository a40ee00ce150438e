"""The certificates of a large session: by the worker, once, named errors, resumed where it stopped."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from academie.branchements.cloture import apres_cloture
from academie.branchements.periodique import RAPPELS
from academie.models import Message
from academie.regles import Refus
from certificats.actions import campagne as actions
from certificats.actions.campagne import campagnes_interrompues, demander_campagne, executer_campagne
from certificats.models import Campagne, Certificat
from certificats.tasks.campagne import delivrer, delivrer_aux_sessions, reprendre_les_campagnes
from sessions.models import Session
from tests.certificats.fabriques import relire, session_close, session_tenue
from tests.sessions.fabriques import animateurs


@pytest.fixture
def petite(monkeypatch):
    """Two people are many, one advance a person."""
    monkeypatch.setattr(
        actions, "regle", {"certificat.immediats": 1, "certificat.lot": 1, "certificat.silence": 15}.get
    )


@pytest.fixture
def session(d):
    return session_close(d, presences=dict.fromkeys(animateurs(3), 2))


def demander(session, d) -> Campagne:
    campagne, _nouvelle = demander_campagne(session=session, par=d.gestionnaire, le=session.fin)
    return campagne


def test_peu_de_personnes_sont_servies_aussitot(session, d):
    assert delivrer(session=session, par=d.gestionnaire) is None
    assert Certificat.objects.count() == 3
    assert not Campagne.objects.exists()


def test_beaucoup_attendent_le_travailleur_une_seule_fois(session, d, petite):
    for _ in range(2):
        apres_cloture(session=session, par=d.gestionnaire, le=session.fin)
    campagne = Campagne.objects.get()
    assert (campagne.etat, campagne.total, campagne.faites) == ("demandee", 3, 0)
    assert not Certificat.objects.exists()
    [tache] = DBTaskResult.objects.filter(task_path__endswith="campagne.executer")
    assert tache.args_kwargs["args"] == [campagne.pk]


def test_le_travailleur_sert_tout_le_monde_au_jour_de_la_cloture(session, d, petite):
    campagne = demander(session, d)
    for _ in range(2):
        executer_campagne(campagne.pk)
    campagne = relire(campagne)
    assert (campagne.etat, campagne.faites, campagne.erreurs) == ("finie", 3, {})
    assert {(c.emis_le, c.emis_par) for c in Certificat.objects.all()} == {(session.fin, d.gestionnaire)}
    assert Certificat.objects.count() == 3
    assert Message.objects.filter(cle__startswith="certificat.delivre").count() == 3


def test_tue_au_milieu_il_reprend_sans_rien_refaire(session, d, petite, monkeypatch):
    campagne = demander(session, d)
    servir, appels = actions._servir, []

    def mourir(*args):
        appels.append(args)
        if len(appels) == 2:
            raise KeyboardInterrupt
        return servir(*args)

    monkeypatch.setattr(actions, "_servir", mourir)
    with pytest.raises(KeyboardInterrupt):
        executer_campagne(campagne.pk)
    assert (relire(campagne).etat, relire(campagne).faites, Certificat.objects.count()) == ("en_cours", 1, 1)
    monkeypatch.setattr(actions, "_servir", servir)
    executer_campagne(campagne.pk)
    assert (relire(campagne).etat, relire(campagne).faites) == ("finie", 3)
    assert Certificat.objects.count() == 3


def test_une_personne_en_echec_est_nommee_et_les_autres_servies(session, d, petite, monkeypatch):
    campagne = demander(session, d)
    victime = session.inscriptions.order_by("pk").first()
    delivrer_ = actions.delivrer_aux_inscriptions

    def echouer(*, inscriptions, **faits):
        if list(inscriptions) == [victime.pk]:
            raise OSError
        return delivrer_(inscriptions=inscriptions, **faits)

    monkeypatch.setattr(actions, "delivrer_aux_inscriptions", echouer)
    executer_campagne(campagne.pk)
    assert list(relire(campagne).erreurs) == [str(victime.pk)]
    assert "Délivrez à nouveau" in relire(campagne).erreurs[str(victime.pk)]
    assert relire(campagne).faites == 2
    monkeypatch.undo()
    delivrer(session=session, par=d.gestionnaire)
    assert Certificat.objects.filter(inscription=victime).count() == 1


def test_qui_empeche_son_lot_est_nomme_seul_et_le_lot_servi(session, d, petite, monkeypatch):
    monkeypatch.setattr(actions, "regle", {"certificat.immediats": 1, "certificat.lot": 20}.get)
    campagne = demander(session, d)
    victime = session.inscriptions.order_by("pk").first()
    delivrer_ = actions.delivrer_aux_inscriptions

    def echouer(*, inscriptions, **faits):
        if victime.pk in inscriptions:
            raise OSError
        return delivrer_(inscriptions=inscriptions, **faits)

    monkeypatch.setattr(actions, "delivrer_aux_inscriptions", echouer)
    executer_campagne(campagne.pk)
    assert list(relire(campagne).erreurs) == [str(victime.pk)]
    assert (relire(campagne).faites, Certificat.objects.count()) == (2, 2)


def test_un_refus_est_redit_tel_quel(session, d, petite, monkeypatch):
    def refuser(**faits):
        raise Refus("La clé du cachet est compromise.")

    campagne = demander(session, d)
    monkeypatch.setattr(actions, "delivrer_aux_inscriptions", refuser)
    executer_campagne(campagne.pk)
    assert set(relire(campagne).erreurs.values()) == {"La clé du cachet est compromise."}


def test_silencieuse_trop_longtemps_elle_reprend_une_fois(session, d, petite):
    campagne = demander(session, d)
    assert campagnes_interrompues() == []
    Campagne.objects.update(avance_le=timezone.now() - timedelta(minutes=16))
    assert reprendre_les_campagnes in RAPPELS
    for _ in range(2):
        reprendre_les_campagnes()
    assert DBTaskResult.objects.filter(task_path__endswith="campagne.executer").count() == 1
    assert campagne.pk == Campagne.objects.get().pk


def test_refuse_tant_que_la_session_n_est_pas_close(d):
    with pytest.raises(Refus, match="Closez d'abord"):
        delivrer(session=session_tenue(d), par=d.gestionnaire)


def test_plusieurs_sessions_celles_qui_sont_choisies(session, d):
    delivrer_aux_sessions(sessions=Session.objects.all(), parmi=[], par=d.gestionnaire)
    assert not Certificat.objects.exists()
    delivrer_aux_sessions(sessions=Session.objects.all(), parmi=[session.pk], par=d.gestionnaire)
    assert Certificat.objects.count() == 3

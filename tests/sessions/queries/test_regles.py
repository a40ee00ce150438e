"""Each rule refuses alone, says what, why, what next, and its name; what may be exceeded is exceeded with a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.actions.regle import changer_regle
from academie.autorisations.table import Role
from academie.models import Affectation
from academie.regles import Refus
from besoins.models import VersionProgramme
from sessions.actions.inscription import inscrire
from sessions.actions.positionnement import Demande
from sessions.models import Inscription, ReserveStructure, Session
from sessions.queries.regles import REGLES_INSCRIPTION, candidatures, fermeture, regle_contraire
from tests.distribution import personne
from tests.sessions.fabriques import animateurs, journee, lieu, session_ouverte, version_publiee

pytestmark = pytest.mark.django_db
AUJOURD_HUI = timezone.localdate


def regler(session, **champs):
    Session.objects.filter(pk=session.pk).update(**champs)
    return Session.objects.completes().get(pk=session.pk)


def code_contraire(session, qui, **options):
    (candidature,) = candidatures(session, [qui], timezone.now())
    candidature.prerequis_confirmes = options.pop("prerequis", None)
    contraire = regle_contraire(candidature, **options)
    return contraire and contraire.code


def voisine(d, **autres):
    """Another session, elsewhere, by somebody else."""
    jour = AUJOURD_HUI() + timedelta(days=autres.pop("dans", 30))
    ou, quand = lieu(d, nom="Ailleurs"), journee(jour, d.autre_formateur)
    return session_ouverte(d, lieu=ou, creneaux=quand, **autres)


def test_rien_ne_s_y_oppose(d):
    assert code_contraire(session_ouverte(d), d.animateur) is None


@pytest.mark.parametrize(
    ("etat", "code"),
    [("brouillon", "session.etat"), ("annulee", "session.etat"), ("reportee", "session.etat")],
)
def test_une_session_qui_n_est_pas_ouverte(d, etat, code):
    session = session_ouverte(d)
    session.__dict__["etat"] = etat
    assert code_contraire(session, d.animateur) == code


def test_une_session_commencee(d):
    session = session_ouverte(d)
    session.debut = timezone.now() - timedelta(hours=1)
    assert code_contraire(session, d.animateur) == "session.debut"


def test_avant_le_premier_jour_de_la_session(d):
    session = regler(session_ouverte(d), ouverture_inscriptions=AUJOURD_HUI() + timedelta(days=1))
    assert code_contraire(session, d.animateur) == "inscription.ouverture"
    assert "Revenez ce jour-là" in fermeture(session)
    assert code_contraire(regler(session, ouverture_inscriptions=AUJOURD_HUI()), d.animateur) is None


def test_avant_le_premier_jour_par_la_regle(d):
    session, demain = session_ouverte(d, dans=30), AUJOURD_HUI() + timedelta(days=1)
    changer_regle(cle="inscription.ouverture", valeur=20, depuis=demain, motif="Essai", par=d.gestionnaire)
    assert fermeture(session) == ""
    assert "ouvrent le" in fermeture(session, timezone.now() + timedelta(days=2))
    assert fermeture(session, timezone.now() + timedelta(days=10)) == ""


def test_apres_le_dernier_jour(d):
    session = regler(session_ouverte(d), cloture_inscriptions=AUJOURD_HUI() - timedelta(days=1))
    assert code_contraire(session, d.animateur) == "session.cloture_inscriptions"
    assert code_contraire(session, d.animateur, derogation="Place perdue sinon") is None


def test_qui_anime_la_session(d):
    assert code_contraire(session_ouverte(d), d.formateur) == "inscription.animation"


@pytest.mark.parametrize("role", [Role.REFERENT, Role.CONCEPTEUR])
def test_qui_n_est_pas_animatrice_ou_animateur(d, role):
    assert code_contraire(session_ouverte(d), personne("autre", role, d.structure)) == "inscription.employeur"


def test_qui_n_a_pas_de_structure_ou_n_en_a_plus(d):
    session = session_ouverte(d)
    assert code_contraire(session, personne("seule", Role.ANIMATEUR)) == "inscription.employeur"
    hier = AUJOURD_HUI() - timedelta(days=1)
    Affectation.objects.filter(utilisateur=d.animateur).update(debut=hier, fin=hier)
    assert code_contraire(session, d.animateur, derogation="Connue") == "inscription.employeur"


def test_une_seule_place_par_programme(d):
    inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    session = voisine(d, dans=40)
    assert code_contraire(session, d.animateur) == "inscription.programme"
    assert code_contraire(session, d.animateur, derogation="À refaire") is None


def test_attendre_ailleurs_n_empeche_pas(d):
    pleine = session_ouverte(d, capacite=1)
    for qui in (d.autre_animateur, d.animateur):
        inscrire(session=pleine, utilisateur=qui, par=qui)
    assert code_contraire(voisine(d, dans=40), d.animateur) is None


def test_deux_sessions_aux_memes_heures(d):
    inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    autre = voisine(d, version=version_publiee(d, slug="photo", titre="Photo"))
    assert code_contraire(autre, d.animateur, derogation="Même avec un motif") == "inscription.chevauchement"
    assert code_contraire(autre, d.autre_animateur) is None


def test_le_nombre_de_places_par_structure(d):
    session = regler(session_ouverte(d), par_structure=2)
    for qui in animateurs(2, d.structure):
        inscrire(session=session, utilisateur=qui, par=qui)
    assert code_contraire(session, d.animateur) == "inscription.par_structure"
    assert code_contraire(session, d.autre_animateur) is None
    assert code_contraire(session, d.animateur, derogation="Équipe entière") is None
    assert code_contraire(regler(session, par_structure=0), d.animateur) is None


def test_une_place_gardee_ne_compte_pas_dans_le_nombre_par_structure(d):
    session = regler(session_ouverte(d), par_structure=1)
    inscrire(session=session, utilisateur=animateurs(1, d.structure)[0], par=d.gestionnaire)
    ReserveStructure.objects.create(
        session=session, structure=d.structure, places=1, jusqu_au=AUJOURD_HUI() + timedelta(days=5), cree_le=timezone.now()
    )  # fmt: skip
    assert code_contraire(session, d.animateur) is None


def test_les_prerequis_se_confirment(d):
    session = session_ouverte(d)
    VersionProgramme.objects.update(prerequis="Naviguer sur le web")
    session = regler(session)
    assert code_contraire(session, d.animateur, prerequis=False) == "inscription.prerequis"
    assert code_contraire(session, d.animateur, prerequis=True) is None
    with pytest.raises(Refus, match="prérequis"):
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur, demande=Demande())


def test_un_refus_nomme_sa_regle_et_la_suite(d):
    session = regler(session_ouverte(d), cloture_inscriptions=AUJOURD_HUI() - timedelta(days=1))
    with pytest.raises(Refus) as refus:
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert "Règle : dernier jour pour s'inscrire." in str(refus.value)
    assert "Cherchez une autre session" in str(refus.value)
    assert not Inscription.objects.exists()


def test_chaque_regle_a_un_code_et_un_nom():
    assert (
        len({r.code for r in REGLES_INSCRIPTION})
        == len({str(r.libelle) for r in REGLES_INSCRIPTION})
        == len(REGLES_INSCRIPTION)
    )


@pytest.mark.parametrize("nombre", [1, 30])
def test_juger_coute_autant_pour_une_et_trente_personnes(d, django_assert_num_queries, nombre):
    session, personnes = regler(session_ouverte(d), par_structure=5), animateurs(nombre)
    with django_assert_num_queries(6):
        candidatures(session, personnes, timezone.now())

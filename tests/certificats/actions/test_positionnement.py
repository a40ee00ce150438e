"""What people said of themselves at the entry of a session is declared in their career, dated of the answer, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.branchements.cloture import APRES_CLOTURE
from besoins.models import QuestionPositionnement
from certificats.actions.positionnement import noter_positionnements
from certificats.models import Acquis
from certificats.queries.acquis import niveaux_actuels
from sessions.models import Inscription, ReponsePositionnement
from tests.certificats.fabriques import competence, enseigner, session_tenue

Genre = QuestionPositionnement.Genre
SURE, HESITANTE = 3, 2


@pytest.fixture
def session(d):
    return session_tenue(d)


def repondre(session, degre, *, genre=Genre.AISANCE, objectif=None, il_y_a=10) -> ReponsePositionnement:
    question = QuestionPositionnement.objects.create(
        version=session.version,
        ordre=session.version.positionnements.count() + 1,
        intitule=f"Savez-vous chercher ? {session.version.positionnements.count()}",
        genre=genre,
        objectif=objectif or session.version.objectifs.get(),
    )
    reponse = ReponsePositionnement.objects.create(
        inscription=Inscription.objects.get(session=session), question=question, degre=degre
    )
    ReponsePositionnement.objects.filter(pk=reponse.pk).update(donnee_le=timezone.now() - timedelta(days=il_y_a))
    return reponse


def noter(session, d):
    noter_positionnements(session=session, par=d.gestionnaire, le=timezone.now())


def test_une_reponse_assuree_declare_le_niveau_de_l_objectif_une_fois(d, session):
    repondre(session, SURE)
    for _ in range(2):
        noter(session, d)
    acquis = Acquis.objects.get()
    assert (acquis.nature, acquis.appui, acquis.niveau) == ("positionnement", "declare", 4)
    assert acquis.obtenu_le == timezone.localdate(timezone.now() - timedelta(days=10))
    assert "Plutôt à l'aise" in acquis.commentaire
    assert niveaux_actuels(d.animateur)[competence().pk].prouve is None


@pytest.mark.parametrize(
    ("degre", "genre"),
    [(HESITANTE, Genre.AISANCE), (0, Genre.OUI_NON), (None, Genre.TEXTE)],
    ids=["peu", "non", "texte"],
)
def test_une_reponse_hesitante_ou_libre_ne_dit_aucun_niveau(d, session, degre, genre):
    repondre(session, degre, genre=genre)
    noter(session, d)
    assert not Acquis.objects.exists()


def test_de_deux_reponses_du_meme_jour_la_plus_haute(d, session):
    repondre(session, 1, genre=Genre.OUI_NON)
    repondre(session, 4, objectif=enseigner(session.version, niveau=6))
    noter(session, d)
    assert Acquis.objects.get().niveau == 6


def test_une_inscription_annulee_ne_declare_rien(d, session):
    repondre(session, SURE)
    Inscription.objects.update(etat=Inscription.Etat.ANNULEE, annulee_le=timezone.now())
    noter(session, d)
    assert not Acquis.objects.exists()


def test_sans_date_de_reponse_celle_de_l_inscription(d, session):
    repondre(session, SURE)
    ReponsePositionnement.objects.update(donnee_le=None)
    noter(session, d)
    assert Acquis.objects.get().obtenu_le == timezone.localdate(Inscription.objects.get().inscrite_le)


def test_la_cloture_le_fait(d):
    assert noter_positionnements in APRES_CLOTURE

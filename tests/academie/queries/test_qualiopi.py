"""What each house proves, indicator by indicator, and what it knows to be missing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.branchements.qualiopi import apport
from besoins.models import Module, QuestionPositionnement, VersionProgramme
from sessions.models import Creneau, Emargement, Inscription, Lieu, Session
from tests.besoins import atelier, fabriques
from tests.certificats.fabriques import certificat
from tests.sessions.fabriques import session_ouverte


@pytest.fixture
def d(distribution):
    return distribution


@pytest.fixture
def version(d):
    return atelier.version_publiee(d, theme=atelier.theme("Vacances"))


def nombres(indicateur, annee=None) -> list[int]:
    return [preuve.nombre for preuve in apport(indicateur, annee).preuves]


def rangees(indicateur, rang=0) -> list[str]:
    return [f"{rangee.libelle} {rangee.detail}" for rangee in apport(indicateur).preuves[rang].rangees(None)]


def manques(indicateur, annee=None) -> str:
    return " ".join(manque.phrase for manque in apport(indicateur, annee).manques)


def test_les_programmes_au_catalogue(d, version):
    atelier.brouillon_complet(d, "Pas encore")

    assert nombres(1) == [1]
    assert str(version) in rangees(1)[0]


def test_les_enquetes_les_besoins_et_ce_qui_y_repond(d, version):
    fabriques.enquete_ouverte(d.concepteur)
    fabriques.brouillon(d.concepteur)
    assert nombres(4) == [1, 1, 1]
    assert not manques(4)

    version.besoins.clear()

    assert nombres(4) == [1, 1, 0]
    assert "n'est relié à aucun besoin" in manques(4)
    assert "1 besoin retenu n'a pas encore de programme" in manques(4)


@pytest.mark.parametrize(
    ("indicateur", "effacer", "manque"),
    [
        (5, lambda v: (v.modules.all().delete(), v.positionnements.all().delete(), v.objectifs.all().delete()), "n'a pas d'objectif"),
        (6, lambda v: v.modules.update(methode=""), "ne disent pas leur méthode"),
        (8, lambda v: v.positionnements.all().delete(), "n'a pas de question de positionnement"),
        (10, lambda v: VersionProgramme.objects.update(accompagnement=""), "ne le dit pas"),
        (17, lambda v: VersionProgramme.objects.update(moyens=""), "ne le dit pas"),
        (19, lambda v: v.modules.update(supports=""), "ne remettent ni support ni ressource"),
    ],
)  # fmt: skip
def test_ce_que_dit_un_programme_et_ce_qu_il_ne_dit_pas(d, version, indicateur, effacer, manque):
    Module.objects.update(methode="Atelier", supports="Un livret")
    if not version.positionnements.exists():
        QuestionPositionnement.objects.create(version=version, ordre=1, intitule="Et vous ?")
    assert nombres(indicateur)[0] > 0
    assert manque not in manques(indicateur)

    effacer(version)

    assert manque in manques(indicateur)


def test_la_veille_notee_et_exploitee(d):
    fabriques.observer("Pas encore notée")
    fabriques.noter(fabriques.observer("Un nouvel outil", axe="techniques"), d.concepteur)
    fabriques.besoin_prouve(d.concepteur, "Des usagers refusés")

    assert nombres(25)[0] == len(rangees(25)) == 2
    assert nombres(25)[1] == 1
    assert not any("Un nouvel outil" in mots for mots in rangees(24))
    assert "attend" in manques(24)


class TestSessions:
    @pytest.fixture
    def session(self, d, version) -> Session:
        """Held and closed, one person came."""
        return certificat(d, version=version).inscription.session

    def test_les_resultats_ne_nomment_personne(self, d, session):
        assert nombres(2) == [1, 1, 0]
        assert "1 session réalisée n'a aucune réponse" in manques(2)
        assert d.animateur.get_full_name() not in str(rangees(2) + rangees(9) + rangees(11))

    def test_les_conditions_envoyees(self, session):
        assert "1 personne informée" in rangees(9)[0]
        Inscription.objects.update(etat="annulee")
        assert nombres(9) == [0]

    def test_les_demi_journees_signees(self, session):
        assert nombres(12)[0] == session.creneaux.count()
        assert "pas contresignée" not in manques(12)

        emargement = Emargement.objects.first()
        Emargement.objects.filter(pk=emargement.pk).update(absent=True, minutes=0, motif="")
        assert "1 absence n'a pas de motif" in manques(12)
        Emargement.objects.update(motif="Malade")
        assert nombres(12)[1] == 1

    def test_une_demi_journee_passee_sans_contreseing(self, d, version):
        session = session_ouverte(d, version=version)
        il_y_a_longtemps = timezone.now() - timedelta(days=30)
        Creneau.objects.filter(session=session).update(
            debut=il_y_a_longtemps, fin=il_y_a_longtemps + timedelta(hours=3)
        )

        assert "2 demi-journées passées ne sont pas contresignées" in manques(12)

    def test_les_lieux_et_leur_accessibilite(self, session):
        assert nombres(17)[1] == 1
        Lieu.objects.update(accessibilite="")
        assert nombres(17)[1] == 0
        assert "1 lieu ne dit pas s'il est accessible" in manques(17)

    def test_qui_anime(self, d, version):
        session = session_ouverte(d, version=version)
        assert "1 personne l'anime" in rangees(18)[0]
        session.creneaux.first().interventions.all().delete()
        assert "1 demi-journée à venir n'a personne" in manques(18)

    def test_les_certificats_et_les_competences(self, d, session):
        assert nombres(11)[1:] == [0, 1, 1]
        assert "1 session réalisée n'a aucune réponse" in manques(11)

    def test_les_formatrices_et_formateurs_sont_nommes(self, d):
        assert d.formateur.get_full_name() in " ".join(rangees(21))

    def test_l_annee(self, session):
        ailleurs = session.debut.year - 3

        for indicateur in (2, 9, 11, 12, 18):
            assert sum(nombres(indicateur)) > sum(nombres(indicateur, ailleurs)) == 0, indicateur

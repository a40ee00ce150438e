from datetime import timedelta

import pytest
from django.utils import timezone

from academie.regles import Refus
from sessions.actions.session import modifier_session
from sessions.actions.tache import (
    PROPOSEES,
    cocher_tache,
    ecarter_tache,
    enregistrer_modele,
    preparer_taches,
    proposer_modeles,
    reprendre_tache,
    retirer_modele,
)
from sessions.models import ModeleTache
from sessions.models.tache import Constat, Reference
from tests.sessions.actions.test_session import repris
from tests.sessions.fabriques import projet, relire, session_brouillon, session_ouverte, version_publiee
from tests.sessions.vies import session_dans_l_etat


@pytest.fixture(autouse=True)
def _sans_modele(db):
    ModeleTache.objects.all().delete()


def modele(d, libelle="Réserver la salle", decalage=-30, reference=Reference.DEBUT, **autres):
    nouveau = ModeleTache(libelle=libelle, decalage=decalage, reference=reference, **autres)
    return enregistrer_modele(modele=nouveau, par=d.gestionnaire)


def jour(dans):
    return timezone.localdate() + timedelta(days=dans)


def test_planifier_donne_a_la_session_les_taches_de_toutes_et_de_son_programme(d):
    version = version_publiee(d)
    autre = version_publiee(d, slug="autre", titre="Autre", theme="autre")
    modele(d)
    modele(d, "Prêter les tablettes", -2, programme=version.programme)
    modele(d, "Relire le bilan", 8, Reference.FIN)
    modele(d, "Ailleurs", 1, programme=autre.programme)
    session = session_brouillon(d, version=version)
    for _fois in range(2):
        preparer_taches(session)
    assert [(t.libelle, t.echeance) for t in session.taches.all()] == [
        ("Réserver la salle", jour(0)),
        ("Prêter les tablettes", jour(28)),
        ("Relire le bilan", jour(38)),
    ]


def test_les_taches_suivent_les_dates(d):
    modele(d)
    session = session_ouverte(d)
    modifier_session(session=session, projet=repris(session, projet(d, dans=44)), par=d.gestionnaire)
    assert session.taches.get().echeance == jour(14)


def test_un_modele_change_ne_touche_pas_les_sessions_planifiees(d):
    reserve = modele(d)
    session = session_brouillon(d)
    reserve.libelle = "Louer la salle"
    enregistrer_modele(modele=reserve, par=d.gestionnaire)
    retirer_modele(modele=reserve, par=d.gestionnaire)
    assert session.taches.get().libelle == "Réserver la salle"
    assert not ModeleTache.objects.en_vigueur().exists()


def test_un_modele_envoye_deux_fois_est_garde_une_fois(d):
    assert modele(d) == modele(d)
    with pytest.raises(Refus, match="déjà dans la liste") as refus:
        modele(d, decalage=-12)
    assert refus.value.champ == "libelle"


def test_la_liste_proposee_ne_s_ecrit_qu_une_fois(d):
    for _clic in range(2):
        proposer_modeles(par=d.gestionnaire)
    assert ModeleTache.objects.count() == len(PROPOSEES)
    ModeleTache.objects.exclude(libelle="Ouvrir les inscriptions").delete()
    proposer_modeles(par=d.gestionnaire)
    assert ModeleTache.objects.count() == 1


def test_cocher_dit_qui_et_quand_une_fois(d):
    modele(d)
    tache = session_brouillon(d).taches.get()
    premiere = cocher_tache(tache=tache, par=d.gestionnaire)
    cocher_tache(tache=tache, par=d.administrateur)
    assert (relire(tache).faite_le, relire(tache).faite_par) == (premiere.faite_le, d.gestionnaire)


def test_refus_de_cocher_ce_qui_se_constate(d):
    modele(d, constat=Constat.LIEU_INDIQUE)
    with pytest.raises(Refus, match="se constate d'elle-même"):
        cocher_tache(tache=session_brouillon(d).taches.get(), par=d.gestionnaire)


def test_ecarter_avec_un_motif_une_fois_puis_reprendre(d):
    modele(d)
    tache = session_brouillon(d).taches.get()
    with pytest.raises(Refus, match="pourquoi elle est sans objet") as refus:
        ecarter_tache(tache=tache, motif=" ", par=d.gestionnaire)
    assert refus.value.champ == "motif"
    for motif in ("Salle de la structure", "Autre"):
        ecarter_tache(tache=tache, motif=motif, par=d.gestionnaire)
    assert relire(tache).sans_objet == "Salle de la structure"
    for _clic in range(2):
        reprendre_tache(tache=tache, par=d.gestionnaire)
    assert (relire(tache).faite_le, relire(tache).sans_objet) == (None, "")


def test_refus_d_ecarter_ce_qui_est_fait(d):
    modele(d)
    tache = cocher_tache(tache=session_brouillon(d).taches.get(), par=d.gestionnaire)
    with pytest.raises(Refus, match="déjà faite"):
        ecarter_tache(tache=tache, motif="Non", par=d.gestionnaire)


@pytest.mark.parametrize(
    ("acte", "avec"), [(cocher_tache, {}), (ecarter_tache, {"motif": "Non"}), (reprendre_tache, {})]
)
def test_refus_dans_une_session_archivee(d, acte, avec):
    modele(d)
    session = session_dans_l_etat(d, "archivee")
    with pytest.raises(Refus, match="est archivée"):
        acte(tache=session.taches.get(), par=d.gestionnaire, **avec)

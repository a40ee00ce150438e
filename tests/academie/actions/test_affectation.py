from datetime import timedelta

import pytest
from django.utils import timezone

from academie.actions.affectation import affecter, terminer_affectation
from academie.autorisations.table import Role
from academie.models import Affectation
from academie.regles import Refus


def test_le_meme_role_demande_deux_fois_est_donne_une_fois(distribution):
    premiere = affecter(utilisateur=distribution.sans_role, role=Role.FORMATEUR)
    seconde = affecter(utilisateur=distribution.sans_role, role=Role.FORMATEUR)
    assert premiere == seconde
    assert distribution.sans_role.affectations.count() == 1


def test_une_personne_tient_plusieurs_roles(distribution):
    affecter(utilisateur=distribution.animateur, role=Role.REFERENT, structure=distribution.autre_structure)
    personne = type(distribution.animateur).objects.get(pk=distribution.animateur.pk)
    assert {Role.ANIMATEUR, Role.REFERENT} <= personne.roles
    assert personne.structures_comme(Role.REFERENT) == [distribution.autre_structure.pk]
    assert personne.structures_comme(Role.ANIMATEUR) == [distribution.structure.pk]


def test_un_role_a_venir_ou_fini_ne_donne_aucun_droit(distribution):
    aujourd_hui = timezone.localdate()
    personne = distribution.sans_role
    Affectation.objects.create(utilisateur=personne, role=Role.GESTIONNAIRE, debut=aujourd_hui + timedelta(days=1))
    Affectation.objects.create(
        utilisateur=personne,
        role=Role.CONCEPTEUR,
        debut=aujourd_hui - timedelta(days=9),
        fin=aujourd_hui - timedelta(days=1),
    )
    assert personne.roles == {Role.CONNECTE}


def test_mettre_fin_garde_les_droits_jusqu_au_soir_et_se_repete(distribution):
    affectation = distribution.animateur.affectations.get()
    terminee = terminer_affectation(affectation=affectation)
    assert terminer_affectation(affectation=affectation).fin == terminee.fin == timezone.localdate()
    assert not distribution.animateur.affectations.du_jour(timezone.localdate() + timedelta(days=1)).exists()


def test_la_derniere_personne_qui_administre_reste(distribution):
    with pytest.raises(Refus, match="dernière personne"):
        terminer_affectation(affectation=distribution.administrateur.affectations.get())
    affecter(utilisateur=distribution.gestionnaire, role=Role.ADMINISTRATEUR)
    assert terminer_affectation(affectation=distribution.administrateur.affectations.get()).fin


def test_la_fin_ne_precede_pas_le_debut(distribution):
    affectation = distribution.animateur.affectations.get()
    with pytest.raises(Refus) as refus:
        terminer_affectation(affectation=affectation, fin=affectation.debut - timedelta(days=1))
    assert refus.value.champ == "fin"

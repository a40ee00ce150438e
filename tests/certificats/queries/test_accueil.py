"""What the home page says of certificates and careers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificats.actions.entretien import signer_entretien
from certificats.actions.parcours import viser_poste
from certificats.models import Certificat
from certificats.queries.accueil import apport
from tests.certificats.fabriques import certificat, fiche
from tests.certificats.suivi import entretien, plan_propose


def lignes(personne) -> list[str]:
    return [str(ligne.libelle).replace("\u00a0", " ") for ligne in apport(personne).a_faire]


def test_un_nouveau_certificat_est_a_telecharger_un_mois(d):
    emis = certificat(d)
    assert "Téléchargez votre certificat : Accompagner sur tous les terminaux" in lignes(d.animateur)
    Certificat.objects.filter(pk=emis.pk).update(emis_le=timezone.now() - timedelta(days=31))
    assert not any("Téléchargez" in ligne for ligne in lignes(d.animateur))


def test_sans_poste_vise_on_en_choisit_un(d):
    assert lignes(d.animateur) == ["Choisissez le poste que vous visez"]


@pytest.mark.parametrize(
    ("niveaux", "phrase"),
    [
        ({"c1_1": 4}, "Vous prouvez toutes les compétences du poste : P"),
        ({"c1_1": 5}, "Il vous manque une compétence pour le poste : P"),
        ({"c1_1": 5, "c2_1": 1}, "Il vous manque 2 compétences pour le poste : P"),
    ],
)
def test_l_ecart_avec_le_poste_vise(d, niveaux, phrase):
    certificat(d)
    viser_poste(utilisateur=d.animateur, fiche=fiche(titre="P", **niveaux))
    assert phrase in lignes(d.animateur)


@pytest.mark.parametrize(
    ("qui", "valeurs"), [("animateur", ["1"]), ("referent", ["1"]), ("autre_referent", []), ("gestionnaire", ["1"])]
)
def test_le_nombre_de_certificats_selon_le_role(d, qui, valeurs):
    certificat(d)
    assert [f.valeur for f in apport(getattr(d, qui)).figures] == valeurs


def test_les_autres_roles_n_ont_rien_de_plus(d):
    assert (list(apport(d.formateur).a_faire), list(apport(d.formateur).figures)) == ([], [])


def test_ce_qui_attend_une_signature_ou_un_accord(d):
    plan_propose(d)
    ouvert = entretien(d, rempli=True)
    assert "Plan de parcours à convenir : Animateur Test" in lignes(d.referent)
    assert not any("signer" in ligne for ligne in lignes(d.animateur) + lignes(d.referent))

    signer_entretien(entretien=ouvert, par=d.referent, nom=str(d.referent))

    assert f"{ouvert} : à relire et à signer" in lignes(d.animateur)
    assert not any("signer" in ligne for ligne in lignes(d.referent) + lignes(d.autre_referent))

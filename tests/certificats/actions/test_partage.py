from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from django.utils import timezone

from academie.models import Affectation
from academie.regles import Refus
from certificats.actions.consultation import noter_consultation, oublier_consultations
from certificats.actions.partage import creer_partage, ouvrir_partage, revoquer_partage
from certificats.models import Consultation, OuverturePartage, Partage
from certificats.queries.regard import (
    anciens_employeurs,
    consultation_ouverte,
    lecture_ouverte,
    partage_du_jeton,
    personnes_en_vue,
    regards,
)
from tests.certificats.exemples.partage import partager
from tests.certificats.fabriques import relire

PARCOURS = Consultation.Etendue.PARCOURS


@pytest.fixture
def partage(d):
    return partager(d.animateur)


def test_seule_l_empreinte_du_lien_est_gardee(partage):
    partage, jeton = partage
    assert len(jeton) * 4 >= 128
    assert partage.empreinte == sha256(jeton.encode()).hexdigest()
    assert jeton not in str(list(Partage.objects.values()))


def test_le_meme_formulaire_deux_fois_donne_un_lien(d):
    donnees = {"etendue": ["postes"], "expire_le": timezone.localdate(), "cle": uuid4()}
    premier = creer_partage(utilisateur=d.animateur, **donnees)
    assert creer_partage(utilisateur=d.animateur, **donnees) == premier
    assert creer_partage(utilisateur=d.autre_animateur, **donnees)[1] != premier[1]
    assert Partage.objects.count() == 2


@pytest.mark.parametrize(
    ("champ", "change"),
    [
        ("etendue", {"etendue": []}),
        ("expire_le", {"jours": -1}),
        ("expire_le", {"jours": 366}),
    ],
)
def test_un_partage_sans_contenu_passe_ou_trop_long_est_refuse(d, champ, change):
    with pytest.raises(Refus) as refus:
        partager(d.animateur, **change)
    assert refus.value.champ == champ
    assert not Partage.objects.exists()


def test_un_lien_inconnu_expire_ou_retire_ne_mene_a_rien(partage):
    partage, jeton = partage
    assert partage_du_jeton(jeton) == partage
    assert partage_du_jeton(jeton[:-1] + "é") is None
    Partage.objects.update(expire_le=timezone.localdate() - timedelta(days=1))
    assert partage_du_jeton(jeton) is None
    Partage.objects.update(expire_le=timezone.localdate())
    assert partage_du_jeton(jeton) == partage
    revoquer_partage(partage=partage)
    assert partage_du_jeton(jeton) is None


def test_retirer_deux_fois_garde_le_premier_jour(partage):
    partage, _jeton = partage
    revoquer_partage(partage=partage)
    le = relire(partage).revoque_le
    revoquer_partage(partage=partage, le=timezone.now() + timedelta(days=2))
    assert relire(partage).revoque_le == le


def test_une_ouverture_se_compte_une_fois_et_dure_quelques_heures(partage, d):
    partage, _jeton = partage
    cle = uuid4()
    ouvrir_partage(partage=partage, cle=cle)
    ouvrir_partage(partage=partage, cle=cle)
    assert OuverturePartage.objects.count() == 1
    assert lecture_ouverte(partage, cle)
    assert not lecture_ouverte(partage, uuid4())
    OuverturePartage.objects.update(le=timezone.now() - timedelta(hours=13))
    assert not lecture_ouverte(partage, cle)
    with pytest.raises(Refus):
        ouvrir_partage(partage=partager(d.autre_animateur)[0], cle=cle)


# Who may look


def test_la_referente_voit_qui_sa_structure_emploie_et_personne_d_autre(d):
    assert list(personnes_en_vue(d.referent)) == [d.animateur]
    assert list(personnes_en_vue(d.autre_referent)) == [d.autre_animateur]
    assert not personnes_en_vue(d.gestionnaire)


def test_un_ancien_employeur_ne_voit_plus_rien_le_lendemain_du_depart(d):
    hier = timezone.localdate() - timedelta(days=1)
    Affectation.objects.filter(utilisateur=d.animateur).update(debut=hier, fin=hier)
    assert not personnes_en_vue(relire(d.referent))
    assert anciens_employeurs(d.animateur) == [(d.structure.nom, timezone.localdate())]
    assert not [r for r in regards(d.animateur) if d.structure.nom in r.qui]
    Affectation.objects.filter(utilisateur=d.animateur).update(fin=timezone.localdate())
    assert list(personnes_en_vue(relire(d.referent))) == [d.animateur]


def test_les_regards_disent_qui_depuis_quand_et_jusqu_a_quand(d):
    fin = timezone.localdate() + timedelta(days=9)
    Affectation.objects.filter(utilisateur=d.animateur).update(fin=fin)
    employeur = regards(d.animateur)[0]
    assert d.structure.nom in employeur.qui
    assert str(d.referent) in employeur.qui
    assert (employeur.depuis, employeur.jusqu_au) == (timezone.localdate(), fin)
    assert "Académie" in regards(d.animateur)[-1].qui


def test_une_lecture_se_note_une_fois_par_jour_avec_le_titre_de_qui_lit(d):
    for _fois in range(2):
        noter_consultation(lecteur=d.referent, personne=d.animateur, etendue=PARCOURS)
    [lecture] = Consultation.objects.all()
    assert lecture.qualite == f"référente ou référent de structure, {d.structure.nom}"
    assert consultation_ouverte(d.referent, d.animateur, PARCOURS)
    assert not consultation_ouverte(d.referent, d.animateur, Consultation.Etendue.PLAN)
    Consultation.objects.update(jour=timezone.localdate() - timedelta(days=1))
    assert not consultation_ouverte(d.referent, d.animateur, PARCOURS)


def test_lire_le_sien_ne_se_note_pas(d):
    assert noter_consultation(lecteur=d.animateur, personne=d.animateur, etendue=PARCOURS) is None
    assert consultation_ouverte(d.animateur, d.animateur, PARCOURS)


def test_les_lectures_anciennes_s_oublient(d):
    noter_consultation(lecteur=d.referent, personne=d.animateur, etendue=PARCOURS)
    oublier_consultations()
    assert Consultation.objects.exists()
    oublier_consultations(timezone.now() + timedelta(days=721))
    assert not Consultation.objects.exists()

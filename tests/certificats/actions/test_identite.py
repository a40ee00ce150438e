"""A name that changed: the person says so, the Académie replaces in one click, old and new know each other."""

import pytest

from academie.models import Structure
from academie.regles import Refus
from certificats.actions.certificat import revoquer_certificat
from certificats.actions.identite import actualiser_certificat, signaler_changement
from certificats.models import Certificat
from certificats.queries.identite import a_mettre_a_jour, changement
from tests.certificats.fabriques import certificat, delivrer, relire, session_close


def renommer(personne) -> None:
    personne.nom = "Autrement"
    personne.save()


def liste() -> list[Certificat]:
    return list(a_mettre_a_jour(Certificat.objects.all()))


def test_rien_n_a_change(d):
    emis = certificat(d)
    assert liste() == []
    assert changement(emis) is None
    with pytest.raises(Refus, match="Rien ne change"):
        actualiser_certificat(certificat=emis, par=d.gestionnaire)
    with pytest.raises(Refus, match="dans votre compte"):
        signaler_changement(certificat=emis)


def test_la_personne_le_signale_une_fois(d):
    emis = certificat(d)
    renommer(d.animateur)
    premier = signaler_changement(certificat=emis).signale_le
    assert signaler_changement(certificat=emis).signale_le == premier
    assert liste() == [emis]


def test_l_academie_remplace_en_un_clic(d):
    emis = certificat(d)
    renommer(d.animateur)
    nouveau = actualiser_certificat(certificat=emis, par=d.gestionnaire)
    assert nouveau.faits["titulaire"] == "Animateur Autrement"
    assert (nouveau.remplace, relire(emis).remplacant) == (emis, nouveau)
    assert relire(emis).motif == "La personne porte un autre nom."
    assert actualiser_certificat(certificat=emis, par=d.gestionnaire) == nouveau
    assert liste() == []


def test_l_employeur_renomme_aussi(d):
    emis = certificat(d)
    Structure.objects.filter(pk=emis.inscription.structure_id).update(nom="Médiathèque neuve")
    assert liste() == [emis]
    nouveau = actualiser_certificat(certificat=emis, par=d.gestionnaire)
    assert (nouveau.faits["employeur"], nouveau.faits["titulaire"]) == ("Médiathèque neuve", "Animateur Test")


def test_celui_que_la_personne_a_signale_vient_d_abord(d):
    session = session_close(d, presences={d.animateur: 2, d.autre_animateur: 2})
    delivrer(session, d)
    emis, autre = (
        Certificat.objects.get(inscription__utilisateur=personne) for personne in (d.animateur, d.autre_animateur)
    )
    renommer(d.animateur)
    renommer(d.autre_animateur)
    signaler_changement(certificat=autre)
    assert liste() == [autre, emis]


def test_ni_un_compte_ferme_ni_un_certificat_revoque_n_est_a_mettre_a_jour(d):
    emis = certificat(d)
    renommer(d.animateur)
    type(d.animateur).objects.filter(pk=d.animateur.pk).update(is_active=False)
    assert liste() == []
    type(d.animateur).objects.filter(pk=d.animateur.pk).update(is_active=True)
    revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="autre", motif="Essai")
    assert liste() == []
    assert changement(relire(emis)) is None

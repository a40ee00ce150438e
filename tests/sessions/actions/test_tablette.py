from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from academie.regles import Refus
from sessions.actions.declaration import declarer_presence
from sessions.actions.emargement import contresigner
from sessions.actions.tablette import recueillir_absence, recueillir_signature
from sessions.models import Emargement, EnregistrementPresence
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir_maintenant, session_au, signer


@pytest.fixture
def creneau(d):
    return ouvrir_maintenant(demi_journee(session_au(d, personnes=[d.animateur, d.autre_animateur])), d)


def recueillir(creneau, d, personne=None, **autres):
    valeurs = {
        "inscription": inscription_de(creneau.session, personne or d.animateur),
        "par": d.formateur,
        "cle": uuid4(),
        "nom": "Animateur Test",
    }
    return recueillir_signature(creneau=creneau, **valeurs | autres)


def test_une_signature_garde_ce_que_l_appareil_savait(d, creneau):
    le = timezone.now() - timedelta(hours=2)
    emargement = recueillir(creneau, d, trace="10,10 20,20;30,30", appareil_le=le)
    assert (emargement.moyen, emargement.declare_par, emargement.minutes) == ("tablette", d.formateur, creneau.minutes)
    assert (emargement.trace, emargement.appareil_le) == ("10,10 20,20;30,30", le)


def test_un_retard_compte_les_minutes_qui_restent(d, creneau):
    emargement = recueillir(creneau, d, retard=20)
    assert emargement.minutes == creneau.minutes - 20
    assert emargement.arrivee == creneau.debut + timedelta(minutes=20)
    assert "Arrivée à" in emargement.motif


def test_un_retard_plus_long_que_la_demi_journee_ne_s_enregistre_pas(d, creneau):
    with pytest.raises(Refus, match="ce retard est plus long") as refus:
        recueillir(creneau, d, retard=creneau.minutes)
    assert refus.value.champ == "retard"
    assert not Emargement.objects.exists()


def test_la_meme_cle_ne_compte_qu_une_fois_meme_corrigee_entre_temps(d, creneau):
    cle = uuid4()
    recueillir(creneau, d, cle=cle, retard=20)
    inscription = inscription_de(creneau.session, d.animateur)
    declarer_presence(creneau=creneau, inscription=inscription, par=d.formateur, minutes=60, motif="Départ à 10 h")
    liens = EnregistrementPresence.objects.count()
    assert recueillir(creneau, d, cle=cle, retard=20).minutes == 60
    assert EnregistrementPresence.objects.count() == liens


def test_la_cle_d_une_autre_personne_est_refusee(d, creneau):
    cle = uuid4()
    recueillir(creneau, d, cle=cle)
    with pytest.raises(Refus, match="pour une autre personne"):
        recueillir(creneau, d, personne=d.autre_animateur, cle=cle)


def test_qui_a_signe_entre_temps_garde_sa_signature(d, creneau):
    signer(creneau, inscription_de(creneau.session, d.animateur))
    assert recueillir(creneau, d, retard=30).moyen == "lien"
    assert Emargement.objects.get().minutes == creneau.minutes


def test_une_absence_se_note_une_fois(d, creneau):
    inscription = inscription_de(creneau.session, d.animateur)
    for _clic in range(2):
        recueillir_absence(creneau=creneau, inscription=inscription, par=d.formateur)
    assert Emargement.objects.get().absent
    assert EnregistrementPresence.objects.filter(inscription=inscription).count() == 1


def test_une_absence_n_efface_pas_une_signature(d, creneau):
    recueillir(creneau, d)
    with pytest.raises(Refus, match="l'absence n'est pas notée"):
        recueillir_absence(creneau=creneau, inscription=inscription_de(creneau.session, d.animateur), par=d.formateur)
    assert not Emargement.objects.get().absent


def test_rien_ne_se_recueille_une_fois_contresigne(d, creneau):
    contresigner(creneau=creneau, par=d.formateur, le=creneau.fin)
    with pytest.raises(Refus, match="clos"):
        recueillir(creneau, d)

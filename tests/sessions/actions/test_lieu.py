import pytest

from academie.models import Message
from academie.regles import Refus
from sessions.actions.inscription import inscrire
from sessions.actions.lieu import enregistrer_lieu
from sessions.models import Lieu
from tests.distribution import territoire
from tests.sessions.fabriques import relire, session_brouillon, session_ouverte
from tests.sessions.flux import actifs, octets


def test_une_nouvelle_adresse_est_dite_et_ecrite_dans_les_agendas(d):
    session = session_ouverte(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    Message.objects.all().delete()
    salle = Lieu.objects.get()
    salle.adresse = "8 quai Neuf"
    for _clic in range(2):
        enregistrer_lieu(lieu=salle, par=d.gestionnaire)
    assert {m.utilisateur for m in Message.objects.all()} == {d.formateur, d.animateur}
    assert Message.objects.count() == 2
    assert relire(session).sequence == 1
    assert b"8 quai Neuf" in octets()


def test_une_autre_commune_deplace_les_sessions(d):
    session = session_ouverte(d)
    salle = Lieu.objects.get()
    salle.commune = territoire("commune", "31555", "Toulouse", region=d.autre_region)
    enregistrer_lieu(lieu=salle, par=d.gestionnaire)
    assert relire(session).territoire == d.autre_region
    assert not actifs(f"region/{d.region.code}")
    assert actifs(f"region/{d.autre_region.code}")


def test_corriger_l_acces_ne_derange_personne(d):
    session = session_ouverte(d)
    Message.objects.all().delete()
    salle = Lieu.objects.get()
    salle.acces = "Tramway B"
    enregistrer_lieu(lieu=salle, par=d.gestionnaire)
    assert (Message.objects.count(), relire(session).sequence) == (0, 0)


def test_refus_de_moins_de_places_assises_que_de_places_offertes(d):
    session_brouillon(d)
    salle = Lieu.objects.get()
    salle.capacite = 19
    with pytest.raises(Refus, match="offre 20 places") as refus:
        enregistrer_lieu(lieu=salle, par=d.gestionnaire)
    assert refus.value.champ == "capacite"

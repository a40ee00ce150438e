"""Several people at once: the open link keeps its limit, an anonymous answer is sent once."""

import threading

import pytest
from django.db import connection

from academie.regles import Refus
from besoins.actions.lien_ouvert import commencer_par_lien_ouvert
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.models import Invitation, Reponse, Valeur
from tests.besoins.fabriques import enquete_ouverte, invitation
from tests.besoins.questionnaires import dans_le_regime
from tests.distribution import distribuer


def ensemble(*gestes) -> list[Exception]:
    """Do all at the same moment; what refused."""
    depart, echecs = threading.Barrier(len(gestes)), []

    def faire(geste):
        try:
            depart.wait()
            geste()
        except Exception as erreur:
            echecs.append(erreur)
        finally:
            connection.close()

    fils = [threading.Thread(target=faire, args=(geste,)) for geste in gestes]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return echecs


@pytest.mark.django_db(transaction=True)
def test_ensemble_on_ne_depasse_pas_la_limite():
    enquete = enquete_ouverte(distribuer().concepteur).enquete
    enquete = dans_le_regime(enquete, "nomme", lien_ouvert=True, lien_limite=2)

    echecs = ensemble(*[lambda cle=cle: commencer_par_lien_ouvert(enquete=enquete, cle=str(cle)) for cle in range(6)])

    assert Invitation.objects.count() == 2
    assert [type(echec) for echec in echecs] == [Refus] * 4


@pytest.mark.django_db(transaction=True)
def test_ensemble_une_reponse_anonyme_ne_part_qu_une_fois():
    distribution = distribuer()
    faite = enquete_ouverte(distribution.concepteur)
    dans_le_regime(faite.enquete, "anonyme")
    invitee = invitation(faite, distribution.structure)
    enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Formation")]})

    echecs = ensemble(*[lambda: soumettre_reponse(invitation=invitee)] * 6)

    assert echecs == []
    assert Reponse.objects.get().invitation is None
    assert Valeur.objects.count() == 1

"""A reminder never reaches whoever answered, refused, bounced, or was written to too recently."""

import contextlib
from datetime import timedelta

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from academie.models import Message, Territoire
from academie.regles import Refus, regle
from besoins.actions.envoi import envoyer
from besoins.actions.invitation import noter_rebond, refuser_invitation, renvoyer_invitation
from besoins.actions.population import ajouter_structures
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.models import Envoi, Invitation
from tests.besoins.fabriques import enquete_ouverte, structures
from tests.distribution import personne

PERSONNES = 3
GESTES = st.tuples(
    st.sampled_from(["inviter", "relancer", "commencer", "repondre", "refuser", "rebondir", "corriger"]),
    st.integers(0, PERSONNES - 1),
    st.integers(0, 6),
)


class Campagne:
    """A survey whose deeds happen in any order, days apart; what each person may still receive is kept aside."""

    def __init__(self):
        self.par = personne("conceptrice", "concepteur")
        self.faite = enquete_ouverte(self.par)
        commune = Territoire.objects.create(genre="commune", code="29232", nom="Quimper")
        ajouter_structures(enquete=self.faite.enquete, structures=structures(PERSONNES, commune))
        self.le = timezone.now()
        self.dernier: dict[int, object] = {}
        self.relances: dict[int, int] = {}

    def invitation(self, rang: int) -> Invitation:
        return Invitation.objects.order_by("pk")[rang]

    def faire(self, geste: str, rang: int, jours: int) -> None:
        self.le += timedelta(days=jours)
        with contextlib.suppress(Refus):
            getattr(self, geste)(self.invitation(rang))

    def inviter(self, _invitation):
        for pk in self._envoyer(Envoi.Genre.INVITATION):
            assert pk not in self.dernier, "invited twice"
            self.dernier[pk] = self.le

    def relancer(self, _invitation):
        avant = {i.pk: i for i in Invitation.objects.all()}
        for pk in self._envoyer(Envoi.Genre.RELANCE):
            assert avant[pk].etat in Invitation.SILENCIEUSES
            assert avant[pk].rebond_le is None
            assert self.le - self.dernier[pk] >= timedelta(days=regle("enquete.relance_delai"))
            self.dernier[pk] = self.le
            self.relances[pk] = self.relances.get(pk, 0) + 1
            assert self.relances[pk] <= regle("enquete.relances_maximum")

    def _envoyer(self, genre) -> list[int]:
        """Send, twice as a double click does; the invitations that got a message."""
        Message.objects.all().delete()
        for _clic in range(2):
            envoyer(enquete=self.faite.enquete, genre=genre, par=self.par, le=self.le)
        return [int(cle.rpartition(":")[2]) for cle in Message.objects.values_list("cle", flat=True)]

    def commencer(self, invitation):
        if invitation.etat != Invitation.Etat.PREPAREE:
            enregistrer_reponse(invitation=invitation, valeurs={self.faite.besoins: [self.faite.option("Formation")]})

    def repondre(self, invitation):
        self.commencer(invitation)
        if Invitation.objects.get(pk=invitation.pk).etat == Invitation.Etat.COMMENCEE:
            soumettre_reponse(invitation=invitation)

    def refuser(self, invitation):
        refuser_invitation(invitation=invitation)

    def rebondir(self, invitation):
        noter_rebond(invitation=invitation, le=self.le)

    def corriger(self, invitation):
        adresse = f"corrigee{invitation.version}-{invitation.pk}@test.example"
        renvoyer_invitation(invitation=invitation, email=adresse, version=invitation.version, le=self.le)
        self.dernier[invitation.pk] = self.le


class TestRelances(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(GESTES, max_size=12))
    def test_quel_que_soit_l_ordre_des_gestes(self, gestes):
        campagne = Campagne()
        for geste in [("inviter", 0, 0), *gestes, ("relancer", 0, 5)]:
            campagne.faire(*geste)

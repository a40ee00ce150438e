from django.db import transaction
from django.db.models import F

from academie.actions.expurgation import expurger, nom_efface
from academie.models import Utilisateur
from besoins.models import Presence, Reponse
from besoins.queries.effacement import invitations_de


@transaction.atomic
def effacer(personne: Utilisateur, *, nom_visible: bool) -> None:
    """Surveys no longer know who was asked: links die, drafts go, what was sent stays without a name."""
    invitations = invitations_de(personne)
    Reponse.objects.filter(invitation__in=invitations, etat=Reponse.Etat.EN_COURS).delete()
    expurger(Reponse.objects.filter(libelle__icontains=personne.email), ["libelle"], personne)
    invitations.update(nom=nom_efface(), email="", motif_refus="", version=F("version") + 1)
    Presence.objects.filter(personne=personne).delete()

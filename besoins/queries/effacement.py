"""What this house holds on a person, and what becomes of it when they are erased."""

from django.utils.translation import gettext as _

from academie.branchements.effacement import Devenir
from academie.models import Utilisateur
from academie.queries.effacement import lignes_de
from besoins.models import Besoin, Intervention, Invitation, Reponse, Ressource, Signal


def devenirs() -> list[Devenir]:
    return [
        Devenir(_("Votre nom et votre adresse dans les enquêtes, vos réponses commencées et jamais envoyées")),
        Devenir(
            _("Vos réponses d'enquête envoyées, vos propositions, vos commentaires et ce que vous avez rédigé"),
            _("Sans votre nom : « Personne effacée » en est l'auteur. D'autres ont travaillé à partir d'eux."),
        ),
    ]


def invitations_de(utilisateur: Utilisateur):
    return Invitation.objects.filter(email__iexact=utilisateur.email)


def donnees(utilisateur: Utilisateur) -> dict:
    invitations = invitations_de(utilisateur)
    reponses = Reponse.objects.filter(invitation__in=invitations).prefetch_related("valeurs__question")
    return {
        "enquetes_invitations": lignes_de(invitations),
        "enquetes_reponses": [_reponse(reponse) for reponse in reponses.select_related("enquete")],
        "propositions_signaux": lignes_de(
            Signal.objects.filter(propose_par=utilisateur), sans=("racines", "rapproche_par", "ecarte_par")
        ),
        "propositions_besoins": lignes_de(Besoin.objects.filter(propose_par=utilisateur), sans=("decide_par",)),
        "ressources_redigees": lignes_de(
            Ressource.objects.filter(redige_par=utilisateur), sans=("recherche", "relu_par")
        ),
        "commentaires": lignes_de(Intervention.objects.filter(par=utilisateur)),
    }


def _reponse(reponse: Reponse) -> dict:
    return {
        "enquete": str(reponse.enquete),
        "etat": str(reponse.get_etat_display()),
        "commencee_le": reponse.commencee_le,
        "envoyee_le": reponse.soumise_le,
        "valeurs": [{"question": str(valeur.question), "reponse": str(valeur)} for valeur in reponse.valeurs.all()],
    }

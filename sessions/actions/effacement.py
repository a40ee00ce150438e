from functools import partial

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from academie.actions.expurgation import expurger, nom_efface
from academie.models import Message, Utilisateur
from besoins.models import Invitation
from sessions.actions.abonnement import revoquer_abonnement
from sessions.actions.inscription import annuler_inscription
from sessions.models import (
    AbonnementAgenda,
    AccordEmployeur,
    Alerte,
    ConsentementNom,
    ContactAbsence,
    EchangeReclamation,
    FicheFormateur,
    Inscription,
    MouvementInscription,
    Reclamation,
    ReponsePositionnement,
    Titre,
)
from sessions.queries.effacement import DU_FORMATEUR, inscriptions_a_annuler


@transaction.atomic
def effacer(personne: Utilisateur, *, nom_visible: bool) -> None:
    """Seats are given back, what was told of oneself goes. The sealed register of attendance stays as it is: a proof."""
    for inscription in inscriptions_a_annuler(personne):
        annuler_inscription(inscription=inscription, par=personne, motif=_("Compte effacé à la demande de la personne"))
    _effacer_inscriptions(personne)
    _effacer_reclamations(personne)
    _effacer_dossier_de_formateur(personne)
    Alerte.objects.filter(utilisateur=personne).delete()
    ConsentementNom.objects.filter(utilisateur=personne).delete()
    _effacer_abonnements(personne)
    decides = AccordEmployeur.objects.filter(email__iexact=personne.email)
    expurger(decides, ["decide_par", "motif"], personne)
    decides.update(email="")
    AccordEmployeur.objects.filter(email_suppleant__iexact=personne.email).update(email_suppleant="")


def _effacer_abonnements(personne: Utilisateur) -> None:
    """Their addresses, and those of a structure that they made, say from now on that they are revoked."""
    abonnements = AbonnementAgenda.objects.filter(Q(utilisateur=personne) | Q(cree_par=personne))
    for abonnement in abonnements:
        revoquer_abonnement(abonnement=abonnement, par=personne)
    abonnements.update(libelle=_("Adresse effacée"), dernier_acces_le=None, dernier_client="")


def _effacer_inscriptions(personne: Utilisateur) -> None:
    inscriptions = Inscription.objects.filter(utilisateur=personne)
    ReponsePositionnement.objects.filter(inscription__in=inscriptions).delete()
    ContactAbsence.objects.filter(inscription__in=inscriptions).update(raison="")
    inscriptions.update(amenagement="", amenagement_prevu="")
    liees = (
        Q(inscription__in=inscriptions)
        | Q(inscription__remplace__in=inscriptions)
        | Q(inscription__remplacante__in=inscriptions)
    )
    expurger(MouvementInscription.objects.filter(liees), ["motif"], personne)
    expurger(AccordEmployeur.objects.filter(inscription__in=inscriptions), ["motif"], personne)
    demandes = Invitation.objects.filter(sollicitation__inscription__in=inscriptions)
    demandes.update(nom=nom_efface(), email="", motif_refus="", version=F("version") + 1)
    dossiers = [f"inscription:{pk}" for pk in inscriptions.values_list("pk", flat=True)]
    expurger(Message.objects.filter(dossier__in=dossiers), ["sujet", "texte"], personne)


def _effacer_reclamations(personne: Utilisateur) -> None:
    deposees = Reclamation.objects.filter(deposee_par=personne)
    expurger(deposees, ["titre", "texte", "decision"], personne)
    expurger(EchangeReclamation.objects.filter(reclamation__in=deposees), ["texte"], personne)
    cles = [str(pk) for pk in deposees.values_list("pk", flat=True)]
    messages = Message.objects.filter(cle__regex=rf"^reclamation\.[a-z_]+:({'|'.join(cles)}):")
    expurger(messages if cles else Message.objects.none(), ["sujet", "texte"], personne)
    journal = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Reclamation), object_pk__in=cles)
    expurger(journal, ["object_repr", "changes"], personne)


def _effacer_dossier_de_formateur(personne: Utilisateur) -> None:
    fichiers = [
        *FicheFormateur.objects.filter(formateur=personne).values_list("cv", flat=True),
        *Titre.objects.filter(formateur=personne).values_list("fichier", flat=True),
    ]
    for modele in DU_FORMATEUR:
        modele.objects.filter(formateur=personne).delete()
    for fichier in filter(None, fichiers):
        transaction.on_commit(partial(default_storage.delete, fichier))

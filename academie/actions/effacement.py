from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from auditlog.context import disable_auditlog
from auditlog.models import LogEntry
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.actions.expurgation import expurger, nom_efface
from academie.actions.message import mettre_en_file
from academie.branchements.effacement import EFFACEMENTS
from academie.models import (
    AdresseEnErreur,
    Affectation,
    DemandeEffacement,
    Doublon,
    FicheAnnuaire,
    Fusion,
    Message,
    MouvementFusion,
    Utilisateur,
)
from academie.queries.effacement import demande_en_cours, empechements_de, jeton_de_confirmation
from academie.regles import Refus, regle
from academie.regles.essais import essai_permis

JOURNAL = ("object_repr", "serialized_data", "changes_text", "changes", "additional_data")


class EffacementEmpeche(Refus):
    """Something is still open. `erreurs`: each reason, with what to do."""

    def __init__(self, erreurs: list[str]):
        super().__init__(" ".join(erreurs))
        self.erreurs = erreurs


@transaction.atomic
def demander_effacement(
    *,
    utilisateur: Utilisateur,
    nom_visible: bool,
    par: Utilisateur | None = None,
    motif: str = "",
    le: datetime | None = None,
) -> DemandeEffacement:
    """Plan the erasure of an account; the person is told the day, and may still change their mind. Asked twice, planned once.

    Args:
        nom_visible: the name stays on the pages that verify certificates; a fingerprint replaces it otherwise.
        par: whoever records it for a person who wrote to the Académie, with `motif`, how the request came.

    Raises:
        EffacementEmpeche: something is still open.
    """
    Utilisateur.objects.select_for_update().get(pk=utilisateur.pk)
    if deja := demande_en_cours(utilisateur):
        return deja
    if raisons := empechements_de(utilisateur):
        raise EffacementEmpeche(raisons)
    le = le or timezone.now()
    demande = DemandeEffacement.objects.create(
        utilisateur=utilisateur,
        nom_visible=nom_visible,
        demandee_le=le,
        prevue_le=timezone.localdate(le) + timedelta(days=regle("effacement.delai")),
        par=par,
        motif=motif,
    )
    _ecrire(
        utilisateur,
        cle=f"effacement.demande:{demande.pk}",
        gabarit="demande",
        jour=francais.date_longue(demande.prevue_le),
        lien=settings.BASE_URL + reverse("compte_effacer"),
    )
    return demande


def demander_son_effacement(*, utilisateur: Utilisateur, nom_visible: bool, mot_de_passe: str) -> None:
    """The person's own request: confirmed by their password, or by a link sent to whoever has none.

    Raises:
        EffacementEmpeche: something is still open.
        Refus: the password is wrong, or was tried too often.
    """
    if not utilisateur.has_usable_password():
        return envoyer_confirmation(utilisateur=utilisateur, nom_visible=nom_visible)
    if not essai_permis("effacement.essais", str(utilisateur.pk), periode=timedelta(hours=1)):
        raise Refus(_("Trop d'essais. Attendez une heure, puis recommencez."), champ="mot_de_passe")
    if not utilisateur.check_password(mot_de_passe):
        raise Refus(_("Ce n'est pas votre mot de passe. Recommencez."), champ="mot_de_passe")
    demander_effacement(utilisateur=utilisateur, nom_visible=nom_visible)
    return None


@transaction.atomic
def envoyer_confirmation(*, utilisateur: Utilisateur, nom_visible: bool, le: datetime | None = None) -> None:
    """Send the link that confirms the request of somebody who has no password; one message an hour at most.

    Raises:
        EffacementEmpeche: something is still open.
    """
    if raisons := empechements_de(utilisateur):
        raise EffacementEmpeche(raisons)
    jeton = jeton_de_confirmation(utilisateur, nom_visible=nom_visible)
    _ecrire(
        utilisateur,
        cle=f"effacement.confirmer:{utilisateur.pk}:{int(nom_visible)}:{le or timezone.now():%Y%m%d%H}",
        gabarit="confirmer",
        heures=regle("effacement.lien_validite"),
        lien=settings.BASE_URL + reverse("compte_effacer_confirmer", args=[jeton]),
    )


@transaction.atomic
def annuler_effacement(*, utilisateur: Utilisateur, le: datetime | None = None) -> None:
    """The person changed their mind: the account is kept. Asked twice, cancelled once."""
    Utilisateur.objects.select_for_update().get(pk=utilisateur.pk)
    if demande := demande_en_cours(utilisateur):
        demande.annuler(le=le or timezone.now())
        demande.save()
        lien = settings.BASE_URL + reverse("compte")
        _ecrire(utilisateur, cle=f"effacement.annule:{demande.pk}", gabarit="annule", lien=lien)


def executer_effacements(le: datetime | None = None) -> None:
    """Erase those whose day has come. One that something prevents again waits; its page says why.

    Raises:
        ExceptionGroup: what failed, once everybody else is erased.
    """
    le, echecs = le or timezone.now(), []
    for demande in DemandeEffacement.objects.dues(timezone.localdate(le)).select_related("utilisateur"):
        if empechements_de(demande.utilisateur):
            continue
        try:
            effacer_personne(demande=demande, le=le)
        except Exception as echec:
            echecs.append(echec)
    if echecs:
        raise ExceptionGroup("effacements", echecs)


@transaction.atomic
def effacer_personne(*, demande: DemandeEffacement, le: datetime | None = None) -> None:
    """Erase the person: each house its part, the identity last. Done twice, done once. It cannot be undone."""
    demande = DemandeEffacement.objects.select_for_update().select_related("utilisateur").get(pk=demande.pk)
    if demande.etat != DemandeEffacement.Etat.DEMANDEE:
        return
    with disable_auditlog():
        for compte in _comptes(demande.utilisateur):
            for effacer in EFFACEMENTS:
                effacer(compte, nom_visible=demande.nom_visible)
            _effacer_traces(compte)
            _effacer_identite(compte)
        demande.executer(le=le or timezone.now())
        demande.save()


def _comptes(personne: Utilisateur) -> list[Utilisateur]:
    """The account, and those that were closed when they were made one with it: no merge is undone after that."""
    fusions = Fusion.objects.filter(Q(gardee=personne) | Q(fermee=personne))
    fermes = [fusion.fermee for fusion in fusions.filter(defaite_le=None).select_related("fermee")]
    fusions.update(deplaces={}, restes=[])
    MouvementFusion.objects.filter(fusion__in=fusions).delete()
    Doublon.objects.filter(Q(premiere__in=[personne, *fermes]) | Q(seconde__in=[personne, *fermes])).delete()
    return [*(ferme for ferme in fermes if ferme != personne), personne]


def _effacer_traces(personne: Utilisateur) -> None:
    """Messages and journal: what was written to the person goes, what was written about them stays without their name."""
    Message.objects.filter(Q(utilisateur=personne) | Q(destinataire__iexact=personne.email)).delete()
    partis = Message.objects.exclude(etat__in=[*Message.PAS_PARTIS, Message.Etat.EN_PARTANCE])
    expurger(partis.filter(_cite(personne, "sujet", "texte")), ("sujet", "texte"), personne)
    AdresseEnErreur.objects.filter(adresse__iexact=personne.email).delete()
    compte = ContentType.objects.get_for_model(Utilisateur)
    LogEntry.objects.filter(content_type=compte, object_pk=str(personne.pk)).update(
        object_repr=nom_efface(), serialized_data=None, changes_text="", changes={}, additional_data=None
    )
    journal = LogEntry.objects.annotate(suite=Cast("changes", TextField()), plus=Cast("serialized_data", TextField()))
    affectations = Q(
        content_type=ContentType.objects.get_for_model(Affectation),
        object_pk__in=[str(affectation.pk) for affectation in personne.affectations.all()],
    )
    cites = Q(object_repr__icontains=personne.email) | Q(suite__icontains=personne.email)
    expurger(journal.filter(affectations | cites | Q(plus__icontains=personne.email)), JOURNAL, personne)
    LogEntry.objects.filter(Q(actor=personne) | Q(actor_email__iexact=personne.email)).update(
        actor_email=None, remote_addr=None, remote_port=None
    )


def _effacer_identite(personne: Utilisateur) -> None:
    hier = timezone.localdate() - timedelta(days=1)
    personne.affectations.filter(debut__gt=hier).delete()
    personne.affectations.filter(Q(fin=None) | Q(fin__gt=hier)).update(fin=hier)
    FicheAnnuaire.objects.filter(utilisateur=personne).delete()
    EmailAddress.objects.filter(user=personne).delete()
    Authenticator.objects.filter(user=personne).delete()
    ouvertes = (session for session in Session.objects.iterator() if _est_a(session, personne))
    Session.objects.filter(pk__in=[session.pk for session in ouvertes]).delete()
    personne.prenom, personne.nom, personne.email = "", nom_efface(), f"efface-{personne.pk}@efface.invalid"
    personne.territoire, personne.is_active, personne.last_login = None, False, None
    personne.set_unusable_password()
    personne.save()


def _est_a(session: Session, personne: Utilisateur) -> bool:
    return session.get_decoded().get("_auth_user_id") == str(personne.pk)


def _cite(personne: Utilisateur, *champs: str) -> Q:
    filtre = Q()
    for champ in champs:
        filtre |= Q(**{f"{champ}__icontains": personne.email}) | Q(**{f"{champ}__icontains": personne.get_full_name()})
    return filtre


def _ecrire(utilisateur: Utilisateur, *, cle: str, gabarit: str, **contexte) -> None:
    mettre_en_file(
        cle=cle,
        gabarit=f"academie/messages/effacement_{gabarit}.txt",
        contexte={"prenom": utilisateur.prenom, "contact": settings.CONTACT, **contexte},
        utilisateur=utilisateur,
    )

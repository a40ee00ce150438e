from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import date_longue
from academie.models import Utilisateur
from academie.regles import Refus
from besoins.models import Enquete
from besoins.queries.enquete import manques

SUIVI = ["population", "note_donnees", "ferme_le"]
REDACTION = ["titre", "presentation", *SUIVI]


@transaction.atomic
def creer_enquete(*, enquete: Enquete, par: Utilisateur, le: datetime | None = None) -> Enquete:
    """Keep a new draft. The same draft sent twice is kept once.

    Raises:
        Refus: the person already has another draft of this title.
    """
    Utilisateur.objects.select_for_update().get(pk=par.pk)
    jumelle = Enquete.objects.filter(titre=enquete.titre, cree_par=par, etat=Enquete.Etat.BROUILLON).first()
    if jumelle is None:
        enquete.cree_par, enquete.cree_le = par, le or timezone.now()
        enquete.save()
        return enquete
    if any(getattr(jumelle, champ) != getattr(enquete, champ) for champ in REDACTION):
        raise Refus(
            _("Vous avez déjà un brouillon d'enquête de ce titre. Continuez-le, ou donnez un autre titre."),
            champ="titre",
        )
    return jumelle


@transaction.atomic
def modifier_enquete(*, enquete: Enquete) -> Enquete:
    """Correct a survey; once it is open, only its closing day, its population and its note may change.

    Raises:
        Refus: the survey is no longer a draft and its wording changed.
    """
    actuelle = Enquete.objects.select_for_update().get(pk=enquete.pk)
    champs = REDACTION if actuelle.etat == Enquete.Etat.BROUILLON else SUIVI
    for champ in set(REDACTION) - set(champs):
        if getattr(actuelle, champ) != getattr(enquete, champ):
            raise Refus(
                _("L'enquête est ouverte : son texte ne change plus, pour que toutes les réponses se comparent."),
                champ=champ,
            )
    enquete.save(update_fields=champs)
    return enquete


@transaction.atomic
def ouvrir_enquete(*, enquete: Enquete, le: datetime | None = None) -> Enquete:
    """Let structures answer; from then on the questions are frozen. Opened twice, opened once.

    Raises:
        Refus: something is missing, or the last day to answer is past.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if enquete.etat != Enquete.Etat.BROUILLON:
        return enquete
    le = le or timezone.now()
    if absents := manques(enquete):
        raise Refus(_("Vous ne pouvez pas ouvrir l'enquête : %(manque)s") % {"manque": absents[0]})
    if enquete.ferme_le and enquete.ferme_le < timezone.localdate(le):
        raise Refus(
            _(
                "Vous ne pouvez pas ouvrir l'enquête : le dernier jour pour répondre, le %(jour)s, est passé. Changez-le."
            )
            % {"jour": date_longue(enquete.ferme_le)}
        )
    enquete.ouvrir(le=le)
    enquete.save()
    return enquete


@transaction.atomic
def fermer_enquete(*, enquete: Enquete, le: datetime | None = None) -> Enquete:
    """Stop receiving answers. Closed twice, closed once.

    Raises:
        Refus: the survey was never opened.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if enquete.etat == Enquete.Etat.CLOSE:
        return enquete
    if enquete.etat == Enquete.Etat.BROUILLON:
        raise Refus(_("Vous ne pouvez pas fermer l'enquête : elle n'a pas encore été ouverte."))
    enquete.clore(le=le or timezone.now())
    enquete.save()
    return enquete

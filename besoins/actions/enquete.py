from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.francais import date_longue
from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.ponderation import recalculer_poids
from besoins.actions.regime import couper_a_la_fermeture
from besoins.models import Enquete
from besoins.queries.enquete import manques, questionnaire

SUIVI = ["population", "note_donnees", "ouvre_le", "ferme_le", "lien_ouvert", "lien_limite", "resultats_publies"]
# Frozen by the opening: the words are corrected one by one and logged, the privacy promised never changes.
FIGES = {
    "titre": gettext_lazy(
        "L'enquête est ouverte : corrigez son titre par « Corriger une formulation », qui le consigne."
    ),
    "presentation": gettext_lazy(
        "L'enquête est ouverte : corrigez sa présentation par « Corriger une formulation », qui le consigne."
    ),
    "regime": gettext_lazy(
        "L'enquête est ouverte : la confidentialité promise ne change plus. Faites une nouvelle version pour en changer."
    ),
}
REDACTION = [*FIGES, *SUIVI]


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
    """Change the settings of a survey; once it is open, neither its words nor its privacy.

    Raises:
        Refus: the survey is no longer a draft, and its words or its privacy changed.
    """
    actuelle = Enquete.objects.select_for_update().get(pk=enquete.pk)
    brouillon = actuelle.etat == Enquete.Etat.BROUILLON
    for champ, phrase in {} if brouillon else FIGES.items():
        if getattr(actuelle, champ) != getattr(enquete, champ):
            raise Refus(phrase, champ=champ)
    enquete.save(update_fields=REDACTION if brouillon else SUIVI)
    return enquete


@transaction.atomic
def supprimer_enquete(*, enquete: Enquete) -> None:
    """Remove a draft, its questions and those it was going to ask.

    Raises:
        Refus: the survey was opened: people may have answered it.
    """
    actuelle = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if actuelle.etat != Enquete.Etat.BROUILLON or actuelle.reponses.exists():
        raise Refus(
            _("Vous ne pouvez pas supprimer cette enquête : elle a été ouverte. Fermez-la, ses résultats resteront.")
        )
    Enquete.objects.filter(pk=enquete.pk).update(
        ponderation=Enquete.Ponderation.AUCUNE, ponderation_question=None
    )  # its own question would hold it back
    enquete.delete()


@transaction.atomic
def classer_modele(*, enquete: Enquete, est_modele: bool) -> Enquete:
    """Put a survey into the library, or take it out."""
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    enquete.est_modele = est_modele
    enquete.save(update_fields=["est_modele"])
    return enquete


@transaction.atomic
def ouvrir_enquete(*, enquete: Enquete, le: datetime | None = None) -> Enquete:
    """Let people answer; from then on the questions are frozen. Opened twice, opened once.

    Raises:
        Refus: something is missing, or the last day to answer is past.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if enquete.etat != Enquete.Etat.BROUILLON:
        return enquete
    le = le or timezone.now()
    if absents := manques(questionnaire(enquete)):
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
    with suppress(Refus):  # no answer can be weighed: each counts for one, and the page of weights says so
        recalculer_poids(enquete=enquete)
    couper_a_la_fermeture(enquete=enquete)
    return enquete

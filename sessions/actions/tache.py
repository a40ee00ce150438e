"""The tasks of sessions, and the models that they come from."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.regles import Refus
from sessions.models import ModeleTache, Session, Tache
from sessions.models.tache import Constat, Reference

DEBUT, FIN = Reference.DEBUT, Reference.FIN
# The list proposed to begin with: what, how many days from which day, seen by itself when.
PROPOSEES = (
    (gettext_lazy("Indiquer le lieu ou le lien de connexion"), -40, DEBUT, Constat.LIEU_INDIQUE),
    (gettext_lazy("Trouver qui anime chaque demi-journée"), -40, DEBUT, Constat.FORMATEURS_COMPLETS),
    (gettext_lazy("Ouvrir les inscriptions"), -35, DEBUT, Constat.INSCRIPTIONS_OUVERTES),
    (gettext_lazy("Réserver la salle et vérifier son accessibilité"), -30, DEBUT, ""),
    (gettext_lazy("Faire signer les lettres de mission"), -21, DEBUT, ""),
    (gettext_lazy("Recueillir l'accord des employeurs"), -15, DEBUT, Constat.ACCORDS_RECUS),
    (gettext_lazy("Répondre aux demandes d'aménagement"), -15, DEBUT, Constat.AMENAGEMENTS_PREVUS),
    (gettext_lazy("Décider si la session a lieu"), -10, DEBUT, Constat.TENUE_DECIDEE),
    (gettext_lazy("Envoyer les convocations"), -10, DEBUT, Constat.CONVOCATIONS_ENVOYEES),
    (gettext_lazy("Transmettre les positionnements à qui anime"), -5, DEBUT, ""),
    (gettext_lazy("Préparer la salle et le matériel"), -1, DEBUT, ""),
    (gettext_lazy("Faire contresigner les feuilles d'émargement"), 1, FIN, Constat.FEUILLES_CONTRESIGNEES),
    (gettext_lazy("Envoyer l'évaluation à chaud"), 1, FIN, Constat.EVALUATIONS_ENVOYEES),
    (gettext_lazy("Clore la session et délivrer les certificats"), 3, FIN, Constat.SESSION_CLOSE),
    (gettext_lazy("Lire les évaluations et en tirer les suites"), 8, FIN, ""),
)


@transaction.atomic
def preparer_taches(session) -> None:
    """Copy the models of the programme into a session. Twice is once."""
    deja = set(session.taches.values_list("modele", flat=True))
    nouvelles = [
        Tache(
            session=session,
            modele=modele,
            libelle=modele.libelle,
            decalage=modele.decalage,
            reference=modele.reference,
            constat=modele.constat,
        )
        for modele in ModeleTache.objects.pour(session.version.programme_id)
        if modele.pk not in deja
    ]
    for tache in nouvelles:
        tache.dater()
    Tache.objects.bulk_create(nouvelles)


def recaler_taches(session) -> None:
    """The days to come follow the dates of the session."""
    taches = list(session.taches.all())
    for tache in taches:
        tache.session = session
        tache.dater()
    Tache.objects.bulk_update(taches, ["echeance"])


@transaction.atomic
def cocher_tache(*, tache, par, le: datetime | None = None) -> Tache:
    """Say that it is done. Twice is once.

    Raises:
        Refus: the product sees this one by itself, or the session is archived.
    """
    tache = _verrouiller(tache)
    if tache.faite_le is None:
        if tache.constat:
            raise Refus(
                _(
                    "Cette tâche se constate d'elle-même. Si elle n'a pas lieu d'être, dites pourquoi elle est sans objet."
                )
            )
        tache.faite_le, tache.faite_par = le or timezone.now(), par
        tache.save()
    return tache


@transaction.atomic
def ecarter_tache(*, tache, motif: str, par, le: datetime | None = None) -> Tache:
    """Say why it has no object in this session. Twice is once.

    Raises:
        Refus: no reason, done already, or the session is archived.
    """
    tache = _verrouiller(tache)
    if tache.sans_objet:
        return tache
    if tache.faite_le:
        raise Refus(_("Cette tâche est déjà faite."))
    if not motif.strip():
        raise Refus(_("Dites pourquoi elle est sans objet."), champ="motif")
    tache.faite_le, tache.faite_par, tache.sans_objet = le or timezone.now(), par, motif.strip()
    tache.save()
    return tache


@transaction.atomic
def reprendre_tache(*, tache, par) -> Tache:
    """It is to be done after all. Twice is once.

    Raises:
        Refus: the session is archived.
    """
    tache = _verrouiller(tache)
    tache.faite_le, tache.faite_par, tache.sans_objet = None, None, ""
    tache.save()
    return tache


@transaction.atomic
def proposer_modeles(*, par) -> None:
    """Write the list proposed, when there is none yet."""
    if not ModeleTache.objects.en_vigueur().filter(programme=None).exists():
        ModeleTache.objects.bulk_create(
            (
                ModeleTache(libelle=str(libelle), decalage=decalage, reference=reference, constat=constat)
                for libelle, decalage, reference, constat in PROPOSEES
            ),
            ignore_conflicts=True,
        )


@transaction.atomic
def enregistrer_modele(*, modele: ModeleTache, par) -> ModeleTache:
    """Keep a model, new or changed; sessions already planned keep theirs. The same one sent twice is kept once."""
    if modele.pk is None and (meme := _meme_modele(modele)):
        return meme
    try:
        with transaction.atomic():
            modele.save()
    except IntegrityError:
        raise Refus(_("Cette tâche est déjà dans la liste."), champ="libelle") from None
    return modele


@transaction.atomic
def retirer_modele(*, modele: ModeleTache, par, le: datetime | None = None) -> None:
    """The sessions planned from now on do without; those that have it keep it. Twice is once."""
    ModeleTache.objects.en_vigueur().filter(pk=modele.pk).update(retire_le=le or timezone.now())


def _meme_modele(modele) -> ModeleTache | None:
    memes = ModeleTache.objects.en_vigueur().filter(programme=modele.programme, libelle=modele.libelle)
    return memes.filter(decalage=modele.decalage, reference=modele.reference, constat=modele.constat).first()


def _verrouiller(tache) -> Tache:
    tache = Tache.objects.select_for_update(of=("self",)).select_related("session").get(pk=tache.pk)
    if tache.session.etat == Session.Etat.ARCHIVEE:
        raise Refus(_("Cette session est archivée : plus rien ne s'y écrit."))
    return tache

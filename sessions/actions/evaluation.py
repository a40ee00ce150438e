"""The surveys of evaluations: made when first needed, from a model that the concepteurs keep."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.bibliotheque import creer_depuis
from besoins.actions.enquete import ouvrir_enquete
from besoins.models import Enquete, VersionProgramme
from sessions.models import Evaluation, Financeur, ModeleEvaluation
from sessions.queries.modele_evaluation import description_pour, modele_livre

EVALUATION = Enquete.Finalite.EVALUATION


@transaction.atomic
def evaluation_de(*, version: VersionProgramme, genre: str, le: datetime) -> Evaluation:
    """The evaluation of this kind of a version, its survey open. Asked for twice, made once."""
    if faite := Evaluation.objects.select_related("enquete").filter(version=version, genre=genre).first():
        return faite
    version = VersionProgramme.objects.select_for_update(of=["self"]).select_related("programme", "redige_par").get(pk=version.pk)  # fmt: skip
    faite = Evaluation.objects.select_related("enquete").filter(version=version, genre=genre).first()
    if faite:
        return faite
    enquete = _ouvrir(description_pour(genre, version), version.redige_par, le)
    return Evaluation.objects.create(version=version, genre=genre, enquete=enquete)


@transaction.atomic
def evaluation_des_financeurs(*, annee: int, par: Utilisateur, le: datetime) -> Evaluation:
    """What funders are asked about a year. Asked for twice, made once."""
    Utilisateur.objects.select_for_update(no_key=True).get(pk=par.pk)
    genre = Evaluation.Genre.FINANCEUR
    if faite := Evaluation.objects.select_related("enquete").filter(annee=annee).first():
        return faite
    enquete = _ouvrir(description_pour(genre, None, annee), par, le)
    return Evaluation.objects.create(annee=annee, genre=genre, enquete=enquete)


@transaction.atomic
def preparer_modele(*, genre: str, par: Utilisateur, le: datetime | None = None) -> ModeleEvaluation:
    """A draft of the survey of this kind, for the concepteurs to edit. Prepared twice, prepared once."""
    Utilisateur.objects.select_for_update(no_key=True).get(pk=par.pk)
    modele = ModeleEvaluation.objects.select_related("enquete").filter(genre=genre).first()
    if modele:
        return modele
    titre = _("Modèle d'évaluation %(quand)s") % {"quand": Evaluation.Genre(genre).label}
    enquete = creer_depuis(description=modele_livre(genre), par=par, le=le, titre=titre[:200], finalite=EVALUATION)
    return ModeleEvaluation.objects.create(genre=genre, enquete=enquete)


@transaction.atomic
def enregistrer_financeur(*, financeur: Financeur) -> Financeur:
    """Keep whoever answers for a funder; the same one sent twice is kept once.

    Raises:
        Refus: this address is another funder's.
    """
    financeur.email = financeur.email.lower()
    if jumeau := Financeur.objects.filter(email=financeur.email).exclude(pk=financeur.pk).first():
        if financeur.pk is None and jumeau.nom == financeur.nom:
            return jumeau
        raise Refus(_("Cette adresse est déjà celle de « %(nom)s ».") % {"nom": jumeau.nom}, champ="email")
    financeur.save()
    return financeur


def _ouvrir(description: dict, par: Utilisateur, le: datetime) -> Enquete:
    """An evaluation is open from its first day: an earlier moment told by a caller is when it was first needed."""
    enquete = creer_depuis(description=description, par=par, le=le, titre=description["titre"], finalite=EVALUATION)
    return ouvrir_enquete(enquete=enquete, le=le)

"""Talking about a version while it is written and reviewed: comments, answers, suggestions."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.module import modifier_module
from besoins.actions.objectif import modifier_objectif
from besoins.actions.positionnement import modifier_positionnement
from besoins.actions.programme import modifier_version
from besoins.models import Commentaire, Intervention, VersionProgramme
from besoins.notifications.commentaire import annoncer
from besoins.queries.commentaire import MODELES, Lieu, element_de, lieu_de
from besoins.textes.passages import situer

Cible = Commentaire.Cible
Etat = Commentaire.Etat
Genre = Intervention.Genre


@transaction.atomic
def commenter(
    *,
    version: VersionProgramme,
    lieu: str,
    par: Utilisateur,
    texte: str = "",
    passage: str = "",
    proposition: str = "",
    le: datetime | None = None,
) -> Commentaire:
    """Open a thread about a field; with `proposition`, suggest another text for it. The same one twice is opened once.

    Args:
        lieu: which field ("version.presentation", "module.12.contenu").
        passage: words of the field, kept as the field has them.

    Raises:
        Refus: version neither draft nor under review, field gone, quote that is not in it, nothing said, suggestion
            of the text that is already there.
    """
    version = _verrouiller(version.pk)
    place = lieu_de(version, lieu)
    if place is None:
        raise Refus(
            _("Ce que vous commentez vient d'être supprimé. Copiez votre texte, ou commentez un autre passage.")
        )
    contenu = _contenu(place, passage, proposition)
    if not texte.strip() and not contenu["proposition"]:
        raise Refus(_("Écrivez votre commentaire, ou le texte que vous suggérez."), champ="texte")
    genre = Genre.SUGGESTION if contenu["proposition"] else Genre.TEXTE
    dits = Intervention.objects.filter(genre=genre, texte=texte, par=par)
    if deja := version.commentaires.ouverts().filter(**contenu, interventions__in=dits).first():
        return deja
    commentaire = Commentaire.objects.create(
        version=version, intitule=place.intitule, origine=place.texte if contenu["proposition"] else "", **contenu
    )
    _dire(commentaire, par, le, genre=genre, texte=texte)
    return commentaire


@transaction.atomic
def repondre(*, commentaire: Commentaire, texte: str, par: Utilisateur, le: datetime | None = None) -> Commentaire:
    """Add an answer to a thread; sent twice, it is said once.

    Raises:
        Refus: version neither draft nor under review, or nothing said.
    """
    commentaire = _fil(commentaire)
    if not texte.strip():
        raise Refus(_("Écrivez votre réponse."), champ="texte")
    derniere = commentaire.interventions.last()
    if (derniere.par_id, derniere.genre, derniere.texte) != (par.pk, Genre.TEXTE, texte):
        _dire(commentaire, par, le, texte=texte)
    return commentaire


@transaction.atomic
def resoudre(*, commentaire: Commentaire, par: Utilisateur, le: datetime | None = None) -> Commentaire:
    """Close a thread: nothing more to do about it.

    Raises:
        Refus: version neither draft nor under review.
    """
    commentaire = _fil(commentaire)
    if commentaire.etat == Etat.OUVERT:
        commentaire.resoudre()
        commentaire.save()
        _dire(commentaire, par, le, genre=Genre.RESOLUTION)
    return commentaire


@transaction.atomic
def rouvrir(*, commentaire: Commentaire, par: Utilisateur, le: datetime | None = None) -> Commentaire:
    """Open again a thread that was resolved, or a suggestion that was declined.

    Raises:
        Refus: version neither draft nor under review; suggestion already in the text.
    """
    commentaire = _fil(commentaire)
    if commentaire.etat == Etat.ACCEPTE:
        raise Refus(_("Cette suggestion est déjà dans le texte. Ouvrez un autre fil pour en reparler."))
    if commentaire.etat != Etat.OUVERT:
        commentaire.rouvrir()
        commentaire.save()
        _dire(commentaire, par, le, genre=Genre.REOUVERTURE)
    return commentaire


@transaction.atomic
def accepter_suggestion(
    *, commentaire: Commentaire, texte: str, par: Utilisateur, lue: int | None, le: datetime | None = None
) -> Commentaire:
    """Put a suggestion in the text of a draft, as it was made or taken up (`texte`).

    Raises:
        Refus: not a draft any more, element deleted, suggestion no longer open, empty or refused text.
        Perimee: somebody wrote in the element after the revision `lue`.
    """
    commentaire = _fil(commentaire)
    if commentaire.etat == Etat.ACCEPTE:
        return commentaire
    _exiger_suggestion_ouverte(commentaire)
    if not texte.strip():
        raise Refus(_("Écrivez le texte à enregistrer, ou déclinez la suggestion."), champ="texte")
    _verifier_texte(commentaire, texte, "texte")
    _ecrire(commentaire, texte, par, lue)
    commentaire.accepter()
    commentaire.save()
    _dire(commentaire, par, le, genre=Genre.ACCEPTATION)
    return commentaire


@transaction.atomic
def decliner_suggestion(
    *, commentaire: Commentaire, motif: str, par: Utilisateur, le: datetime | None = None
) -> Commentaire:
    """Leave the text as it is, and say why.

    Raises:
        Refus: no reason, suggestion no longer open, version neither draft nor under review.
    """
    commentaire = _fil(commentaire)
    if commentaire.etat == Etat.DECLINE:
        return commentaire
    _exiger_suggestion_ouverte(commentaire)
    if not motif.strip():
        raise Refus(_("Dites pourquoi : la personne qui l'a suggéré le lira."), champ="motif")
    commentaire.decliner()
    commentaire.save()
    _dire(commentaire, par, le, genre=Genre.REFUS, texte=motif)
    return commentaire


@transaction.atomic
def annoncer_commentaires() -> None:
    """Tell what was said since last time: one message a person and a version, however much was said."""
    nouvelles = list(
        Intervention.objects.select_for_update(of=("self",))
        .filter(annoncee=False)
        .select_related("commentaire__version__programme", "par")
        .order_by("commentaire__version", "pk")
    )
    annoncer(nouvelles)
    Intervention.objects.filter(pk__in=[nouvelle.pk for nouvelle in nouvelles]).update(annoncee=True)


def exiger_en_chantier(version: VersionProgramme) -> None:
    if version.etat not in VersionProgramme.EN_CHANTIER:
        raise Refus(
            _(
                "Cette version ne se commente plus : elle est %(etat)s. Préparez une nouvelle version du programme, et "
                "commentez celle-là."
            )
            % {"etat": version.get_etat_display()}
        )


def _contenu(place: Lieu, passage: str, proposition: str) -> dict:
    """What a thread is about; the text that is already there suggests nothing."""
    if proposition.strip() in ("", place.texte.strip()):
        proposition = ""
    _verifier_texte(place, proposition, "proposition")
    return {
        "cible": place.cible,
        "element": place.element,
        "champ": place.champ,
        "passage": _citer(place, passage),
        "proposition": proposition,
    }


def _citer(place: Lieu, passage: str) -> str:
    """The quoted words, as the field has them."""
    cite = situer(passage, place.texte)
    if passage.strip() and cite is None:
        raise Refus(
            _("Ce passage ne figure pas dans le texte : copiez-le tel qu'il y est, ou laissez vide."), champ="passage"
        )
    return place.texte[slice(*cite)] if cite else ""


def _verrouiller(pk: int) -> VersionProgramme:
    version = VersionProgramme.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if version is None:
        raise Refus(_("Ce brouillon vient d'être supprimé : copiez votre texte avant de quitter la page."))
    exiger_en_chantier(version)
    return version


def _fil(commentaire: Commentaire) -> Commentaire:
    """The thread as it is now; whoever else would act on it waits."""
    version = _verrouiller(commentaire.version_id)
    return version.commentaires.get(pk=commentaire.pk)


def _dire(commentaire: Commentaire, par: Utilisateur, le: datetime | None, **contenu) -> None:
    Intervention.objects.create(commentaire=commentaire, par=par, le=le or timezone.now(), **contenu)


def _exiger_suggestion_ouverte(commentaire: Commentaire) -> None:
    if not commentaire.proposition:
        raise Refus(_("Ce fil ne suggère pas de texte : répondez-y, ou marquez-le comme résolu."))
    if commentaire.etat != Etat.OUVERT:
        raise Refus(
            _("Cette suggestion est déjà close (%(etat)s) : rouvrez-la d'abord.")
            % {"etat": commentaire.get_etat_display()}
        )


def _verifier_texte(place: Lieu | Commentaire, texte: str, champ: str) -> None:
    """A title holds fewer characters than a content."""
    try:
        MODELES[Cible(place.cible)]._meta.get_field(place.champ).run_validators(texte)
    except ValidationError as erreur:
        raise Refus(" ".join(erreur.messages), champ=champ) from None


def _ecrire(commentaire: Commentaire, texte: str, par: Utilisateur, lue: int | None) -> None:
    element: Any = element_de(commentaire)
    contenu: dict[str, Any] = {commentaire.champ: texte}
    if element is None:
        raise Refus(
            _("« %(intitule)s » vient d'être supprimé : la suggestion n'a plus où s'enregistrer. Déclinez-la.")
            % {"intitule": commentaire.intitule}
        )
    if commentaire.cible == Cible.VERSION:
        modifier_version(version=element, par=par, lue=lue, **contenu)
    elif commentaire.cible == Cible.OBJECTIF:
        modifier_objectif(objectif=element, par=par, lue=lue, **contenu)
    elif commentaire.cible == Cible.MODULE:
        modifier_module(module=element, par=par, lue=lue, **contenu)
    else:
        contenu |= {"genre": element.genre, "objectif": element.objectif}
        modifier_positionnement(question=element, par=par, lue=lue, **contenu)

"""Experience put forward as proof: claimed by the person, judged by two others, proved when they agree."""

from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Competence, Utilisateur
from academie.regles import Refus, regle
from certificats.actions.acquis import verifier_niveau
from certificats.models import Acquis, AvisReconnaissance, NiveauDemande, PieceReconnaissance, Reconnaissance
from certificats.notifications import annoncer_complement, annoncer_decision
from sessions.actions.piece import empreinte_de, suffixe_de_document
from sessions.queries.sollicitation import reculer

Etat = Reconnaissance.Etat
AVIS_CONCORDANTS = 2


@transaction.atomic
def deposer_reconnaissance(
    *, utilisateur: Utilisateur, competence: Competence, niveau: int, recit: str, le: datetime | None = None
) -> Reconnaissance:
    """Claim a level of a competence. The same claim sent twice is kept once.

    Raises:
        Refus: no story, a level that does not exist, or a claim on this competence is open already.
    """
    Utilisateur.objects.select_for_update().get(pk=utilisateur.pk)
    ouverte = Reconnaissance.objects.filter(
        utilisateur=utilisateur, etat__in=Reconnaissance.OUVERTES, niveaux__competence=competence
    ).first()
    if ouverte and ouverte.recit == recit.strip():
        return ouverte
    if ouverte:
        raise Refus(
            _("Une demande est déjà ouverte pour cette compétence : complétez-la ou retirez-la."), champ="competence"
        )
    if not recit.strip():
        raise Refus(_("Racontez ce que vous avez fait : c'est ce qui sera examiné."), champ="recit")
    reconnaissance = Reconnaissance.objects.create(
        utilisateur=utilisateur, recit=recit.strip(), deposee_le=le or timezone.now()
    )
    _demander(reconnaissance, competence, niveau)
    return reconnaissance


@transaction.atomic
def demander_niveau(*, reconnaissance: Reconnaissance, competence: Competence, niveau: int) -> Reconnaissance:
    """Add a competence to a claim that nobody judges yet; asked again, its level is corrected.

    Raises:
        Refus: somebody judges it, too many competences, or a level that does not exist.
    """
    reconnaissance = _modifiable(reconnaissance)
    _demander(reconnaissance, competence, niveau)
    return reconnaissance


@transaction.atomic
def joindre_piece(
    *, reconnaissance: Reconnaissance, intitule: str, fichier: File, le: datetime | None = None
) -> PieceReconnaissance:
    """Add a piece, judged by its content. The same file twice is kept once.

    Raises:
        Refus: somebody judges the claim, too many pieces, too big, or neither a PDF nor a picture.
    """
    reconnaissance = _modifiable(reconnaissance)
    suffixe = suffixe_de_document(fichier, taille="reconnaissance.piece_taille")
    empreinte = empreinte_de(fichier)
    if deja := reconnaissance.pieces.filter(empreinte=empreinte).first():
        return deja
    maximum = regle("reconnaissance.pieces")
    if reconnaissance.pieces.count() >= maximum:
        raise Refus(
            _("Une demande porte %(n)d pièces au plus : retirez-en une, ou réunissez-en plusieurs dans un PDF.")
            % {"n": maximum},
            champ="fichier",
        )
    piece = PieceReconnaissance(
        reconnaissance=reconnaissance, intitule=intitule, empreinte=empreinte, jointe_le=le or timezone.now()
    )
    piece.fichier.save(f"{empreinte[:32]}{suffixe}", fichier, save=False)
    piece.save()
    return piece


@transaction.atomic
def retirer_piece(*, reconnaissance: Reconnaissance, piece: int) -> Reconnaissance:
    """Take a piece, by its key, back. Twice is once.

    Raises:
        Refus: somebody judges the claim.
    """
    reconnaissance = _modifiable(reconnaissance)
    oublier_fichiers(reconnaissance.pieces.filter(pk=piece))
    return reconnaissance


@transaction.atomic
def retirer_reconnaissance(*, reconnaissance: Reconnaissance, le: datetime | None = None) -> Reconnaissance:
    """The person gives up; the pieces are forgotten at once. Twice is once.

    Raises:
        Refus: it is decided.
    """
    reconnaissance = _verrouiller(reconnaissance)
    if reconnaissance.etat == Etat.RETIREE:
        return reconnaissance
    if reconnaissance.etat not in Reconnaissance.OUVERTES:
        raise Refus(_("Cette demande est décidée : elle ne se retire plus."))
    reconnaissance.retirer(le=le or timezone.now())
    reconnaissance.save()
    oublier_fichiers(reconnaissance.pieces.all())
    return reconnaissance


@transaction.atomic
def completer_reconnaissance(*, reconnaissance: Reconnaissance, recit: str) -> Reconnaissance:
    """Send back a claim that lacked something. Twice is once.

    Raises:
        Refus: no story, or nothing was asked.
    """
    reconnaissance = _verrouiller(reconnaissance)
    if reconnaissance.etat in Reconnaissance.A_JUGER and reconnaissance.recit == recit.strip():
        return reconnaissance
    if reconnaissance.etat != Etat.A_COMPLETER:
        raise Refus(_("Rien n'est à compléter dans cette demande."))
    if not recit.strip():
        raise Refus(_("Racontez ce que vous avez fait : c'est ce qui sera examiné."), champ="recit")
    reconnaissance.recit = recit.strip()
    reconnaissance.completer()
    reconnaissance.save()
    return reconnaissance


@transaction.atomic
def faire_completer(
    *, reconnaissance: Reconnaissance, par: Utilisateur, manque: str, le: datetime | None = None
) -> Reconnaissance:
    """Ask the person for what is missing; they are told. Twice the same is once.

    Raises:
        Refus: the claim is not to be judged, `par` may not judge it, or nothing is said.
    """
    reconnaissance = _verrouiller(reconnaissance)
    manque = manque.strip()
    if reconnaissance.etat == Etat.A_COMPLETER and reconnaissance.a_completer == manque:
        return reconnaissance
    _verifier_qui_juge(reconnaissance, par)
    if not manque:
        raise Refus(_("Dites ce qui manque : la personne le lira."), champ="manque")
    reconnaissance.faire_completer(manque=manque)
    reconnaissance.save()
    annoncer_complement(reconnaissance, le or timezone.now())
    return reconnaissance


@transaction.atomic
def donner_avis(
    *,
    reconnaissance: Reconnaissance,
    par: Utilisateur,
    favorable: bool,
    motifs: str,
    le: datetime | None = None,
) -> Reconnaissance:
    """Give one's opinion. Two people who agree decide; when they do not, a third is awaited. Twice is once.

    Raises:
        Refus: the claim is not to be judged, `par` may not judge it or did otherwise, or no reason is given.
    """
    reconnaissance = _verrouiller(reconnaissance)
    motifs, le = motifs.strip(), le or timezone.now()
    deja = reconnaissance.avis.filter(par=par).first()
    if deja and (deja.favorable, deja.motifs) == (favorable, motifs):
        return reconnaissance
    if deja:
        raise Refus(_("Votre avis est déjà donné : il ne change plus."))
    _verifier_qui_juge(reconnaissance, par)
    if not motifs:
        raise Refus(_("Donnez vos motifs : la personne les lira."), champ="motifs")
    AvisReconnaissance.objects.create(
        reconnaissance=reconnaissance, par=par, favorable=favorable, motifs=motifs, donne_le=le
    )
    if reconnaissance.etat == Etat.DEPOSEE:
        reconnaissance.examiner()
    if reconnaissance.avis.filter(favorable=favorable).count() >= AVIS_CONCORDANTS:
        _decider(reconnaissance, favorable, le)
    reconnaissance.save()
    return reconnaissance


@transaction.atomic
def oublier_pieces() -> None:
    """Forget the pieces of claims decided some months ago; the decision and its reasons stay."""
    limite = reculer(timezone.now(), regle("reconnaissance.conservation"))
    oublier_fichiers(PieceReconnaissance.objects.filter(reconnaissance__close_le__lt=limite))


def oublier_fichiers(pieces) -> None:
    """Delete pieces, and their files once that is certain."""
    for piece in pieces:
        fichier = piece.fichier
        piece.delete()
        transaction.on_commit(lambda fichier=fichier: fichier.delete(save=False))


def _decider(reconnaissance: Reconnaissance, favorable: bool, le: datetime) -> None:
    if favorable:
        reconnaissance.reconnaitre(le=le)
        Acquis.objects.bulk_create(
            Acquis(
                utilisateur_id=reconnaissance.utilisateur_id,
                competence_id=demande.competence_id,
                niveau=demande.niveau,
                nature=Acquis.Nature.RECONNAISSANCE,
                reconnaissance=reconnaissance,
                obtenu_le=timezone.localdate(le),
            )
            for demande in reconnaissance.niveaux.all()
        )
    else:
        reconnaissance.refuser(le=le)
    annoncer_decision(reconnaissance)


def _demander(reconnaissance: Reconnaissance, competence: Competence, niveau: int) -> None:
    if not niveau:
        raise Refus(_("Choisissez le niveau à reconnaître."), champ="niveau")
    verifier_niveau(competence, niveau)
    maximum = regle("reconnaissance.competences")
    if reconnaissance.niveaux.exclude(competence=competence).count() >= maximum:
        raise Refus(
            _("Une demande porte %(n)d compétences au plus : déposez-en une autre.") % {"n": maximum},
            champ="competence",
        )
    NiveauDemande.objects.update_or_create(
        reconnaissance=reconnaissance, competence=competence, defaults={"niveau": niveau}
    )


def _verrouiller(reconnaissance: Reconnaissance) -> Reconnaissance:
    return (
        Reconnaissance.objects.select_for_update(of=("self",)).select_related("utilisateur").get(pk=reconnaissance.pk)
    )


def _modifiable(reconnaissance: Reconnaissance) -> Reconnaissance:
    reconnaissance = _verrouiller(reconnaissance)
    if reconnaissance.etat not in (Etat.DEPOSEE, Etat.A_COMPLETER):
        raise Refus(
            _("Cette demande est examinée ou décidée : elle ne change plus. Attendez qu'on vous demande un complément.")
        )
    return reconnaissance


def _verifier_qui_juge(reconnaissance: Reconnaissance, par: Utilisateur) -> None:
    if reconnaissance.etat not in Reconnaissance.A_JUGER:
        raise Refus(_("Cette demande n'attend pas d'avis : %(etat)s.") % {"etat": reconnaissance.get_etat_display()})
    if not Reconnaissance.objects.filter(pk=reconnaissance.pk).sans_conflit(par).exists():
        raise Refus(
            _("Vous ne pouvez pas juger cette demande : elle est de vous, ou d'une personne de votre structure.")
        )

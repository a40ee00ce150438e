"""Rewriting the texts of messages. Every version is kept; the last one is in force."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academie.branchements.gabarits import Gabarit
from academie.courrier.places import Faute, Genre, fautes
from academie.models import Utilisateur, VersionGabarit
from academie.queries.gabarit import Texte, texte_d_origine, texte_en_vigueur
from academie.regles import Refus


@transaction.atomic
def reecrire_gabarit(*, gabarit: Gabarit, sujet: str, texte: str, par: Utilisateur) -> Texte:
    """Put this text in force for the messages to come. The same text again is not a new version.

    Raises:
        Refus: a place that is not among the variables, what is not a place, or one that cannot be missing.
    """
    sujet, texte = " ".join(sujet.split()), texte.replace("\r\n", "\n").strip()
    refuser_les_fautes(gabarit, sujet, texte)
    nouveau = Texte(sujet, texte)
    if nouveau != texte_en_vigueur(gabarit):
        _ajouter(gabarit, sujet=sujet, texte=texte, par=par)
    return nouveau


@transaction.atomic
def retablir_gabarit(*, gabarit: Gabarit, numero: int, par: Utilisateur) -> Texte:
    """Put an earlier version in force again; 0 is the text that comes with the product.

    Raises:
        Refus: no such version, or it names what the product no longer knows.
    """
    if numero == 0:
        if texte_en_vigueur(gabarit) != texte_d_origine(gabarit.code):
            _ajouter(gabarit, sujet="", texte="", par=par)
        return texte_d_origine(gabarit.code)
    version = VersionGabarit.objects.filter(code=gabarit.code, numero=numero).first()
    if version is None:
        raise Refus(_("Cette version n'existe pas. Choisissez-en une de la liste."))
    if version.origine:
        return retablir_gabarit(gabarit=gabarit, numero=0, par=par)
    return reecrire_gabarit(gabarit=gabarit, sujet=version.sujet, texte=version.texte, par=par)


def refuser_les_fautes(gabarit: Gabarit, sujet: str, texte: str) -> None:
    """Raises:
    Refus: with the field to correct.
    """
    for champ, valeur, exigees in (("sujet", sujet, ()), ("texte", texte, sorted(gabarit.obligatoires))):
        if trouvees := fautes(valeur, gabarit.variables, exigees):
            raise Refus(" ".join(_phrase(faute, gabarit) for faute in trouvees[:5]), champ=champ)


def _phrase(faute: Faute, gabarit: Gabarit) -> str:
    if faute.genre is Genre.INCONNUE:
        return _("« {{ %(nom)s }} » n'existe pas dans ce message. Choisissez parmi : %(noms)s.") % {
            "nom": faute.morceau[:60],
            "noms": ", ".join(gabarit.variables),
        }
    if faute.genre is Genre.ABSENTE:
        return _("Ce message ne sert à rien sans {{ %(nom)s }} (%(sens)s) : remettez-la dans le texte.") % {
            "nom": faute.morceau,
            "sens": gabarit.variables[faute.morceau],
        }
    return _(
        "« %(morceau)s » n'est pas une variable. Une variable s'écrit {{ prenom }} : deux accolades, un nom seul."
    ) % {"morceau": faute.morceau[:60]}


def _ajouter(gabarit: Gabarit, *, sujet: str, texte: str, par: Utilisateur) -> None:
    dernier = VersionGabarit.objects.filter(code=gabarit.code).aggregate(dernier=Max("numero"))["dernier"] or 0
    try:
        with transaction.atomic():
            VersionGabarit.objects.create(code=gabarit.code, numero=dernier + 1, sujet=sujet, texte=texte, par=par)
    except IntegrityError as erreur:
        raise Refus(
            _("Quelqu'un vient d'enregistrer ce texte aussi. Relisez sa version, puis enregistrez la vôtre.")
        ) from erreur

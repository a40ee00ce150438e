"""What the team says of the draft and of the version under review: comments, an answer, a suggestion."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from besoins.actions.commentaire import accepter_suggestion, commenter, repondre
from besoins.models import Commentaire, VersionProgramme

Etat = VersionProgramme.Etat


def raconter_commentaires() -> None:
    """Idempotent: told once."""
    if Commentaire.objects.exists():
        return
    hier = timezone.now() - timedelta(days=1)
    _parler_du_brouillon(VersionProgramme.objects.get(etat=Etat.BROUILLON), hier)
    commenter(
        version=VersionProgramme.objects.get(etat=Etat.EN_RELECTURE),
        lieu="version.presentation",
        passage="de la première page à la première vente",
        texte=_("Deux journées suffisent-elles pour aller jusqu'à la vente ?"),
        par=_personne("relecture"),
        le=hier,
    )


def _parler_du_brouillon(version: VersionProgramme, le: datetime) -> None:
    autrice, formateur = _personne("concepteur"), _personne("formateur")
    module = version.modules.first()
    fil = commenter(
        version=version,
        lieu=f"module.{module.pk}.contenu",
        passage="sauvegarde avant tout geste",
        texte=_("Sur quel appareil ? Au dernier atelier, la moitié des téléphones n'avaient plus de place."),
        par=formateur,
        le=le,
    )
    reponse = _("Bien vu. J'ajoute une clé USB aux supports.")
    repondre(commentaire=fil, texte=reponse, par=autrice, le=le + timedelta(hours=2))
    texte = f"{module.supports} {_('Une clé USB par binôme.')}"
    suggestion = commenter(
        version=version,
        lieu=f"module.{module.pk}.supports",
        proposition=texte,
        texte=_("Comme convenu."),
        par=formateur,
        le=le + timedelta(hours=3),
    )
    accepter_suggestion(
        commentaire=suggestion, texte=texte, par=autrice, lue=module.revision, le=le + timedelta(hours=4)
    )


def _personne(compte: str) -> Utilisateur:
    return Utilisateur.objects.get(email=f"{compte}@demo.example")

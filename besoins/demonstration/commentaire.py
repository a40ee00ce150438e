"""What the team says of the draft and of the version under review: a comment, an answer, two suggestions."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from besoins.actions.commentaire import accepter_suggestion, commenter, repondre
from besoins.models import Commentaire, VersionProgramme


def raconter_commentaires() -> None:
    """Idempotent: told once."""
    if Commentaire.objects.exists():
        return
    autrice, relectrice, formateur = (
        Utilisateur.objects.get(email=f"{compte}@demo.example") for compte in ("concepteur", "relecture", "formateur")
    )
    hier = timezone.now() - timedelta(days=1)
    brouillon = VersionProgramme.objects.get(etat=VersionProgramme.Etat.BROUILLON)
    module = brouillon.modules.first()
    fil = commenter(
        version=brouillon,
        lieu=f"module.{module.pk}.contenu",
        passage=_("sauvegarde avant tout geste"),
        texte=_("Sur quel appareil ? Au dernier atelier, la moitié des téléphones n'avaient plus de place."),
        par=formateur,
        le=hier,
    )
    repondre(
        commentaire=fil,
        texte=_("Bien vu. J'ajoute une clé USB aux supports."),
        par=autrice,
        le=hier + timedelta(hours=2),
    )
    suggestion = commenter(
        version=brouillon,
        lieu=f"module.{module.pk}.supports",
        proposition=f"{module.supports} {_('Une clé USB par binôme.')}",
        texte=_("Comme convenu."),
        par=formateur,
        le=hier + timedelta(hours=3),
    )
    accepter_suggestion(
        commentaire=suggestion,
        texte=suggestion.proposition,
        par=autrice,
        lue=module.revision,
        le=hier + timedelta(hours=4),
    )
    en_relecture = VersionProgramme.objects.get(etat=VersionProgramme.Etat.EN_RELECTURE)
    commenter(
        version=en_relecture,
        lieu="version.presentation",
        passage=_("de la première page à la première vente"),
        texte=_("Deux journées suffisent-elles pour aller jusqu'à la vente ?"),
        par=relectrice,
        le=hier,
    )

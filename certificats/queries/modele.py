"""How documents look: the version in force, what a certificate freezes of it, real cases to preview it on."""

from functools import lru_cache

from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from academie.models import Organisme
from certificats.models import DocumentDelivre, ModeleDocument
from sessions.models import Inscription, Session

Genre = DocumentDelivre.Genre
DESTINATAIRES = {
    Genre.REALISATION: _("Pour l'employeur et le financeur"),
    Genre.FIN_DE_FORMATION: _("Pour la personne formée"),
    Genre.ASSIDUITE: _("Heures de présence, pour qui les demande"),
}
CAS_PROPOSES = 50
DOSSIER = "modeles/"


def modele_en_vigueur(genre: str) -> ModeleDocument:
    """The latest version; the one that comes with the product, numbered 0, when there is none."""
    trouve = ModeleDocument.objects.filter(genre=genre).order_by("-version").first()
    return trouve or ModeleDocument(genre=genre, version=0, couleur=ModeleDocument.COULEURS[Genre(genre)])


def modeles_en_vigueur() -> list[ModeleDocument]:
    """One per kind, in the order of the kinds."""
    derniers = {
        modele.genre: modele
        for modele in ModeleDocument.objects.select_related("cree_par").order_by("genre", "version")
    }
    return [
        derniers.get(genre) or ModeleDocument(genre=genre, version=0, couleur=ModeleDocument.COULEURS[genre])
        for genre in Genre
    ]


def versions(genre: str):
    """All the versions of a kind, latest first."""
    return ModeleDocument.objects.filter(genre=genre).select_related("cree_par").order_by("-version")


def modeles_figes() -> dict[str, dict]:
    """What a certificate freezes of the models in force, by kind of document."""
    organisme = Organisme.charger()
    return {modele.genre: figer(modele, organisme) for modele in modeles_en_vigueur()}


def figer(modele: ModeleDocument, organisme: Organisme) -> dict:
    """The values of a model that documents use. Pictures are files that never change."""
    logos = ((modele.logo, modele.logo_texte), (modele.second_logo, modele.second_logo_texte))
    signature = modele.signature if modele.signataire or modele.signature else organisme.signature
    return {
        "version": modele.version,
        "couleur": modele.couleur,
        "introduction": modele.introduction,
        "conclusion": modele.conclusion,
        "signataire": ", ".join(filter(None, (modele.signataire, modele.fonction))),
        "signature": signature.name or "",
        "mentions": modele.mentions,
        "logos": [[fichier.name, texte] for fichier, texte in logos if fichier],
    }


def lire_fichier(nom: str) -> bytes:
    """A picture by the name of its file; nothing when it is lost."""
    try:
        return _lire_image_figee(nom) if nom.startswith(DOSSIER) else _lire_image(nom)
    except FileNotFoundError:
        return b""


def _lire_image(nom: str) -> bytes:
    with default_storage.open(nom) as fichier:
        return fichier.read()


# The name of a model's picture is its own fingerprint: what was read once is right for ever.
_lire_image_figee = lru_cache(maxsize=32)(_lire_image)


def cas_reels():
    """The latest enrolments whose session is over: what a preview may be made of."""
    return (
        Inscription.objects.confirmees()
        .filter(session__etat__in=Session.TENUES)
        .select_related("utilisateur", "session__version__programme")
        .defer("session__version__recherche")
        .order_by("-session__debut", "-pk")[:CAS_PROPOSES]
    )

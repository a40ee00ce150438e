"""Resources brought by a file: one text, or a table that is understood before anything of it is written."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import PurePath

from charset_normalizer import from_bytes
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.models.territoire import normaliser
from academie.regles import Refus, regle
from academie.tableaux import ErreurTableau, lire_tableau
from besoins.actions.ressource import CONTENU, commencer_ressource
from besoins.models import LotRessources, Ressource

SUFFIXES_TEXTE = (".md", ".markdown", ".txt")


@transaction.atomic
def deposer_fichier(
    *, fichier: File, genre: str, par: Utilisateur, le: datetime | None = None
) -> LotRessources | Ressource:
    """Read a file: a text becomes a draft; a table waits for its columns to be checked. Brought twice, brought once.

    Raises:
        Refus: neither a text nor a table.
    """
    fichier.seek(0)
    contenu, nom = fichier.read(), PurePath(fichier.name or "").name.replace("\0", "")[-200:]
    if nom.lower().endswith(SUFFIXES_TEXTE):
        return _texte(contenu, nom, genre, par, le)
    empreinte = sha256(contenu).hexdigest()
    if lot := LotRessources.objects.filter(par=par, empreinte=empreinte, genre=genre).first():
        return lot
    try:
        tableau = lire_tableau(fichier, nom, lignes_maximum=regle("ressource.lot"))
        lignes = list(tableau.lignes)
    except ErreurTableau as erreur:
        ou = _("Ligne %(ligne)d : ") % {"ligne": erreur.ligne} if erreur.ligne else _("Fichier refusé : ")
        raise Refus(f"{ou}{erreur.raison}", champ="fichier") from erreur
    if not lignes:
        raise Refus(_("Ce fichier n'a que des noms de colonnes : aucune ressource à importer."), champ="fichier")
    return LotRessources.objects.create(
        nom=nom,
        genre=genre,
        empreinte=empreinte,
        entetes=tableau.entetes,
        lignes=lignes,
        correspondance=_deviner(tableau.entetes),
        par=par,
        depose_le=le or timezone.now(),
    )


@transaction.atomic
def regler_lot(*, lot: LotRessources, correspondance: dict[str, str]) -> LotRessources:
    """Say which column of the file brings which field.

    Raises:
        Refus: one column given twice, or nothing gives the title.
    """
    lot = LotRessources.objects.select_for_update().get(pk=lot.pk)
    if lot.fait_le:
        return lot
    prises: dict[str, str] = {}
    for champ, entete in correspondance.items():
        if entete and entete in prises:
            raise Refus(_("La colonne « %s » sert deux fois : choisissez où.") % entete, champ=champ)
        prises[entete] = champ
    if not correspondance.get("titre"):
        raise Refus(_("Dites quelle colonne donne le titre : une ressource n'existe pas sans lui."), champ="titre")
    lot.correspondance = {champ: entete for champ, entete in correspondance.items() if entete}
    lot.save(update_fields=["correspondance"])
    return lot


@transaction.atomic
def importer_lot(
    *, lot: LotRessources, ressources: Sequence[dict], par: Utilisateur, le: datetime | None = None
) -> LotRessources:
    """Make a draft of each row that was read, all of them; imported twice, imported once."""
    lot = LotRessources.objects.select_for_update().get(pk=lot.pk)
    if lot.fait_le:
        return lot
    le = le or timezone.now()
    lot.ressources.set([commencer_ressource(**ressource, par=par, le=le) for ressource in ressources])
    lot.lignes, lot.fait_le = [], le
    lot.save(update_fields=["lignes", "fait_le"])
    return lot


@transaction.atomic
def abandonner_lot(*, lot: LotRessources) -> None:
    """Forget a file that was not imported.

    Raises:
        Refus: its resources are in.
    """
    lot = LotRessources.objects.select_for_update().get(pk=lot.pk)
    if lot.fait_le:
        raise Refus(
            _("Les ressources de ce fichier sont importées : supprimez les brouillons dont vous ne voulez pas.")
        )
    lot.delete()


def oublier_lots(*, le: datetime | None = None) -> None:
    """Files that nobody took in are not kept for ever."""
    avant = (le or timezone.now()) - timedelta(days=regle("importation.conservation"))
    LotRessources.objects.filter(fait_le=None, depose_le__lt=avant).delete()


def _texte(contenu: bytes, nom: str, genre: str, par: Utilisateur, le: datetime | None) -> Ressource:
    lu = from_bytes(contenu).best()
    texte = str(lu).replace("\r\n", "\n").strip() if lu else ""
    if not texte or "\0" in texte:
        raise Refus(_("Ce fichier est vide, ou n'est pas un fichier de texte."), champ="fichier")
    if len(texte) > regle("ressource.texte"):
        raise Refus(
            _("Ce texte dépasse %(n)s caractères : joignez plutôt le fichier à une ressource.")
            % {"n": regle("ressource.texte")},
            champ="fichier",
        )
    if "texte" not in Ressource(genre=genre).corps:
        raise Refus(
            _(
                "Un texte d'un seul tenant devient une étude, une note ou une analyse : une fiche se remplit champ par champ."
            ),
            champ="genre",
        )
    titre = re.match(r"#\s+(.+)", texte)
    return commencer_ressource(
        genre=genre, titre=(titre[1] if titre else PurePath(nom).stem).strip()[:200] or nom, texte=texte, par=par, le=le
    )


def _deviner(entetes: list[str]) -> dict[str, str]:
    """The columns that bear the name of a field."""
    noms = {normaliser(entete): entete for entete in reversed(entetes)}
    return {
        champ: noms[nom]
        for champ in ("genre", *CONTENU)
        for nom in [normaliser(str(Ressource._meta.get_field(champ).verbose_name)), normaliser(champ)]
        if nom in noms
    }

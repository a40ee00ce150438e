"""The quality audit: what is held for each indicator, what is missing, and all of it in one file."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from shutil import copyfileobj
from typing import IO

from django.conf import settings
from django.db.models import Count
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from academie import francais
from academie.autorisations.table import Role
from academie.branchements.qualiopi import Apport, Manque, Preuve, Rangee, apport, pieces, preuve
from academie.models import Affectation, DossierAudit, PieceQualiopi
from academie.regles.rnq import APPLICABLES, CRITERES, INDICATEURS, Indicateur
from academie.tableaux import lignes_csv

MONTREES = 20
ANNEES = 4  # an audit cycle lasts three years


@dataclass(frozen=True)
class Bilan:
    """One indicator at a glance."""

    indicateur: Indicateur
    preuves: int = 0
    pieces: int = 0
    manques: int = 0

    @property
    def vide(self) -> bool:
        return not (self.preuves or self.pieces)


@dataclass(frozen=True)
class FicheIndicateur:
    """An indicator with its evidence, the first rows of each, the pieces attached and those taken back."""

    indicateur: Indicateur
    critere: str
    preuves: list[tuple[Preuve, list[Rangee]]]
    manques: list[Manque]
    pieces: list[PieceQualiopi]
    retirees: list[PieceQualiopi]


def annees() -> list[int]:
    cette_annee = timezone.localdate().year
    return [cette_annee - rang for rang in range(ANNEES)]


def tableau(annee: int | None = None) -> list[tuple[int, str, list[Bilan]]]:
    """The 32 indicators under their criteria."""
    jointes = dict(_pieces(annee).order_by().values_list("indicateur").annotate(n=Count("pk")))
    bilans = [_bilan(indicateur, annee, jointes.get(indicateur.numero, 0)) for indicateur in INDICATEURS]
    return [
        (numero, str(nom), [bilan for bilan in bilans if bilan.indicateur.critere == numero])
        for numero, nom in CRITERES.items()
    ]


def _bilan(indicateur: Indicateur, annee: int | None, jointes: int) -> Bilan:
    if not indicateur.applicable:
        return Bilan(indicateur)
    tenu = apport(indicateur.numero, annee)
    return Bilan(indicateur, sum(preuve.nombre for preuve in tenu.preuves), jointes, len(tenu.manques))


def fiche_indicateur(numero: int, annee: int | None = None) -> FicheIndicateur:
    """Everything known of one indicator.

    Raises:
        KeyError: no such indicator, or it does not concern us.
    """
    indicateur = APPLICABLES[numero]
    tenu = apport(numero, annee)
    retirees = PieceQualiopi.objects.filter(indicateur=numero, retiree_le__isnull=False)
    return FicheIndicateur(
        indicateur,
        str(CRITERES[indicateur.critere]),
        [(preuve, list(preuve.rangees(MONTREES))) for preuve in tenu.preuves],
        tenu.manques,
        list(_pieces(annee).filter(indicateur=numero).select_related("par")),
        list(retirees.select_related("retiree_par")),
    )


def _pieces(annee: int | None):
    en_vigueur = PieceQualiopi.objects.en_vigueur()
    return en_vigueur if annee is None else en_vigueur.filter(date__year__lte=annee)


def intervenants(annee: int | None) -> Apport:
    """21: who gives the sessions. The indicator is about them: they are named."""
    formateurs = Affectation.objects.filter(role=Role.FORMATEUR)
    if annee is None:
        formateurs = formateurs.du_jour()
    else:
        formateurs = formateurs.filter(debut__year__lte=annee).exclude(fin__year__lt=annee)
    formateurs = formateurs.select_related("utilisateur").order_by("utilisateur__nom", "utilisateur__prenom", "pk")
    return Apport([preuve(_("Formatrices et formateurs en fonction"), formateurs, _intervenant)])


def _intervenant(affectation: Affectation) -> Rangee:
    depuis = _("depuis le %(jour)s") % {"jour": francais.date_sans_jour(affectation.debut)}
    return Rangee(affectation.utilisateur.get_full_name(), depuis)


PREUVES = {21: intervenants}


def ecrire_dossier(dossier: DossierAudit, sortie: IO[bytes], avancer: Callable[[int], object]) -> None:
    """Write the folder of an audit: an index, and for each indicator its evidence, its documents, its pieces.

    `avancer` is told how many indicators are done.
    """
    reunis: list[dict] = []
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for faits, indicateur in enumerate(APPLICABLES.values(), start=1):
            reunis.append(_reunir(archive, indicateur, dossier))
            avancer(faits)
        archive.writestr("index.csv", "".join(lignes_csv(_index(reunis))))
        archive.writestr("index.html", _page(dossier, reunis))


def _reunir(archive: zipfile.ZipFile, indicateur: Indicateur, dossier: DossierAudit) -> dict:
    ici = f"indicateur-{indicateur.numero:02}"
    tenu = apport(indicateur.numero, dossier.annee)
    archive.writestr(f"{ici}/preuves.csv", "".join(lignes_csv(_rangees(tenu))))
    fichiers = [f"{ici}/preuves.csv"]
    for document in pieces(indicateur.numero, dossier.annee):
        if dossier.nominatif or not document.nominative:
            fichiers.append(f"{ici}/documents/{get_valid_filename(document.nom)}")
            archive.writestr(fichiers[-1], document.contenu())
    jointes = list(_pieces(dossier.annee).filter(indicateur=indicateur.numero))
    for piece in jointes:
        if piece.fichier:
            fichiers.append(f"{ici}/pieces/{piece.pk}-{get_valid_filename(piece.nom)}")
            with piece.fichier.open() as source, archive.open(fichiers[-1], "w") as cible:
                copyfileobj(source, cible)
    return {"indicateur": indicateur, "apport": tenu, "pieces": jointes, "fichiers": fichiers}


def _rangees(tenu: Apport) -> Iterator[list]:
    yield [_("Preuve"), _("Objet"), _("Détail"), _("Adresse")]
    for une in tenu.preuves:
        yield [une.libelle, une.nombre, "", settings.BASE_URL + une.url if une.url else ""]
        for rangee in une.rangees(None):
            adresse = settings.BASE_URL + rangee.url if rangee.url else ""
            yield [une.libelle, rangee.libelle, rangee.detail, adresse]


def _index(reunis: list[dict]) -> Iterator[list]:
    yield [_("Indicateur"), _("Intitulé"), _("Nature"), _("Contenu"), _("Nombre ou date")]
    for reuni in reunis:
        numero, intitule = reuni["indicateur"].numero, str(reuni["indicateur"].intitule)
        for une in reuni["apport"].preuves:
            yield [numero, intitule, _("preuve"), une.libelle, une.nombre]
        for piece in reuni["pieces"]:
            yield [numero, intitule, _("pièce"), piece.titre, piece.date]
        for manque in reuni["apport"].manques:
            yield [numero, intitule, _("manque"), manque.phrase, ""]
        for fichier in reuni["fichiers"]:
            yield [numero, intitule, _("fichier"), fichier, ""]


def _page(dossier: DossierAudit, reunis: list[dict]) -> str:
    contexte = {"dossier": dossier, "reunis": reunis, "ecartes": [i for i in INDICATEURS if not i.applicable]}
    return render_to_string("academie/qualiopi/index.html", contexte | {"etabli_le": timezone.now()})

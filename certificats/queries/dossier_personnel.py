"""A person's career as it leaves the product: shared by a link, printed, or written in a format that others read."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Competence, Organisme, Utilisateur
from certificats.cv import CertificatCV, CompetenceCV, Dossier, EtapeCV, PosteCV
from certificats.models import Acquis, Badge, Certificat, DocumentDelivre, EtapePlan, Partage
from certificats.queries.acquis import NiveauDate, niveaux_actuels, nom_du_niveau
from certificats.queries.badge import porte_svg
from certificats.queries.fiche_poste import echelle
from certificats.queries.parcours import parcours_de
from certificats.queries.plan import plan_adopte
from certificats.queries.poste import postes_de

Etendue = Partage.Etendue
Appui = Acquis.Appui
APPUIS = {Etendue.PROUVEES: Appui.PROUVE, Etendue.CONSTATEES: Appui.CONSTATE, Etendue.DECLAREES: Appui.DECLARE}


def dossier_de(utilisateur: Utilisateur, etendue: Collection[str], *, adresse: str = "") -> Dossier:
    """The parts of `etendue`, and nothing else: the others are not even read. `adresse`: the e-mail address, when it is given."""
    niveaux = niveaux_actuels(utilisateur) if {*APPUIS} & {*etendue} else {}
    competences = list(Competence.objects.filter(pk__in=niveaux).select_related("domaine__referentiel"))
    lignes = {
        partie: _competences(competences, {pk: getattr(tous, appui) for pk, tous in niveaux.items()})
        for partie, appui in APPUIS.items()
        if partie in etendue
    }
    suite = _plan(utilisateur) if Etendue.PLAN in etendue else {}
    return Dossier(
        nom=utilisateur.get_full_name(),
        le=timezone.localdate(),
        emetteur=Organisme.charger().nom or settings.EDITEUR["nom"],
        site=settings.BASE_URL,
        adresse_courriel=adresse,
        postes=_postes(utilisateur) if Etendue.POSTES in etendue else None,
        prouvees=lignes.get(Etendue.PROUVEES),
        constatees=lignes.get(Etendue.CONSTATEES),
        declarees=lignes.get(Etendue.DECLAREES),
        certificats=_certificats(utilisateur) if Etendue.CERTIFICATS in etendue else None,
        **suite,
    )


def certificats_a_emporter(utilisateur: Utilisateur) -> QuerySet[Certificat]:
    """In force, with what bears them."""
    siens = Certificat.objects.valides().filter(inscription__utilisateur=utilisateur)
    return siens.prefetch_related("documents").order_by("-emis_le", "-pk")


def ecrire_preuves(utilisateur: Utilisateur, sortie: IO[bytes]) -> None:
    """Write one ZIP: every document in force, and each badge as a picture that bears it, as JSON and as a JWT."""
    documents = DocumentDelivre.objects.filter(
        certificat__inscription__utilisateur=utilisateur, certificat__etat=Certificat.Etat.VALIDE
    ).select_related("certificat")
    badges = Badge.objects.filter(
        certificat__inscription__utilisateur=utilisateur, certificat__etat=Certificat.Etat.VALIDE
    ).select_related("certificat", "version__programme")
    with ZipFile(sortie, "w", ZIP_DEFLATED) as archive:
        for document in documents.order_by("pk"):
            with suppress(FileNotFoundError), document.fichier.open("rb") as fichier:
                archive.writestr(f"certificats/{document.numero}.pdf", fichier.read())
        for badge in badges.order_by("pk"):
            nom = f"badges/{badge.certificat.numero}"
            archive.writestr(f"{nom}.svg", porte_svg(badge))
            archive.writestr(f"{nom}.json", badge.credential)
            archive.writestr(f"{nom}.jwt", badge.jeton)


def acquis_en_lignes(utilisateur: Utilisateur) -> Iterable[list]:
    """Every level ever said of the person, oldest last, as the rows of a table."""
    yield [
        str(titre)
        for titre in (
            _("Référentiel"),
            _("Code"),
            _("Compétence"),
            _("Niveau"),
            _("Ce qui le dit"),
            _("Nature"),
            _("Le"),
        )
    ]
    noms = echelle()
    acquis = Acquis.objects.filter(utilisateur=utilisateur).select_related("competence__domaine__referentiel")
    for un in acquis.order_by("-obtenu_le", "-note_le", "-pk"):
        domaine = un.competence.domaine
        niveau = nom_du_niveau(un.competence, un.niveau, noms)
        yield [
            str(domaine.referentiel),
            un.competence.code,
            un.competence.nom,
            niveau,
            str(un.appui.label),
            un.get_nature_display(),
            un.obtenu_le,
        ]


def _competences(competences: Iterable[Competence], dits: dict[int, NiveauDate | None]) -> tuple[CompetenceCV, ...]:
    noms = echelle()
    return tuple(
        CompetenceCV(
            referentiel=str(competence.domaine.referentiel),
            domaine=competence.domaine.nom,
            code=competence.code,
            nom=competence.nom,
            niveau=nom_du_niveau(competence, dit.niveau, noms),
            le=dit.le,
            preuve=str(dit.preuve.get_nature_display()),
            ancien=dit.ancien,
        )
        for competence in competences
        if (dit := dits[competence.pk])
    )


def _postes(utilisateur: Utilisateur) -> tuple[PosteCV, ...]:
    return tuple(PosteCV(p.intitule, p.lieu_de_travail, p.debut, p.fin) for p in postes_de(utilisateur))


def _certificats(utilisateur: Utilisateur) -> tuple[CertificatCV, ...]:
    return tuple(
        CertificatCV(
            programme=certificat.faits["programme"],
            numero=certificat.numero,
            le=timezone.localdate(certificat.emis_le),
            adresse=certificat.principal.adresse_verification,
            objectifs=tuple(certificat.faits["objectifs"]),
        )
        for certificat in certificats_a_emporter(utilisateur)
    )


def _plan(utilisateur: Utilisateur) -> dict:
    fiche, plan = parcours_de(utilisateur).fiche_visee, plan_adopte(utilisateur)
    etapes = EtapePlan.objects.filter(plan=plan).select_related("programme") if plan else ()
    return {
        "vise": fiche.titre if fiche else "",
        "etapes": tuple(EtapeCV(etape.intitule, etape.raison, etape.souhaitee_le) for etape in etapes),
    }

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academie.models import Competence, Niveau
from academie.regles import Refus
from certificats.models import Exigence, FichePoste


@transaction.atomic
def rediger_fiche(*, fiche: FichePoste) -> FichePoste:
    """Begin a job sheet as a draft. The same draft asked twice is written once.

    Raises:
        Refus: another sheet already bears this title.
    """
    code = slugify(fiche.titre)[:60].strip("-") or "poste"
    textes = {champ: getattr(fiche, champ) for champ in ("titre", "description", "source", "echelon")}
    premiere, nouvelle = FichePoste.objects.get_or_create(code=code, version=1, defaults=textes)
    deja = premiere.etat == FichePoste.Etat.BROUILLON and all(getattr(premiere, c) == v for c, v in textes.items())
    if nouvelle or deja:
        return premiere
    raise Refus(
        _("Une fiche porte déjà ce titre. Choisissez un autre titre, ou ouvrez une nouvelle version de cette fiche."),
        champ="titre",
    )


@transaction.atomic
def modifier_fiche(*, fiche: FichePoste, titre: str, description: str, source: str, echelon: int | None) -> FichePoste:
    """Change the text of a draft; its address keeps its first title.

    Raises:
        Refus: the sheet is published.
    """
    fiche = _brouillon(fiche)
    fiche.titre, fiche.description, fiche.source, fiche.echelon = titre, description, source, echelon
    fiche.save()
    return fiche


@transaction.atomic
def exiger_competence(*, fiche: FichePoste, competence: Competence, niveau: int) -> Exigence:
    """Ask for a level of a competence; asked again, the level is corrected.

    Raises:
        Refus: the sheet is published, or the framework has no such level.
    """
    fiche = _brouillon(fiche)
    rangs = Niveau.objects.filter(referentiel__domaines=competence.domaine_id).values_list("rang", flat=True)
    if niveau not in rangs:
        raise Refus(
            _("Ce référentiel compte des niveaux de %(premier)s à %(dernier)s : indiquez l'un d'eux.")
            % {"premier": min(rangs, default=1), "dernier": max(rangs, default=1)},
            champ="niveau",
        )
    return Exigence.objects.update_or_create(fiche=fiche, competence=competence, defaults={"niveau": niveau})[0]


@transaction.atomic
def retirer_exigence(*, fiche: FichePoste, exigence: int) -> FichePoste:
    """Take a competence, by the key of its requirement, off a draft. Asked twice, done once.

    Raises:
        Refus: the sheet is published.
    """
    fiche = _brouillon(fiche)
    fiche.exigences.filter(pk=exigence).delete()
    return fiche


@transaction.atomic
def publier_fiche(*, fiche: FichePoste, le: datetime | None = None) -> FichePoste:
    """Offer the sheet to everybody, in place of the version before, if any. Asked twice, done once.

    Raises:
        Refus: it says nothing of the job or asks for no competence.
    """
    versions = list(FichePoste.objects.select_for_update().filter(code=fiche.code).order_by("pk"))
    fiche = next(version for version in versions if version.pk == fiche.pk)
    if fiche.etat != FichePoste.Etat.BROUILLON:
        return fiche
    if not fiche.description.strip():
        raise Refus(_("Décrivez les missions du poste avant de publier la fiche."))
    if not fiche.exigences.exists():
        raise Refus(_("Ajoutez au moins une compétence demandée avant de publier la fiche."))
    for version in versions:
        if version.etat == FichePoste.Etat.PUBLIEE:
            version.retirer()
            version.save(update_fields=["etat"])
    fiche.publier(le=le or timezone.now())
    fiche.save(update_fields=["etat", "publiee_le"])
    return fiche


@transaction.atomic
def nouvelle_version_fiche(*, fiche: FichePoste) -> FichePoste:
    """Begin the next version of a sheet from what it asks today; the draft that is already there otherwise."""
    versions = list(FichePoste.objects.select_for_update().filter(code=fiche.code).order_by("version"))
    derniere = versions[-1]
    if derniere.etat == FichePoste.Etat.BROUILLON:
        return derniere
    nouvelle = FichePoste.objects.create(
        code=fiche.code,
        version=derniere.version + 1,
        titre=fiche.titre,
        description=fiche.description,
        source=fiche.source,
        echelon=fiche.echelon,
    )
    Exigence.objects.bulk_create(
        Exigence(fiche=nouvelle, competence_id=exigence.competence_id, niveau=exigence.niveau)
        for exigence in fiche.exigences.all()
    )
    return nouvelle


def _brouillon(fiche: FichePoste) -> FichePoste:
    fiche = FichePoste.objects.select_for_update().get(pk=fiche.pk)
    if fiche.etat != FichePoste.Etat.BROUILLON:
        raise Refus(_("Cette fiche est publiée : elle ne change plus. Ouvrez une nouvelle version."))
    return fiche

"""Job sheets: written nationally, adapted by structures, published in versions that no longer change."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academie.models import Competence, Niveau, Structure
from academie.regles import Refus
from certificats.models import Exigence, FichePoste
from certificats.notifications import annoncer_fiche_a_revoir
from certificats.queries.fiche_poste import adaptations_de, referents_de

Etat = FichePoste.Etat
TEXTES = ("titre", "description", "source", "echelon", "rome", "certification", "certification_lien")
LONGUEUR_CODE = 60


@transaction.atomic
def rediger_fiche(*, fiche: FichePoste) -> FichePoste:
    """Begin a job sheet as a draft. The same draft asked twice is written once.

    Raises:
        Refus: another sheet already bears this title.
    """
    code = slugify(fiche.titre)[:LONGUEUR_CODE].strip("-") or "poste"
    textes = _textes(fiche)
    premiere, nouvelle = FichePoste.objects.get_or_create(code=code, version=1, defaults=textes)
    deja = premiere.etat == Etat.BROUILLON and _textes(premiere) == textes
    if nouvelle or deja:
        return premiere
    raise Refus(
        _("Une fiche porte déjà ce titre. Choisissez un autre titre, ou ouvrez une nouvelle version de cette fiche."),
        champ="titre",
    )


@transaction.atomic
def modifier_fiche(*, fiche: FichePoste, **textes) -> FichePoste:
    """Change the texts of a draft; its address keeps its first title.

    Raises:
        Refus: the sheet is published.
    """
    fiche = _brouillon(fiche)
    for champ in TEXTES:
        setattr(fiche, champ, textes.get(champ, getattr(fiche, champ)))
    fiche.save()
    return fiche


@transaction.atomic
def exiger_competence(*, fiche: FichePoste, competence: Competence, niveau: int) -> Exigence:
    """Ask for a level of a competence; asked again, the level is corrected and the competence practised.

    Raises:
        Refus: the sheet is published, the framework has no such level, or the national sheet asks for more.
    """
    fiche = _brouillon(fiche)
    rangs = Niveau.objects.filter(referentiel__domaines=competence.domaine_id).values_list("rang", flat=True)
    if niveau not in rangs:
        raise Refus(
            _("Ce référentiel compte des niveaux de %(premier)s à %(dernier)s : indiquez l'un d'eux.")
            % {"premier": min(rangs, default=1), "dernier": max(rangs, default=1)},
            champ="niveau",
        )
    minimum = _nationales(fiche).get(competence.pk, 0)
    if niveau < minimum:
        raise Refus(
            _(
                "La fiche nationale demande le niveau %(minimum)s : une structure peut demander plus, jamais moins. "
                "Si cette compétence ne sert pas ici, dites-la non pratiquée."
            )
            % {"minimum": minimum},
            champ="niveau",
        )
    demande = {"niveau": niveau, "non_pratiquee": ""}
    return Exigence.objects.update_or_create(fiche=fiche, competence=competence, defaults=demande)[0]


@transaction.atomic
def ne_pas_pratiquer(*, fiche: FichePoste, exigence: int, motif: str) -> FichePoste:
    """Say that a competence of the national sheet, by the key of its requirement, does not serve here, and why.

    Raises:
        Refus: the sheet is published or national, the competence is the structure's own, or no reason is given.
    """
    fiche = _brouillon(fiche)
    if not motif.strip():
        raise Refus(_("Dites pourquoi : qui lit la fiche doit le comprendre."), champ="non_pratiquee")
    ecrites = fiche.exigences.filter(pk=exigence, competence__in=_nationales(fiche))
    if not ecrites.update(non_pratiquee=motif.strip()):
        raise Refus(_("Cette compétence n'est pas de la fiche nationale : retirez-la simplement."))
    return fiche


@transaction.atomic
def retirer_exigence(*, fiche: FichePoste, exigence: int) -> FichePoste:
    """Take a competence, by the key of its requirement, off a draft. Asked twice, done once.

    Raises:
        Refus: the sheet is published, or the national sheet asks for this competence.
    """
    fiche = _brouillon(fiche)
    if fiche.exigences.filter(pk=exigence, competence__in=_nationales(fiche)).exists():
        raise Refus(
            _("La fiche nationale demande cette compétence : dites-la plutôt non pratiquée ici, en donnant le motif.")
        )
    fiche.exigences.filter(pk=exigence).delete()
    return fiche


@transaction.atomic
def publier_fiche(*, fiche: FichePoste, le: datetime | None = None) -> FichePoste:
    """Offer the sheet in place of the version before; who adapted that one is told. Asked twice, done once.

    Raises:
        Refus: it says nothing of the job or asks for no competence.
    """
    versions = list(FichePoste.objects.select_for_update().filter(code=fiche.code).order_by("pk"))
    fiche = next(version for version in versions if version.pk == fiche.pk)
    if fiche.etat != Etat.BROUILLON:
        return fiche
    if not fiche.description.strip():
        raise Refus(_("Décrivez les missions du poste avant de publier la fiche."))
    if not fiche.exigences.pratiquees().exists():
        raise Refus(_("Ajoutez au moins une compétence demandée avant de publier la fiche."))
    for version in versions:
        if version.etat == Etat.PUBLIEE:
            version.retirer()
            version.save(update_fields=["etat"])
    fiche.publier(le=le or timezone.now())
    fiche.save(update_fields=["etat", "publiee_le"])
    for adaptee in adaptations_de(fiche).filter(etat=Etat.PUBLIEE):
        annoncer_fiche_a_revoir(adaptee, fiche, referents_de(adaptee.structure))
    return fiche


@transaction.atomic
def retirer_fiche(*, fiche: FichePoste) -> FichePoste:
    """Nobody may choose the sheet any more; who chose it keeps it. Asked twice, done once.

    Raises:
        Refus: it is a draft.
    """
    fiche = FichePoste.objects.select_for_update().get(pk=fiche.pk)
    if fiche.etat == Etat.BROUILLON:
        raise Refus(_("Cette fiche est un brouillon : personne ne peut encore la choisir."))
    if fiche.etat == Etat.PUBLIEE:
        fiche.retirer()
        fiche.save(update_fields=["etat"])
    return fiche


@transaction.atomic
def nouvelle_version_fiche(*, fiche: FichePoste) -> FichePoste:
    """Begin the next version of a sheet from what it asks today; the draft that is already there otherwise."""
    versions = list(FichePoste.objects.select_for_update().filter(code=fiche.code).order_by("version"))
    if versions[-1].etat == Etat.BROUILLON:
        return versions[-1]
    nationale = fiche.nationale and _publiee(fiche.nationale)
    nouvelle = FichePoste.objects.create(
        code=fiche.code,
        version=versions[-1].version + 1,
        structure_id=fiche.structure_id,
        nationale=nationale,
        **_textes(fiche),
    )
    _reprendre(nouvelle, nationale, fiche)
    return nouvelle


@transaction.atomic
def adapter_fiche(*, nationale: FichePoste, structure: Structure) -> FichePoste:
    """Begin the sheet of a structure from a national one; the one that it already has otherwise.

    Raises:
        Refus: the sheet is not national, or is not published.
    """
    nationale = FichePoste.objects.select_for_update().get(pk=nationale.pk)
    if nationale.structure_id or nationale.etat != Etat.PUBLIEE:
        raise Refus(_("Seule une fiche nationale publiée s'adapte : choisissez-en une autre."))
    suffixe = f"-s{structure.pk}"
    code = f"{nationale.code[: LONGUEUR_CODE - len(suffixe)]}{suffixe}"
    deja = FichePoste.objects.filter(code=code).order_by("-version").first()
    if deja and deja.etat == Etat.RETIREE:
        return nouvelle_version_fiche(fiche=deja)
    if deja:
        return deja
    adaptee = FichePoste.objects.create(code=code, structure=structure, nationale=nationale, **_textes(nationale))
    _reprendre(adaptee, nationale, None)
    return adaptee


def _reprendre(nouvelle: FichePoste, nationale: FichePoste | None, avant: FichePoste | None) -> None:
    """What `avant` asks, brought up to what `nationale` asks today; what only the former national sheet asked goes."""
    siennes = {exigence.competence_id: exigence for exigence in avant.exigences.all()} if avant else {}
    anciennes, demandes = _nationales(avant) if avant else {}, _exigees(nationale)
    reprises = [
        Exigence(
            fiche=nouvelle,
            competence_id=competence,
            niveau=max(demandes.get(competence, 0), siennes[competence].niveau if competence in siennes else 0),
            non_pratiquee=siennes[competence].non_pratiquee if competence in siennes else "",
        )
        for competence in siennes | demandes
        if competence in demandes or competence not in anciennes
    ]
    Exigence.objects.bulk_create(reprises)


def _nationales(fiche: FichePoste) -> dict[int, int]:
    """What the national sheet asks, by competence; nothing when the sheet is national itself."""
    return _exigees(fiche.nationale)


def _exigees(fiche: FichePoste | None) -> dict[int, int]:
    return dict(fiche.exigences.values_list("competence", "niveau")) if fiche else {}


def _publiee(nationale: FichePoste) -> FichePoste:
    return FichePoste.objects.publiees().filter(code=nationale.code).first() or nationale


def _textes(fiche: FichePoste) -> dict:
    return {champ: getattr(fiche, champ) for champ in TEXTES}


def _brouillon(fiche: FichePoste) -> FichePoste:
    fiche = FichePoste.objects.select_for_update(of=("self",)).select_related("nationale").get(pk=fiche.pk)
    if fiche.etat != Etat.BROUILLON:
        raise Refus(_("Cette fiche est publiée : elle ne change plus. Ouvrez une nouvelle version."))
    return fiche

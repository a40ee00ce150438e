"""Writing a programme: a draft version, from retained needs. Once submitted, nothing is written any more."""

import re
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academie.models import Theme, Utilisateur
from academie.regles import Refus
from besoins.actions.copie import copier_contenu
from besoins.actions.revision import differe, ecrire, exiger_lue, modifier
from besoins.models import Besoin, MouvementVersion, Objectif, Programme, VersionProgramme

Etat = VersionProgramme.Etat
REDACTION = (*VersionProgramme.CHAMPS_OBLIGATOIRES, "publics_accompagnes", "seuil_assiduite", "cout")


@transaction.atomic
def rediger_programme(
    *,
    titre: str,
    theme: Theme,
    besoins: list[Besoin],
    par: Utilisateur,
    copiee_de: VersionProgramme | None = None,
    le: datetime | None = None,
) -> VersionProgramme:
    """Start a programme that answers retained needs; return the draft of its version 1, empty or a copy of `copiee_de`.

    Raises:
        Refus: no need, a need that is not retained, a title that gives no address or is already taken.
    """
    _verifier_besoins(besoins)
    programme, nouveau = Programme.objects.get_or_create(
        slug=_adresse(titre), defaults={"titre": titre, "theme": theme}
    )
    if not nouveau:
        deja = programme.versions.filter(numero=1, etat=Etat.BROUILLON, redige_par=par, copiee_de=copiee_de).first()
        if deja is None:
            raise _titre_pris(programme)
        return deja
    return _commencer(programme, 1, besoins, copiee_de, par, le or timezone.now())


@transaction.atomic
def modifier_version(
    *,
    version: VersionProgramme,
    par: Utilisateur,
    lue: int | None = None,
    titre: str | None = None,
    theme: Theme | None = None,
    **champs: str | int | None,
) -> VersionProgramme:
    """Write the fields of a draft (`REDACTION`) and rename its programme; what is left out stays.

    Raises:
        Refus: version not a draft; new title or theme for a programme once published, or title taken.
        Perimee: somebody wrote after the revision `lue`.
    """
    if inconnus := champs.keys() - set(REDACTION):
        raise TypeError(inconnus)
    version = brouillon_verrouille(version, par)
    programme = version.programme
    titre, theme = titre or programme.titre, theme or programme.theme
    if (programme.titre, programme.theme_id) != (titre, theme.pk) or differe(version, champs):
        exiger_lue(version, lue)
        _renommer(programme, titre, theme)
        ecrire(version, champs)
    return version


@transaction.atomic
def choisir_besoins(
    *, version: VersionProgramme, besoins: list[Besoin], par: Utilisateur, lue: int | None = None
) -> VersionProgramme:
    """Say which retained needs a draft answers; the others leave its objectives too.

    Raises:
        Refus: version not a draft, no need, a need that is not retained.
        Perimee: somebody wrote after the revision `lue`.
    """
    _verifier_besoins(besoins)
    version = brouillon_verrouille(version, par)
    modifier(version, {"besoins": besoins}, lue=lue)
    Objectif.besoins.through.objects.filter(objectif__version=version).exclude(besoin__in=besoins).delete()
    return version


@transaction.atomic
def nouvelle_version_programme(
    *, version: VersionProgramme, par: Utilisateur, le: datetime | None = None
) -> VersionProgramme:
    """Start the next version of the programme, a copy of `version`; the one already under way if there is one.

    Raises:
        Refus: `version` was never published.
    """
    programme = Programme.objects.select_for_update().get(pk=version.programme_id)
    if en_cours := programme.versions.en_chantier().first():
        return en_cours
    copie = programme.versions.get(pk=version.pk)
    if copie.publiee_le is None:
        raise Refus(_("Cette version n'a jamais été publiée : modifiez-la plutôt que d'en préparer une autre."))
    numero = programme.versions.order_by("-numero").values_list("numero", flat=True)[0] + 1
    return _commencer(programme, numero, copie.besoins.retenus(), copie, par, le or timezone.now())


def brouillon_verrouille(version: VersionProgramme, par: Utilisateur) -> VersionProgramme:
    """Lock a draft for writing and remember who writes: they will not review it.

    Raises:
        Refus: the version is no draft any more, or it was deleted.
    """
    versions = VersionProgramme.objects.select_for_update(of=("self",)).select_related("programme__theme")
    version = versions.filter(pk=version.pk).first()
    if version is None:
        raise Refus(_("Ce brouillon vient d'être supprimé par quelqu'un d'autre : il ne se modifie plus."))
    exiger_brouillon(version)
    version.redacteurs.add(par)
    return version


def exiger_brouillon(version: VersionProgramme) -> None:
    if version.etat != Etat.BROUILLON:
        raise Refus(
            _(
                "Cette version ne se modifie plus : elle est %(etat)s. Seul un brouillon se modifie ; une version publiée "
                "se remplace par une nouvelle version."
            )
            % {"etat": version.get_etat_display()}
        )


def noter_mouvement(version: VersionProgramme, *, de: str, par: Utilisateur, le: datetime, motif: str = ""):
    return MouvementVersion.objects.create(version=version, de=de, vers=version.etat, par=par, le=le, motif=motif)


def ranger(elements: list, element, rang: int) -> None:
    """Put `element` at place `rang` (1 is first) among its siblings and number them all again."""
    autres = [autre for autre in elements if autre.pk != element.pk]
    autres.insert(min(max(rang, 1) - 1, len(autres)), element)
    for ordre, autre in enumerate(autres, start=1):
        autre.ordre = ordre
    type(element).objects.bulk_update(autres, ["ordre"])


def _commencer(
    programme: Programme, numero: int, besoins, copie: VersionProgramme | None, par: Utilisateur, le: datetime
) -> VersionProgramme:
    """A draft, empty or filled with all that `copie` says now."""
    copie = copie and VersionProgramme.objects.select_related("programme").get(pk=copie.pk)
    version = VersionProgramme.objects.create(
        programme=programme,
        numero=numero,
        redige_par=par,
        cree_le=le,
        copiee_de=copie,
        **{champ: getattr(copie, champ) for champ in REDACTION if copie},
    )
    version.redacteurs.add(par)
    version.besoins.set(besoins)
    motif = ""
    if copie:
        copier_contenu(copie, version)
        motif = _("Copie de %(version)s.") % {"version": copie}
    noter_mouvement(version, de="", par=par, le=le, motif=motif)
    return version


def _renommer(programme: Programme, titre: str, theme: Theme) -> None:
    """Change title, theme and address as long as nothing of the programme was ever published."""
    if (programme.titre, programme.theme_id) == (titre, theme.pk):
        return
    if programme.versions.exclude(publiee_le=None).exists():
        raise Refus(
            _(
                "Le titre et le thème ne changent plus : le programme a été publié, des certificats et des agendas les "
                "portent. Pour un autre sujet, rédigez un autre programme."
            ),
            champ="titre",
        )
    slug = _adresse(titre)
    if homonyme := Programme.objects.exclude(pk=programme.pk).filter(slug=slug).first():
        raise _titre_pris(homonyme)
    programme.titre, programme.theme, programme.slug = titre, theme, slug
    programme.save()


def _adresse(titre: str) -> str:
    slug = slugify(re.sub(r"['’]", " ", titre))[:80].strip("-")
    if not slug:
        raise Refus(_("Donnez un titre en toutes lettres : il sert d'adresse au programme."), champ="titre")
    return slug


def _titre_pris(programme: Programme) -> Refus:
    return Refus(
        _(
            "Le programme « %(titre)s » existe déjà. Choisissez un autre titre, ou préparez une nouvelle version de ce "
            "programme depuis l'atelier."
        )
        % {"titre": programme.titre},
        champ="titre",
    )


def _verifier_besoins(besoins: list[Besoin]) -> None:
    if not besoins:
        raise Refus(_("Choisissez au moins un besoin retenu : un programme répond à un besoin."), champ="besoins")
    retenus = Besoin.objects.retenus().filter(pk__in=[besoin.pk for besoin in besoins]).count()
    if retenus != len(besoins):
        raise Refus(
            _("Un besoin choisi n'est plus retenu. Rechargez la page et choisissez parmi les besoins retenus."),
            champ="besoins",
        )

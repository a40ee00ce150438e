"""The sheet of a version: what it prints, and the file that was kept when the version was published."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from besoins.documents import programme as documents
from besoins.models import Besoin, Module, VersionProgramme
from besoins.queries.besoin import dire_preuve_au_public, meilleure_preuve, origine_de, proportion_de
from besoins.queries.catalogue import fiche
from besoins.queries.programme import avec_contenu


@dataclass(frozen=True)
class Fiche:
    """The bytes of a sheet and their SHA-256."""

    contenu: bytes
    empreinte: str


def lire_fiche(version: VersionProgramme) -> Fiche:
    """The sheet as it was kept; made now for a draft, or when the file is not there (yet, or any more)."""
    if version.fiche:
        try:
            with version.fiche.open() as fichier:
                return Fiche(fichier.read(), version.fiche_empreinte)
        except FileNotFoundError:
            pass
    return composer_fiche(version)


def composer_fiche(version: VersionProgramme) -> Fiche:
    """The sheet as the facts are now."""
    contenu = documents.programme_pdf(donnees_du_document(avec_contenu(VersionProgramme.objects).get(pk=version.pk)))
    return Fiche(contenu, sha256(contenu).hexdigest())


def donnees_du_document(version: VersionProgramme) -> documents.DonneesProgramme:
    """The same facts as the page, for the document. `version` comes from `avec_contenu`."""
    publiee = fiche(version)
    financements = list(version.financements.all())
    return documents.DonneesProgramme(
        titre=publiee.titre,
        version=str(version.numero),
        publie_le=timezone.localdate(version.publiee_le),
        adresse=settings.BASE_URL + version.programme.get_absolute_url() if version.publiee_le else "",
        public="\n".join(filter(None, (version.publics, _accompagnes(version)))),
        prerequis=version.prerequis,
        objectifs=tuple(
            documents.Objectif(objectif.intitule, (f"{objectif.competence} ({objectif.niveau})",), objectif.evaluation)
            for objectif in publiee.objectifs
        ),
        modules=tuple(_module(module) for module in version.modules.all()),
        acces=version.modalites_acces,
        tarif=version.tarif,
        contact=version.contact,
        methodes=version.methodes,
        moyens=version.moyens,
        positionnement=tuple(question.intitule for question in version.positionnements.all()),
        evaluation=version.modalites_evaluation,
        certificat=_("Un certificat de réalisation est remis à qui a suivi au moins %(seuil)s des heures prévues.")
        % {"seuil": publiee.seuil},
        accompagnement=version.accompagnement,
        accessibilite=version.accessibilite,
        financements=tuple(financement.nom for financement in financements),
        mentions_europe=tuple(dict.fromkeys(financement.mention for financement in financements if financement.fonds)),
        besoins=tuple(_besoin_servi(besoin) for besoin in version.besoins.all() if besoin.etat in Besoin.SERVIS),
        resume=version.presentation,
        niveau=publiee.niveau,
        projet=version.publiee_le is None,
    )


def _accompagnes(version: VersionProgramme) -> str:
    noms = dict(VersionProgramme.Public.choices)
    accompagnes = francais.enumeration(str(noms[public]) for public in version.publics_accompagnes if public in noms)
    return _("Publics accompagnés : %(publics)s") % {"publics": accompagnes} if accompagnes else ""


def _module(module: Module) -> documents.Module:
    en_presence = module.modalite == Module.Modalite.PRESENTIEL
    modalite = "" if en_presence else module.get_modalite_display()
    return documents.Module(module.titre, module.minutes, module.contenu, module.methode, modalite)


def _besoin_servi(besoin: Besoin) -> documents.BesoinServi:
    """The need with the figures of its strongest survey result; the other evidence is told as its source."""
    preuves = list(besoin.preuves.all())
    chiffree = meilleure_preuve(besoin, publique=True)
    autres = [dire_preuve_au_public(preuve) for preuve in preuves if preuve != chiffree]
    if chiffree is None:
        return documents.BesoinServi(besoin.titre, " ; ".join(autres))
    intervalle = proportion_de(chiffree).intervalle
    return documents.BesoinServi(
        besoin.titre,
        " ; ".join([origine_de(chiffree), *autres]),
        chiffree.k,
        chiffree.n,
        (intervalle.bas, intervalle.haut),
    )

"""What the Académie publishes to those who verify its badges: who it is, its keys, what each programme proves."""

from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Organisme
from besoins.models import VersionProgramme
from certificats import cles
from certificats.badges import credential, statuts
from certificats.badges.preuves import signer_integrite
from certificats.models import Badge, CleEmission

Usage = CleEmission.Usage


def adresse(nom: str, *args) -> str:
    return settings.BASE_URL + reverse(f"certificats:{nom}", args=args)


def instant(le: datetime) -> str:
    """An instant as a credential writes it."""
    return le.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%SZ")


def emetteur() -> credential.Emetteur:
    organisme = Organisme.charger()
    return credential.Emetteur(
        adresse=adresse("badge_emetteur"),
        nom="OTeN Académie",
        site=settings.BASE_URL + "/",
        description=_("Formations des animatrices et animateurs de médiation numérique, par %(nom)s.")
        % {"nom": organisme.nom or settings.EDITEUR["nom"]},
        courriel=organisme.contact_email or settings.CONTACT,
    )


def cles_des_badges():
    """Every key that signs or signed badges, by use, the latest first."""
    return CleEmission.objects.exclude(usage=Usage.CACHET)


def profil() -> dict:
    """The issuer's profile: every Ed25519 key that ever signed is in it."""
    return credential.profil(emetteur(), [_methode(cle) for cle in cles_des_badges().filter(usage=Usage.BADGE_ED25519)])


def _methode(cle: CleEmission) -> dict:
    return credential.methode(
        adresse=cle.adresse,
        emetteur=adresse("badge_emetteur"),
        publique_pem=cle.publique,
        revoquee_le=cle.compromise_le and instant(cle.compromise_le),
    )


def cle_publiee(cle: CleEmission) -> dict:
    """A key as those who verify read it: a Multikey for the embedded proof, a JWK for the JWT."""
    if cle.usage == Usage.BADGE_ED25519:
        return _methode(cle)
    publiee = {**cles.jwk(cle.publique), "kid": cle.adresse, "alg": "RS256", "use": "sig"}
    return publiee | ({"revoked": instant(cle.compromise_le)} if cle.compromise_le else {})


def trousseau() -> dict:
    """Every RS256 key of the badges (RFC 7517)."""
    return {"keys": [cle_publiee(cle) for cle in cles_des_badges().filter(usage=Usage.BADGE_RS256)]}


def versions_a_badge():
    """The versions of programmes whose achievement is published: those that were ever taught."""
    publiees = VersionProgramme.objects.filter(etat__in=VersionProgramme.ETE_PUBLIEES)
    return publiees.select_related("programme__theme").defer("recherche")


def reussite(version: VersionProgramme) -> credential.Reussite:
    page = adresse("badge_programme", version.pk)
    objectifs = list(
        version.objectifs.select_related("competence__domaine__referentiel").prefetch_related(
            "competence__domaine__referentiel__niveaux"
        )
    )
    atteints: dict[int, credential.Competence] = {}
    for objectif in sorted(objectifs, key=lambda un: un.niveau):
        atteints[objectif.competence_id] = _competence(objectif, page)
    return credential.Reussite(
        adresse=page,
        nom=version.programme.titre,
        version=str(version.numero),
        description=version.presentation or version.programme.titre,
        condition=_("Avoir suivi au moins %(seuil)s\xa0%% des heures de la formation «\xa0%(titre)s\xa0».")
        % {"seuil": version.seuil_assiduite, "titre": version.programme.titre},
        objectifs=tuple(objectif.intitule for objectif in sorted(objectifs, key=lambda un: (un.ordre, un.pk))),
        theme=str(version.programme.theme),
        image=adresse("badge_image_png", version.pk),
        competences=tuple(atteints.values()),
    )


def _competence(objectif, page: str) -> credential.Competence:
    competence = objectif.competence
    referentiel = competence.domaine.referentiel
    noms = {niveau.rang: niveau.nom for niveau in referentiel.niveaux.all()}
    return credential.Competence(
        code=competence.code,
        nom=competence.nom,
        referentiel=str(referentiel),
        adresse=f"{page}#competence-{competence.pk}",
        niveau=_("Niveau %(niveau)s sur %(dernier)s\xa0: %(nom)s")
        % {"niveau": objectif.niveau, "dernier": max(noms, default=0), "nom": noms.get(objectif.niveau, "")},
    )


def achievement(version: VersionProgramme) -> dict:
    return credential.achievement_publie(reussite(version), emetteur())


def liste_de_statuts(liste: int) -> dict | None:
    """The signed list in which a bit is set for each badge that no longer stands; None when no badge is in it."""
    badges = Badge.objects.filter(liste=liste)
    premier = badges.order_by("emis_le").first()
    if premier is None:
        return None
    retrait = Coalesce("certificat__revoque_le", F("certificat__remplacant__emis_le"))
    retires = list(badges.retires().annotate(retire_le=retrait).values_list("rang", "retire_le"))
    le = instant(max([premier.emis_le, *(retire_le for _rang, retire_le in retires if retire_le)]))
    cle = CleEmission.objects.actives().filter(usage=Usage.BADGE_ED25519).first() or premier.cle_integrite
    page = adresse("badge_statuts", liste)
    contenu = statuts.liste(
        adresse=page, emetteur=adresse("badge_emetteur"), rangs=(rang for rang, _le in retires), le=le
    )
    return signer_integrite(contenu, cle=cles.privee(cle.cle_privee()), methode=cle.adresse, le=le)

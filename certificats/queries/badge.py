"""A badge as its holder takes it away, and a badge that somebody shows: does the Académie vouch for it?"""

import re
from dataclasses import dataclass, field
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from academie import francais
from besoins.models import VersionProgramme
from certificats.badges import credential, image, incruste, preuves
from certificats.codes import lire_code
from certificats.models import Badge, Certificat, CleEmission
from certificats.queries.emetteur import adresse

UN_JOUR = 86_400
MEMBRES_DU_JETON = ("iss", "jti", "nbf", "iat", "exp", "sub")


def badge_public(saisie: str) -> Badge | None:
    """The badge whose code, or the code of a document of its certificate, was typed as `saisie`."""
    code = lire_code(saisie)
    return Badge.objects.filter(Q(code=code) | Q(certificat__documents__code=code)).first()


def image_png(version: VersionProgramme) -> bytes:
    titre = version.programme.titre
    cle = f"badge:{sha256(titre.encode()).hexdigest()}"
    octets = cache.get(cle)
    if octets is None:
        octets = image.png(titre)
        cache.set(cle, octets, UN_JOUR)
    return octets


def image_svg(version: VersionProgramme) -> str:
    titre = version.programme.titre
    return image.svg(titre, _("Badge de l'Académie\xa0: formation «\xa0%(titre)s\xa0» suivie.") % {"titre": titre})


def porte_png(badge: Badge) -> bytes:
    """The picture with the signed badge inside."""
    return incruste.dans_png(image_png(badge.version), badge.jeton)


def porte_svg(badge: Badge) -> str:
    return incruste.dans_svg(image_svg(badge.version), badge.jeton)


@dataclass(frozen=True)
class Verdict:
    """What a badge that somebody shows is worth, in words; `faits` when we vouch for it, or did."""

    ton: str
    titre: str
    texte: str
    faits: list[tuple[str, str]] = field(default_factory=list)
    badge: Badge | None = None
    document: None = None  # as the verdict on a document has

    @property
    def valide(self) -> bool:
        return self.ton == "succes"


class _Refus(Exception):
    def __init__(self, titre: str, texte: str, *, ton: str = "danger", badge: Badge | None = None):
        super().__init__(titre)
        self.verdict = Verdict(ton, titre, texte, _faits(badge) if badge else [], badge)


def verifier_badge(entree: bytes | str, *, courriel: str = "") -> Verdict:
    """Read a badge from a picture, a JSON or a JWT, and say what it is worth, one reason at a time.

    In the order of Open Badges 3.0: form, issuer, proof, our register, dates, status, recipient.

    Args:
        courriel: the address of the person who shows it, compared when it is given.
    """
    try:
        badge = _reconnaitre(entree.encode() if isinstance(entree, str) else entree)
        _exiger_en_vigueur(badge)
        _exiger_destinataire(badge, courriel)
    except _Refus as refus:
        return refus.verdict
    return Verdict(
        "succes",
        _("Ce badge est authentique"),
        _("L'Académie l'a délivré et signé, il n'a pas été modifié, et il est valable."),
        _faits(badge),
        badge,
    )


def _faits(badge: Badge) -> list[tuple[str, str]]:
    """What a badge says, and nothing of the person."""
    reussite = badge.contenu["credentialSubject"]["achievement"]
    competences = [f"{un['targetCode']} {un['targetName']} ({un['targetDescription']})" for un in reussite["alignment"]]
    lignes = [
        (_("Badge"), reussite["name"]),
        (_("Délivré par"), badge.contenu["issuer"]["name"]),
        (_("Délivré le"), francais.date_longue(badge.emis_le)),
        (_("Version du programme"), reussite["version"]),
        (_("Compétences visées"), francais.enumeration(competences)),
        (_("Assiduité"), badge.contenu["evidence"][0]["narrative"]),
    ]
    return [(terme, valeur) for terme, valeur in lignes if valeur]


def _reconnaitre(octets: bytes) -> Badge:
    """Return the badge of our register that was read, its proof verified."""
    try:
        porte = incruste.lire(octets)
    except incruste.ImageSansBadge as erreur:
        raise _Refus(
            _("Ce fichier ne contient pas de badge"),
            _(
                "Nous n'y lisons aucun badge Open Badges 3.0. Une photo ou une capture d'écran perd le badge que l'image "
                "contenait\xa0: demandez le fichier d'origine."
            ),
            ton="alerte",
        ) from erreur
    return _depuis_le_jeton(porte) if isinstance(porte, str) else _depuis_le_json(porte)


def _depuis_le_jeton(jeton: str) -> Badge:
    try:
        entete, charge = preuves.entete_et_charge(jeton)
    except preuves.PreuveFausse as erreur:
        raise _Refus(
            _("Ce badge est illisible"),
            _("Le jeton est tronqué, ou ce n'en est pas un\xa0: demandez le fichier d'origine."),
            ton="alerte",
        ) from erreur
    _exiger_forme(charge)
    if entete.get("alg") != "RS256":
        raise _Refus(
            _("Ce badge n'est pas signé par l'Académie"),
            _(
                "Il se dit délivré par l'Académie, mais n'est pas signé comme elle signe (RS256)\xa0: ne vous y fiez pas."
            ),
        )
    cle = _cle(entete.get("kid"), CleEmission.Usage.BADGE_RS256)
    try:
        preuves.verifier_jwt(jeton, publique_pem=cle.publique)
    except preuves.PreuveFausse as erreur:
        raise _modifie() from erreur
    badge = _au_registre(charge, cle)
    if {nom: valeur for nom, valeur in charge.items() if nom not in MEMBRES_DU_JETON} != badge.contenu:
        raise _modifie()
    return badge


def _depuis_le_json(contenu: dict) -> Badge:
    """Only a text equal to the one we keep is canonicalised: what a stranger sends costs nothing."""
    _exiger_forme(contenu)
    preuve = contenu.get("proof")
    toutes = preuve if isinstance(preuve, list) else [preuve]
    notre = [une for une in toutes if isinstance(une, dict) and une.get("cryptosuite") == preuves.SUITE]
    if not notre:
        raise _Refus(
            _("Ce badge n'est pas signé par l'Académie"),
            _("Il se dit délivré par l'Académie, mais ne porte pas sa signature\xa0: ne vous y fiez pas."),
        )
    cle = _cle(notre[0].get("verificationMethod"), CleEmission.Usage.BADGE_ED25519)
    badge = _au_registre(contenu, cle)
    if {**contenu, "proof": toutes} != badge.contenu:
        raise _modifie()
    try:
        preuves.verifier_integrite(badge.contenu, notre[0], publique_pem=cle.publique)
    except preuves.PreuveFausse as erreur:
        raise _modifie() from erreur
    return badge


def _exiger_forme(contenu: dict) -> None:
    if defaut := credential.defaut(contenu):
        raise _Refus(
            _("Ce fichier n'est pas un badge Open Badges 3.0"),
            _("Sa partie «\xa0%(partie)s\xa0» manque ou n'est pas conforme\xa0: demandez le fichier d'origine.")
            % {"partie": defaut},
            ton="alerte",
        )
    emetteur = credential.adresse_emetteur(contenu)
    if emetteur != adresse("badge_emetteur"):
        raise _Refus(
            _("Ce badge n'est pas de l'Académie"),
            _(
                "Il dit avoir été délivré par %(emetteur)s. Nous ne pouvons pas nous en porter garants\xa0: adressez-vous à "
                "cet émetteur."
            )
            % {"emetteur": _nom_de_l_emetteur(contenu, emetteur)},
            ton="alerte",
        )


def _nom_de_l_emetteur(contenu: dict, emetteur: str) -> str:
    nom = contenu["issuer"].get("name") if isinstance(contenu["issuer"], dict) else None
    site = emetteur.partition("://")[2].partition("/")[0] or emetteur
    return f"{nom[:100]} ({site[:100]})" if isinstance(nom, str) and nom else site[:100]


def _cle(annonce, usage: str) -> CleEmission:
    """The key that a proof names, among those we publish."""
    trouvee = re.fullmatch(re.escape(settings.BASE_URL) + r"/badges/cles/([\w-]{43})/", str(annonce), re.ASCII)
    cle = CleEmission.objects.filter(usage=usage, kid=trouvee[1]).first() if trouvee else None
    if cle is None:
        raise _Refus(
            _("Ce badge est signé par une clé inconnue"),
            _(
                "Il se dit délivré par l'Académie, mais la clé qui le signe n'est pas des siennes\xa0: ne vous y fiez pas."
            ),
        )
    return cle


def _au_registre(contenu: dict, cle: CleEmission) -> Badge:
    trouve = re.fullmatch(re.escape(settings.BASE_URL) + r"/verification/([0-9A-Z]{16})\.json", contenu["id"], re.ASCII)
    badges = Badge.objects.select_related("certificat__remplacant")
    badge = badges.filter(code=trouve[1]).first() if trouve else None
    if badge is None:
        raise _Refus(
            _("L'Académie n'a pas délivré ce badge"),
            _("Il se dit délivré par elle, mais n'est pas dans son registre\xa0: ne vous y fiez pas."),
        )
    if cle.refuse(badge.emis_le):
        raise _Refus(
            _("La clé qui signe ce badge n'est plus sûre"),
            _("Quelqu'un d'autre a pu s'en servir quand il a été signé\xa0: demandez à la personne son nouveau badge."),
        )
    return badge


def _modifie() -> _Refus:
    return _Refus(
        _("Ce badge a été modifié"),
        _(
            "Sa signature n'est pas celle de ce contenu\xa0: il a été changé après sa délivrance, ou signé par quelqu'un d'autre."
        ),
    )


def _exiger_en_vigueur(badge: Badge) -> None:
    fin = parse_datetime(badge.contenu.get("validUntil", ""))
    if fin and fin < timezone.now():
        raise _Refus(
            _("Ce badge a expiré"),
            _("L'Académie l'a bien délivré\xa0; il ne vaut plus depuis le %(jour)s.")
            % {"jour": francais.date_sans_jour(fin)},
            badge=badge,
        )
    certificat = badge.certificat
    if certificat.etat == Certificat.Etat.REVOQUE:
        raise _Refus(
            _("Ce badge est révoqué"),
            _("L'Académie l'a bien délivré, puis l'a révoqué le %(jour)s\xa0: il ne vaut plus.")
            % {"jour": francais.date_sans_jour(certificat.revoque_le)},
            badge=badge,
        )
    if certificat.etat == Certificat.Etat.REMPLACE:
        raise _Refus(
            _("Ce badge a été remplacé"),
            _(
                "L'Académie l'a bien délivré, puis l'a remplacé le %(jour)s\xa0: demandez à la personne son nouveau badge."
            )
            % {"jour": francais.date_sans_jour(certificat.remplacant.emis_le)},
            ton="alerte",
            badge=badge,
        )


def _exiger_destinataire(badge: Badge, courriel: str) -> None:
    if not courriel:
        return
    identite = badge.contenu["credentialSubject"]["identifier"][0]
    if credential.empreinte_du_courriel(courriel, identite["salt"]) != identite["identityHash"]:
        raise _Refus(
            _("Ce badge est à quelqu'un d'autre"),
            _(
                "L'Académie l'a bien délivré, mais à une autre adresse électronique que celle que vous donnez. La personne "
                "en avait peut-être une autre ce jour-là\xa0: demandez-la-lui."
            ),
            ton="alerte",
        )

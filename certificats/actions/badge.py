import json
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from academie import francais
from certificats import cles
from certificats.actions.cle import cle_active
from certificats.badges import credential, preuves, statuts
from certificats.codes import nouveau_code
from certificats.models import Badge, Certificat, CleEmission
from certificats.queries import emetteur

Usage = CleEmission.Usage
# A list is left for the next when it is half full: ranks stay drawn among many.
BADGES_PAR_LISTE = statuts.TAILLE // 2


@transaction.atomic
def emettre_badges(*, certificats: Iterable[Certificat], le: datetime) -> list[Badge]:
    """Sign a badge for every certificate whose threshold was reached and that has none. Asked twice, done once."""
    a_servir = list(
        Certificat.objects.filter(pk__in=[certificat.pk for certificat in certificats], atteint=True, badge=None)
        .select_related("inscription__utilisateur", "inscription__session__version__programme__theme")
        .order_by("pk")
    )
    if not a_servir:
        return []
    integrite, jeton = cle_active(Usage.BADGE_ED25519), cle_active(Usage.BADGE_RS256)
    CleEmission.objects.select_for_update().get(pk=integrite.pk)  # ranks are given by one at a time
    atelier = _Atelier(integrite, jeton, le)
    places = _places(len(a_servir))
    badges = [atelier.badge(certificat, *place) for certificat, place in zip(a_servir, places, strict=True)]
    return Badge.objects.bulk_create(badges)


def _places(combien: int) -> list[tuple[int, int]]:
    """Return free (list, rank) places."""
    derniere = Badge.objects.values("liste").annotate(nombre=Count("pk")).order_by("-liste").first()
    liste, nombre = (derniere["liste"], derniere["nombre"]) if derniere else (1, 0)
    if nombre + combien > BADGES_PAR_LISTE:
        liste += 1
    pris = Badge.objects.filter(liste=liste).values_list("rang", flat=True)
    return [(liste, rang) for rang in statuts.rangs_libres(pris, combien)]


class _Atelier:
    """What the badges made together share: the keys, read once, and what each programme proves."""

    def __init__(self, integrite: CleEmission, jeton: CleEmission, le: datetime):
        self.integrite, self.jeton, self.le = integrite, jeton, le
        self.cle_integrite, self.cle_jeton = cles.privee(integrite.cle_privee()), cles.privee(jeton.cle_privee())
        self.emetteur = emetteur.emetteur()
        self.reussites: dict[int, dict] = {}

    def _reussite(self, version) -> dict:
        if version.pk not in self.reussites:
            self.reussites[version.pk] = credential.achievement(emetteur.reussite(version), self.emetteur)
        return self.reussites[version.pk]

    def badge(self, certificat: Certificat, liste: int, rang: int) -> Badge:
        version = certificat.inscription.session.version
        badge = Badge(
            certificat=certificat,
            version=version,
            code=nouveau_code(),
            liste=liste,
            rang=rang,
            cle_integrite=self.integrite,
            cle_jeton=self.jeton,
            emis_le=self.le,
        )
        le = emetteur.instant(self.le)
        contenu = credential.credential(
            adresse=badge.adresse,
            emetteur=self.emetteur,
            reussite=self._reussite(version),
            courriel=certificat.inscription.utilisateur.email,
            sel=credential.nouveau_sel(),
            preuve=_preuve(certificat.faits),
            statut=credential.Statut(emetteur.adresse("badge_statuts", liste), rang),
            le=le,
        )
        signe = preuves.signer_integrite(contenu, cle=self.cle_integrite, methode=self.integrite.adresse, le=le)
        badge.credential = json.dumps(signe, ensure_ascii=False)
        badge.jeton = preuves.signer_jwt(
            signe, cle=self.cle_jeton, kid=self.jeton.adresse, nbf=int(self.le.timestamp())
        )
        return badge


def _preuve(faits: dict) -> str:
    return _("%(suivies)s suivies sur %(prevues)s, seuil %(seuil)s.") % {
        "suivies": francais.duree(faits["minutes_suivies"]),
        "prevues": francais.duree(faits["minutes_prevues"]),
        "seuil": francais.pourcentage(faits["seuil"] / 100, 0),
    }

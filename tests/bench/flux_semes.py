"""What the feeds hold of the sown sessions: the product's own bytes of one half-day, told of others."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from icalendar.parser import Contentline

from academie.francais import date_longue
from besoins.models import Programme
from sessions.models import EvenementPublie, Lieu, Session, VersionAgenda
from tests.bench.semis import semer


@lru_cache(10_000)
def _plier(ligne: str) -> bytes:
    return Contentline(ligne).to_ical()


class DemiJournee(NamedTuple):
    session: int
    programme: Programme
    lieu: Lieu
    uid: UUID
    debut: datetime
    fin: datetime
    cloture: date
    numero: int


def semer_les_evenements(modele: Session, demi_journees: Iterable[DemiJournee]) -> None:
    gabarits = list(EvenementPublie.objects.filter(session=modele).order_by("debut"))
    patrons = [_patron(modele, gabarit, numero) for numero, gabarit in enumerate(gabarits)]

    def ligne(d: DemiJournee) -> tuple:
        commune, titre = d.lieu.commune, d.programme.titre
        fragment = _fragment(patrons[d.numero], _faits(d, titre, d.programme.theme.nom))
        lieux = (commune.region_id, commune.departement_id, commune.epci_id)
        return (d.session, d.programme.pk, d.programme.theme_id, *lieux, d.uid, d.debut, d.fin, fragment)

    colonnes = (
        "session_id",
        "programme_id",
        "theme_id",
        "region_id",
        "departement_id",
        "epci_id",
        "uid",
        "debut",
        "fin",
    )
    semer(gabarits[0], (*colonnes, "fragment"), map(ligne, demi_journees))


def _faits(d: DemiJournee, titre: str, theme: str) -> dict[str, str]:
    """What the bytes of a half-day say that those of another do not."""
    return {
        "titre": titre.replace(",", "\\,"),
        "uid": str(d.uid),
        "debut": _heure(d.debut),
        "fin": _heure(d.fin),
        "theme": f"CATEGORIES:{theme}",
        "region": d.lieu.commune.region.nom,
        "cloture": _jour(d.cloture),
        "lieu": "\\, ".join((d.lieu.nom, d.lieu.adresse, d.lieu.commune.nom)),
        "url": f"/sessions/{d.session}/",
    }


def _patron(modele: Session, gabarit: EvenementPublie, numero: int) -> str:
    """The bytes of a half-day of the model, unfolded, with a hole for each fact."""
    programme = modele.version.programme
    heures = (gabarit.debut, gabarit.fin, modele.cloture_inscriptions, numero)
    d = DemiJournee(modele.pk, programme, modele.lieu, gabarit.uid, *heures)
    texte = bytes(gabarit.fragment).decode().replace("\r\n ", "")
    for nom, fait in _faits(d, programme.titre, programme.theme.nom).items():
        if fait not in texte:
            raise AssertionError(f"{fait} is not in {texte}")
        texte = texte.replace(fait, f"{{{nom}}}")
    return texte


def _fragment(patron: str, faits: dict[str, str]) -> bytes:
    return b"\r\n".join(map(_plier, patron.format_map(faits).split("\r\n")))


@lru_cache(10_000)
def _heure(instant: datetime) -> str:
    return f"{timezone.localtime(instant):%Y%m%dT%H%M%S}"


@lru_cache(1_000)
def _jour(jour: date) -> str:
    return date_longue(jour)


def tout_a_change(cles: Iterable[str]) -> None:
    """Another version of each feed: what processes kept of it is old."""
    maintenant = timezone.now().replace(microsecond=0)
    VersionAgenda.objects.all().delete()
    VersionAgenda.objects.bulk_create([VersionAgenda(cle=cle, modifie_le=maintenant) for cle in cles], batch_size=2_000)

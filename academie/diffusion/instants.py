"""Moments as machines read them (ISO 8601), always with their offset."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo


def heure_universelle(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if moment else None


def heure_locale(moment: datetime, fuseau: str) -> str:
    """What the clock says where it happens: "2026-03-31T09:00:00+02:00"."""
    return moment.astimezone(_zone(fuseau)).isoformat(timespec="seconds")


@cache
def _zone(nom: str) -> ZoneInfo:
    return ZoneInfo(nom)

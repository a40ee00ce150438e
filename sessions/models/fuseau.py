"""Moments told at the hour of a place: the database keeps instants, the row keeps the zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.query_utils import DeferredAttribute


class _ALHeureDeLaLigne(DeferredAttribute):
    def __get__(self, instance, cls=None):
        valeur = super().__get__(instance, cls)
        if instance is None or not isinstance(valeur, datetime) or valeur.tzinfo is None:
            return valeur
        return valeur.astimezone(ZoneInfo(instance.fuseau))

    def __set__(self, instance, valeur):
        instance.__dict__[self.field.attname] = valeur


class MomentLocal(models.DateTimeField):
    """An instant that is always read in the zone named by the `fuseau` of its row.

    `.date()` is the day there, and the formats of `academie.francais` say the hour there. Two moments of one zone
    are compared and subtracted by the clock: `minutes_reelles` counts those that pass.
    """

    descriptor_class = _ALHeureDeLaLigne

    def deconstruct(self):
        nom, _chemin, args, kwargs = super().deconstruct()
        return nom, "django.db.models.DateTimeField", args, kwargs


def minutes_reelles(debut: datetime, fin: datetime) -> int:
    """The minutes that pass between two moments, even over a change of hour."""
    return round(fin.timestamp() - debut.timestamp()) // 60

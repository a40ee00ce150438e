"""Bytes to give, with what tells them apart."""

import gzip
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from django.utils.http import http_date

# Under this a compressed answer is no smaller on the wire: one packet either way.
COMPRESSE_DES = 1024


@dataclass(frozen=True, eq=False)
class Contenu:
    """A representation. `nom` is that of its file; the same bytes always have the same ETag."""

    octets: bytes
    type: str
    modifie_le: datetime | None
    nom: str

    @cached_property
    def etag(self) -> str:
        return empreinte(self.octets)

    @cached_property
    def derniere_modification(self) -> str:
        """The value of Last-Modified; empty when nobody knows."""
        return http_date(self.modifie_le.timestamp()) if self.modifie_le else ""

    @cached_property
    def compresse(self) -> bytes:
        """By gzip, without a date: the same facts give the same bytes. Made when first asked for."""
        return gzip.compress(self.octets, compresslevel=6, mtime=0)

    @cached_property
    def etag_compresse(self) -> str:
        return empreinte(self.compresse)


def empreinte(octets: bytes) -> str:
    """Strong ETag of these bytes, quotes included (RFC 9110, 8.8.3)."""
    return f'"{sha256(octets).hexdigest()[:32]}"'

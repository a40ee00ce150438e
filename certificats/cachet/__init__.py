"""The electronic seal of a PDF: PAdES baseline B-B (ETSI EN 319 142-1), by pyHanko, without any network."""

from certificats.cachet.sceau import sceller

__all__ = ["sceller"]

"""A career in formats that others read. Plain values in, plain values out."""

from certificats.cv.donnees import CertificatCV, CompetenceCV, Dossier, EtapeCV, PosteCV
from certificats.cv.europass import europass
from certificats.cv.json_resume import json_resume

__all__ = ["CertificatCV", "CompetenceCV", "Dossier", "EtapeCV", "PosteCV", "europass", "json_resume"]

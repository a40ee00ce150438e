"""Files as people attach them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.4\nune feuille\n%%EOF\n"
JOURNAL = (
    "Nom;Courriel;Arriv\u00e9e;D\u00e9part\n"
    "Animateur Test;animateur@test.example;09:00;12:15\n"
    "Inconnue Dupont;;09:00;12:15\n"
).encode()


def image(forme: str = "JPEG") -> bytes:
    tampon = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(tampon, forme)
    return tampon.getvalue()


def fichier(contenu: bytes = PDF, nom: str = "../../feuille <b>.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, contenu)

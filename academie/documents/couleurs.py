"""The light tokens of the product's look, as reportlab colours."""

from reportlab.lib.colors import HexColor

BLANC = HexColor("#ffffff")
ENCRE = HexColor("#1b2430")
DISCRET = HexColor("#55606e")
FILET = HexColor("#c9d0d8")
LIEN = HexColor("#0b4f8a")
DANGER = HexColor("#9b1c1c")
SUCCES = HexColor("#1d6331")

ACADEMIE, ACADEMIE_TEINTE = HexColor("#33475b"), HexColor("#eaf0f5")
BESOINS, BESOINS_TEINTE = HexColor("#8a4b08"), HexColor("#fdf1e0")
SESSIONS, SESSIONS_TEINTE = HexColor("#0b5a5e"), HexColor("#e1f2f1")
CERTIFICATS, CERTIFICATS_TEINTE = HexColor("#6a2a6c"), HexColor("#f6e8f5")

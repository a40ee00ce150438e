"""The three documents of one person, ordinary and at their worst."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

from PIL import Image

from academie.francais import PARIS
from certificats.documents.donnees import (
    DonneesAssiduite,
    DonneesFinDeFormation,
    DonneesRealisation,
    Emetteur,
    Logo,
    Modele,
    Presence,
    Resultat,
)

OBJECTIFS = ("Diagnostiquer l’autonomie numérique", "Guider une déclaration sans se substituer à la personne")


def image(couleur: str = "navy", mode: str = "RGBA", nature: str = "PNG") -> bytes:
    sortie = BytesIO()
    Image.new(mode, (240, 90), couleur).save(sortie, nature)
    return sortie.getvalue()


COMMUN = {
    "numero": "2027-7493-1755",
    "titulaire": "Camille Durand-Lefèvre",
    "employeur": "Communauté d’agglomération du Bassin d’Arcachon",
    "programme": "Accompagner les démarches administratives en ligne",
    "version": "2",
    "objectifs": OBJECTIFS,
    "jours": (date(2027, 3, 2), date(2027, 3, 3)),
    "lieu": "Médiathèque de Gujan-Mestras",
    "minutes_prevues": 840,
    "minutes_suivies": 810,
    "seuil": 0.8,
    "formateurs": ("Sacha Morel", "Dominique Petit"),
    "delivre_le": date(2027, 3, 4),
    "adresse_verification": "https://academie.example.org/verification/7KQ4-9MZX-2HTB/",
    "emetteur": Emetteur(
        nom="OTeN Académie",
        adresse="12 rue des Lilas\n35000 Rennes",
        commune="Rennes",
        siret="73282932000074",
        enregistrement=(
            "Enregistrée sous le numéro 53 35 12345 35 auprès du préfet de la région Bretagne. "
            "Cet enregistrement ne vaut pas agrément de l’État."
        ),
        signataire="Andrée Petit, directrice",
        signature=image(),
    ),
    "mentions": ("Cofinancé par l’Union européenne",),
    "europe": True,
}
PRESENCES = tuple(
    Presence(
        datetime(2027, 3, jour, heure, tzinfo=PARIS), datetime(2027, 3, jour, heure + 3, 30, tzinfo=PARIS), 210, suivies
    )
    for (jour, heure), suivies in zip(((2, 9), (2, 14), (3, 9), (3, 14)), (210, 180, 210, 210), strict=True)
)
LOGOS = (Logo(image("red"), "Région Bretagne"), Logo(image("green", "RGB", "JPEG"), "Réseau des médiathèques"))
REALISATION = DonneesRealisation(**COMMUN, modele=Modele(logos=LOGOS))
FIN = DonneesFinDeFormation(
    **COMMUN,
    modele=Modele(couleur="#0b5a5e", conclusion="Nous vous remercions."),
    resultats=(Resultat(OBJECTIFS[0], 1, 3), Resultat(OBJECTIFS[1])),
)
ASSIDUITE = DonneesAssiduite(**COMMUN, modele=Modele(couleur="#33475b"), presences=PRESENCES)
ORDINAIRES = {"realisation": REALISATION, "fin_formation": FIN, "assiduite": ASSIDUITE}

NOM_DE_TROIS_ECRITURES = ("Marie-Élisabeth " * 7 + "محمد بن عبد الله " * 3 + "देवनागरी " * 3 + "李小龙" * 10)[:200]
DEMESURE = {
    "titulaire": NOM_DE_TROIS_ECRITURES,
    "employeur": ("Syndicat mixte ouvert d’aménagement numérique " * 5)[:200],
    "programme": "Programme au très long intitulé " * 6,
    "objectifs": tuple(f"Objectif numéro {rang}, très détaillé. " * 5 for rang in range(25)),
    "lieu": "Salle " * 60,
    "formateurs": tuple(f"Formatrice {rang}" for rang in range(15)),
    "jours": tuple(date(2027, 3, jour) for jour in range(1, 29)),
    "remplace": "2026-0009-9999",
    "mentions": tuple(f"Financé par le conseil départemental {rang}, plan de formation." for rang in range(8)),
    "adresse_verification": "https://academie.un-nom-de-domaine-vraiment-tres-long.example.org/verification/7KQ4-9MZX-2HTB/",
}
DEMESURES = {
    "realisation": replace(REALISATION, **DEMESURE),
    "fin_formation": replace(
        FIN, **DEMESURE, resultats=tuple(Resultat(objectif, 0, 4) for objectif in DEMESURE["objectifs"])
    ),
    "sans_resultat": replace(FIN, **DEMESURE, resultats=()),
    "assiduite": replace(ASSIDUITE, **DEMESURE, presences=PRESENCES * 15),
}

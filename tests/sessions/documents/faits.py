"""What the documents of a session are drawn from in the tests."""

from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image

from sessions.documents.attestation import DonneesAttestation, attestation_pdf
from sessions.documents.convention import DonneesConvention, convention_pdf
from sessions.documents.convocation import DonneesConvocation, Venue, convocation_pdf
from sessions.documents.dossier import DemiJournee, Formation, Organisme
from sessions.documents.livret import DonneesTexte, texte_pdf
from sessions.documents.mission import DonneesMission, mission_pdf


def instant(jour: int, heure: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, jour, heure, minute, tzinfo=UTC)


def image() -> bytes:
    sortie = BytesIO()
    Image.new("RGB", (300, 100), "navy").save(sortie, "PNG")
    return sortie.getvalue()


ORGANISME = Organisme(
    nom="OTeN",
    adresse="12 rue des Écoles\n58000 Nevers",
    commune="Nevers",
    siret="73282932000074",
    declaration="27580012358",
    declaration_region="préfet de la région Bourgogne-Franche-Comté",
    representant="Dominique Martin",
    fonction="présidence",
    contact="Sacha Leroy, sacha@oten.example, 03 00 00 00 00",
    referent_handicap="Camille Duval, handicap@oten.example",
    signature=image(),
)
MATIN = DemiJournee(instant(2, 8), instant(2, 11, 15), ("Accueillir", "Cadre juridique"), "Médiathèque, Gujan-Mestras")
APRES_MIDI = DemiJournee(instant(3, 12, 45), instant(3, 16), ("Guider une déclaration",), "À distance", distance=True)
FORMATION = Formation(
    titre="Accompagner les démarches en ligne",
    session="Session n° 12, Médiathèque, Gujan-Mestras",
    demi_journees=(MATIN, APRES_MIDI),
    formateurs=("Sacha Morel", "Dominique Petit"),
    objectifs=("Guider une déclaration sans faire à la place", "Repérer une situation de fragilité"),
    modules=(("Accueillir et diagnostiquer", 195), ("Guider une déclaration", 195)),
    prerequis="Aucun",
    methodes="Études de cas, mises en situation",
    moyens="Salle équipée, un poste par personne",
    accompagnement="Un appel après chaque demi-journée",
    accessibilite="Salle de plain-pied, boucle magnétique",
    evaluation="Étude de cas en fin de formation",
    seuil=80,
    tarif="Gratuit pour les structures adhérentes",
    mentions_europe=("Cofinancé par l’Union européenne (FEDER)",),
    programme="https://academie.example/catalogue/demarches/",
)
CONVOCATION = DonneesConvocation(
    personne="Camille Durand",
    structure="Ville de Gujan-Mestras",
    formation=FORMATION,
    venues=(
        Venue("Médiathèque", "3 rue du Port, Gujan-Mestras", "Arrêt Mairie", "Ascenseur", "Alix Roy, 05 00 00 00 00"),
        Venue("À distance", lien="https://visio.example/salle-12"),
    ),
    organisme=ORGANISME,
    reglement="https://academie.example/reglement-interieur.pdf",
    livret="https://academie.example/livret.pdf",
    donnees_personnelles="https://academie.example/donnees-personnelles/",
    espace="https://academie.example/inscriptions/7/",
    etablie_le=date(2027, 2, 1),
)
CONVENTION = DonneesConvention(
    structure="Ville de Gujan-Mestras",
    structure_adresse="Gujan-Mestras",
    personnes=("Camille Durand", "Łukasz Žižek"),
    formation=FORMATION,
    organisme=ORGANISME,
    reglement="https://academie.example/reglement-interieur.pdf",
    etablie_le=date(2027, 2, 1),
)
MISSION = DonneesMission(
    formateur="Sacha Morel",
    qualites="Médiatrice numérique depuis 2012",
    attendues=14,
    formation=FORMATION,
    liens=("https://visio.example/salle-12",),
    organisme=ORGANISME,
    etablie_le=date(2027, 2, 1),
)
ATTESTATION = DonneesAttestation(
    personne="Camille Durand",
    structure="Ville de Gujan-Mestras",
    suivies=(165, None),
    formation=FORMATION,
    organisme=ORGANISME,
    etablie_le=date(2027, 3, 4),
)
LIVRET = DonneesTexte(
    titre="Livret d’accueil",
    texte="# Bienvenue\nUn mot d’accueil.\n\n# Pendant\nAvant la liste.\n- Premier point\n- Second point\nAprès la liste.",
    organisme=ORGANISME,
    etabli_le=date(2027, 2, 1),
    en_vigueur_le=date(2026, 9, 1),
    contacts=True,
)
# Each document: how it is drawn, and the facts of an ordinary one.
DOCUMENTS = {
    "convocation": (convocation_pdf, CONVOCATION),
    "convention": (convention_pdf, CONVENTION),
    "mission": (mission_pdf, MISSION),
    "attestation": (attestation_pdf, ATTESTATION),
    "livret": (texte_pdf, LIVRET),
}

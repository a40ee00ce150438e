from academie.models import Theme

THEMES = {
    "e-administration": "Démarches et accès aux droits",
    "bureautique": "Bureautique et travail à distance",
    "identite-numerique": "Identité numérique et données personnelles",
    "creation": "Création et fabrication numériques",
    "mediation-itinerante": "Lieux et médiation itinérante",
    "reseaux": "Animation de réseaux et de projets",
    "contenus-veille": "Contenus et veille",
    "metiers": "Métiers et carrières de la médiation",
    "equipement": "Équipements et financements",
}


def raconter_themes() -> None:
    for slug, nom in THEMES.items():
        Theme.objects.get_or_create(slug=slug, defaults={"nom": nom})

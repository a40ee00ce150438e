from tests.besoins.atelier import version_publiee

EXEMPLES = {"besoins:donnees_programme": lambda d: {"identifiant": version_publiee(d).programme.slug}}

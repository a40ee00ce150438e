EXEMPLES = {"certificats:modele_update": lambda d: {"genre": "realisation"}}

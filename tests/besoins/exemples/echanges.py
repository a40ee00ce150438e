EXEMPLES: dict = {}

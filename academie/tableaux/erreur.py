VIDE = "le fichier est vide."


class ErreurTableau(Exception):
    """A file that is no table, or a wrong row. `ligne` starts at 1, 0 is the whole file; `raison` is in French."""

    def __init__(self, ligne: int, raison: str):
        super().__init__(f"ligne {ligne} : {raison}" if ligne else raison)
        self.ligne = ligne
        self.raison = raison

class Refus(Exception):
    """A rule says no. The message, in French, says what, why and what next; `champ` is the form field it belongs to."""

    def __init__(self, message, *, champ: str | None = None):
        super().__init__(message)
        self.message = message
        self.champ = champ

    def __str__(self):
        return str(self.message)

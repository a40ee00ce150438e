"""Somebody in front of a form: what the page holds goes back with what they type, as a browser would send it."""

from html.parser import HTMLParser

from django.test import Client


class Lecture(HTMLParser):
    """The values of the form of class `formulaire`."""

    def __init__(self, page: str):
        super().__init__()
        self.champs: dict[str, list[str]] = {}
        self.dedans, self.texte, self.liste = False, None, None
        self.feed(page)

    def handle_starttag(self, balise, attributs):
        a = dict(attributs)
        if balise == "form":
            self.dedans = "formulaire" in a.get("class", "")
        elif not self.dedans:
            return
        elif balise == "input" and a.get("type") in ("radio", "checkbox"):
            if "checked" in a:
                self.champs.setdefault(a["name"], []).append(a.get("value", "on"))
        elif balise == "input":
            self.champs.setdefault(a["name"], []).append(a.get("value", ""))
        elif balise == "select":
            self.liste = a["name"]
        elif balise == "option" and "selected" in a:
            self.champs.setdefault(self.liste, []).append(a["value"])
        elif balise == "textarea":
            self.texte = a["name"]
            self.champs[self.texte] = [""]

    def handle_data(self, donnees):
        if self.texte:
            self.champs[self.texte][0] += donnees

    def handle_endtag(self, balise):
        if balise == "textarea" and self.texte:
            # The end of line that opens a textarea is not part of it; the others are sent as two characters.
            self.champs[self.texte] = [self.champs[self.texte][0].removeprefix("\n").replace("\n", "\r\n")]
            self.texte = None
        elif balise == "form":
            self.dedans = False


class Saisie:
    def __init__(self, personne, page: str):
        self.client, self.page = Client(), page
        self.client.force_login(personne)
        self.champs = Lecture(self.client.get(page).content.decode()).champs

    def envoyer(self, **saisies):
        """Send the form; a page that comes back is the one that the next sending starts from."""
        reponse = self.client.post(self.page, self.champs | saisies)
        if reponse.status_code == 200:
            self.champs = Lecture(reponse.content.decode()).champs
        return reponse

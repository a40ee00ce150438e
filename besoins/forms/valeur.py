"""The fields of the answers that no plain field takes: choices with "Autre : …", rankings, paired matrices."""

from collections import Counter

from django import forms
from django.utils.translation import gettext as _

from academie.francais import enumeration, nombre
from academie.regles import regle
from besoins.models import Option


class LongueurMaximale:
    """No `maxlength` in the page: a browser would cut what is pasted without a word."""

    def __init__(self, longueur: int):
        self.longueur = longueur

    def __call__(self, texte: str):
        if len(texte) > self.longueur:
            raise forms.ValidationError(
                _(
                    "Votre réponse compte %(longueur)s caractères, le maximum est de %(maximum)s. Raccourcissez-la : votre "
                    "texte est gardé ci-dessous."
                ),
                params={"longueur": nombre(len(texte)), "maximum": nombre(self.longueur)},
            )


def texte_court(**communs) -> forms.CharField:
    champ = forms.CharField(widget=forms.TextInput(attrs={"dir": "auto"}), **communs)
    champ.validators.append(LongueurMaximale(regle("enquete.texte_court")))
    return champ


class GroupeInput(forms.Widget):
    """Several small fields that make one answer: the value is a dict by key of option."""

    use_fieldset = True
    options: list[Option]

    def id_for_label(self, id_, index=None):
        return ""

    def use_required_attribute(self, initial):
        return False

    def get_context(self, name, value, attrs):
        contexte = super().get_context(name, value, attrs)
        identifiant = contexte["widget"]["attrs"].get("id", f"id_{name}")
        contexte["widget"]["lignes"] = [
            {"option": option, "nom": f"{name}_{option.pk}", "id": f"{identifiant}_{option.pk}"}
            | self.ligne(name, option, value or {})
            for option in self.options
        ]
        return contexte

    def value_omitted_from_data(self, data, files, name):
        return not any(cle.startswith(f"{name}_") for cle in data)

    def ligne(self, name: str, option: Option, value: dict) -> dict:
        raise NotImplementedError


class ChoixInput(forms.Widget):
    """Radio buttons or ticks, where some options are followed by a text to complete."""

    template_name = "besoins/reponse/champs/choix.html"
    use_fieldset = True
    options: list[Option]
    plusieurs: bool

    id_for_label = GroupeInput.id_for_label
    use_required_attribute = GroupeInput.use_required_attribute

    def get_context(self, name, value, attrs):
        contexte = super().get_context(name, value, attrs)
        gardes: dict = value or {}
        identifiant = contexte["widget"]["attrs"].get("id", f"id_{name}")
        contexte["widget"] |= {
            "plusieurs": self.plusieurs,
            "lignes": [
                {
                    "option": option,
                    "id": f"{identifiant}_{option.pk}",
                    "choisie": option.pk in gardes.get("choix", []),
                    "nom_texte": f"{name}_{option.pk}_texte",
                    "texte": gardes.get("textes", {}).get(option.pk, ""),
                }
                for option in self.options
            ],
        }
        return contexte

    def value_from_datadict(self, data, files, name):
        cles = {str(option.pk): option.pk for option in self.options}
        recus = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        recus = recus if isinstance(recus, list | tuple) else [recus]
        textes = {option.pk: data.get(f"{name}_{option.pk}_texte", "") for option in self.options if option.libre}
        return {"choix": [cles.get(str(recu), recu) for recu in recus if recu not in ("", None)], "textes": textes}

    def value_omitted_from_data(self, data, files, name):
        return False


class ChampChoixLibre(forms.Field):
    """Cleans to a list of (option, text)."""

    widget = ChoixInput

    def __init__(self, *, options: list[Option], plusieurs: bool, **communs):
        super().__init__(**communs)
        self.options = {option.pk: option for option in options}
        self.plusieurs = plusieurs
        self.widget.options, self.widget.plusieurs = options, plusieurs

    def to_python(self, value):
        choix = dict.fromkeys((value or {}).get("choix", []))
        if inconnus := [cle for cle in choix if cle not in self.options]:
            raise forms.ValidationError(_("« %(recu)s » n'est pas une réponse proposée."), params={"recu": inconnus[0]})
        textes = self._textes(value or {})
        if self.plusieurs or not choix:
            choix |= dict.fromkeys(textes)  # a text typed beside "Autre" is a choice
        elif egares := [cle for cle in textes if cle not in choix]:
            raise forms.ValidationError(
                _("Vous avez complété « %(option)s » sans le choisir : choisissez-le, ou effacez le texte."),
                params={"option": self.options[egares[0]].libelle},
            )
        if len(choix) > 1 and not self.plusieurs:
            raise forms.ValidationError(_("Choisissez une seule réponse."))
        return [(option, textes.get(cle, "")) for cle, option in self.options.items() if cle in choix]

    def _textes(self, value) -> dict[int, str]:
        """The texts typed, each checked as any short text."""
        champ = texte_court(required=False)
        textes = {cle: champ.clean(texte) for cle, texte in value.get("textes", {}).items()}
        return {cle: texte for cle, texte in textes.items() if texte}


class ClassementInput(GroupeInput):
    """A select of ranks for each option."""

    template_name = "besoins/reponse/champs/classement.html"
    rangs: range

    def ligne(self, name, option, value):
        recu = str(value.get(option.pk, ""))
        return {"rangs": [{"rang": rang, "choisi": str(rang) == recu} for rang in self.rangs]}

    def value_from_datadict(self, data, files, name):
        recus = {option.pk: data.get(f"{name}_{option.pk}", "") for option in self.options}
        return {cle: recu for cle, recu in recus.items() if recu}


class ChampClassement(forms.Field):
    """Cleans to the options, first rank first. A mandatory ranking is complete; another may stop early, without holes."""

    widget = ClassementInput

    def __init__(self, *, options: list[Option], rangs: int, **communs):
        super().__init__(**communs)
        self.options = {option.pk: option for option in options}
        self.rangs = range(1, rangs + 1)
        self.widget.options, self.widget.rangs = options, self.rangs

    def to_python(self, value):
        permis = {str(rang): rang for rang in self.rangs}
        classees = {cle: permis.get(str(recu)) for cle, recu in (value or {}).items()}
        if None in classees.values():
            raise forms.ValidationError(
                _("Un rang va de 1 à %(dernier)s : choisissez-le dans la liste."), params={"dernier": self.rangs[-1]}
            )
        self._refuser_les_doubles(classees)
        for rang in range(1, len(classees) + 1):
            if rang not in classees.values():
                raise forms.ValidationError(
                    _("Il n'y a pas de rang %(rang)s : donnez des rangs qui se suivent à partir de 1."),
                    params={"rang": rang},
                )
        return [self.options[cle] for cle in sorted(classees, key=classees.get)]

    def _refuser_les_doubles(self, classees: dict[int, int]) -> None:
        for rang, fois in Counter(classees.values()).items():
            if fois > 1:
                memes = enumeration(f"« {self.options[cle].libelle} »" for cle in classees if classees[cle] == rang)
                raise forms.ValidationError(
                    _("%(options)s ont le même rang, %(rang)s : donnez à chaque réponse un rang différent."),
                    params={"options": memes, "rang": rang},
                )

    def validate(self, value):
        super().validate(value)
        if self.required and len(value) < len(self.rangs):
            raise forms.ValidationError(
                _("Donnez tous les rangs, de 1 à %(dernier)s : il en manque %(reste)s."),
                params={"dernier": self.rangs[-1], "reste": len(self.rangs) - len(value)},
            )


class MatriceInput(GroupeInput):
    """For each item, the degrees of its importance and those of its mastery; a dash leaves one aside."""

    template_name = "besoins/reponse/champs/matrice.html"
    degres: range

    NOTES = ("importance", "maitrise")

    def ligne(self, name, option, value):
        mots = {"importance": _("Importance"), "maitrise": _("Maîtrise")}
        recus = value.get(option.pk, {})
        return {
            "notes": [
                {
                    "cle": cle,
                    "nom": f"{name}_{option.pk}_{cle}",
                    "libelle": mots[cle],
                    "degres": [
                        {"valeur": degre, "choisi": str(degre) == str(recus.get(cle) or "")}
                        for degre in ["", *self.degres]
                    ],
                }
                for cle in self.NOTES
            ]
        }

    def value_from_datadict(self, data, files, name):
        return {
            option.pk: {cle: data.get(f"{name}_{option.pk}_{cle}", "") for cle in self.NOTES} for option in self.options
        }


class ChampMatrice(forms.Field):
    """Cleans to {option: (importance, mastery)}. A pair may be partial unless the question is mandatory."""

    widget = MatriceInput

    def __init__(self, *, options: list[Option], degres: range, **communs):
        super().__init__(**communs)
        self.options = options
        self.degres = degres
        self.widget.options, self.widget.degres = options, degres

    def to_python(self, value):
        paires = {}
        for option in self.options:
            importance, maitrise = (
                self._note((value or {}).get(option.pk, {}).get(cle, "")) for cle in MatriceInput.NOTES
            )
            if (importance, maitrise) != (None, None):
                paires[option] = (importance, maitrise)
        return paires

    def _note(self, recue) -> int | None:
        if recue in ("", None):
            return None
        permises = {str(degre): degre for degre in self.degres}
        if str(recue) not in permises:
            raise forms.ValidationError(
                _("Une note va de %(minimum)s à %(maximum)s."),
                params={"minimum": self.degres[0], "maximum": self.degres[-1]},
            )
        return permises[str(recue)]

    def validate(self, value):
        if not self.required:
            return
        partielles = [option.libelle for option in self.options if None in value.get(option, (None, None))]
        if partielles:
            raise forms.ValidationError(
                _("Notez l'importance et la maîtrise de chaque ligne. Il manque : %(lignes)s."),
                params={"lignes": enumeration([*partielles[:3], _("…")] if len(partielles) > 3 else partielles)},
            )

from django.db import models
from django.db.models import Lookup

from academie.recherche.mots import noms

# PostgreSQL's parser would cut "3e12b" in two where SQLite does not: the words are already there, one space between two.
VECTEUR = "array_to_tsvector(string_to_array({}, ' '))"


class RechercheField(models.TextField):
    """The words of an object as `mots` writes them. Its index is made after each migration (`tenir_les_index`)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class NomsField(RechercheField):
    """The words of the fields `de`, written with the row, by `bulk_create` too. `update` and `update_fields` must name it."""

    def __init__(self, *args, de: tuple[str, ...], **kwargs):
        self.de = de
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        nom, chemin, args, kwargs = super().deconstruct()
        return nom, chemin, args, {"de": self.de, **kwargs}

    def pre_save(self, model_instance, add):
        setattr(model_instance, self.attname, noms(" ".join(getattr(model_instance, champ) for champ in self.de)))
        return super().pre_save(model_instance, add)


@RechercheField.register_lookup
class Mots(Lookup):
    """`recherche__mots=requete`, where a word is the list of its forms; the last form may be the beginning of a word."""

    lookup_name = "mots"
    prepare_rhs = False

    def as_postgresql(self, compiler, connection):
        colonne, parametres = self.process_lhs(compiler, connection)
        requete = self._ecrire("'{}'", suite=":*", ou=" | ", et=" & ")
        return f"{VECTEUR.format(colonne)} @@ %s::tsquery", [*parametres, requete]

    def as_sqlite(self, compiler, connection):
        modele = self.lhs.target.model
        cle, index = (connection.ops.quote_name(nom) for nom in (modele._meta.pk.column, nom_index(modele)))
        ici = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.{cle}"
        requete = self._ecrire('"{}"', suite="*", ou=" OR ", et=" AND ")
        return f"{ici} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [requete]

    def _ecrire(self, forme: str, *, suite: str, ou: str, et: str) -> str:
        """Forms hold letters and digits only: nothing of what was typed can be read as an operator."""
        groupes = []
        for formes, commence in self.rhs:
            ecrites = [forme.format(texte) for texte in formes]
            if commence:
                ecrites[-1] += suite
            groupes.append(f"({ou.join(ecrites)})")
        return et.join(groupes)


def nom_index(modele: type[models.Model]) -> str:
    return f"{modele._meta.db_table}_mots"

"""Many rows from one: COPY on PostgreSQL, one prepared INSERT on SQLite. No object is made."""

from collections.abc import Iterable, Sequence

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model


def prochaine_cle(modele: type[Model]) -> int:
    return (modele._base_manager.aggregate(n=Max("pk"))["n"] or 0) + 1


def semer(gabarit: Model, colonnes: Sequence[str], lignes: Iterable[tuple]) -> int:
    """Write copies of the row `gabarit`, each with its own values of `colonnes`; keys follow each other from the returned one."""
    modele, premiere = type(gabarit), prochaine_cle(type(gabarit))
    champs = modele._meta.concrete_fields
    modeles = [champ.get_db_prep_save(getattr(gabarit, champ.attname), connection) for champ in champs]
    places = {champ.attname: rang for rang, champ in enumerate(champs)}
    cle = places[modele._meta.pk.attname]
    preparer = [_adapter(champs[places[colonne]]) for colonne in colonnes]
    rangs = [places[colonne] for colonne in colonnes]

    def toutes():
        for numero, valeurs in enumerate(lignes, start=premiere):
            ligne = modeles.copy()
            ligne[cle] = numero
            for rang, adapter, valeur in zip(rangs, preparer, valeurs, strict=True):
                ligne[rang] = adapter(valeur) if adapter else valeur
            yield ligne

    ecrire = {"postgresql": _copier, "sqlite": _inserer}[connection.vendor]
    with connection.cursor() as curseur:
        ecrire(curseur, f'"{modele._meta.db_table}"', ", ".join(f'"{champ.column}"' for champ in champs), toutes())
        for requete in connection.ops.sequence_reset_sql(no_style(), [modele]):
            curseur.execute(requete)
    return premiere


def _adapter(champ):
    """What makes the database's value of this column; None when Python's value is already it."""
    if champ.is_relation or champ.get_internal_type() in (
        "CharField",
        "TextField",
        "PositiveIntegerField",
        "EmailField",
    ):
        return None
    return lambda valeur: champ.get_db_prep_save(valeur, connection)


def _copier(curseur, table: str, colonnes: str, lignes) -> None:
    with curseur.copy(f"COPY {table} ({colonnes}) FROM STDIN") as copie:
        for ligne in lignes:
            copie.write_row(ligne)


def _inserer(curseur, table: str, colonnes: str, lignes) -> None:
    """Straight to the driver: Django's own cursor would keep every row to debug it."""
    interrogations = ", ".join("?" * (colonnes.count(",") + 1))
    connection.connection.executemany(f"INSERT INTO {table} ({colonnes}) VALUES ({interrogations})", lignes)

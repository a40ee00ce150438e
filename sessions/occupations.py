"""The database's own refusal that one person or one room be taken twice at once, whatever the code forgets.

PostgreSQL excludes overlapping ranges, without an extension; on SQLite, triggers refuse. Two takings that touch do not overlap.
"""

from django.db import connections, transaction

NOM = "occupation_une_seule_fois"
TABLE = "seminaires_occupation"
QUI = ("formateur_id", "lieu_id")


def tenir_les_occupations(app_config, using, **_):
    """After migrations: make what is missing. Django remakes SQLite's tables, and their triggers go with them."""
    tenir = {"postgresql": _tenir_postgresql, "sqlite": _tenir_sqlite}[connections[using].vendor]
    with transaction.atomic(using), connections[using].cursor() as curseur:
        if TABLE in connections[using].introspection.table_names(curseur):
            for colonne in QUI:
                tenir(curseur, colonne)


def _tenir_postgresql(curseur, colonne: str) -> None:
    nom = f"{NOM}_{colonne}"
    curseur.execute("SELECT 1 FROM pg_constraint WHERE conname = %s AND conrelid = to_regclass(%s)", [nom, TABLE])
    if curseur.fetchone() is None:
        curseur.execute(
            f'ALTER TABLE "{TABLE}" ADD CONSTRAINT "{nom}" EXCLUDE USING gist '
            f"(int8range({colonne}, {colonne}, '[]') WITH &&, tstzrange(debut, fin) WITH &&) "
            f"WHERE ({colonne} IS NOT NULL)"
        )


def _tenir_sqlite(curseur, colonne: str) -> None:
    for geste, sauf in (("INSERT", ""), ("UPDATE", "AND autre.id <> NEW.id ")):
        curseur.execute(
            f'CREATE TRIGGER IF NOT EXISTS "{NOM}_{colonne}_{geste.lower()}" BEFORE {geste} ON "{TABLE}" WHEN EXISTS ('
            f'SELECT 1 FROM "{TABLE}" AS autre WHERE autre.{colonne} = NEW.{colonne} {sauf}'
            "AND autre.debut < NEW.fin AND autre.fin > NEW.debut) "
            f"BEGIN SELECT RAISE(ABORT, '{NOM}'); END"
        )

"""What finds words: a GIN index on PostgreSQL; on SQLite an FTS5 table that triggers keep."""

from django.apps import apps as apps_installees
from django.db import connections, models, transaction

from academie.recherche.champ import VECTEUR, RechercheField, nom_index


def tenir_les_index(app_config, using, apps=apps_installees, **_):
    """After migrations: make what is missing. Django remakes SQLite's tables, and their triggers go with them."""
    try:
        modeles = apps.get_app_config(app_config.label).get_models()
    except LookupError:
        return
    tenir = {"postgresql": _tenir_postgresql, "sqlite": _tenir_sqlite}[connections[using].vendor]
    for modele in modeles:
        champ = next((champ for champ in modele._meta.local_fields if isinstance(champ, RechercheField)), None)
        if champ is not None and modele._meta.managed:
            with transaction.atomic(using), connections[using].cursor() as curseur:
                tenir(curseur, modele, champ)


def _tenir_postgresql(curseur, modele: type[models.Model], champ: RechercheField) -> None:
    curseur.execute("SELECT to_regclass(%s)", [nom_index(modele)])
    if curseur.fetchone() == (None,):
        vecteur = VECTEUR.format(f'"{champ.column}"')
        curseur.execute(f'CREATE INDEX "{nom_index(modele)}" ON "{modele._meta.db_table}" USING gin (({vecteur}))')


def _tenir_sqlite(curseur, modele: type[models.Model], champ: RechercheField) -> None:
    table, index, cle = modele._meta.db_table, nom_index(modele), modele._meta.pk.column
    oublier = f'INSERT INTO "{index}" ("{index}", rowid, "{champ.column}") VALUES (\'delete\', old."{cle}", old."{champ.column}");'
    retenir = f'INSERT INTO "{index}" (rowid, "{champ.column}") VALUES (new."{cle}", new."{champ.column}");'
    gestes = {
        f"{index}_ajout": f'AFTER INSERT ON "{table}" BEGIN {retenir} END',
        f"{index}_retrait": f'AFTER DELETE ON "{table}" BEGIN {oublier} END',
        f"{index}_change": f'AFTER UPDATE OF "{champ.column}" ON "{table}" BEGIN {oublier} {retenir} END',
    }
    curseur.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s",
        [table, f"{index}_%"],
    )
    if curseur.fetchone() == (len(gestes),):
        return
    curseur.execute(
        f'CREATE VIRTUAL TABLE IF NOT EXISTS "{index}" '
        f"USING fts5(\"{champ.column}\", content='{table}', content_rowid='{cle}', tokenize='ascii')"
    )
    for nom, geste in gestes.items():
        curseur.execute(f'CREATE TRIGGER IF NOT EXISTS "{nom}" {geste}')
    curseur.execute(f'INSERT INTO "{index}" ("{index}") VALUES (\'rebuild\')')

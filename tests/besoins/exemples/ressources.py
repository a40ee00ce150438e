from besoins.actions.bibliographie import citer_ressource
from besoins.models import Module
from tests.besoins import ressources


def _pk(fabrique):
    return lambda d: {"pk": fabrique(d).pk}


def _module(d):
    module = ressources.module_en_redaction(d)
    return {"pk": module.version_id, "module": module.pk}


def _a_citer(d):
    return _module(d) | {"ressource": ressources.publiee(d).pk}


def _citee(d):
    kwargs = _a_citer(d)
    citer_ressource(module=Module.objects.get(pk=kwargs["module"]), ressource=kwargs["ressource"], par=d.concepteur)
    return kwargs


EXEMPLES = {
    "besoins:ressource_detail": _pk(ressources.publiee),
    "besoins:ressource_fichier": _pk(ressources.publiee_avec_fichier),
    "besoins:ressource_create": lambda d: {"genre": "recit"},
    "besoins:ressource_dossier": _pk(ressources.brouillon),
    "besoins:ressource_update": _pk(ressources.brouillon),
    "besoins:ressource_piece": _pk(ressources.brouillon),
    "besoins:ressource_piece_retirer": _pk(ressources.avec_fichier),
    "besoins:ressource_submit": _pk(ressources.brouillon),
    "besoins:ressource_review": _pk(ressources.en_relecture),
    "besoins:ressource_corriger": _pk(ressources.publiee),
    "besoins:ressource_retire": _pk(ressources.publiee),
    "besoins:ressource_delete": _pk(ressources.brouillon),
    "besoins:lot_detail": _pk(ressources.lot),
    "besoins:lot_colonnes": _pk(ressources.lot),
    "besoins:lot_importer": _pk(ressources.lot),
    "besoins:lot_abandonner": _pk(ressources.lot),
    "besoins:bibliographie_detail": _module,
    "besoins:bibliographie_ajouter": _a_citer,
    "besoins:bibliographie_retirer": _citee,
}

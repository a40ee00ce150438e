"""Everything that a version holds, copied into another draft: its next version, or another programme's first one."""

from django.db.models import Model

from besoins.models import EffectifAttendu, Module, Objectif, QuestionPositionnement, VersionProgramme

PROPRES_A_CHACUN = ("id", "version", "revision")


def copier_contenu(copie: VersionProgramme, nouvelle: VersionProgramme) -> None:
    """Fill an empty draft; its needs are already chosen, and objectives keep theirs among them."""
    nouvelle.territoires.set(copie.territoires.all())
    nouvelle.financements.set(copie.financements.all())
    EffectifAttendu.objects.bulk_create(
        EffectifAttendu(version=nouvelle, **_valeurs(attendu)) for attendu in copie.effectifs.all()
    )
    objectifs = _copier_objectifs(copie, nouvelle)
    for module in copie.modules.prefetch_related("objectifs", "ressources"):
        double = Module.objects.create(version=nouvelle, **_valeurs(module))
        double.objectifs.set(objectifs[objectif.pk] for objectif in module.objectifs.all())
        double.ressources.set(module.ressources.all())
    for question in copie.positionnements.all():
        valeurs = _valeurs(question) | {"objectif_id": question.objectif_id and objectifs[question.objectif_id].pk}
        QuestionPositionnement.objects.create(version=nouvelle, **valeurs)


def _copier_objectifs(copie: VersionProgramme, nouvelle: VersionProgramme) -> dict[int, Objectif]:
    retenus = set(nouvelle.besoins.values_list("pk", flat=True))
    neufs = {}
    for objectif in copie.objectifs.prefetch_related("besoins"):
        neufs[objectif.pk] = Objectif.objects.create(version=nouvelle, **_valeurs(objectif))
        neufs[objectif.pk].besoins.set(besoin for besoin in objectif.besoins.all() if besoin.pk in retenus)
    return neufs


def _valeurs(objet: Model) -> dict:
    """Read from the model, so that a column added one day is copied too."""
    return {
        champ.attname: getattr(objet, champ.attname)
        for champ in objet._meta.concrete_fields
        if champ.name not in PROPRES_A_CHACUN
    }

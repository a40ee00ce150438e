"""What was written before Écouter takes its new form: codes, profiles, states, ratings."""

from collections import defaultdict

from django.db import migrations

from besoins.statistiques.ressemblance import adresse_comparable, racines

ETATS = {"candidat": "recu", "rejete": "ecarte"}


def reprendre(apps, schema_editor):
    modeles = {modele.__name__: modele for modele in apps.get_app_config("besoins").get_models()}
    _coder_les_questions(modeles["Question"])
    _profiler(modeles["Invitation"], modeles["Reponse"])
    _traduire_les_etats(modeles)
    _noter_les_signaux(modeles)


def _coder_les_questions(Question):
    rangs = defaultdict(int)
    for question in Question.objects.select_related("section").order_by("section__enquete", "section__ordre", "ordre"):
        rangs[question.section.enquete_id] += 1
        question.code = f"q{rangs[question.section.enquete_id]}"
        question.save(update_fields=["code"])


def _profiler(Invitation, Reponse):
    """Those asked were structures: their place and their kind are the profile, of the invitation and of its answer."""
    for invitation in Invitation.objects.select_related("structure__territoire"):
        structure, lieu = invitation.structure, invitation.structure.territoire
        profil = {
            "region_id": lieu.pk if lieu.genre == "region" else lieu.region_id,
            "departement_id": lieu.pk if lieu.genre == "departement" else lieu.departement_id,
            "niveau": lieu.genre,
            "nature": structure.genre,
            "role": "structure",
        }
        Invitation.objects.filter(pk=invitation.pk).update(nom=structure.nom, territoire=lieu, **profil)
        Reponse.objects.filter(invitation=invitation.pk).update(**profil)


def _traduire_les_etats(modeles):
    Besoin, Mouvement, Preuve = modeles["Besoin"], modeles["MouvementBesoin"], modeles["Preuve"]
    for avant, apres in ETATS.items():
        Besoin.objects.filter(etat=avant).update(etat=apres)
        Mouvement.objects.filter(de=avant).update(de=apres)
        Mouvement.objects.filter(vers=avant).update(vers=apres)
    publies = modeles["VersionProgramme"].objects.filter(etat="publiee").values("besoins")
    Besoin.objects.filter(etat="retenu", pk__in=publies).update(etat="programme")
    for genre, porte in (("signal", "signal"), ("resultat", "enquete")):
        Besoin.objects.filter(pk__in=Preuve.objects.filter(genre=genre).values("besoin")).update(porte=porte)
    for besoin in Besoin.objects.all():
        if premier := Mouvement.objects.filter(besoin=besoin).order_by("le", "pk").first():
            Besoin.objects.filter(pk=besoin.pk).update(recu_le=premier.le)


def _noter_les_signaux(modeles):
    for source in modeles["SourceVeille"].objects.all():
        source.origine = " ".join(source.nom.casefold().split())[:200]
        source.save(update_fields=["origine"])
    for signal in modeles["Signal"].objects.all():
        signal.adresse = adresse_comparable(signal.url)[:500]
        signal.racines = " ".join(sorted(racines(signal.titre)))[:600]
        signal.save(update_fields=["adresse", "racines"])
        if signal.note_le:
            modeles["Cotation"].objects.create(
                signal=signal,
                par_id=signal.note_par_id,
                fiabilite=signal.fiabilite,
                credibilite=signal.credibilite,
                le=signal.note_le,
            )


class Migration(migrations.Migration):
    dependencies = [("besoins", "0002_ecouter")]
    operations = [migrations.RunPython(reprendre, migrations.RunPython.noop)]

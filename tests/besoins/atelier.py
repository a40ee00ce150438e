"""What the tests of the workshop and of the catalogue start from: programmes in every state, through the actions."""

from django.urls import reverse
from django.utils import timezone

from academie.models import Competence, Domaine, Niveau, Referentiel, Theme
from besoins.actions.module import ajouter_module
from besoins.actions.objectif import ajouter_objectif
from besoins.actions.programme import modifier_version, rediger_programme
from besoins.actions.publication import publier_version, rendre_avis, retirer_version, soumettre_version
from besoins.models import Besoin, Preuve, QuestionPositionnement, VersionProgramme
from tests.besoins import fabriques

TEXTES = {
    "presentation": "Apprendre à accompagner une démarche en ligne sans la faire à la place de la personne.",
    "publics": "Animatrices et animateurs",
    "niveau": "avance",
    "prerequis": "Aucun",
    "methodes": "Mises en situation",
    "moyens": "Un ordinateur par personne",
    "modalites_evaluation": "Grille d'observation",
    "accompagnement": "Un point avec chaque personne en fin de journée",
    "accessibilite": "Salle de plain-pied",
    "modalites_acces": "Inscription en ligne jusqu'à sept jours avant",
    "tarif": "Gratuit",
    "contact": "formation@test.example",
}


def adresse(nom, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def competence(code="2.3") -> Competence:
    referentiel, nouveau = Referentiel.objects.get_or_create(
        code="digcomp", version="2.2", defaults={"nom": "DigComp", "empreinte": "x"}
    )
    if nouveau:
        Niveau.objects.bulk_create(
            Niveau(referentiel=referentiel, rang=rang, nom=f"Rang {rang}") for rang in range(1, 9)
        )
    domaine, _ = Domaine.objects.get_or_create(
        referentiel=referentiel, code=code[0], defaults={"nom": f"Domaine {code[0]}", "ordre": int(code[0])}
    )
    return Competence.objects.get_or_create(
        domaine=domaine, code=code, defaults={"nom": f"Compétence {code}", "ordre": int(code[2:])}
    )[0]


def niveau(rang: int, code="2.3") -> int:
    """The key of a level of the framework of `competence(code)`."""
    return competence(code).domaine.referentiel.niveaux.get(rang=rang).pk


def theme(nom="Accès aux droits") -> Theme:
    return Theme.objects.get_or_create(nom=nom, defaults={"slug": nom.lower().replace(" ", "-")})[0]


def besoin_retenu(d, titre="Former les animateurs") -> Besoin:
    """A retained need with a signal as its evidence."""
    besoin = Besoin.objects.create(
        titre=titre,
        etat=Besoin.Etat.RETENU,
        decide_par=d.concepteur,
        decide_le=timezone.now(),
    )
    signal = fabriques.signal(f"Signal de « {titre} »", note_par=d.concepteur)
    Preuve.objects.create(
        besoin=besoin, genre="signal", signal=signal, ajoutee_par=d.concepteur, ajoutee_le=timezone.now()
    )
    return besoin


def brouillon(d, titre="Accompagner l'e-administration", **options) -> VersionProgramme:
    besoins = options.get("besoins") or [Besoin.objects.retenus().first() or besoin_retenu(d)]
    return rediger_programme(titre=titre, theme=options.get("theme") or theme(), besoins=besoins, par=d.concepteur)


def brouillon_complet(d, titre="Accompagner l'e-administration", minutes=(180, 180), **options) -> VersionProgramme:
    """A draft that only awaits to be submitted: one objective that answers its need, worked by every module."""
    version = brouillon(d, titre, **options)
    version = modifier_version(version=version, par=d.concepteur, **TEXTES | options.get("textes", {}))
    objectif = ajouter_objectif(
        version=version,
        intitule="Accompagner une démarche en ligne",
        competence=competence(),
        niveau=5,
        evaluation="Une démarche menée de bout en bout",
        besoins=list(version.besoins.all()),
        par=d.concepteur,
    )
    for rang, duree in enumerate(minutes, start=1):
        ajouter_module(
            version=version,
            titre=f"Module {rang}",
            minutes=duree,
            contenu="Repérer, expliquer, faire faire.",
            objectifs=[objectif],
            par=d.concepteur,
        )
    version.modules.update(supports="Fiche d'exercice")
    QuestionPositionnement.objects.create(version=version, ordre=1, intitule="Avez-vous déjà mené une démarche ?")
    return relire(version)


def version_en_relecture(d, titre="Accompagner l'e-administration", **options) -> VersionProgramme:
    return soumettre_version(version=brouillon_complet(d, titre, **options), par=d.concepteur)


def version_relue(d, titre="Accompagner l'e-administration", **options) -> VersionProgramme:
    return rendre_avis(
        version=version_en_relecture(d, titre, **options), favorable=True, avis="Clair.", par=d.autre_concepteur
    )


def version_publiee(d, titre="Accompagner l'e-administration", **options) -> VersionProgramme:
    return publier_version(version=version_relue(d, titre, **options), par=d.gestionnaire)


def version_retiree(d, titre="Accompagner l'e-administration", **options) -> VersionProgramme:
    return retirer_version(version=version_publiee(d, titre, **options), par=d.gestionnaire, motif="Dépassé.")


def relire(version: VersionProgramme) -> VersionProgramme:
    """The row as the database holds it now (a protected state does not refresh in place)."""
    return VersionProgramme.objects.get(pk=version.pk)


def _version(fabrique):
    return lambda d: {"pk": fabrique(d).pk}


def _element(nom, **autres):
    def exemple(d):
        version = brouillon_complet(d)
        element = getattr(version, f"{nom}s").first()
        return {"pk": version.pk, nom: element.pk, **autres}

    return exemple


def _premier_jet(d):
    """A draft on the need that a published programme answers already."""
    return {"pk": brouillon(d, "Autre programme", besoins=list(version_publiee(d).besoins.all())).pk}


EXEMPLES_INGENIERIE = {
    "besoins:programme_detail": _version(brouillon),
    "besoins:programme_apercu": _version(brouillon),
    "besoins:programme_update": _version(brouillon),
    "besoins:programme_besoins": _version(brouillon),
    "besoins:programme_submit": _version(brouillon_complet),
    "besoins:programme_review": _version(version_en_relecture),
    "besoins:programme_publish": _version(version_relue),
    "besoins:programme_retire": _version(version_publiee),
    "besoins:programme_nouvelle_version": _version(version_publiee),
    "besoins:premier_jet": _premier_jet,
    "besoins:objectif_create": _version(brouillon),
    "besoins:objectif_update": _element("objectif"),
    "besoins:objectif_move": _element("objectif", rang=2),
    "besoins:objectif_delete": _element("objectif"),
    "besoins:module_create": _version(brouillon),
    "besoins:module_update": _element("module"),
    "besoins:module_move": _element("module", rang=2),
    "besoins:module_delete": _element("module"),
    "besoins:catalogue_detail": lambda d: {"slug": version_publiee(d).programme.slug},
    "besoins:catalogue_pdf": lambda d: {"slug": version_publiee(d).programme.slug},
}

"""The careers of the demonstration: posts, levels of every nature, claims of experience in every state."""

from datetime import date, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from certificats.actions.acquis import declarer_niveaux, evaluer_competence, remarquer
from certificats.actions.positionnement import noter_positionnements
from certificats.actions.poste import declarer_poste
from certificats.actions.reconnaissance import (
    deposer_reconnaissance,
    donner_avis,
    faire_completer,
    joindre_piece,
    retirer_reconnaissance,
)
from certificats.models import FichePoste, Poste, Reconnaissance
from sessions.models import ReponsePositionnement, Session

COLLEGUES = 24
PIECE = b"%PDF-1.4\n% Attestation de l'employeur\n%%EOF\n"
RECITS = (
    (
        "Pendant deux ans, j'ai tenu seule l'accueil d'un espace le samedi : douze personnes par matinée, surtout pour des "
        "démarches. J'ai écrit les fiches que l'équipe utilise encore."
    ),
    "Bénévole d'une association, j'ai monté un atelier hebdomadaire pour des personnes en recherche d'emploi.",
    "J'ai remis en état et distribué quarante ordinateurs, puis formé à leur usage les familles qui les ont reçus.",
    "J'ai animé la page de l'espace et répondu aux messages pendant trois ans.",
    "J'aide mes voisins depuis longtemps.",
    "J'ai suivi des tutoriels en ligne.",
)


@transaction.atomic
def raconter_competences() -> None:
    camille = Utilisateur.objects.get(email="animateur@demo.example")
    emploi = Affectation.objects.du_jour().get(utilisateur=camille, role=Role.ANIMATEUR)
    adaptee = FichePoste.objects.publiees().filter(structure=emploi.structure).first()
    _postes(camille, emploi, adaptee)
    _niveaux(camille, adaptee)
    _constats(camille, adaptee)
    _equipes()
    for session in Session.objects.filter(
        pk__in=ReponsePositionnement.objects.filter(question__objectif__isnull=False).values("inscription__session")
    ):
        noter_positionnements(session=session, par=camille, le=timezone.now())
    _reconnaissances(camille, emploi)


def _postes(camille: Utilisateur, emploi: Affectation, fiche: FichePoste | None) -> None:
    annee = timezone.localdate().year
    anciens = [
        ("Animatrice multimédia", "Centre social des Trois-Ponts", date(annee - 7, 9, 1), date(annee - 4, 6, 30)),
        ("Formatrice bénévole", "Association L'Écran partagé", date(annee - 5, 1, 10), None),
    ]
    for intitule, employeur, debut, fin in anciens:
        poste = Poste(utilisateur=camille, intitule=intitule, employeur=employeur, debut=debut, fin=fin)
        declarer_poste(poste=poste, par=camille)
    poste = Poste(
        utilisateur=camille,
        intitule="Médiatrice numérique",
        structure=emploi.structure,
        fiche=fiche,
        debut=date(annee - 4, 9, 1),
    )
    declarer_poste(poste=poste, par=camille)


def _niveaux(camille: Utilisateur, fiche: FichePoste) -> None:
    """Some said again lately, some left to grow old."""
    demandes = dict(fiche.exigences.values_list("competence", "niveau"))
    jadis = timezone.localdate() - timedelta(days=4 * 365)
    declarer_niveaux(utilisateur=camille, niveaux={pk: max(1, n - 2) for pk, n in demandes.items()}, le=jadis)
    redites = dict(list(demandes.items())[:6])
    declarer_niveaux(utilisateur=camille, niveaux={pk: max(1, n - 1) for pk, n in redites.items()})


def _constats(camille: Utilisateur, fiche: FichePoste) -> None:
    exigences = list(fiche.exigences.select_related("competence__domaine")[:2])
    referent = Utilisateur.objects.get(email="referent@demo.example")
    constat = evaluer_competence(
        personne=camille,
        par=referent,
        competence=exigences[0].competence,
        niveau=exigences[0].niveau - 1,
        faits="A mené seule l'atelier de recherche d'information du mois dernier : onze personnes, toutes reparties servies.",
    )
    remarquer(acquis=constat, remarque="Une collègue m'a aidée à préparer les exercices.")
    evaluer_competence(
        personne=camille,
        par=Utilisateur.objects.get(email="formateur@demo.example"),
        competence=exigences[1].competence,
        niveau=exigences[1].niveau,
        faits="A vérifié trois sources devant le groupe et expliqué pourquoi elle en écartait une.",
        observe_le=timezone.localdate() - timedelta(days=12),
    )


def _equipes() -> None:
    """Colleagues who said where they stand against the second and third steps of the ladder."""
    hasard = Random(2014)
    fiches = list(FichePoste.objects.publiees().filter(structure=None, echelon__in=[1, 2, 3]).order_by("echelon"))
    emplois = Affectation.objects.du_jour().filter(role=Role.ANIMATEUR).exclude(
        utilisateur__email="animateur@demo.example"
    )  # fmt: skip
    for emploi in emplois.select_related("utilisateur", "structure").order_by("pk")[:COLLEGUES]:
        fiche = hasard.choice(fiches)
        poste = Poste(
            utilisateur=emploi.utilisateur,
            intitule=fiche.titre,
            structure=emploi.structure,
            fiche=fiche,
            debut=date(timezone.localdate().year - hasard.randint(1, 6), 9, 1),
        )
        declarer_poste(poste=poste, par=emploi.utilisateur)
        niveaux = {
            pk: max(0, n - hasard.randint(0, 2)) for pk, n in fiche.exigences.values_list("competence", "niveau")
        }
        declarer_niveaux(utilisateur=emploi.utilisateur, niveaux=niveaux)


def _reconnaissances(camille: Utilisateur, emploi: Affectation) -> None:
    """Reconnue, refusée, à compléter, en examen, retirée, déposée: one each, Camille's the first."""
    autres = Affectation.objects.du_jour().filter(role=Role.ANIMATEUR).exclude(structure=emploi.structure)
    personnes = [camille, *Utilisateur.objects.filter(pk__in=autres.values("utilisateur")).order_by("pk")[:5]]
    demandes = [_deposer(rang, personne) for rang, personne in enumerate(personnes)]
    par, aussi = (Utilisateur.objects.get(email=f"{qui}@demo.example") for qui in ("concepteur", "gestionnaire"))
    reconnue, refusee, a_completer, en_examen, retiree, _deposee = demandes
    for juge in (par, aussi):
        donner_avis(
            reconnaissance=reconnue,
            par=juge,
            favorable=True,
            motifs="Le récit est précis et l'attestation le confirme.",
        )
        donner_avis(
            reconnaissance=refusee, par=juge, favorable=False, motifs="Aucune situation ne montre le niveau demandé."
        )
    faire_completer(reconnaissance=a_completer, par=par, manque="Précisez ce que vous avez fait vous-même, et quand.")
    donner_avis(
        reconnaissance=en_examen, par=par, favorable=True, motifs="Les fiches jointes sont claires et utilisées."
    )
    retirer_reconnaissance(reconnaissance=retiree)


def _deposer(rang: int, personne: Utilisateur) -> Reconnaissance:
    exigence = FichePoste.objects.publiees().get(echelon=1, structure=None).exigences.all()[rang]
    demande = deposer_reconnaissance(
        utilisateur=personne,
        competence=exigence.competence,
        niveau=exigence.niveau,
        recit=RECITS[rang],
        le=timezone.now() - timedelta(days=45 - 7 * rang),
    )
    joindre_piece(
        reconnaissance=demande, intitule="Attestation de mon employeur", fichier=ContentFile(PIECE, "attestation.pdf")
    )
    return demande

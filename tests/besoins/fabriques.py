"""Surveys, answers, signals and needs for the tests, made by the domain's own actions."""

from dataclasses import dataclass
from datetime import date

from academie.models import Structure, Utilisateur
from besoins.actions.besoin import creer_besoin, qualifier_besoin
from besoins.actions.corroboration import rapprocher_signaux
from besoins.actions.enquete import creer_enquete, ouvrir_enquete
from besoins.actions.invitation import inviter_structures
from besoins.actions.preuve import deriver_besoin_d_option, deriver_besoin_de_signal
from besoins.actions.question import ajouter_element, ajouter_question
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.actions.signal import creer_signal, enregistrer_source, noter_signal
from besoins.models import Besoin, Enquete, Invitation, Option, Question, Section, Signal

Genre = Question.Genre


@dataclass
class EnqueteDeTest:
    """A survey of two pages with one question of each kind."""

    enquete: Enquete
    besoins: Question  # multiple choice, mandatory
    taille: Question  # single choice
    urgence: Question  # scale from 1 to 5
    postes: Question  # number from 0 to 1000
    remarque: Question  # free text

    def option(self, libelle: str) -> Option:
        return Option.objects.get(libelle=libelle, question__section__enquete=self.enquete)


def brouillon(par, titre: str = "Besoins des structures") -> EnqueteDeTest:
    enquete = creer_enquete(enquete=Enquete(titre=titre, presentation="Dites-nous ce qui vous manque."), par=par)
    premiere = ajouter_element(element=Section(enquete=enquete, titre="Vos besoins"))
    seconde = ajouter_element(element=Section(enquete=enquete, titre="Vos moyens"))
    return EnqueteDeTest(
        enquete,
        besoins=question(
            premiere, Genre.CHOIX_MULTIPLE, "Quels besoins ?", ["Formation", "Matériel", "Réseau"], obligatoire=True
        ),
        taille=question(premiere, Genre.CHOIX_UNIQUE, "Quelle taille ?", ["Petite", "Grande"]),
        urgence=question(seconde, Genre.ECHELLE, "Est-ce urgent ?", minimum=1, maximum=5, libelle_maximum="très"),
        postes=question(seconde, Genre.NOMBRE, "Combien de postes ?", minimum=0, maximum=1000, unite="postes"),
        remarque=question(seconde, Genre.TEXTE, "Une remarque ?"),
    )


def question(section: Section, genre: str, intitule: str, libelles=(), **champs) -> Question:
    return ajouter_question(
        question=Question(section=section, genre=genre, intitule=intitule, **champs), libelles=list(libelles)
    )


def enquete_ouverte(par, titre: str = "Besoins des structures") -> EnqueteDeTest:
    faite = brouillon(par, titre)
    faite.enquete = ouvrir_enquete(enquete=faite.enquete)
    return faite


def invitation(faite: EnqueteDeTest, structure: Structure) -> Invitation:
    inviter_structures(enquete=faite.enquete, structures=[structure])
    return Invitation.objects.get(enquete=faite.enquete, structure=structure)


def repondre(faite: EnqueteDeTest, structure: Structure, *libelles: str, **autres) -> Invitation:
    """`structure` is invited, ticks `libelles` and submits; `autres` are values by name of question."""
    invitee = invitation(faite, structure)
    valeurs = {faite.besoins: [faite.option(libelle) for libelle in libelles]}
    valeurs |= {getattr(faite, nom): valeur for nom, valeur in autres.items()}
    enregistrer_reponse(invitation=invitee, valeurs=valeurs)
    soumettre_reponse(invitation=invitee)
    return Invitation.objects.get(pk=invitee.pk)


def structures(nombre: int, territoire) -> list[Structure]:
    return [
        Structure.objects.create(
            nom=f"Structure {rang:02}", genre="espace", territoire=territoire, email=f"structure{rang}@test.example"
        )
        for rang in range(nombre)
    ]


def signal(titre: str = "Des usagers refusés au guichet", *, note_par=None) -> Signal:
    """A signal; with `note_par`, rated B2 by this person and another, and confirmed by a second source."""
    fait = observer(titre)
    return corroborer(noter(fait, note_par), note_par) if note_par else fait


def observer(titre: str, source: str = "Carnet de terrain", **champs) -> Signal:
    origine = enregistrer_source(nom=source, genre="capteur")
    faits = {"resume": "Vu trois fois.", "observe_le": date(2026, 3, 3), "axe": "usages"} | champs
    return creer_signal(signal=Signal(titre=titre, source=origine, **faits))


def noter(fait: Signal, *personnes, cotation: str = "B2") -> Signal:
    """Each of `personnes` gives this rating; one alone is joined by a second reader."""
    for personne in [*personnes, seconde_lecture()][:2]:
        fait = noter_signal(signal=fait, fiabilite=cotation[0], credibilite=int(cotation[1]), par=personne)
    return fait


def corroborer(fait: Signal, par, source: str = "Presse locale") -> Signal:
    return rapprocher_signaux(signal=fait, autre=observer(f"{fait.titre}, vu ailleurs", source), par=par)


def seconde_lecture() -> Utilisateur:
    adresse = "seconde-lecture@test.example"
    return Utilisateur.objects.get_or_create(email=adresse, defaults={"prenom": "Seconde", "nom": "Lecture"})[0]


def besoin(par, titre: str = "Former à l'accueil") -> Besoin:
    return creer_besoin(besoin=Besoin(titre=titre), par=par)


def besoin_qualifie(par, titre: str = "Des usagers refusés au guichet") -> Besoin:
    return qualifier_besoin(besoin=besoin_prouve(par, titre), par=par)


def besoin_prouve(par, titre: str = "Des usagers refusés au guichet") -> Besoin:
    return deriver_besoin_de_signal(signal=signal(titre, note_par=par), par=par)


def besoin_chiffre(d, titre: str, k: int, n: int) -> Besoin:
    """A need whose evidence is a share frozen at k/n."""
    faite = enquete_ouverte(d.concepteur, f"Enquête de « {titre} »")
    repondre(faite, d.structure, "Formation")
    derive = deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur)
    Besoin.objects.filter(pk=derive.pk).update(titre=titre)
    derive.preuves.update(k=k, n=n)
    return Besoin.objects.get(pk=derive.pk)

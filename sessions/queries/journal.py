"""The log of a remote half-day, read again from its file: whom it shows, how long, whom it does not tell."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.regles import regle
from academie.tableaux import ErreurTableau, lire_tableau
from sessions.connexions import Connexion, JournalIllisible, Passage, lire_connexions, passage
from sessions.connexions.journal import normaliser
from sessions.models import Creneau, Emargement, Inscription, PiecePresence
from sessions.queries.emargement import attendues


@dataclass(frozen=True)
class Connectee:
    """A person enrolled whom the log shows; `deja` when their presence is noted, that the log does not change."""

    inscription: Inscription
    passage: Passage
    connexions: int
    deja: bool

    @property
    def libelle(self) -> str:
        """ "Camille Dupont : 3 h 05 entre 9 h 02 et 12 h 10, en 2 connexions"."""
        phrase = ngettext(
            "%(personne)s : %(duree)s entre %(arrivee)s et %(depart)s, en une connexion",
            "%(personne)s : %(duree)s entre %(arrivee)s et %(depart)s, en %(n)d connexions",
            self.connexions,
        ) % {
            "personne": self.inscription.utilisateur,
            "duree": francais.duree(self.passage.minutes),
            "arrivee": francais.heure(self.passage.arrivee),
            "depart": francais.heure(self.passage.depart),
            "n": self.connexions,
        }
        return _("%(phrase)s (présence déjà notée, elle ne change pas)") % {"phrase": phrase} if self.deja else phrase


@dataclass(frozen=True)
class Journal:
    """What the log says; `erreur` when it cannot be read."""

    connectees: list[Connectee] = field(default_factory=list)
    inconnues: list[str] = field(default_factory=list)
    sans_connexion: list[Inscription] = field(default_factory=list)
    erreur: str = ""


def lire_journal(piece: PiecePresence) -> Journal:
    """Match the lines of a log with the persons enrolled, by address, else by the words of the name."""
    creneau = piece.creneau
    try:
        with piece.fichier.open() as fichier:
            tableau = lire_tableau(fichier, piece.fichier.name, lignes_maximum=regle("emargement.journal_lignes"))
            jour = creneau.debut.date()
            connexions = list(lire_connexions(tableau.entetes, tableau.lignes, jour=jour))
    except (ErreurTableau, JournalIllisible) as erreur:
        return Journal(erreur=_("Ce journal ne se lit pas : %(raison)s") % {"raison": erreur.raison})
    except OSError:
        return Journal(erreur=_("Le fichier de ce journal n'est plus là. Joignez-le de nouveau."))
    return _rapprocher(creneau, connexions)


def _rapprocher(creneau: Creneau, connexions: list[Connexion]) -> Journal:
    inscriptions = list(attendues(creneau.session_id))
    connues = _reconnaitre(inscriptions)
    par_personne, inconnues = defaultdict(list), {}
    for connexion in connexions:
        email, nom = connexion.email.strip().casefold(), _mots(connexion.nom)
        inscription = connues.get(email) or connues.get(nom)
        if inscription:
            par_personne[inscription.pk].append(connexion)
        else:
            inconnues.setdefault(connexion.nom or connexion.email)
    deja = set(Emargement.objects.filter(creneau=creneau).values_list("inscription", flat=True))
    connectees = [
        Connectee(inscription, suivi, len(par_personne[inscription.pk]), inscription.pk in deja)
        for inscription in inscriptions
        if (suivi := passage(par_personne[inscription.pk], creneau.debut, creneau.fin))
    ]
    vues = {connectee.inscription.pk for connectee in connectees}
    return Journal(connectees, list(inconnues), [une for une in inscriptions if une.pk not in vues])


def _reconnaitre(inscriptions: list[Inscription]) -> dict[str, Inscription | None]:
    """By address and by name; two persons of the same name are told by their address only."""
    connues: dict[str, Inscription | None] = {}
    for inscription in inscriptions:
        nom = _mots(inscription.utilisateur.get_full_name())
        connues[nom] = None if nom in connues else inscription
        connues[inscription.utilisateur.email.casefold()] = inscription
    connues.pop("", None)
    return connues


def _mots(nom: str) -> str:
    return " ".join(sorted(normaliser(nom).split()))

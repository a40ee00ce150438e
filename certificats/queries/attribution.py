"""Who gets which document, and why: the rules, then what they give for a session."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Prefetch, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie import francais
from certificats.models import Certificat, DocumentDelivre
from sessions.models import Inscription, Session
from sessions.queries.assiduite import Assiduite, assiduites

Genre = DocumentDelivre.Genre


@dataclass(frozen=True)
class RegleDocument:
    """A kind of document: who gets it, and the sentence of what was decided, either way."""

    genre: str
    admet: Callable[[Assiduite], bool]
    accord: Promise
    refus: Promise

    def raison(self, assiduite: Assiduite) -> str:
        return str(self.accord if self.admet(assiduite) else self.refus) % _mesure(assiduite)


def _presente(assiduite: Assiduite) -> bool:
    return assiduite.minutes_suivies > 0


def _au_seuil(assiduite: Assiduite) -> bool:
    return assiduite.atteint


AU_SEUIL = gettext_lazy("%(suivies)s sur %(prevues)s, seuil %(seuil)s")
SOUS_LE_SEUIL = gettext_lazy("%(suivies)s sur %(prevues)s\u00a0: le seuil de %(seuil)s n'est pas atteint.")

# The one table that decides. The order is the one of the page.
REGLES_DES_DOCUMENTS = (
    RegleDocument(Genre.REALISATION, _au_seuil, AU_SEUIL, SOUS_LE_SEUIL),
    RegleDocument(Genre.FIN_DE_FORMATION, _au_seuil, AU_SEUIL, SOUS_LE_SEUIL),
    RegleDocument(
        Genre.ASSIDUITE,
        _presente,
        gettext_lazy("Présence de %(suivies)s sur %(prevues)s"),
        gettext_lazy("Aucune présence notée sur %(prevues)s."),
    ),
)


def documents_dus(assiduite: Assiduite) -> list[str]:
    """The kinds of documents that a person gets; none for who was never there."""
    return [regle.genre for regle in REGLES_DES_DOCUMENTS if regle.admet(assiduite)]


def documents_du_certificat(*, atteint: bool) -> frozenset[str]:
    """The kinds that a certificate bears: what the rules give to who reached the threshold, or did not."""
    return frozenset(Genre.values) if atteint else frozenset({Genre.ASSIDUITE})


@dataclass(frozen=True)
class Decision:
    """One kind of document for one person: given or not, in one sentence; the document once it is issued."""

    genre: str
    libelle: str
    accorde: bool
    raison: str
    document: DocumentDelivre | None = None


class Issue(TextChoices):
    """How it ends for a person."""

    CERTIFIEE = "certifiee", gettext_lazy("les trois documents")
    ASSIDUITE = "assiduite", gettext_lazy("heures seulement")
    RIEN = "rien", gettext_lazy("aucun document")
    REVOQUEE = "revoquee", gettext_lazy("révoqué")
    ERREUR = "erreur", gettext_lazy("en échec")


@dataclass(frozen=True)
class Attribution:
    """What a confirmed person gets, or got, of a session, and why."""

    inscription: Inscription
    assiduite: Assiduite
    certificat: Certificat | None
    decisions: list[Decision]
    issue: Issue
    raison: str
    remede: str

    @property
    def a_delivrer(self) -> bool:
        return any(decision.accorde and decision.document is None for decision in self.decisions) and (
            self.issue != Issue.REVOQUEE
        )

    @property
    def ton(self) -> str:
        return "danger" if self.issue in (Issue.REVOQUEE, Issue.ERREUR) else "alerte"

    @property
    def est_un_refus(self) -> bool:
        """Something is not given: it is explained."""
        return self.issue != Issue.CERTIFIEE

    def repond(self, recherche: str) -> bool:
        """Are all the words in the name or in the structure?"""
        texte = f"{self.inscription.utilisateur} {self.inscription.structure or ''}".casefold()
        return all(mot in texte for mot in recherche.replace("\0", " ").casefold().split())


REMEDES = {
    Issue.ASSIDUITE: gettext_lazy(
        "Il manque %(manque)s. Si des heures ont été oubliées, corrigez la présence\u00a0: le certificat suivra."
    ),
    Issue.RIEN: gettext_lazy("Si cette personne était là, corrigez sa présence\u00a0: ses documents suivront."),
    Issue.REVOQUEE: gettext_lazy("Un certificat révoqué n'est pas délivré à nouveau."),
    Issue.ERREUR: gettext_lazy("Corrigez ce qui est dit, puis délivrez à nouveau\u00a0: les autres ne changent pas."),
}


def attributions(session: Session, *, erreurs: dict[str, str] | None = None) -> list[Attribution]:
    """One line per confirmed enrolment, by name: what the attendance known today gives, what was issued, and why.

    Args:
        erreurs: what the last campaign could not do, by the key of the enrolment.
    """
    documents = Prefetch("documents", DocumentDelivre.objects.order_by("pk"))
    derniers = {
        certificat.inscription_id: certificat
        for certificat in Certificat.objects.filter(inscription__session=session)
        .prefetch_related(documents)
        .order_by("emis_le", "pk")
    }
    return [
        _attribution(assiduite, derniers.get(assiduite.inscription.pk), erreurs or {})
        for assiduite in assiduites(session)
    ]


def a_servir(session: Session) -> list[int]:
    """The enrolments that the rules give a document to and that have none, by key, in the order of names."""
    servies = set(
        Certificat.objects.decisifs().filter(inscription__session=session).values_list("inscription", flat=True)
    )
    return [
        assiduite.inscription.pk
        for assiduite in assiduites(session)
        if documents_dus(assiduite) and assiduite.inscription.pk not in servies
    ]


@dataclass(frozen=True)
class Comptes:
    personnes: int
    certifiees: int
    a_delivrer: int

    @property
    def bilan(self) -> str:
        """ "55 certificats, 5 refus"."""
        refus = self.personnes - self.certifiees
        certificats = ngettext("%(n)s certificat", "%(n)s certificats", self.certifiees) % {
            "n": francais.nombre(self.certifiees)
        }
        return _("%(certificats)s, %(refus)s refus") % {"certificats": certificats, "refus": francais.nombre(refus)}


def comptes(lignes: Collection[Attribution]) -> Comptes:
    return Comptes(
        personnes=len(lignes),
        certifiees=sum(ligne.issue == Issue.CERTIFIEE for ligne in lignes),
        a_delivrer=sum(ligne.a_delivrer for ligne in lignes),
    )


def _attribution(assiduite: Assiduite, certificat: Certificat | None, erreurs: dict[str, str]) -> Attribution:
    inscription = assiduite.inscription
    delivres = {un.genre: un for un in certificat.documents.all()} if certificat else {}
    decisions = [
        Decision(
            regle.genre,
            str(Genre(regle.genre).label),
            regle.admet(assiduite),
            regle.raison(assiduite),
            delivres.get(regle.genre),
        )
        for regle in REGLES_DES_DOCUMENTS
    ]
    issue = _issue(assiduite, certificat, str(inscription.pk) in erreurs)
    raison = erreurs[str(inscription.pk)] if issue == Issue.ERREUR else _raison(issue, assiduite, certificat)
    remede = str(REMEDES.get(issue, "")) % _mesure(assiduite)
    return Attribution(inscription, assiduite, certificat, decisions, issue, raison, remede)


def _issue(assiduite: Assiduite, certificat: Certificat | None, erreur: bool) -> Issue:
    if certificat and certificat.etat == Certificat.Etat.REVOQUE and certificat.classe != Certificat.Classe.ABSENCE:
        return Issue.REVOQUEE
    if erreur and certificat is None:
        return Issue.ERREUR
    if assiduite.atteint:
        return Issue.CERTIFIEE
    return Issue.ASSIDUITE if _presente(assiduite) else Issue.RIEN


def _raison(issue: Issue, assiduite: Assiduite, certificat: Certificat | None) -> str:
    if issue == Issue.REVOQUEE and certificat:
        return _("Révoqué (%(classe)s).") % {"classe": certificat.get_classe_display() or _("autre raison")}
    principale = REGLES_DES_DOCUMENTS[-1] if issue == Issue.RIEN else REGLES_DES_DOCUMENTS[0]
    return principale.raison(assiduite)


def _mesure(assiduite: Assiduite) -> dict[str, str]:
    seuil = -(-assiduite.seuil * assiduite.minutes_prevues // 100)
    return {
        "suivies": francais.duree(assiduite.minutes_suivies),
        "prevues": francais.duree(assiduite.minutes_prevues),
        "seuil": francais.pourcentage(assiduite.seuil / 100, 0),
        "manque": francais.duree(max(seuil - assiduite.minutes_suivies, 0)),
    }

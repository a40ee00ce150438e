from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Utilisateur
from certificats.codes import nouveau_numero
from certificats.models import Certificat, DocumentDelivre
from sessions.models import Session

EXEMPLES = 25


def numeros_libres(annee: int, combien: int) -> list[str]:
    """Return `combien` numbers that no certificate bears."""
    numeros: set[str] = set()
    while len(numeros) < combien:
        essais = {nouveau_numero(annee) for _essai in range(combien - len(numeros))}
        pris = Certificat.objects.filter(numero__in=essais).values_list("numero", flat=True)
        numeros |= essais - set(pris)
    return sorted(numeros)


def certificats_visibles(utilisateur: Utilisateur):
    """The certificates that `utilisateur` may see, latest first, with what a list shows of them."""
    return (
        Certificat.objects.autorises(utilisateur, "certificat.voir")
        .select_related("inscription__session__version__programme")
        .defer("inscription__session__version__recherche")
    )


def filtres(certificats: QuerySet[Certificat], criteres: dict) -> QuerySet[Certificat]:
    """Those that meet every criterion: state, kind of document, year of issue, structure, session, words."""
    chemins = {
        "etat": "etat",
        "annee": "emis_le__year",
        "structure": "inscription__structure",
        "session": "inscription__session",
    }
    certificats = certificats.filter(**{chemins[nom]: criteres[nom] for nom in chemins.keys() & criteres.keys()})
    if genre := criteres.get("genre"):
        certificats = certificats.filter(Exists(DocumentDelivre.objects.filter(certificat=OuterRef("pk"), genre=genre)))
    return cherches(certificats, criteres.get("q", ""))


def documents_visibles(certificat: Certificat, utilisateur: Utilisateur) -> list[DocumentDelivre]:
    """The documents of `certificat` that a person who sees it may open, in the order of the page."""
    documents = DocumentDelivre.objects.autorises(utilisateur, "certificat.voir").filter(certificat=certificat)
    return sorted(documents.select_related("certificat"), key=lambda document: document.rang)


def cherches(certificats: QuerySet[Certificat], recherche: str) -> QuerySet[Certificat]:
    """Those with every word: of the holder's name as printed or as it is today, of the programme or of the number."""
    for mot in recherche.replace("\0", " ").split()[:5]:
        certificats = certificats.filter(
            Q(inscription__utilisateur__in=Utilisateur.objects.nommes(mot))
            | Q(faits__titulaire__icontains=mot)
            | Q(inscription__session__version__programme__titre__icontains=mot)
            | Q(numero__icontains=mot)
        )
    return certificats


def certificats_d_exemple(mots: str) -> list[tuple[str, str]]:
    """The latest certificates whose person, programme or number has all of these words, to preview a text with."""
    trouves = cherches(Certificat.objects.select_related("inscription__utilisateur"), mots)
    return [
        (str(certificat.pk), f"{certificat.inscription.utilisateur} – {certificat.faits['programme']}, {certificat}")
        for certificat in trouves[:EXEMPLES]
    ]


def certificats_de(utilisateur: Utilisateur):
    """The person's own certificates, latest first, whatever became of them."""
    return Certificat.objects.filter(inscription__utilisateur=utilisateur)


def mes_certificats(utilisateur: Utilisateur):
    """The same with their documents, those in force first."""
    en_tete = Case(When(etat=Certificat.Etat.VALIDE, then=0), default=1)
    return (
        certificats_de(utilisateur)
        .select_related("badge")
        .prefetch_related("documents")
        .order_by(en_tete, "-emis_le", "-pk")
    )


def historique(certificat: Certificat) -> list[str]:
    """What happened to a certificate, in sentences, latest first."""
    delivre = {
        "jour": francais.date_longue(certificat.emis_le),
        "personne": certificat.emis_par or _("l'Académie"),
        "ancien": certificat.remplace.numero if certificat.remplace else "",
    }
    phrases = [_("%(jour)s, délivré par %(personne)s.") % delivre]
    if certificat.remplace:
        phrases = [_("%(jour)s, délivré par %(personne)s en remplacement du certificat %(ancien)s.") % delivre]
    if certificat.etat == Certificat.Etat.REMPLACE:
        fait = {
            "jour": francais.date_longue(certificat.remplacant.emis_le),
            "numero": certificat.remplacant.numero,
            "motif": certificat.motif,
        }
        phrases.insert(0, _("%(jour)s, remplacé par le certificat %(numero)s. Motif : %(motif)s") % fait)
    if certificat.etat == Certificat.Etat.REVOQUE:
        fait = {"jour": francais.date_longue(certificat.revoque_le), "motif": certificat.motif}
        phrases.insert(0, _("%(jour)s, révoqué. Motif : %(motif)s") % fait)
    return [phrase[0].upper() + phrase[1:] for phrase in phrases]


def encart(session: Session) -> tuple[str, dict]:
    """What the certificates say on the page of a session for those who plan it: nothing before it is closed."""
    realisee = session.etat in Session.TENUES
    return "certificats/certificat/encart.html", {
        "session": session,
        "realisee": realisee,
        "delivres": Certificat.objects.valides().filter(inscription__session=session).count() if realisee else 0,
    }

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Utilisateur
from certificats.codes import lire_code, nouveau_numero
from certificats.models import Certificat, DocumentDelivre
from sessions.models import Inscription, Session
from sessions.queries.assiduite import Assiduite, assiduites


def faits_de_la_session(session: Session) -> dict:
    """Return what every certificate of `session` prints alike, as values that JSON keeps."""
    version = session.version
    creneaux = session.creneaux.prefetch_related("interventions__formateur")
    formateurs = {i.formateur.get_full_name(): None for creneau in creneaux for i in creneau.interventions.all()}
    return {
        "programme": version.programme.titre,
        "version": str(version.numero),
        "objectifs": [objectif.intitule for objectif in version.objectifs.order_by("ordre", "pk")],
        "jours": sorted({timezone.localdate(creneau.debut).isoformat() for creneau in creneaux}),
        "lieu": _lieu(session),
        "formateurs": list(formateurs),
    }


def faits_de_la_personne(assiduite: Assiduite, *, le: datetime) -> dict:
    """Return what a certificate issued at `le` prints about one person."""
    inscription = assiduite.inscription
    return {
        "titulaire": inscription.utilisateur.get_full_name(),
        "employeur": inscription.structure.nom if inscription.structure else "",
        "minutes_prevues": assiduite.minutes_prevues,
        "minutes_suivies": assiduite.minutes_suivies,
        "seuil": assiduite.seuil,
        "delivre_le": timezone.localdate(le).isoformat(),
    }


def numeros_libres(annee: int, combien: int) -> list[str]:
    """Return `combien` numbers that no certificate bears."""
    numeros: set[str] = set()
    while len(numeros) < combien:
        essais = {nouveau_numero(annee) for _essai in range(combien - len(numeros))}
        pris = Certificat.objects.filter(numero__in=essais).values_list("numero", flat=True)
        numeros |= essais - set(pris)
    return sorted(numeros)


def certificats_visibles(utilisateur: Utilisateur, *, recherche: str = ""):
    """The certificates that `utilisateur` may see, latest first.

    Args:
        recherche: words of the holder's name or a part of the number; every word must be found.
    """
    certificats = Certificat.objects.autorises(utilisateur, "certificat.voir")
    for mot in recherche.replace("\0", " ").split()[:5]:
        certificats = certificats.filter(
            Q(inscription__utilisateur__nom__icontains=mot)
            | Q(inscription__utilisateur__prenom__icontains=mot)
            | Q(numero__icontains=mot)
        )
    return certificats.select_related("inscription__session__version__programme").defer(
        "inscription__session__version__recherche"
    )


def certificats_de(utilisateur: Utilisateur):
    """The person's own certificates, latest first, whatever became of them."""
    return Certificat.objects.filter(inscription__utilisateur=utilisateur)


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


def document_public(saisie: str) -> DocumentDelivre | None:
    """The document whose code was typed or read as `saisie`, with what replaced its certificate and what that replaced."""
    documents = DocumentDelivre.objects.select_related("certificat__remplacant", "certificat__remplace")
    return documents.filter(code=lire_code(saisie)).first()


@dataclass(frozen=True)
class Attribution:
    """What a confirmed person got of a session's certificates, and why."""

    inscription: Inscription
    certificat: Certificat | None
    raison: str


def attributions(session: Session) -> list[Attribution]:
    """One line per confirmed enrolment, by name: the last certificate, and the reason of what there is or is not."""
    derniers = {
        certificat.inscription_id: certificat
        for certificat in Certificat.objects.filter(inscription__session=session).order_by("emis_le", "pk")
    }
    return [
        Attribution(
            assiduite.inscription,
            derniers.get(assiduite.inscription.pk),
            raison_de_l_attribution(session, assiduite),
        )
        for assiduite in assiduites(session)
    ]


def encart(session: Session) -> tuple[str, dict]:
    """What the certificates say on the page of a session for those who plan it: nothing before it is closed."""
    realisee = session.etat in Session.TENUES
    delivres = Certificat.objects.filter(inscription__session=session).values("inscription").distinct()
    return "certificats/certificat/encart.html", {
        "session": session,
        "realisee": realisee,
        "delivres": delivres.count() if realisee else 0,
    }


def raison_de_l_attribution(session: Session, assiduite: Assiduite) -> str:
    """Why a person has, or has not, a certificate of `session`: "13 h 30 sur 14 h, seuil 80 %"."""
    if session.etat not in Session.TENUES:
        return _("La session n'est pas close : les certificats sont délivrés à sa clôture.")
    mesure = {
        "suivies": francais.duree(assiduite.minutes_suivies),
        "prevues": francais.duree(assiduite.minutes_prevues),
        "seuil": francais.pourcentage(assiduite.seuil / 100, 0),
    }
    if assiduite.atteint:
        return _("%(suivies)s sur %(prevues)s, seuil %(seuil)s") % mesure
    return _("%(suivies)s sur %(prevues)s : le seuil de %(seuil)s n'est pas atteint.") % mesure


def _lieu(session: Session) -> str:
    if session.lieu is None:
        return _("À distance")
    adresse = f"{session.lieu.nom}, {session.lieu.adresse}, {session.lieu.commune.nom}"
    if session.modalite == Session.Modalite.HYBRIDE:
        return _("%(adresse)s, et à distance") % {"adresse": adresse}
    return adresse

"""The facts that a certificate freezes, as values that JSON keeps. `queries.document` says what each document prints."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from certificats.queries.modele import modeles_figes
from sessions.agendas.fuseaux import PARIS
from sessions.models import Creneau, Emargement, Session
from sessions.queries.assiduite import Assiduite
from sessions.queries.documents import lire_organisme
from sessions.queries.progres import notes_des_personnes


def faits_de_la_session(session: Session) -> dict:
    """Return what every certificate of `session` prints alike."""
    version = session.version
    creneaux = session.creneaux.prefetch_related("interventions__formateur")
    formateurs = {i.formateur.get_full_name(): None for creneau in creneaux for i in creneau.interventions.all()}
    financements = version.financements.exclude(mention="").order_by("nom")
    return {
        "programme": version.programme.titre,
        "version": str(version.numero),
        "objectifs": [objectif.intitule for objectif in version.objectifs.order_by("ordre", "pk")],
        "jours": sorted({creneau.debut.date().isoformat() for creneau in creneaux}),
        "lieu": _lieu(session),
        "formateurs": list(formateurs),
        "organisme": faits_de_l_organisme(),
        "financements": [{"mention": un.mention, "europe": bool(un.fonds)} for un in financements],
        "modele": modeles_figes(),
    }


def faits_de_l_organisme() -> dict:
    """Who trains, and who signs for them; nothing of what was never filled."""
    organisme = lire_organisme()
    faits = {
        "nom": organisme.nom,
        "adresse": organisme.adresse,
        "commune": organisme.commune,
        "siret": organisme.siret,
        "enregistrement": organisme.enregistrement,
        "signataire": organisme.represente,
    }
    return {cle: valeur for cle, valeur in faits.items() if valeur}


def faits_des_personnes(session: Session, presentes: Sequence[Assiduite], *, le: datetime) -> dict[int, dict]:
    """Return what each certificate issued at `le` prints of its person alone, by enrolment; a constant number of queries."""
    presences = faits_d_assiduite(session, presentes)
    resultats = _resultats(session, presentes)
    return {
        assiduite.inscription.pk: {
            "titulaire": assiduite.inscription.utilisateur.get_full_name(),
            "employeur": assiduite.inscription.structure.nom if assiduite.inscription.structure else "",
            "delivre_le": timezone.localdate(le).isoformat(),
            "resultats": resultats.get(assiduite.inscription.pk, []),
            **presences[assiduite.inscription.pk],
        }
        for assiduite in presentes
    }


def faits_d_assiduite(session: Session, presentes: Sequence[Assiduite]) -> dict[int, dict]:
    """Return the hours as the register has them today: what a correction of attendance changes, and nothing else."""
    suivies: dict[int, dict[int, int]] = defaultdict(dict)
    signees = Emargement.objects.filter(inscription__in=[a.inscription.pk for a in presentes], absent=False)
    for inscription, creneau, minutes in signees.order_by().values_list("inscription", "creneau", "minutes"):
        suivies[inscription][creneau] = minutes
    creneaux = sorted(session.creneaux.all(), key=lambda creneau: (creneau.debut, creneau.pk))
    return {
        assiduite.inscription.pk: {
            "minutes_prevues": assiduite.minutes_prevues,
            "minutes_suivies": assiduite.minutes_suivies,
            "seuil": assiduite.seuil,
            "presences": [_presence(creneau, suivies[assiduite.inscription.pk]) for creneau in creneaux],
        }
        for assiduite in presentes
    }


def _presence(creneau: Creneau, suivies: dict[int, int]) -> dict:
    return {
        "debut": creneau.debut.isoformat(),
        "fin": creneau.fin.isoformat(),
        "prevues": creneau.minutes,
        "suivies": suivies.get(creneau.pk, 0),
        # Said overseas only: the certificates of before read as those of today.
        **({} if creneau.fuseau == PARIS else {"fuseau": creneau.fuseau}),
    }


def _resultats(session: Session, presentes: Sequence[Assiduite]) -> dict[int, list[dict]]:
    """What each person said of the objectives before and after; nothing for who said nothing after."""
    avant, apres = notes_des_personnes(session, [assiduite.inscription.pk for assiduite in presentes])
    objectifs = list(session.version.objectifs.order_by("ordre", "pk").values_list("pk", "intitule"))
    dites = {inscription for inscription, _objectif in apres}
    return {
        inscription: [
            {"objectif": intitule, "avant": avant.get((inscription, pk)), "apres": apres.get((inscription, pk))}
            for pk, intitule in objectifs
        ]
        for inscription in dites
    }


def _lieu(session: Session) -> str:
    if session.lieu is None:
        return _("À distance")
    adresse = f"{session.lieu.nom}, {session.lieu.adresse}, {session.lieu.commune.nom}"
    if session.modalite == Session.Modalite.HYBRIDE:
        return _("%(adresse)s, et à distance") % {"adresse": adresse}
    return adresse

"""The register of attendance: every deed appends a link, and shows what it says, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from academie.models import Utilisateur
from sessions.models import Creneau, Emargement, EnregistrementPresence, Inscription, Registre, Session
from sessions.queries.registre import VERSION, horaire, instant, presence_scellee
from sessions.scellement import canonique, empreinte_du_maillon


@dataclass(frozen=True)
class Acte:
    """What a link says. `emargement` is saved, as it is, with it; `faits` is what only this kind of link says."""

    genre: str
    inscription: Inscription | None = None
    emargement: Emargement | None = None
    motif: str = ""
    faits: dict = field(default_factory=dict)


@transaction.atomic
def inscrire_au_registre(
    *, creneau: Creneau, actes: Sequence[Acte], le: datetime, par: Utilisateur | None = None
) -> list[EnregistrementPresence]:
    """Append one link for each deed to the chain of the session, in order, and save the attendances that they change.

    The session is locked by the caller (`verrouiller_creneau`). Without `par`, the person enrolled did it.
    """
    tete, _nouvelle = Registre.objects.select_for_update().get_or_create(session_id=creneau.session_id)
    liens = []
    for acte in actes:
        tete.nombre += 1
        contenu = canonique(_contenu(creneau, acte, numero=tete.nombre, le=le, par=par))
        liens.append(
            EnregistrementPresence(
                session_id=creneau.session_id,
                numero=tete.nombre,
                genre=acte.genre,
                creneau=creneau,
                inscription=acte.inscription,
                contenu=contenu,
                precedent=tete.empreinte,
                empreinte=(empreinte := empreinte_du_maillon(tete.empreinte, contenu)),
            )
        )
        tete.empreinte = empreinte
    nouveaux = [acte.emargement for acte in actes if acte.emargement and not acte.emargement.pk]
    for acte in actes:
        if acte.emargement and acte.emargement.pk:
            acte.emargement.save()
    Emargement.objects.bulk_create(nouveaux)
    EnregistrementPresence.objects.bulk_create(liens)
    tete.save()
    return liens


def verrouiller_creneau(creneau: Creneau) -> Creneau:
    """The half-day as it stands, its session locked: who is confirmed stays so meanwhile."""
    session = Session.objects.select_for_update().get(pk=creneau.session_id)
    creneau = Creneau.objects.get(pk=creneau.pk)
    creneau.session = session
    return creneau


def _contenu(creneau: Creneau, acte: Acte, *, numero: int, le: datetime, par: Utilisateur | None) -> dict:
    return {
        "version": VERSION,
        "session": creneau.session_id,
        "numero": numero,
        "genre": str(acte.genre),
        "le": instant(le),
        "par": {"id": par.pk, "nom": str(par)} if par else None,
        "creneau": horaire(creneau),
        "inscription": _personne(acte.inscription) if acte.inscription else None,
        "motif": acte.motif,
        "presence": presence_scellee(acte.emargement) if acte.emargement else None,
        **acte.faits,
    }


def _personne(inscription: Inscription) -> dict:
    return {"id": inscription.pk, "utilisateur": inscription.utilisateur_id, "nom": str(inscription.utilisateur)}

"""What is gathered on the trainer's device, passed from hand to hand, perhaps without a network."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.regles import Refus
from sessions.actions.declaration import declarer_absence, declarer_presence
from sessions.actions.emargement import signer_sur_appareil
from sessions.actions.registre import verrouiller_creneau
from sessions.models import Emargement
from sessions.queries.emargement import reponse


@transaction.atomic
def recueillir_signature(
    *,
    creneau,
    inscription,
    par,
    cle: UUID,
    nom: str,
    trace: str = "",
    retard: int = 0,
    appareil_le: datetime | None = None,
    le: datetime | None = None,
) -> Emargement:
    """A person signs on the device, `retard` minutes after the beginning. The same `cle` counts once, whatever is noted since.

    Raises:
        Refus: not expected, not open, countersigned, absence noted, or later than the half-day is long.
    """
    le = le or timezone.now()
    creneau = verrouiller_creneau(creneau)
    if deja := Emargement.objects.filter(cle=cle, creneau=creneau, inscription=inscription).first():
        return deja
    emargement = signer_sur_appareil(
        creneau=creneau,
        inscription=inscription,
        par=par,
        nom=nom,
        cle=cle,
        trace=trace,
        appareil_le=appareil_le,
        le=le,
    )
    if not retard or emargement.cle != cle:
        return emargement
    if retard >= creneau.minutes:
        raise Refus(
            _("La demi-journée dure %(duree)s : ce retard est plus long. Corrigez-le, ou notez une absence.")
            % {"duree": francais.duree(creneau.minutes)},
            champ="retard",
        )
    arrivee = creneau.debut + timedelta(minutes=retard)
    motif = _("Arrivée à %(heure)s") % {"heure": francais.heure(arrivee)}
    return declarer_presence(creneau=creneau, inscription=inscription, par=par, arrivee=arrivee, motif=motif, le=le)


@transaction.atomic
def recueillir_absence(*, creneau, inscription, par, le: datetime | None = None) -> Emargement:
    """The trainer notes on the device that a person is not there. Who signed since stays there.

    Raises:
        Refus: not expected, not open, countersigned, or signed meanwhile.
    """
    creneau = verrouiller_creneau(creneau)
    if (deja := reponse(creneau, inscription)) and not deja.absent:
        raise Refus(
            _("Une présence est déjà enregistrée à %(heure)s : l'absence n'est pas notée. Corrigez-la s'il le faut.")
            % {"heure": francais.heure(deja.signe_le)}
        )
    return deja or declarer_absence(creneau=creneau, inscription=inscription, par=par, le=le)

"""What the feeds hold of the sown sessions: the product's own bytes of one half-day, at other hours."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from sessions.models import EvenementPublie, VersionAgenda
from tests.bench.semis import semer


def semer_les_evenements(decor, evenements: Iterable[tuple]) -> None:
    """(session, programme, theme, commune, uid, beginning, end) of each half-day."""
    gabarits = decor.gabarits(EvenementPublie)
    if not gabarits:
        return
    gabarit = gabarits[0]
    vcard = bytes(gabarit.fragment)

    def ligne(session, programme, theme, commune, uid, debut, fin) -> tuple:
        fragment = _ailleurs(vcard, gabarit, session, uid, debut, fin)
        lieux = (commune.region_id, commune.departement_id, commune.epci_id)
        return (session, programme, theme, *lieux, uid, debut, fin, fragment)

    colonnes = (
        "session_id",
        "programme_id",
        "theme_id",
        "region_id",
        "departement_id",
        "epci_id",
        "uid",
        "debut",
        "fin",
    )
    semer(gabarit, (*colonnes, "fragment"), (ligne(*evenement) for evenement in evenements))


def _ailleurs(fragment: bytes, gabarit: EvenementPublie, session: int, uid: UUID, debut, fin) -> bytes:
    """The same event of another session; its title and its room stay those of the model."""
    for avant, apres in (
        (str(gabarit.uid), str(uid)),
        (_heure(gabarit.debut), _heure(debut)),
        (_heure(gabarit.fin), _heure(fin)),
        (f"/sessions/{gabarit.session_id}/\r\n", f"/sessions/{session}/\r\n"),
    ):
        fragment = fragment.replace(avant.encode(), apres.encode())
    return fragment


def _heure(instant) -> str:
    return f"{timezone.localtime(instant):%Y%m%dT%H%M%S}"


def tout_a_change(cles: Iterable[str]) -> None:
    """Another version of each feed: what processes kept of it is old."""
    maintenant = timezone.now().replace(microsecond=0)
    VersionAgenda.objects.all().delete()
    VersionAgenda.objects.bulk_create([VersionAgenda(cle=cle, modifie_le=maintenant) for cle in cles], batch_size=2_000)

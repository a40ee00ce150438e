"""Messages about sessions and enrolments: what each person was told, and real cases to preview a text with."""

from django.db.models import Q

from academie import francais
from academie.models import Utilisateur
from academie.queries.message import messages_de
from sessions.models import AccordEmployeur, Inscription, Session

EXEMPLES = 25


def messages_de_l_inscription(inscription: Inscription):
    accord = AccordEmployeur.objects.filter(inscription=inscription).values_list("pk", flat=True).first()
    return messages_de(f"inscription:{inscription.pk}", *([f"accord:{accord}"] if accord else []))


def messages_de_la_session(session):
    """Those about the session and about each of its enrolments."""
    inscriptions = Inscription.objects.filter(session=session).values_list("pk", flat=True)
    accords = AccordEmployeur.objects.filter(inscription__session=session).values_list("pk", flat=True)
    return messages_de(
        f"session:{session.pk}", *(f"inscription:{pk}" for pk in inscriptions), *(f"accord:{pk}" for pk in accords)
    )


def inscriptions_d_exemple(mots: str) -> list[tuple[str, str]]:
    """The latest enrolments whose person or programme has all of these words."""
    trouvees = Inscription.objects.select_related("utilisateur", "session__version__programme").order_by("-pk")
    for mot in mots.split()[:5]:
        trouvees = trouvees.filter(
            Q(utilisateur__in=Utilisateur.objects.nommes(mot))
            | Q(session__in=Session.objects.filter(version__programme__titre__icontains=mot))
        )
    return [
        (
            str(inscription.pk),
            f"{inscription.utilisateur} – {inscription.session.titre}, {francais.date_courte(inscription.session.debut)}",
        )
        for inscription in trouvees[:EXEMPLES]
    ]

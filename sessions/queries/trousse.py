"""What a trainer takes to a session, in one file; who must receive it, and when."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.documents.balises import EDITEUR
from academie.models import Organisme, Utilisateur
from besoins.queries.document import lire_fiche
from sessions.documents.feuille import feuille_emargement_pdf
from sessions.documents.trousse import Affiche, Attendue, affiches_pdf, liste_pdf
from sessions.models import Creneau, Session
from sessions.queries.emargement import attendues, url_de_la_salle
from sessions.queries.feuille import donnees_de_la_feuille
from sessions.queries.session import adresse, adresse_du_creneau


def trousse(session: Session) -> bytes:
    """A zip: the sheet to sign by hand, the QR codes to hang, the persons expected and what they need, the programme."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in _documents(session):
            archive.writestr(nom, contenu)
    return tampon.getvalue()


def fabriquer_trousse(cle: str) -> bytes:
    """As its message leaves: who enrolled meanwhile is in it."""
    return trousse(Session.objects.completes().get(pk=cle))


def sessions_a_equiper(le: datetime):
    """Those that begin tomorrow, or later today."""
    minuit = timezone.make_aware(datetime.combine(timezone.localdate(le), datetime.min.time()))
    return Session.objects.vivantes().completes().filter(debut__gt=le, debut__lt=minuit + timedelta(days=2))


def equipe(session: Session):
    """Who gives its half-days, once each."""
    animent = Creneau.objects.filter(session=session).values("interventions__formateur")
    return Utilisateur.objects.filter(pk__in=animent, is_active=True).order_by("pk")


def _documents(session: Session) -> Iterator[tuple[str, bytes]]:
    commun = {"jour": timezone.now(), "emetteur": Organisme.charger().nom or EDITEUR}
    creneaux = Creneau.objects.filter(session=session).situes().order_by("debut", "pk")
    affiches = [Affiche(une.debut, une.fin, adresse_du_creneau(une), url_de_la_salle(une)) for une in creneaux]
    personnes = [
        Attendue(
            str(inscription.utilisateur),
            str(inscription.structure or ""),
            inscription.amenagement,
            inscription.amenagement_prevu,
        )
        for inscription in attendues(session.pk)
    ]
    ou = _("Session n° %(numero)d, %(ou)s") % {"numero": session.pk, "ou": adresse(session)}
    yield "feuille-a-signer.pdf", feuille_emargement_pdf(donnees_de_la_feuille(session, vide=True))
    yield "affiches-qr.pdf", affiches_pdf(session.titre, affiches, **commun)
    yield "personnes-attendues.pdf", liste_pdf(session.titre, ou, personnes, **commun)
    yield "programme.pdf", lire_fiche(session.version).contenu

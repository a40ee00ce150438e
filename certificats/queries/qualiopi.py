"""What the certificates prove to an auditor: their numbers, never who holds them."""

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.qualiopi import Apport, Manque, Rangee, preuve
from academie.models import Competence
from certificats.models import Acquis, Certificat
from sessions.models import Inscription, Session


def atteinte(annee: int | None) -> Apport:
    """11: who followed enough, and the competences that it proves."""
    valides = Certificat.objects.valides().select_related("inscription__session__version__programme").order_by("emis_le", "pk")  # fmt: skip
    acquis = Acquis.objects.prouves()
    closes = Session.objects.filter(etat__in=Session.TENUES)
    if annee is not None:
        valides, acquis = valides.filter(emis_le__year=annee), acquis.filter(obtenu_le__year=annee)
        closes = closes.filter(debut__year=annee)
    prouvees = Competence.objects.filter(pk__in=acquis.order_by().values("competence"))
    comptes = dict(acquis.order_by().values_list("competence").annotate(n=Count("utilisateur", distinct=True)))
    inscrits = Inscription.objects.confirmees().filter(session=OuterRef("pk"))
    certificats = Certificat.objects.filter(inscription__session=OuterRef("pk"))
    sans = closes.filter(Exists(inscrits)).exclude(Exists(certificats)).count()
    phrase = ngettext("%(n)s session réalisée n'a délivré aucun certificat.", "%(n)s sessions réalisées n'ont délivré aucun certificat.", sans)  # fmt: skip
    return Apport(
        [
            preuve(_("Certificats de réalisation valides"), valides.defer("inscription__session__version__recherche"), _certificat, reverse("certificats:certificat_list")),
            preuve(_("Compétences prouvées par un certificat"), prouvees.order_by("code", "pk"), lambda c: _competence(c, comptes[c.pk])),
        ],
        [Manque(phrase % {"n": francais.nombre(sans)}, reverse("sessions:session_pilotage"))] if sans else [],
    )  # fmt: skip


PREUVES = {11: atteinte}


def _certificat(certificat: Certificat) -> Rangee:
    detail = f"{certificat.inscription.session.titre}, {francais.date_sans_jour(certificat.emis_le)}"
    return Rangee(certificat.numero, detail, certificat.get_absolute_url())


def _competence(competence: Competence, personnes: int) -> Rangee:
    return Rangee(str(competence), ngettext("%(n)s personne", "%(n)s personnes", personnes) % {"n": personnes})

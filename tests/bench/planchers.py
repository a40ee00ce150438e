"""The floors: what Django alone does on the same data, without middleware. Beside them, the product's own addresses."""

from django.db import transaction
from django.http import HttpResponse
from django.template import Context, engines
from django.urls import include, path
from django.utils import timezone

from besoins.models import VersionProgramme
from sessions.models import Inscription, Session

LIGNES = engines["django"].from_string(
    "<table>{% for s in sessions %}<tr><td>{{ s.pk }}</td><td>{{ s.version.programme.titre }}</td>"
    "<td>{{ s.debut|date:'d/m/Y H:i' }}</td><td>{{ s.lieu.nom }}</td><td>{{ s.lieu.commune.nom }}</td>"
    "<td>{{ s.territoire.nom }}</td><td>{{ s.places_prises }}</td></tr>{% endfor %}</table>"
)
PROGRAMMES = engines["django"].from_string(
    "<table>{% for v in versions %}<tr><td>{{ v.pk }}</td><td>{{ v.programme.titre }}</td>"
    "<td>{{ v.publiee_le|date:'d/m/Y H:i' }}</td><td>{{ v.programme.theme.nom }}</td><td>{{ v.get_niveau_display }}</td>"
    "<td>{{ v.presentation }}</td><td>{{ v.numero }}</td></tr>{% endfor %}</table>"
)
FLUX = b"BEGIN:VEVENT\r\nSUMMARY:Accompagner\r\nEND:VEVENT\r\n" * 400


def plus_petite_vue(request):
    return HttpResponse("ok")


def octets(request):
    return HttpResponse(FLUX, content_type="text/calendar")


def vingt_cinq_lignes(request):
    sessions = Session.objects.select_related("version__programme", "lieu__commune", "territoire").order_by("debut")
    return HttpResponse(LIGNES.template.render(Context({"sessions": sessions[:25]})))


def vingt_cinq_programmes(request):
    versions = VersionProgramme.objects.publiees().select_related("programme__theme").order_by("pk")
    return HttpResponse(PROGRAMMES.template.render(Context({"versions": versions[:25]})))


def transaction_verrouillee(request, session, utilisateur):
    with transaction.atomic():
        verrouillee = Session.objects.select_for_update().get(pk=session)
        verrouillee.dernier_ordre += 1
        verrouillee.places_prises += 1
        verrouillee.save(update_fields=["dernier_ordre", "places_prises"])
        Inscription.objects.create(
            session=verrouillee,
            utilisateur_id=utilisateur,
            etat=Inscription.Etat.CONFIRMEE,
            ordre=verrouillee.dernier_ordre,
            inscrite_le=timezone.now(),
        )
    return HttpResponse("ok")


urlpatterns = [
    path("plancher/vue/", plus_petite_vue),
    path("plancher/octets/", octets),
    path("plancher/lignes/", vingt_cinq_lignes),
    path("plancher/programmes/", vingt_cinq_programmes),
    path("plancher/transaction/<int:session>/<int:utilisateur>/", transaction_verrouillee),
    path("", include("academie.config.urls")),
]

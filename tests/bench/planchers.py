"""The floors: what Django alone does on the same data, without middleware. Beside them, the product's own addresses.

And the bare page: what reportlab alone does of the same texts, in the same fonts kept open, with the same logo and code.
"""

from functools import cache
from io import BytesIO
from itertools import groupby

import font_source_sans_pro
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.template import Context, engines
from django.urls import include, path
from django.utils import timezone
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from zxingcpp import BarcodeFormat, create_barcode

from academie.models import Utilisateur
from besoins.models import Question, VersionProgramme
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
QUESTIONS = engines["django"].from_string(
    "<form>{% for q in questions %}<fieldset><legend>{{ q.intitule }}</legend>{% for o in q.options.all %}"
    "<label><input type='radio' name='q{{ q.pk }}' value='{{ o.pk }}'> {{ o.libelle }}</label>{% endfor %}"
    "</fieldset>{% endfor %}</form>"
)
PERSONNES = engines["django"].from_string(
    "<table>{% for p in personnes %}<tr><td>{{ p.pk }}</td><td>{{ p.prenom }}</td><td>{{ p.nom }}</td>"
    "<td>{{ p.email }}</td><td>{{ p.cree_le|date:'d/m/Y H:i' }}</td></tr>{% endfor %}</table>"
)


def plus_petite_vue(request):
    return HttpResponse("ok")


@cache
def _flux(taille: int) -> bytes:
    return b"x" * taille


def octets(request, taille):
    """Bytes at hand, as many as the product sends."""
    return HttpResponse(_flux(taille), content_type="text/calendar")


def vingt_cinq_lignes(request):
    sessions = Session.objects.select_related("version__programme", "lieu__commune", "territoire").order_by("debut")
    return HttpResponse(LIGNES.template.render(Context({"sessions": sessions[:25]})))


def vingt_cinq_programmes(request):
    versions = VersionProgramme.objects.publiees().select_related("programme__theme").order_by("pk")
    return HttpResponse(PROGRAMMES.template.render(Context({"versions": versions[:25]})))


def cinquante_personnes(request):
    personnes = Utilisateur.objects.filter(nom__startswith="Durand00").order_by("nom", "prenom", "pk")
    return HttpResponse(PERSONNES.template.render(Context({"personnes": personnes[:50]})))


def deux_cents_valeurs(request):
    colonnes = ("pk", "version__programme__titre", "version__programme__theme__nom", "etat", "modalite", "debut", "fin")
    colonnes += ("territoire__nom", "departement__nom", "lieu__nom", "lieu__commune__nom", "capacite", "modifiee_le")
    lignes = [
        dict(zip(colonnes, ligne, strict=True)) for ligne in Session.objects.order_by("pk").values_list(*colonnes)[:200]
    ]
    return JsonResponse({"lignes": lignes})


def questions(request, section):
    posees = Question.objects.filter(section=section).prefetch_related("options")
    return HttpResponse(QUESTIONS.template.render(Context({"questions": posees})))


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


@cache
def police_nue(graisse: str) -> str:
    fichier = {"texte": "SourceSansPro-Regular.ttf", "gras": "SourceSansPro-Semibold.ttf"}[graisse]
    pdfmetrics.registerFont(TTFont(f"nue-{graisse}", f"{font_source_sans_pro.font_directory}/{fichier}"))
    return f"nue-{graisse}"


def page_nue(textes, logo: ImageReader, adresse: str) -> bytes:
    """`textes`: (x, y, text, style) of each line drawn. Neither tags nor metadata."""
    sortie = BytesIO()
    canvas = Canvas(sortie, pagesize=A4, pageCompression=1)
    canvas.rect(0, 0, 20, A4[1], stroke=0, fill=1)
    for x, y, texte, style in textes:
        canvas.setFillColor(style.couleur)
        canvas.setFont(police_nue(style.graisse), style.corps)
        canvas.drawString(x, y, texte)
    for rang in range(9):
        canvas.line(70, 500 - 18 * rang, 520, 500 - 18 * rang)
    canvas.drawImage(logo, 420, 760, 100, 38, mask=None)
    image = memoryview(create_barcode(adresse, BarcodeFormat.QRCode, ec_level="M").to_image(add_quiet_zones=False))
    for rang, ligne in enumerate(image.tolist()):
        colonne = 0
        for clair, suite in groupby(ligne):
            longueur = len(list(suite))
            if not clair:
                canvas.rect(70 + 2 * colonne, 120 - 2 * rang, 2 * longueur, 2, stroke=0, fill=1)
            colonne += longueur
    canvas.save()
    return sortie.getvalue()


urlpatterns = [
    path("plancher/vue/", plus_petite_vue),
    path("plancher/octets/<int:taille>/", octets),
    path("plancher/donnees/", deux_cents_valeurs),
    path("plancher/personnes/", cinquante_personnes),
    path("plancher/questions/<int:section>/", questions),
    path("plancher/lignes/", vingt_cinq_lignes),
    path("plancher/programmes/", vingt_cinq_programmes),
    path("plancher/transaction/<int:session>/<int:utilisateur>/", transaction_verrouillee),
    path("", include("academie.config.urls")),
]

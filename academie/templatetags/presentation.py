"""Template tags of the look: icons, state badges, the title band. `docs/composants.md` shows how to use them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field, as_crispy_form
from django import template
from django.conf import settings
from django.forms import RadioSelect
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from academie.templatetags.dessins import DESSINS
from academie.templatetags.etats import ETATS

register = template.Library()

TONS = ("succes", "info", "alerte", "danger", "neutre")
MAISONS = {
    "academie": (_("Académie"), "accueil"),
    "besoins": (_("Besoins et programmes"), "besoin"),
    "sessions": (_("Sessions"), "calendrier"),
    "certificats": (_("Certificats et parcours"), "certificat"),
}
ICONES = {
    nom: SafeString(
        '<svg class="icone" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{dessin}</svg>'
    )
    for nom, dessin in DESSINS.items()
}
ICONES_DES_MESSAGES = {"succes": "valide", "info": "info", "alerte": "alerte", "danger": "refus", "neutre": "info"}
FILTRES_GARDES, CHOIX_GARDES = 200, 2_000
_FILTRES: dict[tuple, str] = {}
_CHOIX: dict[tuple, str] = {}
TONS_DES_MESSAGES = {"success": "succes", "warning": "alerte", "error": "danger", "debug": "neutre"}


@register.simple_tag
def icone(nom: str) -> str:
    """`{% icone "calendrier" %}`: decorative, hidden from screen readers. The words are beside it."""
    return ICONES[nom]


@register.simple_tag
def badge(libelle: str, ton: str = "neutre", icone: str = "info") -> str:
    """`{% badge "3 places" ton="alerte" icone="personnes" %}`: a word and an icon in a tone."""
    return format_html('<span class="etat ton-{}">{}{}</span>', ton, ICONES[icone], libelle)


@register.simple_tag
def etat(code: str, libelle: str) -> str:
    """`{% etat session.etat session.get_etat_display %}`: the badge of a state, its tone and icon by its code."""
    ton, nom = ETATS.get(code, ("neutre", "info"))
    return badge(libelle, ton, nom)


@register.filter
def ton_de_message(tags: str) -> str:
    """The tone of one of Django's messages, from its level tag."""
    return TONS_DES_MESSAGES.get(tags, "info")


@register.filter
def icone_de_ton(ton: str) -> str:
    return ICONES[ICONES_DES_MESSAGES[ton]]


@register.simple_tag(takes_context=True)
def bloc(context, nom: str) -> str:
    """`{% bloc "titre" %}`: render again a block that the page fills once, so that title and h1 never differ."""
    return SafeString(context.render_context[BLOCK_CONTEXT_KEY].get_block(nom).render(context).strip())


@register.simple_tag(takes_context=True)
def enseigne(context) -> str:
    """The icon and the name of the page's house, for the title band."""
    libelle, nom = MAISONS[bloc(context, "maison")]
    return format_html("{}{}", ICONES[nom], libelle)


@register.filter
def icone_de_maison(maison: str) -> str:
    return ICONES[MAISONS[maison][1]]


@register.filter
def depassee(echeance: date) -> bool:
    """Is this deadline behind us, at Paris time?"""
    if isinstance(echeance, datetime):
        return echeance < timezone.now()
    return echeance < timezone.localdate()


@cache
def _fragment(nom: str, langue: str) -> str:
    return SafeString(render_to_string(nom))


@register.simple_tag
def fragment(nom: str) -> str:
    """A part that is the same on every page for everybody (head, footer): rendered once per language."""
    return _fragment(nom, get_language())


@register.simple_tag
def contact() -> str:
    """The address that a person writes to when the page cannot help."""
    return settings.CONTACT


@register.simple_tag
def demonstration() -> bool:
    return settings.DEMO


@register.simple_tag
def champs_de_filtre(form) -> str:
    """`{{ form|crispy }}` of a GET form, kept in this process for what it holds: choices, values, what they mean."""
    if form.errors:
        return as_crispy_form(form)
    lus = getattr(form, "cleaned_data", {})
    contenu = tuple(_contenu(champ, lus) for champ in form)
    return _garder(_FILTRES, FILTRES_GARDES, contenu, lambda: as_crispy_form(form))


def champ_de_choix(champ) -> str:
    """`{{ champ|as_crispy_field }}`; that of boxes to tick without an error is kept in this process for what it holds."""
    source = champ.field
    if not isinstance(source.widget, RadioSelect) or champ.errors:
        return as_crispy_field(champ)
    textes = (champ.label, champ.help_text, *(texte for choix in source.choices for texte in choix))
    sures = tuple(map(type, textes))  # markup as it is, or words to escape
    widget = (type(source.widget), str(source.widget.attrs), source.required)
    contenu = (*widget, champ.auto_id, champ.html_name, str(champ.value()), textes, sures)
    return _garder(_CHOIX, CHOIX_GARDES, contenu, lambda: as_crispy_field(champ))


def _garder(gardes: dict[tuple, str], au_plus: int, contenu: tuple, rendre: Callable[[], str]) -> str:
    if (rendu := gardes.get(contenu)) is None:
        if len(gardes) >= au_plus:
            gardes.clear()
        rendu = gardes[contenu] = rendre()
    return rendu


def _contenu(champ, lus: dict) -> tuple:
    """All that its markup says. Its class alone would not do: a filter makes one for each request."""
    source, choix = champ.field, list(iter(getattr(champ.field, "choices", ())))  # `iter`: their length is a query too
    if choix:
        source.widget.choices = choix  # read once: those told apart here are those written
    return (
        champ.html_name,
        champ.auto_id,
        str(champ.label),
        str(champ.help_text),
        type(source.widget),
        str(source.widget.attrs),
        str(champ.value()),
        str(lus.get(champ.name)),
        *((str(valeur), str(libelle)) for valeur, libelle in choix),
    )


@register.inclusion_tag("composants/pagination.html", takes_context=True)
def pagination(context, page, nom: str = "", parametre: str = "page") -> dict:
    """`{% pagination page_obj "sessions" %}`: total, position, links that keep search and filters."""

    def requete(numero: int) -> str:
        parametres = context["request"].GET.copy()
        parametres[parametre] = numero
        return parametres.urlencode()

    numeros = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "nom": nom,
        "precedente": requete(page.number - 1),
        "suivante": requete(page.number + 1),
        "liens": [
            {
                "numero": numero,
                "courante": numero == page.number,
                "requete": isinstance(numero, int) and requete(numero),
            }
            for numero in numeros
        ],
    }


@register.inclusion_tag("composants/erreurs.html")
def erreurs(*formulaires) -> dict:
    """`{% erreurs form autre_form %}`: what to correct, at the top, each line leading to its field."""
    champs = [champ for formulaire in formulaires for champ in formulaire if champ.errors]
    generales = [erreur for formulaire in formulaires for erreur in formulaire.non_field_errors()]
    return {"champs": champs, "generales": generales, "total": len(champs) + len(generales)}

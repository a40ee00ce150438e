"""`{% signature_dessinee emargement.trace %}`: a signature as it was drawn."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sessions.scellement import TraceIllisible, lire_trace
from sessions.scellement.trace import HAUTEUR, LARGEUR

register = template.Library()


@register.simple_tag
def signature_dessinee(trace: str, nom: str) -> str:
    """An SVG image, told by the name of who signed; nothing when nothing was drawn."""
    try:
        traits = lire_trace(trace)
    except TraceIllisible:
        return ""
    if not traits:
        return ""
    # A point alone is drawn as a stroke of no length, which round ends show.
    chemin = " ".join("M" + "L".join(f"{x} {y}" for x, y in (*trait, trait[-1])) for trait in traits)
    return format_html(
        '<svg class="signature-dessinee" viewBox="0 0 {} {}" role="img" aria-label="{}" fill="none" stroke="currentColor" '
        'stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><path d="{}"/></svg>',
        LARGEUR,
        HAUTEUR,
        _("Signature dessinée par %(nom)s") % {"nom": nom},
        chemin,
    )

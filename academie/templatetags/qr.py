import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def qr(adresse: str, description: str) -> str:
    """`{% qr url _("Adresse où signer") %}`: a QR code drawn in the page, black on white in both themes."""
    dessin = segno.make(adresse, error="m", micro=False).svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return format_html('<div class="qr" role="img" aria-label="{}">{}</div>', description, SafeString(dessin))

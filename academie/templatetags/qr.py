from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from academie.documents.qr import code_qr

register = template.Library()


@register.simple_tag
def qr(adresse: str, description: str) -> str:
    """`{% qr url _("Adresse où signer") %}`: a QR code drawn in the page, black on white in both themes."""
    code = code_qr(adresse)
    trace = "".join(f"M{colonne} {rang}h{longueur}v1h-{longueur}z" for colonne, rang, longueur in code.suites)
    return format_html(
        '<div class="qr" role="img" aria-label="{}"><svg viewBox="0 0 {} {}" aria-hidden="true">'
        '<path fill="#fff" d="M0 0h{}v{}h-{}z"/><path d="{}"/></svg></div>',
        description,
        *(code.modules,) * 5,
        SafeString(trace),
    )

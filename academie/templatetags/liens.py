"""Links that only those who may follow see as links."""

from urllib.parse import urlsplit

from django import template
from django.urls import Resolver404, resolve
from django.utils.html import conditional_escape, format_html

register = template.Library()


@register.simple_tag(takes_context=True)
def lien(context, url: str, libelle: str) -> str:
    """`libelle`, as a link to `url` when the reader holds the permission of that page; its objects are not looked at."""
    if url and _permission(url) in {None, *context["user"].permissions}:
        return format_html('<a href="{}">{}</a>', url, libelle)
    return conditional_escape(libelle)


def _permission(url: str) -> str | None:
    try:
        vue = resolve(urlsplit(url).path).func
    except Resolver404:
        return None
    return getattr(getattr(vue, "view_class", None), "permission", None)

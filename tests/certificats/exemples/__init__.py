"""Addresses of this house that need an object: `{url name: function(distribution) -> kwargs}`, one module a workplace."""

from importlib import import_module
from pkgutil import iter_modules

EXEMPLES = {}
for lieu in iter_modules(__path__):
    EXEMPLES |= import_module(f"{__name__}.{lieu.name}").EXEMPLES

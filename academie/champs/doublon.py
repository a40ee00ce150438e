from typing import Any


class UneSeuleFoisMixin:
    """A ModelForm whose new object, sent twice in the same words, is the one already kept."""

    instance: Any

    def clean(self):
        donnees = super().clean()
        if not self.errors and self.instance._state.adding:
            self.instance = self._meta.model._default_manager.filter(**donnees).first() or self.instance
        return donnees

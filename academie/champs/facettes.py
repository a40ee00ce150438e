from django.utils.functional import cached_property


class FacettesMixin:
    """A list that a GET form filters: what is filtered shows as tags that can be taken off."""

    facettes: type

    @cached_property
    def filtre(self):
        filtre = self.facettes(self.request.GET)
        filtre.is_valid()
        return filtre

    @property
    def criteres(self) -> dict:
        """What was understood and is not empty."""
        return {nom: valeur for nom, valeur in self.filtre.cleaned_data.items() if valeur}

    def get_context_data(self, **kwargs):
        actifs = [self._etiquette(self.filtre[nom]) for nom in self.criteres]
        return super().get_context_data(**kwargs, filtre=self.filtre, filtres_actifs=actifs)

    def _etiquette(self, champ) -> dict:
        parametres = self.request.GET.copy()
        for nom in (champ.html_name, "page"):
            parametres.pop(nom, None)
        choix = {str(valeur): libelle for valeur, libelle in getattr(champ.field, "choices", ())}
        libelle = choix.get(str(champ.value()), champ.value())
        return {"libelle": f"{champ.label} : {libelle}", "url_retrait": f"?{parametres.urlencode()}"}

from django.contrib import admin

from academie.branchements.noms import apres_changement
from academie.models import Affectation, Competence, Referentiel, Structure, Territoire, Theme, Utilisateur


@admin.register(Utilisateur)
class UtilisateurAdmin(admin.ModelAdmin):
    list_display = ["nom", "prenom", "email", "is_active"]
    search_fields = ["recherche"]
    fields = ["email", "prenom", "nom", "territoire", "is_active", "last_login"]
    autocomplete_fields = ["territoire"]
    readonly_fields = ["last_login"]

    def get_search_results(self, request, queryset, search_term):
        return queryset.nommes(search_term), False


@admin.register(Structure)
class StructureAdmin(admin.ModelAdmin):
    list_display = ["nom", "genre", "territoire"]
    list_select_related = ["territoire"]
    list_filter = ["genre"]
    search_fields = ["nom"]
    autocomplete_fields = ["territoire"]


class NomAdmin(admin.ModelAdmin):
    """A name that other houses wrote elsewhere: they are told."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        apres_changement()


@admin.register(Territoire)
class TerritoireAdmin(NomAdmin):
    list_display = ["nom", "genre", "code", "population"]
    list_filter = ["genre"]
    search_fields = ["nom", "recherche", "code"]
    autocomplete_fields = ["region", "departement", "epci"]


@admin.register(Affectation)
class AffectationAdmin(admin.ModelAdmin):
    list_display = ["utilisateur", "role", "structure", "debut", "fin"]
    list_select_related = ["utilisateur", "structure"]
    list_filter = ["role"]
    autocomplete_fields = ["utilisateur", "structure"]


@admin.register(Theme)
class ThemeAdmin(NomAdmin):
    list_display = ["nom", "slug"]

    def get_readonly_fields(self, request, obj=None):
        """People subscribed to the address that the slug makes."""
        return ["slug"] if obj else []


@admin.register(Referentiel)
class ReferentielAdmin(admin.ModelAdmin):
    list_display = ["nom", "code", "version", "importe_le"]


@admin.register(Competence)
class CompetenceAdmin(admin.ModelAdmin):
    list_display = ["code", "nom", "domaine"]
    list_select_related = ["domaine"]
    search_fields = ["code", "nom"]

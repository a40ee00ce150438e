from django.contrib import admin

from academie.models import Affectation, Competence, Referentiel, Structure, Territoire, Theme, Utilisateur


@admin.register(Utilisateur)
class UtilisateurAdmin(admin.ModelAdmin):
    list_display = ["nom", "prenom", "email", "is_active"]
    search_fields = ["nom", "prenom", "email"]
    fields = ["email", "prenom", "nom", "territoire", "is_active", "last_login"]
    autocomplete_fields = ["territoire"]
    readonly_fields = ["last_login"]


@admin.register(Structure)
class StructureAdmin(admin.ModelAdmin):
    list_display = ["nom", "genre", "territoire"]
    list_select_related = ["territoire"]
    list_filter = ["genre"]
    search_fields = ["nom"]
    autocomplete_fields = ["territoire"]


@admin.register(Territoire)
class TerritoireAdmin(admin.ModelAdmin):
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
class ThemeAdmin(admin.ModelAdmin):
    list_display = ["nom", "slug"]


@admin.register(Referentiel)
class ReferentielAdmin(admin.ModelAdmin):
    list_display = ["nom", "code", "version", "importe_le"]


@admin.register(Competence)
class CompetenceAdmin(admin.ModelAdmin):
    list_display = ["code", "nom", "domaine"]
    list_select_related = ["domaine"]
    search_fields = ["code", "nom"]

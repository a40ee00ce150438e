from django.contrib import admin

from academie.models import Utilisateur
from sessions.models import Creneau, Inscription, Lieu, Session


class LectureMixin:
    """Looked at here, changed through the pages: a deed locks, counts and tells; the back office does not."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class CreneauInline(LectureMixin, admin.TabularInline):
    model = Creneau
    fields = ["debut", "fin", "module", "emargement"]


@admin.register(Session)
class SessionAdmin(LectureMixin, admin.ModelAdmin):
    list_display = ["version", "debut", "territoire", "etat", "places_prises", "capacite"]
    list_filter = ["etat", "modalite"]
    list_select_related = ["version__programme", "territoire"]
    date_hierarchy = "debut"
    inlines = [CreneauInline]


@admin.register(Inscription)
class InscriptionAdmin(LectureMixin, admin.ModelAdmin):
    list_display = ["utilisateur", "session", "etat", "ordre", "inscrite_le"]
    list_filter = ["etat"]
    list_select_related = ["utilisateur", "session__version__programme"]
    search_fields = ["utilisateur__recherche"]

    def get_search_results(self, request, queryset, search_term):
        return queryset.filter(utilisateur__in=Utilisateur.objects.nommes(search_term)), False


@admin.register(Lieu)
class LieuAdmin(LectureMixin, admin.ModelAdmin):
    list_display = ["nom", "commune", "capacite"]
    list_select_related = ["commune"]
    search_fields = ["nom"]

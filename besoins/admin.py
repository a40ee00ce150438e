from django.contrib import admin

from besoins.models import Programme, VersionProgramme


class LectureSeuleAdmin(admin.ModelAdmin):
    """States and published texts change through the workshop only."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Programme)
class ProgrammeAdmin(LectureSeuleAdmin):
    list_display = ["titre", "slug", "theme"]
    list_select_related = ["theme"]
    list_filter = ["theme"]
    search_fields = ["titre", "recherche"]


@admin.register(VersionProgramme)
class VersionProgrammeAdmin(LectureSeuleAdmin):
    list_display = ["programme", "numero", "etat", "redige_par", "relu_par", "publiee_le"]
    list_select_related = ["programme", "redige_par", "relu_par"]
    list_filter = ["etat"]
    search_fields = ["programme__titre", "programme__recherche"]

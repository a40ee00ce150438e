from django.contrib import admin

from besoins.models import Besoin, Enquete, Invitation, Programme, Signal, SourceVeille, VersionProgramme


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


@admin.register(Enquete)
class EnqueteAdmin(LectureSeuleAdmin):
    list_display = ["titre", "etat", "ferme_le", "cree_par", "cree_le"]
    list_select_related = ["cree_par"]
    list_filter = ["etat"]
    search_fields = ["titre"]


@admin.register(Invitation)
class InvitationAdmin(LectureSeuleAdmin):
    list_display = ["structure", "enquete", "etat", "email", "invitee_le"]
    list_select_related = ["structure", "enquete"]
    list_filter = ["etat", "enquete"]
    search_fields = ["structure__nom", "email"]


@admin.register(SourceVeille)
class SourceVeilleAdmin(admin.ModelAdmin):
    list_display = ["nom", "genre", "url"]
    list_filter = ["genre"]
    search_fields = ["nom"]


@admin.register(Signal)
class SignalAdmin(LectureSeuleAdmin):
    list_display = ["titre", "source", "axe", "observe_le", "cotation"]
    list_select_related = ["source"]
    list_filter = ["axe", "source"]
    search_fields = ["titre", "resume"]


@admin.register(Besoin)
class BesoinAdmin(LectureSeuleAdmin):
    list_display = ["titre", "etat", "porte", "theme", "decide_par", "decide_le"]
    list_select_related = ["theme", "decide_par"]
    list_filter = ["etat", "porte", "theme"]
    search_fields = ["titre", "description"]

from django.contrib import admin

from certificats.models import Certificat, Exigence, FichePoste


class LectureSeuleMixin:
    """The back office shows; the pages of the product act."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Certificat)
class CertificatAdmin(LectureSeuleMixin, admin.ModelAdmin):
    list_display = ["numero", "etat", "emis_le"]
    list_filter = ["etat"]
    search_fields = ["numero"]


class ExigenceInline(LectureSeuleMixin, admin.TabularInline):
    model = Exigence
    extra = 0


@admin.register(FichePoste)
class FichePosteAdmin(LectureSeuleMixin, admin.ModelAdmin):
    list_display = ["titre", "version", "etat"]
    list_filter = ["etat"]
    search_fields = ["titre"]
    inlines = [ExigenceInline]

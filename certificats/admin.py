from django.contrib import admin

from certificats.models import Acquis, AvisReconnaissance, Certificat, Exigence, FichePoste, Poste, Reconnaissance


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


@admin.register(Acquis)
class AcquisAdmin(LectureSeuleMixin, admin.ModelAdmin):
    list_display = ["pk", "competence", "niveau", "nature", "obtenu_le"]
    list_filter = ["nature"]
    list_select_related = ["competence"]
    exclude = ["commentaire", "remarque"]


@admin.register(Poste)
class PosteAdmin(LectureSeuleMixin, admin.ModelAdmin):
    list_display = ["intitule", "structure", "debut", "fin"]
    list_select_related = ["structure"]
    search_fields = ["intitule"]


class AvisInline(LectureSeuleMixin, admin.TabularInline):
    model = AvisReconnaissance
    exclude = ["motifs"]
    extra = 0


@admin.register(Reconnaissance)
class ReconnaissanceAdmin(LectureSeuleMixin, admin.ModelAdmin):
    """Where a claim stands; never what it tells, nor its pieces."""

    list_display = ["pk", "etat", "deposee_le", "close_le"]
    list_filter = ["etat"]
    exclude = ["recit", "a_completer"]
    inlines = [AvisInline]

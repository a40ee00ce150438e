from django.contrib.auth.backends import BaseBackend

from academie.autorisations.table import TABLE

MAISONS = {"academie", "besoins", "seminaires", "certificats"}
ARRIERE_BOUTIQUE = MAISONS | {"auditlog"}


class TableBackend(BaseBackend):
    """`user.has_perm("inscription.annuler", inscription)` answers from the permission table."""

    def has_perm(self, user_obj, perm, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        if perm not in TABLE:
            # Django's admin asks for "label.change_model": the back office belongs to whoever may administer.
            return perm.partition(".")[0] in MAISONS and "administration.acceder" in user_obj.permissions
        if perm not in user_obj.permissions:
            return False
        return obj is None or type(obj)._default_manager.autorises(user_obj, perm).filter(pk=obj.pk).exists()

    def has_module_perms(self, user_obj, app_label):
        return app_label in ARRIERE_BOUTIQUE and self.has_perm(user_obj, "administration.acceder")

"""Refusing what is far too long without losing what was kept before."""

from django.conf import settings
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect

LU_AU_PLUS = 32 * 1024 * 1024
MORCEAU = 64 * 1024


class TailleMixin:
    """The size is checked before the form is read: the cross-site check, which reads it, comes after.

    For a view of a link, exempt of the cross-site check by its dispatch.
    """

    def selon_la_situation(self, request, *args, **kwargs):
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.trop_long(request)
        return self.protegee(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def protegee(self, request, *args, **kwargs):
        return super().selon_la_situation(request, *args, **kwargs)

    def trop_long(self, request):
        lu = 0
        while lu < LU_AU_PLUS and (morceau := request.read(MORCEAU)):  # a server that is not listened to hangs up
            lu += len(morceau)
        return render(request, "besoins/reponse/trop_long.html", status=413)

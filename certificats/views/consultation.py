"""A page of somebody's career. Whoever else opens it leaves a note first, which the person reads."""

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse

from certificats.actions.consultation import noter_consultation
from certificats.queries.regard import consultation_ouverte


class NoteeMixin:
    """For a page about a row that a person owns by `utilisateur`; `etendue` says what of the career it shows."""

    etendue: str

    def get(self, request, *args, **kwargs):
        objet = self.get_object()
        if consultation_ouverte(request.user, objet.utilisateur, self.etendue):
            return super().get(request, *args, **kwargs)
        return TemplateResponse(request, "certificats/consultation/ouvrir.html", {"objet": objet})


class ConsulteeMixin(NoteeMixin):
    """The page of the row itself: posting to it leaves the note."""

    def post(self, request, *args, **kwargs):
        objet = self.get_object()
        noter_consultation(lecteur=request.user, personne=objet.utilisateur, etendue=self.etendue)
        return HttpResponseRedirect(objet.get_absolute_url())

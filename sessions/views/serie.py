"""A session again on other dates: three pages, with what each date would meet."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.regles import Refus
from sessions.actions.serie import (
    dates_de_la_serie,
    deplacer_session,
    dupliquer_session,
    examiner_date,
    mettre_en_serie,
)
from sessions.forms.serie import DeplacerForm, DupliquerForm, SerieForm
from sessions.views.verification import VerificationMixin
from sessions.views.vie import ActeSessionView


class DatesView(VerificationMixin, ActeSessionView):
    copie = True

    def jours(self, form) -> list:
        return form.jours()

    def examiner(self, form):
        return {"dates": [(jour, examiner_date(self.object, jour, copie=self.copie)) for jour in self.jours(form)]}

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refus as refus:
            return self.refuser(form, refus)


class SessionDeplacerView(DatesView):
    form_class = DeplacerForm
    template_name = "sessions/session/deplacer.html"
    extra_context = {"verbe": _("Déplacer et prévenir")}
    copie = False

    def agir(self, form):
        return deplacer_session(
            session=self.object, premier_jour=form.cleaned_data["premier_jour"], par=self.request.user
        )


class SessionDupliquerView(DatesView):
    form_class = DupliquerForm
    template_name = "sessions/session/dupliquer.html"
    extra_context = {"verbe": _("Dupliquer")}

    def agir(self, form):
        donnees = form.cleaned_data
        return dupliquer_session(
            session=self.object, premier_jour=donnees["premier_jour"], cle=donnees["cle"], par=self.request.user
        )


class SessionSerieView(DatesView):
    form_class = SerieForm
    template_name = "sessions/session/serie.html"
    extra_context = {"verbe": _("Créer la série")}

    def jours(self, form):
        return list(dates_de_la_serie(self.object, form.rythme()))

    def agir(self, form):
        mettre_en_serie(session=self.object, rythme=form.rythme(), cle=form.cleaned_data["cle"], par=self.request.user)
        return self.object

    def get_success_url(self):
        return f"{reverse('sessions:planning')}?jour={self.object.debut:%Y-%m-%d}&vue=mois"

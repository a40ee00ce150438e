"""Seats kept for structures: on a session, and for those who answer for a structure."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, UpdateView

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.models import Structure
from sessions.actions.reserve import liberer_reserve, reserver_places
from sessions.forms.reserve import ReserveCreateForm, ReserveUpdateForm
from sessions.models import ReserveStructure, Session
from sessions.queries.reserve import dernier_jour, reserves_de, reserves_detaillees
from sessions.views.suivi import SuiviView
from sessions.views.vie import ActeSessionView


class SessionPlacesView(SuiviView):
    """What each structure keeps in a session, who holds it, what is left."""

    template_name = "sessions/session/places_gardees.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, reserves=reserves_de(self.object))


class SessionReserverView(ActeSessionView):
    """The Académie keeps seats, as many and as long as it wants."""

    form_class = ReserveCreateForm
    template_name = "sessions/reserve/form.html"
    extra_context = {"verbe": _("Garder les places")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"structures": Structure.objects.all()}

    def agir(self, form):
        reserver_places(session=self.object, par=self.request.user, librement=True, **form.cleaned_data)
        return self.object

    def get_success_url(self):
        return reverse("sessions:session_places", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, retour=self.get_success_url(), limite=dernier_jour(self.object, librement=True)
        )


class ReserveListView(ProtegeeMixin, ListView):
    """What one's structures keep, session by session."""

    permission = "reserve.voir"
    model = ReserveStructure
    template_name = "sessions/reserve/list.html"
    context_object_name = "reserves"
    paginate_by = 25

    def get_queryset(self):
        return reserves_detaillees(super().get_queryset())


class ReserveCreateView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """Somebody who answers for a structure asks for seats of a session."""

    permission = "reserve.gerer"
    form_class = ReserveCreateForm
    template_name = "sessions/reserve/form.html"
    context_object_name = "session"
    extra_context = {"verbe": _("Garder les places")}

    def get_queryset(self):
        return Session.objects.publiques().completes()

    def get_form_kwargs(self):
        structures = Structure.objects.autorises(self.request.user, self.permission)
        return super().get_form_kwargs() | {"structures": structures}

    def agir(self, form):
        return reserver_places(session=self.object, par=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return reverse("sessions:reserve_list")

    def get_context_data(self, **kwargs):
        retour, limite = self.object.get_absolute_url(), dernier_jour(self.object)
        return super().get_context_data(**kwargs, retour=retour, limite=limite)


class ReserveUpdateView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    permission = "reserve.gerer"
    visible = "reserve.voir"
    model = ReserveStructure
    form_class = ReserveUpdateForm
    template_name = "sessions/reserve/form.html"
    extra_context = {"verbe": _("Enregistrer")}

    def get_queryset(self):
        return super().get_queryset().en_vigueur().select_related("structure", "session__version__programme")

    def librement(self) -> bool:
        return self.request.user.has_perm("session.planifier", self.object.session)

    def agir(self, form):
        reserve = self.object
        return reserver_places(
            session=reserve.session,
            structure=reserve.structure,
            par=self.request.user,
            librement=self.librement(),
            **form.cleaned_data,
        )

    def get_success_url(self):
        return reverse("sessions:reserve_list")

    def get_context_data(self, **kwargs):
        session = self.object.session
        limite = dernier_jour(session, librement=self.librement())
        return super().get_context_data(**kwargs, session=session, retour=self.get_success_url(), limite=limite)


class SessionReserveUpdateView(ReserveUpdateView):
    """The same, from the session."""

    permission = "session.planifier"

    def get_success_url(self):
        return reverse("sessions:session_places", args=[self.object.session_id])


class ReserveLibererView(ActeView):
    permission = "reserve.gerer"
    visible = "reserve.voir"
    model = ReserveStructure
    reussite = _("Les places qui restaient sont maintenant à tout le monde.")

    def acte(self, objet):
        return liberer_reserve(reserve=objet, par=self.request.user)

    def retour(self, objet):
        return reverse("sessions:reserve_list")


class SessionReserveLibererView(ReserveLibererView):
    """The same, from the session."""

    permission = "session.planifier"

    def retour(self, objet):
        return reverse("sessions:session_places", args=[objet.session_id])

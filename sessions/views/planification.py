"""A session planned in five pages, each with its address; going back loses nothing."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.regles import Refus
from sessions.actions.session import modifier_session, planifier_session
from sessions.forms.planification import ETAPES, Planification, RecapitulatifForm
from sessions.forms.session import SessionForm
from sessions.models import Session
from sessions.views.verification import VerificationMixin
from sessions.views.vie import ActeSessionView

CLE_DE_SESSION = "planification"


class EtapeMixin(ProtegeeMixin):
    permission = "session.planifier"
    etape = "programme"

    @cached_property
    def planification(self) -> Planification:
        return Planification(self.request.session.get(CLE_DE_SESSION, {}))

    def get(self, request, *args, **kwargs):
        if incomplete := self.planification.premiere_incomplete(avant=self.etape):
            return HttpResponseRedirect(adresse(incomplete))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        connues = self.planification.saisies
        etapes = [
            {
                "libelle": libelle,
                "url": adresse(nom) if nom in connues else "",
                "faite": nom in connues,
                "courante": nom == self.etape,
            }
            for nom, libelle in ETAPES.items()
        ]
        return super().get_context_data(**kwargs, etapes=etapes, libelle=ETAPES[self.etape])


class SessionCreateView(EtapeMixin, FormView):
    """One step: what is typed is kept in the visitor's session."""

    def dispatch(self, request, *args, etape="programme", **kwargs):
        if etape not in ETAPES:
            raise Http404
        self.etape = etape
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self):
        return [f"sessions/session/planifier_{self.etape}.html", "sessions/session/planifier.html"]

    def get_form(self, form_class=None):
        return self.planification.formulaire(self.etape, self.request.POST or None)

    def post(self, request, *args, **kwargs):
        if incomplete := self.planification.premiere_incomplete(avant=self.etape):
            return HttpResponseRedirect(adresse(incomplete))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        self.planification.retenir(self.etape, self.request.POST)
        self.request.session[CLE_DE_SESSION] = self.planification.saisies
        if "verifier" in self.request.POST:
            return self.render_to_response(
                self.get_context_data(form=form, verifie=True, constats=self.planification.constats())
            )
        suivante = list(ETAPES)[list(ETAPES).index(self.etape) + 1]
        return HttpResponseRedirect(adresse(suivante))


class SessionRecapitulatifView(EtapeMixin, FormulaireActeMixin, FormView):
    """The summary; sending it writes the draft, once."""

    etape = "recapitulatif"
    form_class = RecapitulatifForm
    template_name = "sessions/session/planifier_recapitulatif.html"

    def agir(self, form):
        cle = form.cleaned_data["cle"]
        if deja := Session.objects.filter(cle=cle).first():
            return deja
        if self.planification.premiere_incomplete():
            raise Refus(_("Une étape est à compléter. Revenez-y par la liste des étapes."))
        session = planifier_session(
            version=self.planification.version, projet=self.planification.projet(), par=self.request.user, cle=cle
        )
        del self.request.session[CLE_DE_SESSION]
        return session

    def get_success_url(self):
        return reverse("sessions:session_cockpit", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, resume=self.planification.resume())


class SessionUpdateView(VerificationMixin, ActeSessionView):
    """A session already planned, in one page; what would be in the way is told before it is written."""

    form_class = SessionForm
    template_name = "sessions/session/form.html"

    def examiner(self, form):
        return {"constats": form.constats()}

    def agir(self, form):
        return modifier_session(session=self.object, projet=form.projet(), par=self.request.user)


def adresse(etape: str) -> str:
    if etape == "programme":
        return reverse("sessions:session_create")
    if etape == "recapitulatif":
        return reverse("sessions:session_recapitulatif")
    return reverse("sessions:session_create_etape", args=[etape])

"""Signing: by whoever is there, with a link; or noted by whoever gives the half-day."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, UpdateView

from academie.autorisations.jetons import JetonInvalide
from academie.autorisations.vues import FormulaireActeMixin
from academie.regles import Refus
from sessions.actions.declaration import declarer_absence, declarer_presence
from sessions.actions.emargement import signer_presence
from sessions.forms.emargement import DeclarerForm, SignerForm
from sessions.queries.emargement import attendues, porteur, reponse
from sessions.queries.feuille import presence_proposee
from sessions.views.creneau import CreneauMixin


@method_decorator(never_cache, name="dispatch")
class EmargementSignerView(FormulaireActeMixin, FormView):
    """Public: the link says who signs, or the account does when the link is the room's."""

    form_class = SignerForm
    template_name = "sessions/emargement/signer.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            self.porteur = porteur(kwargs["jeton"], request.user)
        except JetonInvalide:
            return self.response_class(request, "sessions/emargement/lien_invalide.html", status=404)
        if self.porteur.est_inconnu and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)

    def agir(self, form):
        if self.porteur.est_inconnu:
            raise Refus(self.porteur.obstacle)
        return signer_presence(
            creneau=self.porteur.creneau,
            inscription=self.porteur.inscription,
            moyen=self.porteur.moyen,
            **form.cleaned_data,
        )

    def get_success_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        creneau = self.porteur.creneau
        return super().get_context_data(**kwargs, porteur=self.porteur, creneau=creneau, session=creneau.session)


class EmargementDeclarerView(FormulaireActeMixin, CreneauMixin, UpdateView):
    """What the trainer notes for one person: there without a phone, late, absent, or a correction."""

    permission = "session.conduire"
    visible = "session.voir"
    form_class = DeclarerForm
    template_name = "sessions/emargement/declarer.html"

    @cached_property
    def inscription(self):
        return get_object_or_404(attendues(self.object.session_id), pk=self.kwargs["inscription"])

    def get_initial(self):
        deja = reponse(self.object, self.inscription)
        return presence_proposee(self.object, deja, timezone.now())

    def agir(self, form):
        commun = {
            "creneau": form.instance,
            "inscription": self.inscription,
            "par": self.request.user,
            "motif": form.cleaned_data["motif"],
        }
        if form.est_absence:
            return declarer_absence(**commun)
        return declarer_presence(minutes=form.cleaned_data["minutes"], **commun)

    def get_success_url(self):
        return self.object.creneau.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            inscription=self.inscription,
            session=self.object.session,
            emargement=reponse(self.object, self.inscription),
        )

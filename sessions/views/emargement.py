"""Signing, by whoever is there, with a link."""

from django.contrib.auth.views import redirect_to_login
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from academie.autorisations.jetons import JetonInvalide
from academie.autorisations.vues import FormulaireActeMixin
from academie.regles import Refus
from sessions.actions.emargement import signer_presence
from sessions.forms.emargement import SignerForm
from sessions.queries.emargement import porteur


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
        inscription = self.porteur.inscription
        return signer_presence(
            creneau=self.porteur.creneau,
            inscription=inscription,
            moyen=self.porteur.moyen,
            code=form.cleaned_data["code"],
            nom=form.cleaned_data["nom"] or str(inscription.utilisateur),
            trace=form.cleaned_data["trace"],
        )

    def get_success_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        creneau = self.porteur.creneau
        return super().get_context_data(**kwargs, porteur=self.porteur, creneau=creneau, session=creneau.session)

"""Private feeds: their addresses, shown once, replaced, revoked; and the feeds themselves."""

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, FormView, ListView, UpdateView

from academie.autorisations.vues import ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from academie.diffusion.reponse import DiffusionView, diffuser
from sessions.actions.abonnement import creer_abonnement, noter_acces, remplacer_abonnement, revoquer_abonnement
from sessions.agendas.clients import famille_du_client
from sessions.forms.abonnement import AbonnementForm, SecretForm
from sessions.models import AbonnementAgenda, Inscription
from sessions.queries.abonnement import abonnement_du_secret, abonnements_de, contenus_de
from sessions.queries.agenda import Flux
from sessions.queries.agenda_prive import contenu_de_l_inscription, contenu_prive, contenu_revoque

TEMOIN = "agenda_neuf"
MONTREE = 600  # seconds to copy an address that was just made


class AbonnementListView(ProtegeeMixin, ListView):
    permission = "abonnement.gerer"
    model = AbonnementAgenda
    template_name = "sessions/abonnement/list.html"
    context_object_name = "abonnements"

    def get_queryset(self):
        return abonnements_de(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, contenus=contenus_de(self.request.user))


class SecretMixin(ProtegeeMixin, FormulaireActeMixin):
    """Makes an address and leads to the page that shows it. Between the two, only the browser holds the secret."""

    permission = "abonnement.gerer"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"utilisateur": self.request.user}
        kwargs.pop("instance", None)
        return kwargs

    def get_success_url(self):
        return _page(self.object.pk)

    def form_valid(self, form):
        reponse = super().form_valid(form)
        if form.is_valid():
            secret, sel = form.cleaned_data["secret"], _sel(self.request.user)
            reponse.set_signed_cookie(TEMOIN, secret, salt=sel, max_age=MONTREE, **_portee(self.object.pk))
        return reponse


@method_decorator(never_cache, name="dispatch")
class AbonnementCreateView(SecretMixin, FormView):
    form_class = AbonnementForm
    template_name = "sessions/abonnement/form.html"

    def agir(self, form):
        donnees = form.cleaned_data
        return creer_abonnement(
            contenu=donnees["contenu"],
            libelle=donnees["libelle"],
            noms=donnees.get("noms", False),
            secret=donnees["secret"],
            par=self.request.user,
        )


@method_decorator(never_cache, name="dispatch")
class AbonnementRemplacerView(SecretMixin, UpdateView):
    model = AbonnementAgenda
    form_class = SecretForm
    template_name = "sessions/abonnement/remplacer.html"
    context_object_name = "abonnement"

    def agir(self, form):
        return remplacer_abonnement(abonnement=self.object, secret=form.cleaned_data["secret"], par=self.request.user)


@method_decorator(never_cache, name="dispatch")
class AbonnementDetailView(ProtegeeMixin, DetailView):
    """Shows the address once, right after it was made: nobody here can show it again."""

    permission = "abonnement.gerer"
    model = AbonnementAgenda
    template_name = "sessions/abonnement/detail.html"
    context_object_name = "abonnement"

    @cached_property
    def flux(self) -> Flux | None:
        try:
            secret = self.request.get_signed_cookie(TEMOIN, salt=_sel(self.request.user), max_age=MONTREE)
        except (KeyError, BadSignature):
            return None
        lu = abonnement_du_secret(secret)
        if lu != self.object or not lu.en_service:
            return None
        adresse = settings.BASE_URL + reverse("sessions:agenda_prive", args=[secret])
        page = settings.BASE_URL + reverse("sessions:abonnement_list")
        return Flux(nom=self.object.libelle, url=adresse, page=page)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, flux=self.flux)

    def render_to_response(self, context, **kwargs):
        reponse = super().render_to_response(context, **kwargs)
        portee = _portee(self.object.pk)
        reponse.delete_cookie(TEMOIN, path=portee["path"], samesite=portee["samesite"])
        return reponse


class AbonnementRevoquerView(ConfirmationView):
    permission = "abonnement.gerer"
    model = AbonnementAgenda
    context_object_name = "abonnement"
    template_name = "sessions/abonnement/revoquer.html"
    reussite = gettext_lazy("Cette adresse est révoquée : elle ne donne plus rien.")

    def acte(self, objet):
        revoquer_abonnement(abonnement=objet, par=self.request.user)

    def retour(self, objet):
        return reverse("sessions:abonnement_list")


class AgendaPriveView(DiffusionView):
    """Public: whoever holds the address reads the feed. An unknown one and a known one cost the same look-up."""

    public = False

    def get(self, request, jeton):
        abonnement = abonnement_du_secret(jeton)
        if abonnement is None:
            return _texte(_("Cette adresse d'agenda n'existe pas. Copiez-la en entier."), 404)
        if not abonnement.en_service:
            revoque = contenu_revoque()
            return _refus(HttpResponse(revoque.octets, content_type=revoque.type, status=410))
        noter_acces(abonnement=abonnement, client=famille_du_client(request.headers.get("User-Agent", "")))
        nom = f"agenda.prive:{abonnement.pk}"
        return diffuser(request, contenu_prive(abonnement), public=False, secondes=0, nom=nom)


class InscriptionIcsView(ProtegeeMixin, DetailView):
    """The half-days of one's own enrolment."""

    permission = "inscription.creer"
    model = Inscription

    def get(self, request, *args, **kwargs):
        contenu = contenu_de_l_inscription(self.get_object())
        return diffuser(request, contenu, public=False, secondes=0, nom="inscription.ics")


def _texte(phrase: str, statut: int) -> HttpResponse:
    return _refus(HttpResponse(phrase, content_type="text/plain; charset=utf-8", status=statut))


def _refus(reponse: HttpResponse) -> HttpResponse:
    reponse["Cache-Control"] = "private, no-store"
    reponse["X-Robots-Tag"] = "noindex, nofollow"
    reponse["Referrer-Policy"] = "no-referrer"
    return reponse


def _page(pk: int) -> str:
    return reverse("sessions:abonnement_detail", args=[pk])


def _sel(utilisateur) -> str:
    """The secret in the browser of one person is of no use to another."""
    return f"{TEMOIN}.{utilisateur.pk}"


def _portee(pk: int) -> dict:
    """Sent back to one page, never read by a script."""
    return {"path": _page(pk), "httponly": True, "secure": settings.SESSION_COOKIE_SECURE, "samesite": "Strict"}

from django.utils.translation import gettext_lazy as _

from academie.autorisations.vues import ConfirmationView
from besoins.actions.publication import rendre_avis, retirer_version, soumettre_version
from besoins.forms.publication import AvisForm, RetraitForm
from besoins.models import VersionProgramme
from besoins.queries.couverture import couverture
from besoins.queries.exigences import manques
from besoins.queries.programme import avec_contenu
from besoins.queries.publication import relecteurs
from besoins.queries.relecture import ecarts_avec_le_catalogue, relecture
from besoins.tasks.document import publier
from besoins.views.programme import VersionFormView


class ProgrammeSubmitView(ConfirmationView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme
    context_object_name = "version"
    template_name = "besoins/publication/submit.html"
    reussite = _("La version est en relecture. Les personnes qui peuvent la relire sont prévenues.")

    def get_queryset(self):
        return avec_contenu(super().get_queryset())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            manques=manques(self.object),
            couverture=couverture(self.object),
            relecteurs=relecteurs(self.object).exclude(pk=self.request.user.pk).count(),
        )

    def acte(self, objet):
        return soumettre_version(version=objet, par=self.request.user)


class ProgrammePublishView(ConfirmationView):
    permission = "programme.publier"
    visible = "programme.voir"
    model = VersionProgramme
    context_object_name = "version"
    template_name = "besoins/publication/publish.html"
    reussite = _("La version est publiée au catalogue.")

    def get_queryset(self):
        return avec_contenu(super().get_queryset())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, manques=manques(self.object), ecarts=ecarts_avec_le_catalogue(self.object)
        )

    def acte(self, objet):
        return publier(version=objet, par=self.request.user)


class ProgrammeReviewView(VersionFormView):
    permission = "programme.relire"
    form_class = AvisForm
    template_name = "besoins/publication/review.html"
    reussite = _("Votre avis est enregistré. Les auteurs et autrices sont prévenus.")

    def get_queryset(self):
        return avec_contenu(super().get_queryset())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, **relecture(self.object, self.request.user))

    def agir(self, form):
        return rendre_avis(
            version=self.object,
            favorable=form.cleaned_data["decision"] == "approuver",
            avis=form.cleaned_data["avis"],
            par=self.request.user,
        )


class ProgrammeRetireView(VersionFormView):
    permission = "programme.publier"
    form_class = RetraitForm
    template_name = "besoins/publication/retire.html"
    reussite = _("Le programme n'est plus au catalogue.")

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    def agir(self, form):
        return retirer_version(version=self.object, par=self.request.user, **form.cleaned_data)

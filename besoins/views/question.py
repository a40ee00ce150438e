"""The parts of a draft survey. Every address starts from the survey, so that a part already removed is no error."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.question import (
    ajouter_element,
    ajouter_question,
    deplacer_element,
    modifier_element,
    supprimer_element,
)
from besoins.forms.question import DeplacementForm, OptionForm, QuestionForm, SectionForm
from besoins.models import Enquete, Option, Question, Section

VERS_ENQUETE = {Section: "enquete", Question: "section__enquete", Option: "question__section__enquete"}


def elements(modele, enquete):
    return modele.objects.filter(**{VERS_ENQUETE[modele]: enquete})


class ElementFormView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    permission = "enquete.concevoir"
    model = Enquete
    template_name = "besoins/question/form.html"
    titre = verbe = ""

    @cached_property
    def enquete(self):
        return self.get_object()

    def get(self, request, *args, **kwargs):
        self.object = self.enquete
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.enquete
        return super().post(request, *args, **kwargs)

    def element(self):
        """The element that the form fills."""
        raise NotImplementedError

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.element()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, enquete=self.enquete, titre=self.titre, verbe=self.verbe, suppression=self.suppression()
        )

    def suppression(self) -> str:
        """The address that removes the element, when it exists."""
        return ""

    def get_success_url(self):
        return self.object.get_absolute_url()


class ElementCreateView(ElementFormView):
    def agir(self, form):
        return ajouter_element(element=form.instance)


class ElementUpdateView(ElementFormView):
    modele: type
    verbe = _("Enregistrer")

    def element(self):
        return get_object_or_404(elements(self.modele, self.enquete), pk=self.kwargs["element"])

    def suppression(self):
        return f"{self.request.path}supprimer/"

    def agir(self, form):
        return modifier_element(element=form.instance)


class SectionCreateView(ElementCreateView):
    form_class = SectionForm
    titre, verbe = _("Nouvelle section"), _("Ajouter la section")

    def element(self):
        return Section(enquete=self.enquete)


class SectionUpdateView(ElementUpdateView):
    form_class = SectionForm
    modele = Section
    titre = _("Modifier la section")


class QuestionCreateView(ElementFormView):
    form_class = QuestionForm
    verbe = _("Ajouter la question")

    @cached_property
    def genre(self):
        try:
            return Question.Genre(self.kwargs["genre"])
        except ValueError as erreur:
            raise Http404 from erreur

    @property
    def titre(self):
        return _("Nouvelle question : %(genre)s") % {"genre": self.genre.label}

    def element(self):
        section = get_object_or_404(elements(Section, self.enquete), pk=self.kwargs["parent"])
        return Question(section=section, genre=self.genre)

    def get_initial(self):
        return {"minimum": 1, "maximum": 5} if self.genre == Question.Genre.ECHELLE else {}

    def agir(self, form):
        return ajouter_question(question=form.instance, libelles=form.cleaned_data.get("options", []))


class QuestionUpdateView(ElementUpdateView):
    form_class = QuestionForm
    modele = Question
    titre = _("Modifier la question")


class OptionCreateView(ElementCreateView):
    form_class = OptionForm
    titre, verbe = _("Nouvelle réponse proposée"), _("Ajouter la réponse proposée")

    def element(self):
        choix = elements(Question, self.enquete).filter(genre__in=Question.AVEC_OPTIONS)
        return Option(question=get_object_or_404(choix, pk=self.kwargs["parent"]))


class OptionUpdateView(ElementUpdateView):
    form_class = OptionForm
    modele = Option
    titre = _("Modifier la réponse proposée")


class ElementActeView(ActeView):
    permission = "enquete.concevoir"
    model = Enquete
    modele: type = Section

    def element(self, enquete):
        return elements(self.modele, enquete).filter(pk=self.kwargs["element"]).first()


class ElementDeplacerView(ElementActeView):
    def acte(self, enquete):
        form = DeplacementForm(self.request.POST)
        element = self.element(enquete)
        if element and form.is_valid():
            return deplacer_element(element=element, sens=self.kwargs["sens"], depuis=form.cleaned_data["depuis"])
        return None


class ElementSupprimerView(ElementActeView):
    def acte(self, enquete):
        if element := self.element(enquete):
            supprimer_element(element=element)

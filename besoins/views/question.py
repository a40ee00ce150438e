"""The parts of a draft survey. Every address starts from the survey, so that a part already removed is no error."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from besoins.actions.question import (
    ajouter_element,
    ajouter_options,
    ajouter_question,
    deplacer_element,
    modifier_element,
    supprimer_element,
)
from besoins.forms.question import (
    DeplacementForm,
    OptionForm,
    OptionsForm,
    QuestionForm,
    QuestionNouvelleForm,
    SectionForm,
)
from besoins.models import Enquete, Option, Question, Section
from besoins.queries.enquete import questionnaire, questions_reprenables

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

    @cached_property
    def instance(self):
        return self.element()

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
        return super().get_form_kwargs() | {"instance": self.instance}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            enquete=self.enquete,
            titre=self.titre,
            verbe=self.verbe,
            suppression=self.suppression(),
            reprenables=questions_reprenables(self.instance, questionnaire(self.enquete)),
        )

    def suppression(self) -> str:
        """The address that removes the element, when it exists."""
        return ""

    def get_success_url(self):
        return self.object.get_absolute_url()


class ElementUpdateView(ElementFormView):
    modele: type
    verbe = _("Enregistrer")

    def element(self):
        return get_object_or_404(elements(self.modele, self.enquete), pk=self.kwargs["element"])

    def suppression(self):
        return f"{self.request.path}supprimer/"

    def agir(self, form):
        return modifier_element(element=form.instance)


class SectionCreateView(ElementFormView):
    form_class = SectionForm
    titre, verbe = _("Nouvelle section"), _("Ajouter la section")

    def element(self):
        return Section(enquete=self.enquete)

    def agir(self, form):
        return ajouter_element(element=form.instance)


class SectionUpdateView(ElementUpdateView):
    form_class = SectionForm
    modele = Section
    titre = _("Modifier la section")


class QuestionCreateView(ElementFormView):
    """One question after the other: the second button brings the same page back, empty."""

    form_class = QuestionNouvelleForm
    template_name = "besoins/question/nouvelle.html"
    verbe = _("Ajouter la question")
    BORNES = {"minimum": 1, "maximum": 5}

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
        section.enquete = self.enquete
        return Question(section=section, genre=self.genre)

    def get_initial(self):
        return self.BORNES if self.genre in Question.AVEC_DEGRES else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, section=self.instance.section, genre=self.genre, genres=Question.Genre.choices
        )

    def agir(self, form):
        question = ajouter_question(question=form.instance, options=form.nouvelles())
        messages.success(self.request, _("La question « %(question)s » est ajoutée.") % {"question": question})
        return question

    def get_success_url(self):
        return self.request.path if "suite" in self.request.POST else super().get_success_url()


class QuestionUpdateView(ElementUpdateView):
    form_class = QuestionForm
    modele = Question
    titre = _("Modifier la question")


class OptionCreateView(ElementFormView):
    form_class = OptionsForm
    titre, verbe = _("Ajouter des réponses proposées"), _("Ajouter les réponses proposées")

    def element(self):
        choix = elements(Question, self.enquete).filter(genre__in=OptionsForm.CHAMPS)
        return get_object_or_404(choix, pk=self.kwargs["parent"])

    def agir(self, form):
        return ajouter_options(question=self.instance, options=form.nouvelles())


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

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.regles import Refus
from besoins.actions.codage import citer, coder_textes, retirer_citation, trancher
from besoins.actions.preuve import deriver_besoin_de_theme
from besoins.forms.codage import AccordForm, ArbitrageForm, ChoixTextesForm, CitationForm, CodageForm
from besoins.models import Citation, Code, Enquete
from besoins.queries.codage import (
    accord_de_deux,
    avec_codages,
    codes_de,
    contenant,
    desaccords_dits,
    lecteurs_de,
    lecture_des_textes,
    question_ouverte,
    questions_a_coder,
    resultats_codes,
    textes,
    textes_choisis,
    textes_de,
)
from besoins.queries.resultats import lecture

PAR_PAGE = 25


class CodageMixin(ProtegeeMixin, SingleObjectMixin):
    """A place of the coding of one survey."""

    permission = "enquete.concevoir"
    model = Enquete
    context_object_name = "enquete"

    @cached_property
    def enquete(self):
        return self.get_object()

    @cached_property
    def object(self):
        return self.enquete

    @cached_property
    def question(self):
        question = question_ouverte(self.enquete, self.kwargs["question"])
        if question is None:
            raise Http404
        return question

    @cached_property
    def code(self):
        code = Code.objects.filter(question__section__enquete=self.enquete, pk=self.kwargs["code"]).first()
        if code is None:
            raise Http404
        return code

    @cached_property
    def valeur(self):
        """A text that may be read now."""
        valeur = (
            textes(self.enquete).select_related("question__section__enquete").filter(pk=self.kwargs["valeur"]).first()
        )
        if valeur is None or not lecture_des_textes(valeur.question).permise:
            raise Http404
        return valeur

    def page(self, liste) -> Page:
        return Paginator(liste, PAR_PAGE).get_page(self.request.GET.get("page"))


class CodageListView(ProtegeeMixin, DetailView):
    """The open questions of a survey."""

    permission = "enquete.voir"
    model = Enquete
    template_name = "besoins/codage/list.html"
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, questions=questions_a_coder(self.object), lecture=lecture(self.object)
        )


class CodageResultatsView(ProtegeeMixin, DetailView):
    permission = "enquete.voir"
    model = Enquete
    template_name = "besoins/codage/resultats.html"
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, questions=resultats_codes(self.object), lecture=lecture(self.object))


class CodageTextesView(CodageMixin, DetailView):
    """Words looked for in every open answer of a survey."""

    template_name = "besoins/codage/textes.html"

    def get_context_data(self, **kwargs):
        lue, cherche = lecture(self.enquete), self.request.GET.get("q", "")
        questions = {q.question.pk for q in questions_a_coder(self.enquete) if lue.permise and q.textes >= lue.minimum}
        trouves = contenant(textes(self.enquete).filter(question__in=questions), cherche)
        trouves = trouves.select_related("question").order_by("question__section__ordre", "question__ordre", "pk")
        return super().get_context_data(
            **kwargs, lecture=lue, cherche=cherche, page_obj=self.page(trouves if cherche.strip() else trouves.none())
        )


class CodageQuestionView(CodageMixin, FormulaireActeMixin, FormView):
    """The texts of a question, a page at a time, with the themes to tick."""

    template_name = "besoins/codage/question.html"
    form_class = CodageForm

    @cached_property
    def lecture(self):
        return lecture_des_textes(self.question)

    @cached_property
    def choix(self):
        choix = ChoixTextesForm(self.request.GET, question=self.question)
        choix.is_valid()
        return choix

    @cached_property
    def codes(self):
        return list(codes_de(self.question, self.request.user))

    @cached_property
    def page_obj(self):
        if not self.lecture.permise:
            return self.page([])
        donnees = {"statut": "", "q": "", "code": None} | self.choix.cleaned_data
        choisis = textes_choisis(self.question, self.request.user, **donnees)
        return self.page(avec_codages(choisis, self.request.user))

    def get_form_kwargs(self):
        valeurs = list(self.page_obj)
        if self.request.method == "POST":
            cles = [cle for cle in self.request.POST.getlist("textes")[:PAR_PAGE] if cle.isascii() and cle.isdigit()]
            lisibles = textes_de(self.question) if self.lecture.permise else textes_de(self.question).none()
            affiches = lisibles.filter(pk__in=[int(cle) for cle in cles if len(cle) < 19])
            valeurs = list(avec_codages(affiches, self.request.user))
        return super().get_form_kwargs() | {"valeurs": valeurs, "codes": self.codes}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            question=self.question,
            lecture=self.lecture,
            codes=self.codes,
            choix=self.choix,
            page_obj=self.page_obj,
            lecteurs=list(lecteurs_de(self.question)),
        )

    def agir(self, form):
        nombre = coder_textes(question=self.question, choix=form.choix(), par=self.request.user)
        phrase = ngettext("%(n)s texte enregistré.", "%(n)s textes enregistrés.", nombre)
        messages.success(self.request, phrase % {"n": nombre} if nombre else _("Rien n'a changé."))
        return self.enquete

    def get_success_url(self):
        return self.request.get_full_path()


class CodageAccordView(CodageMixin, DetailView):
    """Two people read the same texts: how far they agree, and where they do not."""

    template_name = "besoins/codage/accord.html"

    def get_context_data(self, **kwargs):
        lecteurs = lecteurs_de(self.question)
        deux = list(lecteurs[:2])
        defaut = {"a": deux[0].pk, "b": deux[1].pk} if len(deux) == 2 else None
        demande = self.request.GET if {"a", "b"} & self.request.GET.keys() else defaut
        form = AccordForm(demande, lecteurs=lecteurs)
        contexte = {"question": self.question, "form": form, "deux": len(deux) == 2}
        contexte["lecture"] = lecture_des_textes(self.question)
        if contexte["lecture"].permise and demande and form.is_valid():
            contexte |= self.mesurer(**form.cleaned_data)
        return super().get_context_data(**kwargs, **contexte)

    def mesurer(self, a, b) -> dict:
        mesure = accord_de_deux(self.question, a, b)
        page = self.page(mesure.desaccords)
        dits = desaccords_dits(self.question, list(page), a, b)
        return {"mesure": mesure, "page_obj": page, "desaccords": dits, "a": a, "b": b}


class CodageTrancherView(CodageMixin, ActeView):
    reussite = _("C'est tranché.")

    def acte(self, enquete):
        form = ArbitrageForm(self.request.POST)
        if not form.is_valid():
            raise Refus(
                _("Ce thème n'est plus dans la liste. Revenez à l'accord des lectures et choisissez de nouveau.")
            )
        trancher(valeur=self.valeur, par=self.request.user, **form.cleaned_data)

    def retour(self, enquete):
        adresse = reverse("besoins:codage_accord", args=[enquete.pk, self.valeur.question_id])
        a, b = (self.request.POST.get(nom, "") for nom in "ab")
        connus = a.isascii() and a.isdigit() and b.isascii() and b.isdigit()
        return f"{adresse}?a={a}&b={b}" if connus else adresse


class CitationView(CodageMixin, FormulaireActeMixin, FormView):
    """The words of a text as they may be quoted."""

    template_name = "besoins/codage/citation.html"
    form_class = CitationForm

    def get_form_kwargs(self):
        actuelle = Citation.objects.filter(valeur=self.valeur).first()
        return super().get_form_kwargs() | {
            "instance": actuelle or Citation(valeur=self.valeur, texte=self.valeur.texte)
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, valeur=self.valeur)

    def agir(self, form):
        citer(valeur=self.valeur, texte=form.cleaned_data["texte"], par=self.request.user)
        messages.success(self.request, _("Ces mots peuvent être cités."))
        return self.enquete

    def get_success_url(self):
        return reverse("besoins:codage_question", args=[self.enquete.pk, self.valeur.question_id])


class CitationRetirerView(CodageMixin, ActeView):
    reussite = _("Ce texte n'est plus cité.")

    def acte(self, enquete):
        retirer_citation(valeur=self.valeur)

    def retour(self, enquete):
        return reverse("besoins:codage_question", args=[enquete.pk, self.valeur.question_id])


class ThemeDeriverView(CodageMixin, ActeView):
    """One click from a theme to a need."""

    permission = "besoin.arbitrer"
    reussite = _("Le besoin est là, avec ce thème pour preuve. Qualifiez-le, puis retenez-le ou écartez-le.")

    def acte(self, enquete):
        return deriver_besoin_de_theme(code=self.code, par=self.request.user)

    def retour(self, objet):
        return (
            objet.get_absolute_url() if objet != self.enquete else reverse("besoins:codage_resultats", args=[objet.pk])
        )

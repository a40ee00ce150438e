"""Answering by one's own link, without an account: a page for each section, kept as one goes, sent once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from academie.francais import heure
from academie.regles import Refus, regle
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.forms.reponse import ReponseSectionForm
from besoins.queries.conditions import Parcours
from besoins.queries.reponse import Situation, premiere_page_a_remplir
from besoins.views.lien_ouvert import LienOuvertView
from besoins.views.lien_personnel import ReponseMixin
from besoins.views.taille import TailleMixin


class ReponseEnqueteView(ReponseMixin, TemplateView):
    template_name = "besoins/reponse/accueil.html"

    def sans_invitation(self, request, *args, **kwargs):
        return LienOuvertView.as_view()(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        depart = premiere_page_a_remplir(self.pages)
        return super().get_context_data(
            **kwargs,
            commencee=self.reponse is not None,
            minimum=regle("resultats.effectif_minimum"),
            questions=sum(len(page.lignes) for page in self.pages),
            conditionnelle=len(self.parcours.questions) < sum(len(s.questions.all()) for s in self.sections),
            depart=self.adresse("reponse_section", numero=depart),
        )


@method_decorator(csrf_exempt, name="dispatch")
class ReponseSectionView(TailleMixin, ReponseMixin, TemplateView):
    template_name = "besoins/reponse/section.html"

    @cached_property
    def section(self):
        numero = self.kwargs["numero"]
        if not 1 <= numero <= len(self.sections):
            raise Http404
        return self.sections[numero - 1]

    def formulaire(self, **options):
        return ReponseSectionForm(
            self.section, valeurs=self.valeurs, parcours=self.parcours, graine=self.invitation.pk, **options
        )

    def get(self, request, *args, **kwargs):
        if self.section not in self.parcours.sections:  # skipped since, by an answer to another page
            return self.aller("reponse_enquete")
        return self.render_to_response(self.get_context_data(form=self.formulaire()))

    def post(self, request, *args, **kwargs):
        suites = {"precedente": self.reculer, "garder": self.garder}
        suite = suites.get(request.POST.get("aller"), self.avancer)
        form = self.formulaire(data=request.POST, exiger=suite == self.avancer, questions=self.vues)
        try:
            self.reponse = enregistrer_reponse(invitation=self.invitation, valeurs=form.reponses())
        except Refus:  # sent or closed meanwhile, from another tab: the link says so
            return self.aller("reponse_enquete")
        self.valeurs |= form.valeurs()
        self.parcours = Parcours(self.sections, self.valeurs)
        form.retirer(self.parcours.questions)
        return suite(form)

    @cached_property
    def vues(self) -> set[int]:
        """The questions that the page showed, as it says; else those that it would show."""
        ici = {str(question.pk): question.pk for question in self.section.questions.all()}
        return {ici[cle] for cle in self.request.POST.getlist("vue") if cle in ici} or self.parcours.questions

    def avancer(self, form):
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form))
        if nouvelles := [
            q.pk for q in self.section.questions.all() if self.parcours.montre(q) and q.pk not in self.vues
        ]:
            messages.info(self.request, _annonce(len(nouvelles)))
            return self.aller("reponse_section", f"#question-{nouvelles[0]}", numero=self.kwargs["numero"])
        suivantes = [page.numero for page in self.pages if page.numero > self.kwargs["numero"]]
        return self.aller("reponse_section", numero=suivantes[0]) if suivantes else self.aller("reponse_recapitulatif")

    def reculer(self, form):
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form))
        avant = [page.numero for page in self.pages if page.numero < self.kwargs["numero"]]
        return self.aller("reponse_section", numero=avant[-1]) if avant else self.aller("reponse_enquete")

    def garder(self, form):
        """Kept in the background: what the page asks now, for the script to compare with what it shows."""
        contexte = {
            "form": self.formulaire(),
            "enregistre": heure(self.reponse.maj_le),
            "a_corriger": len(form.errors),
            "maj": self.reponse.maj_le.isoformat(),
        }
        return render(self.request, "besoins/reponse/questions.html", contexte)

    def get_context_data(self, **kwargs):
        numero = self.kwargs["numero"]
        numeros = [page.numero for page in self.pages]
        return super().get_context_data(
            **kwargs,
            titre=self.parcours.reprendre(self.section.titre),
            aide=self.parcours.reprendre(self.section.aide),
            rang=len([autre for autre in numeros if autre <= numero]),
            total=len(numeros),
            etapes=self.etapes(numero),
            accueil=self.adresse("reponse_enquete"),
            enregistre="",
            a_corriger=0,
            maj=self.reponse.maj_le.isoformat() if self.reponse else "",
        )


def _annonce(nombre: int) -> str:
    return ngettext(
        "Votre réponse appelle une autre question : elle est ajoutée ci-dessous.",
        "Votre réponse appelle %(n)s autres questions : elles sont ajoutées ci-dessous.",
        nombre,
    ) % {"n": nombre}


class ReponseRecapitulatifView(ReponseMixin, TemplateView):
    template_name = "besoins/reponse/recapitulatif.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            etapes=self.etapes(),
            complete=all(page.est_complete for page in self.pages),
            ecartees=len(self.valeurs.keys() - self.parcours.questions),
            derniere=self.adresse("reponse_section", numero=self.pages[-1].numero) if self.pages else "",
            envoi=self.adresse("reponse_soumettre"),
            recepisse=self.adresse("reponse_recepisse"),
            commencee=self.reponse is not None,
        )


class ReponseSoumettreView(ReponseMixin, TemplateView):
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        try:
            soumettre_reponse(invitation=self.invitation)
        except Refus as refus:
            messages.error(request, refus.message)
            return self.aller("reponse_recapitulatif")
        return self.aller("reponse_merci")


class ReponseMerciView(ReponseMixin, TemplateView):
    attendues = {Situation.REPONDUE}
    template_name = "besoins/reponse/merci.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            reponse=self.reponse,
            recepisse=self.adresse("reponse_recepisse"),
            accueil=self.adresse("reponse_enquete"),
        )

"""Writing with others: a form says which state its text was written from; an older one is answered with both texts."""

from django.forms import CharField, HiddenInput, IntegerField
from django.http import Http404

from besoins.actions.revision import Perimee
from besoins.forms.conflit import LEUR, ChampRedige, choix, ecarts, memes, valeurs
from besoins.models import Presence
from besoins.queries.redaction import derniere_ecriture


class EcritureMixin:
    """For a form view where people write at length: what they typed comes back even when its object is gone."""

    def get_form_kwargs(self):
        options = super().get_form_kwargs()
        if "data" in options:
            options["data"] = options["data"].copy()
            for nom, liste in options["data"].lists():
                # A browser sends two characters for each end of line.
                options["data"].setlist(nom, [valeur.replace("\r\n", "\n") for valeur in liste])
        return options

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except Http404:
            return self._a_copier()

    def _a_copier(self):
        textes = [
            (champ.label or nom, self.request.POST[nom])
            for nom, champ in self.get_form_class().base_fields.items()
            if isinstance(champ, CharField) and self.request.POST.get(nom)
        ]
        if not textes:
            raise Http404
        return self.response_class(self.request, "besoins/conflit/disparu.html", {"textes": textes}, status=404)


class ConflitMixin(EcritureMixin):
    """For a form view of something that has a `revision`."""

    lue = None
    # What the others are told that one writes.
    presence = Presence.Lieu.PROGRAMME

    @property
    def redige(self):
        """What the form writes; None when it makes something new."""
        return self.version

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, presence=self.presence)

    def get_form(self, form_class=None):
        options = self.get_form_kwargs()
        if "data" in options:
            options["data"] = self._choisi(options["data"])
        form = self.get_form_class()(**options)
        if self.redige is not None:
            form.bound_field_class = ChampRedige
            form.fields["revision"] = IntegerField(
                widget=HiddenInput, required=False, initial=self.redige.revision, show_hidden_initial=False
            )
            for champ in form.fields.keys() - {"revision"}:
                form.fields[champ].show_hidden_initial = True
        return form

    def form_valid(self, form):
        self.lue = form.cleaned_data.pop("revision", None)
        return super().form_valid(form)

    def refuser(self, form, refus):
        if not isinstance(refus, Perimee):
            return super().refuser(form, refus)
        enregistre = self._enregistre(refus.actuel)
        differents = ecarts(form, enregistre)
        form.data["revision"] = refus.actuel.revision
        for champ in form.fields.keys() - {"revision"}:
            form.data.setlist(form[champ].html_initial_name, valeurs(enregistre[champ]))
        contexte = self.get_context_data(
            form=form,
            ecarts=differents,
            memes=memes(form, differents),
            ecriture=derniere_ecriture(refus.actuel),
            refus=refus,
        )
        return self.response_class(self.request, self.conflit, contexte)

    def _enregistre(self, actuel):
        """The same form, holding what is stored."""
        options = {nom: valeur for nom, valeur in self.get_form_kwargs().items() if nom not in ("data", "files")}
        if "instance" in options:
            options["instance"] = actuel
        return self.get_form_class()(**options)

    def _choisi(self, donnees):
        """What was typed, or what is stored for each field where the page of a conflict chose it."""
        if any(nom.startswith("choix-") for nom in donnees):
            enregistre = self._enregistre(self.redige)
            for champ in enregistre.fields:
                if donnees.get(choix(champ)) == LEUR:
                    donnees.setlist(champ, valeurs(enregistre[champ]))
        return donnees


def revision_lue(request) -> int | None:
    """The revision that a confirmation page was read from."""
    lue = request.POST.get("revision", "")
    return int(lue) if lue.isdecimal() and len(lue) < 10 else None

from itertools import groupby

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from academie.models import Competence, Domaine
from besoins.models import Option, Question, Section
from besoins.queries.question import defauts

Genre = Question.Genre


class DeplacementForm(forms.Form):
    """The place that the person saw when they pressed the button."""

    depuis = forms.IntegerField()


class SectionForm(forms.ModelForm):
    class Meta:
        model = Section
        fields = ["titre", "aide"]
        widgets = {"aide": forms.Textarea(attrs={"rows": 3})}


class ChampLibelles(forms.CharField):
    """Answers proposed, one a line; cleans to their words, each once."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value):
        libelles = list(dict.fromkeys(ligne.strip() for ligne in super().clean(value).splitlines() if ligne.strip()))
        longueur = Option._meta.get_field("libelle").max_length
        if trop_longue := next((libelle for libelle in libelles if len(libelle) > longueur), None):
            raise forms.ValidationError(
                _("Une réponse proposée tient en %(longueur)s caractères : raccourcissez « %(debut)s… »."),
                params={"longueur": longueur, "debut": trop_longue[:40]},
            )
        return libelles


class ChampCompetences(forms.ChoiceField):
    """A whole framework, or one of its domains; cleans to their competences, in order."""

    def __init__(self, **options):
        super().__init__(choices=_choix_de_competences, required=False, **options)

    def clean(self, value):
        genre, _point, pk = super().clean(value).partition(":")
        vers = {"referentiel": "domaine__referentiel", "domaine": "domaine"}
        if genre not in vers:
            return []
        return list(Competence.objects.filter(**{vers[genre]: pk}).order_by("domaine__ordre", "ordre"))


def _choix_de_competences():
    domaines = (
        Domaine.objects.select_related("referentiel")
        .annotate(nombre=Count("competences"))
        .order_by("referentiel", "ordre")
    )
    yield "", _("Aucun : j'écris les éléments moi-même")
    for referentiel, groupe in groupby(domaines, key=lambda domaine: domaine.referentiel):
        freres = list(groupe)
        entier = (f"referentiel:{referentiel.pk}", _compter(_("Tout le référentiel"), sum(d.nombre for d in freres)))
        yield str(referentiel), [entier, *((f"domaine:{d.pk}", _compter(d, d.nombre)) for d in freres)]


def _compter(nom, nombre: int) -> str:
    return f"{nom} ({ngettext('%(n)s compétence', '%(n)s compétences', nombre) % {'n': nombre}})"


class OptionsMixin(forms.Form):
    """Answers to add to a question: several at once, « Autre » where a person ticks, competences in a matrix."""

    options = ChampLibelles(
        label=_("Réponses proposées"),
        help_text=_("Une par ligne. Vous pourrez en ajouter, les modifier et les déplacer ensuite."),
    )
    competences = ChampCompetences(
        label=_("Compétences d'un référentiel"),
        help_text=_("Un élément par compétence : les résultats diront lesquelles manquent le plus."),
    )
    autre = forms.BooleanField(label=_("Ajouter « Autre », que la personne précise"), required=False)
    CHAMPS: dict[str, tuple[str, ...]] = {
        Genre.CHOIX_UNIQUE: ("options", "autre"),
        Genre.CHOIX_MULTIPLE: ("options", "autre"),
        Genre.CLASSEMENT: ("options",),
        Genre.MATRICE: ("competences", "options"),
    }
    au_moins = 1

    def preparer(self, genre: str):
        """Keep the fields that this kind of question needs."""
        for nom in {"options", "competences", "autre"} - set(self.CHAMPS.get(genre, ())):
            del self.fields[nom]
        if genre == Genre.MATRICE:
            self.fields["options"].required = False
            self.fields["options"].label = _("Éléments à évaluer")
            self.fields["options"].help_text = _("Un par ligne : chacun reçoit une importance et une maîtrise.")

    def clean(self):
        donnees = super().clean()
        if "options" in donnees and not self.errors.keys() & {"options", "competences"}:
            nombre = len(donnees["options"]) + len(donnees.get("competences", []))
            if "competences" in self.fields and not nombre:
                self.add_error("options", _("Écrivez au moins un élément, ou choisissez un référentiel."))
            elif "competences" not in self.fields and nombre < self.au_moins:
                self.add_error("options", _("Proposez au moins deux réponses différentes, une par ligne."))
        return donnees

    def nouvelles(self) -> list[Option]:
        """The options asked for, not yet kept."""
        donnees = self.cleaned_data
        longueur = Option._meta.get_field("libelle").max_length
        return [
            *(Option(libelle=c.nom[:longueur], competence=c) for c in donnees.get("competences", [])),
            *(Option(libelle=libelle) for libelle in donnees.get("options", [])),
            *([Option(libelle=str(_("Autre")), libre=True)] if donnees.get("autre") else []),
        ]


class OptionsForm(OptionsMixin):
    def __init__(self, *args, instance: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.preparer(instance.genre)


class QuestionForm(forms.ModelForm):
    """Only what the kind of answer needs is asked."""

    BORNES = ("minimum", "libelle_minimum", "maximum", "libelle_maximum", "unite")
    COMMUNS = ("intitule", "aide", "obligatoire", "code")
    PROPRES = {
        Genre.CHOIX_UNIQUE: ("ordre_aleatoire",),
        Genre.CHOIX_MULTIPLE: ("minimum", "maximum", "ordre_aleatoire"),
        Genre.ECHELLE: ("minimum", "libelle_minimum", "maximum", "libelle_maximum"),
        Genre.NOMBRE: ("minimum", "maximum", "unite"),
        Genre.CLASSEMENT: ("maximum", "ordre_aleatoire"),
        Genre.MATRICE: ("minimum", "libelle_minimum", "maximum", "libelle_maximum", "ordre_aleatoire"),
    }
    # What a bound means depends on the kind of answer.
    MOTS = {
        (Genre.CHOIX_MULTIPLE, "minimum"): _("Nombre minimum de réponses à cocher"),
        (Genre.CHOIX_MULTIPLE, "maximum"): _("Nombre maximum de réponses à cocher"),
        (Genre.CLASSEMENT, "maximum"): _("Nombre de réponses à classer"),
        (Genre.CLASSEMENT, "ordre_aleatoire"): _("Mélanger l'ordre pour chaque personne"),
        (Genre.MATRICE, "ordre_aleatoire"): _("Mélanger l'ordre pour chaque personne"),
        (Genre.MATRICE, "minimum"): _("Première note"),
        (Genre.MATRICE, "maximum"): _("Dernière note"),
    }
    AIDES = {
        (Genre.CLASSEMENT, "maximum"): _(
            "Par exemple 3 pour les trois premières. Laissez vide pour les classer toutes."
        ),
        (Genre.MATRICE, "minimum"): _("L'importance et la maîtrise se notent sur la même échelle."),
    }

    class Meta:
        model = Question
        fields = [
            "section",
            "intitule",
            "minimum",
            "libelle_minimum",
            "maximum",
            "libelle_maximum",
            "unite",
            "obligatoire",
            "ordre_aleatoire",
            "aide",
            "code",
        ]
        widgets = {"aide": forms.Textarea(attrs={"rows": 2})}
        # The help of a box would come before the box: its label says all.
        labels = {"ordre_aleatoire": _("Mélanger l'ordre pour chaque personne (« Autre » reste à la fin)")}
        help_texts = {"ordre_aleatoire": ""}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        question = self.instance
        gardes = {*self.COMMUNS, *self.PROPRES.get(question.genre, ()), *(["section"] if question.pk else [])}
        for nom in set(self.Meta.fields) - gardes:
            del self.fields[nom]
        if question.pk:
            self.fields["section"].queryset = question.enquete.sections.order_by("ordre")
        for nom, champ in self.fields.items():
            champ.label = self.MOTS.get((question.genre, nom), champ.label)
            champ.help_text = self.AIDES.get((question.genre, nom), champ.help_text)
            if question.genre in Question.AVEC_DEGRES and nom in ("minimum", "maximum"):
                champ.required = True

    def options_proposees(self) -> int | None:
        """How many answers the question will propose, when that is known."""
        return self.instance.options.count() if self.instance.pk and self.instance.a_des_options else None

    def clean(self):
        donnees = super().clean()
        bornes = {champ: donnees.get(champ) for champ in ("minimum", "maximum")}
        if not self.errors.keys() & bornes.keys():
            question = Question(genre=self.instance.genre, **bornes)
            for champ, phrase in defauts(question, self.options_proposees()).items():
                self.add_error(champ, phrase)
        return donnees


class QuestionNouvelleForm(OptionsMixin, QuestionForm):
    """A question with the answers it proposes, in one go."""

    au_moins = 2
    field_order = [
        "intitule",
        "competences",
        "options",
        "autre",
        *QuestionForm.BORNES,
        "obligatoire",
        "ordre_aleatoire",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.preparer(self.instance.genre)
        if not self.is_bound:
            self.fields["intitule"].widget.attrs["autofocus"] = True

    def options_proposees(self):
        return len(self.nouvelles()) if "options" in self.fields and "options" in self.cleaned_data else None


class OptionForm(forms.ModelForm):
    """A matrix has no « Autre »; what an older publication says of an answer is asked of none but choices."""

    class Meta:
        model = Option
        fields = ["libelle", "detail", "libre", "pourcentage_publie", "effectif_inconnu"]
        widgets = {"detail": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.question.genre not in (Genre.CHOIX_UNIQUE, Genre.CHOIX_MULTIPLE):
            for nom in ("libre", "pourcentage_publie", "effectif_inconnu"):
                del self.fields[nom]

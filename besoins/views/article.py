from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, ListView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from besoins.actions.article import ecarter_article, garder_article, reprendre_article
from besoins.forms.article import RechercheArticlesForm
from besoins.forms.signal import SuiteForm
from besoins.models import Article, Signal
from besoins.queries.signal import semblables, semblables_des_articles
from besoins.queries.veille import articles_trouves


class ArticleListView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "signal.voir"
    model = Article
    facettes = RechercheArticlesForm
    template_name = "besoins/article/list.html"
    paginate_by = 50

    def get_queryset(self):
        return articles_trouves(super().get_queryset(), **self.criteres)

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs, axes=Signal.Axe.choices)
        articles = list(contexte["page_obj"])
        proches = semblables_des_articles(articles)
        return contexte | {"lignes": [(article, proches.get(article.pk)) for article in articles]}


class RetourAListeMixin:
    """Back to the list as it was filtered."""

    filtres = ""

    def post(self, request, *args, **kwargs):
        # Read before the deed: a body that cannot be read does nothing.
        self.filtres = request.POST.get("filtres", "")[:500]
        return super().post(request, *args, **kwargs)

    def retour(self, _objet):
        parametres = QueryDict(self.filtres).urlencode()
        return f"{reverse('besoins:article_list')}{'?' if parametres else ''}{parametres}#articles"


class ArticleSignalView(RetourAListeMixin, ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """One click from an item to a signal; a look-alike is asked about first."""

    permission = "signal.noter"
    model = Article
    form_class = SuiteForm
    template_name = "besoins/article/signal.html"
    context_object_name = "article"

    @cached_property
    def object(self):
        return self.get_object()

    def get_queryset(self):
        return super().get_queryset().select_related("source", "signal")

    def get_form_kwargs(self):
        article = self.object
        proches = [] if article.signal else semblables(titre=article.titre, url=article.url)
        return super().get_form_kwargs() | {"semblables": proches}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, filtres=self.filtres)

    def agir(self, form):
        return garder_article(
            article=self.object,
            axe=form.cleaned_data["axe"],
            par=self.request.user,
            meme_fait_que=form.meme_fait_que,
        )

    def get_success_url(self):
        return self.retour(self.object)


class ArticleActeView(RetourAListeMixin, ActeView):
    permission = "signal.noter"
    model = Article


class ArticleEcarterView(ArticleActeView):
    reussite = _("L'article est écarté. Vous le retrouvez en filtrant par état.")

    def acte(self, article):
        return ecarter_article(article=article)


class ArticleReprendreView(ArticleActeView):
    reussite = _("L'article est de nouveau parmi les nouveaux.")

    def acte(self, article):
        return reprendre_article(article=article)

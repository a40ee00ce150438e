from django.urls import include, path

from besoins.views import codage, code

urlpatterns = [
    path(
        "besoins/enquetes/<int:pk>/codage/",
        include(
            [
                path("", codage.CodageListView.as_view(), name="codage_list"),
                path("resultats/", codage.CodageResultatsView.as_view(), name="codage_resultats"),
                path("textes/", codage.CodageTextesView.as_view(), name="codage_textes"),
                path("<int:question>/", codage.CodageQuestionView.as_view(), name="codage_question"),
                path("<int:question>/accord/", codage.CodageAccordView.as_view(), name="codage_accord"),
                path("<int:question>/suggestions/", code.SuggestionListView.as_view(), name="suggestion_list"),
                path(
                    "<int:question>/suggestions/accepter/",
                    code.SuggestionAccepterView.as_view(),
                    name="suggestion_accepter",
                ),
                path(
                    "<int:question>/suggestions/ecarter/",
                    code.SuggestionEcarterView.as_view(),
                    name="suggestion_ecarter",
                ),
                path("<int:question>/themes/nouveau/", code.CodeCreateView.as_view(), name="code_create"),
                path("themes/<int:code>/", code.CodeUpdateView.as_view(), name="code_update"),
                path("themes/<int:code>/fusionner/", code.CodeFusionnerView.as_view(), name="code_fusionner"),
                path("themes/<int:code>/supprimer/", code.CodeSupprimerView.as_view(), name="code_supprimer"),
                path("themes/<int:code>/besoin/", codage.ThemeDeriverView.as_view(), name="theme_deriver"),
                path("textes/<int:valeur>/trancher/", codage.CodageTrancherView.as_view(), name="codage_trancher"),
                path("textes/<int:valeur>/citer/", codage.CitationView.as_view(), name="citation"),
                path(
                    "textes/<int:valeur>/citer/retirer/", codage.CitationRetirerView.as_view(), name="citation_retirer"
                ),
            ]
        ),
    ),
]

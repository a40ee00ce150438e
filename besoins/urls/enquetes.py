from django.urls import include, path

from besoins.models import Option, Question, Section
from besoins.urls.sens import SENS
from besoins.views import accueil, apercu, bibliotheque, condition, correction, enquete, question

questions = [
    path("sections/nouvelle/", question.SectionCreateView.as_view(), name="section_create"),
    path(
        "sections/<int:parent>/questions/<slug:genre>/",
        question.QuestionCreateView.as_view(),
        name="question_create",
    ),
    path("questions/<int:parent>/options/nouvelle/", question.OptionCreateView.as_view(), name="option_create"),
]
for noun, modele, modification in (
    ("section", Section, question.SectionUpdateView),
    ("question", Question, question.QuestionUpdateView),
    ("option", Option, question.OptionUpdateView),
):
    debut = f"{noun}s/<int:element>/"
    deplacer = question.ElementDeplacerView.as_view(modele=modele)
    questions += [
        path(debut, modification.as_view(), name=f"{noun}_update"),
        path(f"{debut}supprimer/", question.ElementSupprimerView.as_view(modele=modele), name=f"{noun}_supprimer"),
        *[path(f"{debut}{sens}/", deplacer, {"sens": sens}, name=f"{noun}_{sens}") for sens in SENS],
    ]
for noun, modele in (("section", Section), ("question", Question)):
    debut = f"{noun}s/<int:element>/conditions/"
    questions += [
        path(debut, condition.ConditionListView.as_view(modele=modele), name=f"{noun}_conditions"),
        path(f"{debut}combiner/", condition.ConditionCombinerView.as_view(modele=modele), name=f"{noun}_combiner"),
        path(
            f"{debut}<int:source>/",
            condition.ConditionCreateView.as_view(modele=modele),
            name=f"{noun}_condition_create",
        ),
        path(
            f"{debut}<int:condition>/supprimer/",
            condition.ConditionSupprimerView.as_view(modele=modele),
            name=f"{noun}_condition_supprimer",
        ),
    ]


urlpatterns = [
    path("besoins/", accueil.BesoinsAccueilView.as_view(), name="accueil"),
    path("besoins/enquetes/", enquete.EnqueteListView.as_view(), name="enquete_list"),
    path("besoins/enquetes/nouvelle/", enquete.EnqueteCreateView.as_view(), name="enquete_create"),
    path("besoins/enquetes/<int:pk>/", enquete.EnqueteDetailView.as_view(), name="enquete_detail"),
    path("besoins/enquetes/<int:pk>/modifier/", enquete.EnqueteUpdateView.as_view(), name="enquete_update"),
    path("besoins/enquetes/<int:pk>/apercu/<int:numero>/", apercu.EnqueteApercuView.as_view(), name="enquete_apercu"),
    path("besoins/enquetes/<int:pk>/ouvrir/", enquete.EnqueteOuvrirView.as_view(), name="enquete_ouvrir"),
    path("besoins/enquetes/<int:pk>/fermer/", enquete.EnqueteFermerView.as_view(), name="enquete_fermer"),
    path("besoins/enquetes/importer/", bibliotheque.EnqueteImporterView.as_view(), name="enquete_importer"),
    path("besoins/enquetes/<int:pk>/supprimer/", enquete.EnqueteSupprimerView.as_view(), name="enquete_supprimer"),
    path("besoins/enquetes/<int:pk>/dupliquer/", bibliotheque.EnqueteDupliquerView.as_view(), name="enquete_dupliquer"),
    path(
        "besoins/enquetes/<int:pk>/nouvelle-version/",
        bibliotheque.EnqueteNouvelleVersionView.as_view(),
        name="enquete_nouvelle_version",
    ),
    path("besoins/enquetes/<int:pk>/modele/", bibliotheque.EnqueteModeleView.as_view(), name="enquete_modele"),
    path("besoins/enquetes/<int:pk>/questionnaire.json", bibliotheque.EnqueteJsonView.as_view(), name="enquete_json"),
    path(
        "besoins/enquetes/<int:pk>/bibliotheque/",
        bibliotheque.BibliothequeAjouterView.as_view(),
        name="bibliotheque_ajouter",
    ),
    path("besoins/bibliotheque/", bibliotheque.BibliothequeListView.as_view(), name="bibliotheque_list"),
    path("besoins/bibliotheque/<str:cle>/", bibliotheque.BibliothequeDetailView.as_view(), name="bibliotheque_detail"),
    path(
        "besoins/bibliotheque/<str:cle>/creer/",
        bibliotheque.BibliothequeCreerView.as_view(),
        name="bibliotheque_creer",
    ),
    path(
        "besoins/enquetes/<int:pk>/corriger/<slug:genre>/<int:element>/",
        correction.CorrectionCreateView.as_view(),
        name="correction_create",
    ),
    path("besoins/enquetes/<int:pk>/", include(questions)),
]

from django.urls import include, path

from besoins.models import Option, Question, Section
from besoins.views import (
    accueil,
    besoin,
    catalogue,
    enquete,
    invitation,
    module,
    objectif,
    preuve,
    programme,
    publication,
    question,
    reponse,
    resultats,
    signal,
)

app_name = "besoins"

SENS = ("monter", "descendre")

enquetes = [
    path("besoins/", accueil.BesoinsAccueilView.as_view(), name="accueil"),
    path("besoins/enquetes/", enquete.EnqueteListView.as_view(), name="enquete_list"),
    path("besoins/enquetes/nouvelle/", enquete.EnqueteCreateView.as_view(), name="enquete_create"),
    path("besoins/enquetes/<int:pk>/", enquete.EnqueteDetailView.as_view(), name="enquete_detail"),
    path("besoins/enquetes/<int:pk>/modifier/", enquete.EnqueteUpdateView.as_view(), name="enquete_update"),
    path("besoins/enquetes/<int:pk>/apercu/<int:numero>/", enquete.EnqueteApercuView.as_view(), name="enquete_apercu"),
    path("besoins/enquetes/<int:pk>/ouvrir/", enquete.EnqueteOuvrirView.as_view(), name="enquete_ouvrir"),
    path("besoins/enquetes/<int:pk>/fermer/", enquete.EnqueteFermerView.as_view(), name="enquete_fermer"),
    path("besoins/enquetes/<int:pk>/resultats/", resultats.EnqueteResultatsView.as_view(), name="enquete_resultats"),
    path(
        "besoins/enquetes/<int:pk>/resultats.csv",
        resultats.EnqueteResultatsCsvView.as_view(),
        name="enquete_resultats_csv",
    ),
    path(
        "besoins/enquetes/<int:pk>/resultats/<int:option>/besoin/",
        resultats.OptionDeriverView.as_view(),
        name="option_deriver",
    ),
    path("besoins/enquetes/<int:pk>/invitations/", invitation.InvitationListView.as_view(), name="invitation_list"),
    path(
        "besoins/enquetes/<int:pk>/invitations/nouvelles/",
        invitation.InvitationCreateView.as_view(),
        name="invitation_create",
    ),
    path(
        "besoins/enquetes/<int:pk>/invitations/envoyer/",
        invitation.InvitationEnvoyerView.as_view(),
        name="invitation_envoyer",
    ),
    path(
        "besoins/invitations/<int:pk>/renvoyer/",
        invitation.InvitationRenvoyerView.as_view(),
        name="invitation_renvoyer",
    ),
]

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

reponses = [
    path("", reponse.ReponseEnqueteView.as_view(), name="reponse_enquete"),
    path("page/<int:numero>/", reponse.ReponseSectionView.as_view(), name="reponse_section"),
    path("recapitulatif/", reponse.ReponseRecapitulatifView.as_view(), name="reponse_recapitulatif"),
    path("envoyer/", reponse.ReponseSoumettreView.as_view(), name="reponse_soumettre"),
    path("merci/", reponse.ReponseMerciView.as_view(), name="reponse_merci"),
]

besoins = [
    path("besoins/signaux/", signal.SignalListView.as_view(), name="signal_list"),
    path("besoins/signaux/nouveau/", signal.SignalCreateView.as_view(), name="signal_create"),
    path("besoins/signaux/<int:pk>/", signal.SignalDetailView.as_view(), name="signal_detail"),
    path("besoins/signaux/<int:pk>/modifier/", signal.SignalUpdateView.as_view(), name="signal_update"),
    path("besoins/signaux/<int:pk>/noter/", signal.SignalNoterView.as_view(), name="signal_noter"),
    path("besoins/signaux/<int:pk>/besoin/", signal.SignalDeriverView.as_view(), name="signal_deriver"),
    path("besoins/liste/", besoin.BesoinListView.as_view(), name="besoin_list"),
    path("besoins/nouveau/", besoin.BesoinCreateView.as_view(), name="besoin_create"),
    path("besoins/<int:pk>/", besoin.BesoinDetailView.as_view(), name="besoin_detail"),
    path("besoins/<int:pk>/modifier/", besoin.BesoinUpdateView.as_view(), name="besoin_update"),
    path("besoins/<int:pk>/retenir/", besoin.BesoinRetenirView.as_view(), name="besoin_retenir"),
    path("besoins/<int:pk>/rejeter/", besoin.BesoinRejeterView.as_view(), name="besoin_rejeter"),
    path("besoins/<int:pk>/reexaminer/", besoin.BesoinReexaminerView.as_view(), name="besoin_reexaminer"),
    *[
        path(f"besoins/<int:pk>/{sens}/", besoin.BesoinDeplacerView.as_view(), {"sens": sens}, name=f"besoin_{sens}")
        for sens in SENS
    ],
    path("besoins/<int:pk>/preuves/nouvelle/", preuve.PreuveCreateView.as_view(), name="preuve_create"),
    path("besoins/<int:pk>/preuves/<int:preuve>/retirer/", preuve.PreuveRetirerView.as_view(), name="preuve_retirer"),
]

ingenierie = [
    path("ingenierie/", programme.ProgrammeListView.as_view(), name="programme_list"),
    path("ingenierie/nouveau/", programme.ProgrammeCreateView.as_view(), name="programme_create"),
    path("ingenierie/<int:pk>/", programme.ProgrammeDetailView.as_view(), name="programme_detail"),
    path("ingenierie/<int:pk>/apercu/", programme.ProgrammeApercuView.as_view(), name="programme_apercu"),
    path("ingenierie/<int:pk>/presentation/", programme.ProgrammeUpdateView.as_view(), name="programme_update"),
    path("ingenierie/<int:pk>/besoins/", programme.ProgrammeBesoinsView.as_view(), name="programme_besoins"),
    path(
        "ingenierie/<int:pk>/nouvelle-version/",
        programme.ProgrammeNouvelleVersionView.as_view(),
        name="programme_nouvelle_version",
    ),
    path("ingenierie/<int:pk>/soumettre/", publication.ProgrammeSubmitView.as_view(), name="programme_submit"),
    path("ingenierie/<int:pk>/relecture/", publication.ProgrammeReviewView.as_view(), name="programme_review"),
    path("ingenierie/<int:pk>/publier/", publication.ProgrammePublishView.as_view(), name="programme_publish"),
    path("ingenierie/<int:pk>/retirer/", publication.ProgrammeRetireView.as_view(), name="programme_retire"),
    path("ingenierie/<int:pk>/objectifs/nouveau/", objectif.ObjectifCreateView.as_view(), name="objectif_create"),
    path(
        "ingenierie/<int:pk>/objectifs/<int:objectif>/", objectif.ObjectifUpdateView.as_view(), name="objectif_update"
    ),
    path(
        "ingenierie/<int:pk>/objectifs/<int:objectif>/rang/<int:rang>/",
        objectif.ObjectifMoveView.as_view(),
        name="objectif_move",
    ),
    path(
        "ingenierie/<int:pk>/objectifs/<int:objectif>/supprimer/",
        objectif.ObjectifDeleteView.as_view(),
        name="objectif_delete",
    ),
    path("ingenierie/<int:pk>/modules/nouveau/", module.ModuleCreateView.as_view(), name="module_create"),
    path("ingenierie/<int:pk>/modules/<int:module>/", module.ModuleUpdateView.as_view(), name="module_update"),
    path(
        "ingenierie/<int:pk>/modules/<int:module>/rang/<int:rang>/", module.ModuleMoveView.as_view(), name="module_move"
    ),
    path(
        "ingenierie/<int:pk>/modules/<int:module>/supprimer/", module.ModuleDeleteView.as_view(), name="module_delete"
    ),
    path("catalogue/", catalogue.CatalogueListView.as_view(), name="catalogue_list"),
    path("catalogue/<slug:slug>.pdf", catalogue.CataloguePdfView.as_view(), name="catalogue_pdf"),
    path("catalogue/<slug:slug>/", catalogue.CatalogueDetailView.as_view(), name="catalogue_detail"),
]

urlpatterns = [
    *enquetes,
    path("besoins/enquetes/<int:pk>/", include(questions)),
    path("enquetes/<str:jeton>/", include(reponses)),
    *besoins,
    *ingenierie,
]

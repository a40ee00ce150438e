from django.urls import path

from academie.views import (
    accueil,
    affectation,
    annuaire,
    message,
    pages,
    referentiel,
    sante,
    structure,
    territoire,
    utilisateur,
)

urlpatterns = [
    path("", accueil.AccueilView.as_view(), name="accueil"),
    path("accessibilite/", pages.AccessibiliteView.as_view(), name="accessibilite"),
    path("mentions-legales/", pages.MentionsLegalesView.as_view(), name="mentions_legales"),
    path("donnees-personnelles/", pages.DonneesPersonnellesView.as_view(), name="donnees_personnelles"),
    path("composants/", pages.ComposantsView.as_view(), name="composants"),
    path("sante/", sante.SanteView.as_view(), name="sante"),
    path("mon-compte/", utilisateur.CompteView.as_view(), name="compte"),
    path("mon-compte/annuaire/", annuaire.FicheAnnuaireView.as_view(), name="annuaire_fiche"),
    path("mon-compte/annuaire/quitter/", annuaire.FicheAnnuaireQuitterView.as_view(), name="annuaire_quitter"),
    path("annuaire/", annuaire.AnnuairePersonnesView.as_view(), name="annuaire_personnes"),
    path("annuaire/structures/", annuaire.AnnuaireStructuresView.as_view(), name="annuaire_structures"),
    path("territoires/recherche/", territoire.TerritoireRechercheView.as_view(), name="territoire_recherche"),
    path("referentiels/", referentiel.ReferentielListView.as_view(), name="referentiel_list"),
    path("referentiels/<int:pk>/", referentiel.ReferentielDetailView.as_view(), name="referentiel_detail"),
    path("pilotage/structures/", structure.StructureListView.as_view(), name="structure_list"),
    path("pilotage/structures/nouvelle/", structure.StructureCreateView.as_view(), name="structure_create"),
    path("pilotage/structures/<int:pk>/", structure.StructureUpdateView.as_view(), name="structure_update"),
    path("pilotage/personnes/", utilisateur.UtilisateurListView.as_view(), name="utilisateur_list"),
    path("pilotage/personnes/<int:pk>/", utilisateur.UtilisateurDetailView.as_view(), name="utilisateur_detail"),
    path(
        "pilotage/personnes/<int:pk>/affecter/",
        affectation.AffectationCreateView.as_view(),
        name="affectation_create",
    ),
    path(
        "pilotage/affectations/<int:pk>/terminer/",
        affectation.AffectationTerminerView.as_view(),
        name="affectation_terminer",
    ),
    path("pilotage/messages/", message.MessageListView.as_view(), name="message_list"),
    path("pilotage/messages/<int:pk>/", message.MessageDetailView.as_view(), name="message_detail"),
]

from django.urls import path

from sessions.views import (
    agenda,
    alerte,
    animation,
    cloture,
    creneau,
    emargement,
    inscription,
    lieu,
    pilotage,
    planification,
    session,
)

app_name = "sessions"

urlpatterns = [
    path("sessions/", session.SessionListView.as_view(), name="session_list"),
    path("sessions/<int:pk>/", session.SessionDetailView.as_view(), name="session_detail"),
    path("sessions/<int:pk>.ics", agenda.SessionIcsView.as_view(), name="session_ics"),
    path("sessions/<int:pk>/inscription/", inscription.InscriptionCreateView.as_view(), name="inscription_create"),
    path("inscriptions/", inscription.InscriptionListView.as_view(), name="inscription_list"),
    path("inscriptions/<int:pk>/", inscription.InscriptionDetailView.as_view(), name="inscription_detail"),
    path("inscriptions/<int:pk>/annuler/", inscription.InscriptionAnnulerView.as_view(), name="inscription_annuler"),
    # Pilotage
    path("pilotage/sessions/", pilotage.SessionPilotageView.as_view(), name="session_pilotage"),
    path("pilotage/sessions/nouvelle/", planification.SessionCreateView.as_view(), name="session_create"),
    path(
        "pilotage/sessions/nouvelle/recapitulatif/",
        planification.SessionRecapitulatifView.as_view(),
        name="session_recapitulatif",
    ),
    path(
        "pilotage/sessions/nouvelle/<slug:etape>/",
        planification.SessionCreateView.as_view(),
        name="session_create_etape",
    ),
    path("pilotage/sessions/<int:pk>/", pilotage.SessionCockpitView.as_view(), name="session_cockpit"),
    path("pilotage/sessions/<int:pk>/modifier/", pilotage.SessionUpdateView.as_view(), name="session_update"),
    path("pilotage/sessions/<int:pk>/ouvrir/", pilotage.SessionOuvrirView.as_view(), name="session_ouvrir"),
    path("pilotage/sessions/<int:pk>/annuler/", pilotage.SessionAnnulerView.as_view(), name="session_annuler"),
    path("pilotage/sessions/<int:pk>/cloturer/", cloture.SessionCloturerView.as_view(), name="session_cloturer"),
    path("pilotage/lieux/", lieu.LieuListView.as_view(), name="lieu_list"),
    path("pilotage/lieux/nouveau/", lieu.LieuCreateView.as_view(), name="lieu_create"),
    path("pilotage/lieux/<int:pk>/", lieu.LieuUpdateView.as_view(), name="lieu_update"),
    # Animation et émargement
    path("animation/", animation.AnimationListView.as_view(), name="animation_list"),
    path("animation/<int:pk>/", animation.AnimationDetailView.as_view(), name="animation_detail"),
    path("animation/<int:pk>/feuille.pdf", animation.AnimationPdfView.as_view(), name="animation_pdf"),
    path(
        "animation/<int:pk>/feuille-vide.pdf", animation.AnimationPdfView.as_view(vide=True), name="animation_pdf_vide"
    ),
    path("animation/creneaux/<int:pk>/", creneau.CreneauDetailView.as_view(), name="creneau_detail"),
    path("animation/creneaux/<int:pk>/presences/", creneau.CreneauPresencesView.as_view(), name="creneau_presences"),
    path("animation/creneaux/<int:pk>/ouvrir/", creneau.CreneauOuvrirView.as_view(), name="creneau_ouvrir"),
    path(
        "animation/creneaux/<int:pk>/contresigner/",
        creneau.CreneauContresignerView.as_view(),
        name="creneau_contresigner",
    ),
    path("animation/creneaux/<int:pk>/feuille.pdf", creneau.CreneauPdfView.as_view(), name="creneau_pdf"),
    path(
        "animation/creneaux/<int:pk>/feuille-vide.pdf",
        creneau.CreneauPdfView.as_view(vide=True),
        name="creneau_pdf_vide",
    ),
    path(
        "animation/creneaux/<int:pk>/personnes/<int:inscription>/",
        emargement.EmargementDeclarerView.as_view(),
        name="emargement_declarer",
    ),
    path("emargement/<str:jeton>/", emargement.EmargementSignerView.as_view(), name="emargement_signer"),
    # Alertes
    path("alertes/", alerte.AlerteListView.as_view(), name="alerte_list"),
    path("alertes/programme/<slug:code>/", alerte.AlerteCreateView.as_view(), name="alerte_programme"),
    path("alertes/theme/<slug:code>/", alerte.AlerteCreateView.as_view(sujet="theme"), name="alerte_theme"),
    path("alertes/<int:pk>/arreter/", alerte.AlerteArreterView.as_view(), name="alerte_arreter"),
    path("alertes/<str:jeton>/", alerte.AlerteLienView.as_view(), name="alerte_lien"),
    # Agendas
    path("agendas/", agenda.AgendaListView.as_view(), name="agenda_list"),
    path("agendas/public.ics", agenda.AgendaView.as_view(genre="public"), name="agenda_public"),
    path("agendas/region/<slug:code>.ics", agenda.AgendaView.as_view(genre="region"), name="agenda_region"),
    path(
        "agendas/departement/<slug:code>.ics", agenda.AgendaView.as_view(genre="departement"), name="agenda_departement"
    ),
    path("agendas/theme/<slug:code>.ics", agenda.AgendaView.as_view(genre="theme"), name="agenda_theme"),
    path("agendas/programme/<slug:code>.ics", agenda.AgendaView.as_view(genre="programme"), name="agenda_programme"),
]

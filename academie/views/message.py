from django.conf import settings
from django.views.generic import DetailView, ListView

from academie.autorisations.vues import ProtegeeMixin
from academie.models import Message


class MessageListView(ProtegeeMixin, ListView):
    permission = "message.voir"
    model = Message
    template_name = "academie/message/list.html"
    paginate_by = 50
    extra_context = {"demonstration": settings.DEMO}

    def get_queryset(self):
        messages = super().get_queryset().defer("texte")
        recherche = self.request.GET.get("q", "").strip()
        return messages.filter(destinataire__icontains=recherche) if recherche else messages


class MessageDetailView(ProtegeeMixin, DetailView):
    permission = "message.voir"
    model = Message
    template_name = "academie/message/detail.html"

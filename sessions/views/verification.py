class VerificationMixin:
    """A form with a second button, "Vérifier": what would be in the way is told, nothing is written."""

    def examiner(self, form) -> dict:
        """Return what the page says of the plan in `form`."""
        raise NotImplementedError

    def form_valid(self, form):
        if "verifier" not in self.request.POST:
            return super().form_valid(form)
        return self.render_to_response(self.get_context_data(form=form, verifie=True, **self.examiner(form)))

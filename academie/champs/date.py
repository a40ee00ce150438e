from django import forms


class ChoixDate(forms.DateInput):
    """The browser's own calendar, which reads and writes ISO dates."""

    input_type = "date"

    def __init__(self, **options):
        super().__init__(format="%Y-%m-%d", **options)

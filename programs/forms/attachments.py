"""The form that attaches a document."""

from __future__ import annotations

from django import forms

from ground.rows.limits import MB
from partners.forms import UserForm

from ..services.attachments import LARGEST, STARTS
from ..states import Paper


class AttachmentForm(UserForm):
    paper = forms.ChoiceField(label="What it is", choices=Paper.choices)
    dated_on = forms.DateField(label="Dated")
    proves = forms.CharField(label="What it proves", max_length=300)
    file = forms.FileField(
        help_text=f"{', '.join(STARTS)}; at most {LARGEST // MB} MB. It is kept as it is, with its checksum.",
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(STARTS)}),
    )

"""Forms of accidents and of treaty deadlines."""

from __future__ import annotations

from django import forms

from ..models import Accident, TreatyDeadline
from .clearance import InCountryForm


class AccidentForm(InCountryForm):
    model = Accident
    names = ("name", "admin_area", "on_day", "killed", "injured", "source")
    name = forms.CharField(label="What happened", max_length=160, help_text="No name of anybody")
    source = forms.CharField(label="Reported by", max_length=200)


class TreatyDeadlineForm(InCountryForm):
    model = TreatyDeadline
    names = ("name", "deadline", "source")
    name = forms.CharField(label="Treaty", max_length=160)
    source = forms.CharField(label="Where it stands", max_length=200)

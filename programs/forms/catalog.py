"""Forms of the catalog: schools, courses, and certifications as expanded IMET."""

from __future__ import annotations

from django import forms

from partners.forms import UserForm, VersionForm

from ..models import School
from ..states import CourseLevel, SchoolKind, SchoolOwner
from .programs import one


class SchoolForm(UserForm):
    name = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=SchoolKind.choices)
    owner = forms.ChoiceField(choices=SchoolOwner.choices)
    place_name = forms.CharField(label="Place", max_length=120, required=False)
    us_state = forms.CharField(label="State of the United States", max_length=2, required=False, help_text="Such as VA")
    latitude = forms.DecimalField(max_digits=7, decimal_places=4, required=False, help_text="Degrees north")
    longitude = forms.DecimalField(
        max_digits=7, decimal_places=4, required=False, help_text="Degrees east; west of Greenwich below zero"
    )

    def clean_us_state(self) -> str:
        """In capitals, however it was typed."""
        return str(self.cleaned_data["us_state"]).upper()


class EditSchoolForm(SchoolForm, VersionForm):
    """The same for a school that is there."""


class CourseWordsForm(UserForm):
    title = forms.CharField(max_length=200)
    school = one(School.objects.order_by("name"), "School")
    level = forms.ChoiceField(choices=CourseLevel.choices)
    weeks = forms.IntegerField(min_value=1, max_value=520)
    english_level = forms.IntegerField(
        label="English level required", min_value=0, max_value=100, required=False, help_text="0 to 100, or none"
    )
    place_name = forms.CharField(
        label="Place", max_length=120, required=False, help_text="Where it is not that of the school"
    )
    is_e_imet = forms.BooleanField(
        label="Claimed as expanded IMET", required=False, help_text="It counts once DSCA has certified it."
    )


class NewCourseForm(CourseWordsForm):
    code = forms.CharField(label="MASL identifier", max_length=20)

    field_order = ("code",)


class EditCourseForm(CourseWordsForm, VersionForm):
    """The same for a course that is there; its identifier stays."""


class CertifyCourseForm(UserForm):
    certified_on = forms.DateField(label="Certified on")
    document = forms.CharField(max_length=120)

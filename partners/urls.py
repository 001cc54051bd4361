"""Addresses of partners: what is added and corrected. Lists and pages show standing and approvals: vetting has them."""

from django.urls import path

from .views import people, units

urlpatterns = [
    path("units/new/", units.NewUnit.as_view(), name="unit-add"),
    path("units/<slug:code>/edit/", units.EditUnit.as_view(), name="unit-edit"),
    path("units/<slug:code>/names/new/", units.AddAlias.as_view(), name="unit-alias-add"),
    path("units/<slug:code>/parents/new/", units.AddParent.as_view(), name="unit-parent-add"),
    path("units/<slug:code>/parents/<int:pk>/end/", units.EndParent.as_view(), name="unit-parent-end"),
    path("people/new/", people.NewPerson.as_view(), name="person-add"),
    path("people/<int:pk>/edit/", people.EditPerson.as_view(), name="person-edit"),
    path("people/<int:pk>/postings/new/", people.AddPosting.as_view(), name="posting-add"),
    path("people/<int:pk>/postings/<int:posting>/end/", people.EndPosting.as_view(), name="posting-end"),
    path("people/<int:pk>/transfer/", people.Transfer.as_view(), name="person-transfer"),
]

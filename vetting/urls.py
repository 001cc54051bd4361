"""Addresses of vetting, with the lists and pages of units and people, which show standing and approvals."""

from django.urls import path

from .views import (
    approval,
    approvals,
    case,
    case_steps,
    cases,
    hits,
    people,
    roster_forms,
    roster_import,
    standing,
    units,
)

urlpatterns = [
    path("vetting/approvals/", approvals.Approvals.as_view(), name="approval-list"),
    path("vetting/approvals/<int:pk>/", approval.ApprovalPage.as_view(), name="approval-page"),
    path("vetting/approvals/<int:pk>/step/", approval.ApprovalStep.as_view(), name="approval-step"),
    path("vetting/queue/", cases.CaseQueue.as_view(), name="case-queue"),
    path("vetting/cases/", cases.CaseList.as_view(), name="case-list"),
    path("vetting/cases/new/", cases.NewCase.as_view(), name="case-add"),
    path("vetting/cases/<slug:number>/", case.CasePage.as_view(), name="case-page"),
    path("vetting/cases/<slug:number>/edit/", cases.EditCase.as_view(), name="case-edit"),
    path("vetting/cases/<slug:number>/step/", case_steps.CaseStep.as_view(), name="case-step"),
    path("vetting/cases/<slug:number>/review/", case_steps.CaseReview.as_view(), name="case-review"),
    path("vetting/cases/<slug:number>/subjects/", case_steps.CaseSubjects.as_view(), name="case-subjects"),
    path("vetting/cases/<slug:number>/people/new/", roster_forms.AddPerson.as_view(), name="case-person-add"),
    path("vetting/cases/<slug:number>/units/new/", roster_forms.AddUnit.as_view(), name="case-unit-add"),
    path("vetting/cases/<slug:number>/roster/", roster_import.RosterImport.as_view(), name="case-roster"),
    path("vetting/roster-template.<slug:kind>", roster_import.RosterTemplate.as_view(), name="roster-template"),
    path("vetting/hits/<int:pk>/", hits.HitPage.as_view(), name="hit-page"),
    path("vetting/ineligible/", standing.IneligibleList.as_view(), name="ineligible-list"),
    path("vetting/units/", units.UnitList.as_view(), name="standing-list"),
    path("units/", units.UnitList.as_view(), name="unit-list"),
    path("units/<slug:code>/", units.UnitPage.as_view(), name="unit-page"),
    path("units/<slug:code>/standing/", standing.StandingStep.as_view(), name="standing-step"),
    path("units/<slug:code>/standing/propose/", standing.Propose.as_view(), name="standing-propose"),
    path("people/", people.PersonList.as_view(), name="person-list"),
    path("people/<int:pk>/", people.PersonPage.as_view(), name="person-page"),
]

"""Addresses of NADR grants, and of the sites, tasks and depots of conventional weapons destruction."""

from django.urls import path

from ..views import clearance, grants, mine_action, storage

GRANT = "grants/<int:pk>/"
DEADLINE = "grants/deadlines/<int:pk>/"
TASK = "grants/tasks/<int:pk>/"
SITE = "sites/<int:pk>/"
STORAGE = "storage/<int:pk>/"

urlpatterns = [
    path("programs/<slug:number>/grants/new/", grants.PlanGrant.as_view(), name="grant-add"),
    path("grants/", grants.GrantList.as_view(), name="grant-list"),
    path("grants/deadlines/", grants.DeadlineList.as_view(), name="grant-deadline-list"),
    path(f"{DEADLINE}receive/", grants.Receive.as_view(), name="grant-deadline-receive"),
    path(f"{DEADLINE}review/", grants.Review.as_view(), name="grant-deadline-review"),
    path(GRANT, grants.GrantPage.as_view(), name="grant-detail"),
    path(f"{GRANT}step/", grants.GrantStep.as_view(), name="grant-step"),
    path(f"{GRANT}risk/", grants.PlanRisk.as_view(), name="grant-risk"),
    path(f"{GRANT}modify/", grants.Modify.as_view(), name="grant-modify"),
    path(f"{GRANT}tasks/new/", clearance.AddTask.as_view(), name="cwd-task-add"),
    path("grants/tasks/", clearance.TaskList.as_view(), name="cwd-task-list"),
    path(TASK, clearance.TaskPage.as_view(), name="cwd-task-detail"),
    path(f"{TASK}step/", clearance.TaskStep.as_view(), name="cwd-task-step"),
    path(f"{TASK}opened/", clearance.OpenKeySite.as_view(), name="cwd-task-opened"),
    path(f"{TASK}land/", clearance.RecordLand.as_view(), name="land-release-add"),
    path(f"{TASK}ordnance/", clearance.RecordOrdnance.as_view(), name="ordnance-disposal-add"),
    path(f"{TASK}education/", clearance.RecordEducation.as_view(), name="risk-education-add"),
    path(f"{TASK}handover/", clearance.HandOver.as_view(), name="handover-add"),
    path(f"{TASK}impact/", clearance.AssessImpact.as_view(), name="handover-assess"),
    path("sites/", clearance.SiteList.as_view(), name="site-list"),
    path("sites/accidents/new/", mine_action.RecordAccident.as_view(), name="accident-add"),
    path("sites/deadlines/new/", mine_action.RecordDeadline.as_view(), name="treaty-deadline-add"),
    path("sites/new/", clearance.NewSite.as_view(), name="site-add"),
    path(SITE, clearance.SitePage.as_view(), name="site-detail"),
    path(f"{SITE}step/", clearance.SiteStep.as_view(), name="site-step"),
    path(f"{SITE}survey/", clearance.SurveySite.as_view(), name="site-survey"),
    path("storage/", storage.StorageList.as_view(), name="storage-list"),
    path("storage/new/", storage.NewDepot.as_view(), name="storage-add"),
    path(STORAGE, storage.StoragePage.as_view(), name="storage-detail"),
    path(f"{STORAGE}inspections/new/", storage.Inspect.as_view(), name="storage-inspect"),
]

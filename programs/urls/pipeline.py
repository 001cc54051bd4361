"""Addresses of the pipeline."""

from django.urls import path

from ..views import pipeline

urlpatterns = [
    path("pipeline/", pipeline.Pipeline.as_view(), name="pipeline"),
    path("pipeline/again/", pipeline.ReobligationQueue.as_view(), name="reobligation-queue"),
]

"""Stock Django admin, under our own site object so that one place says who may enter it."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    default_site = "config.admin.GatehouseAdminSite"

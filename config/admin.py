"""The admin site: reference rows, users, dated assignments, parameters; decided things are read-only there."""

from django.contrib.admin import AdminSite


class GatehouseAdminSite(AdminSite):
    site_title = "Gatehouse administration"
    site_header = "Gatehouse administration"
    index_title = "Users, reference rows, parameters and background work"
    site_url = "/"

"""The back office: the names of boroughs, posts and agencies, and nothing of a case.

It has no door of its own: people sign in where everybody does, and what they may do here
comes from the permissions page, as everywhere else.
"""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.urls import reverse

from pilot import audit
from pilot.fields import CleanCharField
from pilot.models import Borough, Post, Site
from pilot.permissions import Permission
from pilot.web import requires

# Django's own pages for what this service does elsewhere, or not at all.
LEFT_OUT = (
    "logout",
    "password_change",
    "password_change_done",
    "autocomplete",
    "view_on_site",
)


class PilotAdminSite(admin.AdminSite):
    site_title = "Perpetrator pilot"
    site_header = "Perpetrator pilot: names and lists"
    index_title = "What can be corrected here"
    enable_nav_sidebar = False
    final_catch_all_view = False

    def has_permission(self, request):
        return request.user.is_active and request.user.can(Permission.MANAGE_REFERENCE_DATA)

    def admin_view(self, view, cacheable=False):
        """Whoever is signed in and may not: refused and recorded, like on any page."""
        guard = requires(Permission.MANAGE_REFERENCE_DATA)
        return guard(super().admin_view(view, cacheable))

    @login_not_required
    def login(self, request, extra_context=None):
        """There is one way in (S-09)."""
        wanted = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(wanted, reverse("pilot:sign_in"))

    def get_urls(self):
        urls = super().get_urls()
        return [url for url in urls if getattr(url, "name", None) not in LEFT_OUT]


class ReferenceDataAdmin(admin.ModelAdmin):
    """Names and lists: corrected by administrators, on record, and never deleted."""

    actions = None
    view_on_site = False
    formfield_overrides = {models.CharField: {"form_class": CleanCharField}}

    def get_urls(self):
        """The trail is the history, and nothing is deleted: Django's pages for that go."""
        kept = ("changelist", "add", "change")
        return [url for url in super().get_urls() if (url.name or "").endswith(kept)]

    def has_module_permission(self, request):
        return self._may(request)

    def has_view_permission(self, request, obj=None):
        return self._may(request)

    def has_add_permission(self, request):
        return self._may(request)

    def has_change_permission(self, request, obj=None):
        return self._may(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def construct_change_message(self, request, form, formsets, add=False):
        return sorted(form.changed_data)

    def log_addition(self, request, obj, message):
        audit.record(obj, "added", by=request.user)

    def log_change(self, request, obj, message):
        audit.record(obj, "corrected", by=request.user, fields=message)

    def _may(self, request) -> bool:
        return self.admin_site.has_permission(request)


class FixedRowsAdmin(ReferenceDataAdmin):
    """Rows that the agreements fix: words on them can be corrected, none can be added."""

    def has_add_permission(self, request):
        return False


site = PilotAdminSite()


@admin.register(Borough, site=site)
class BoroughAdmin(FixedRowsAdmin):
    fields = ("code", "name", "council_name")
    readonly_fields = ("code",)
    list_display = ("name", "council_name", "code")
    ordering = ("place",)


@admin.register(Post, site=site)
class PostAdmin(FixedRowsAdmin):
    fields = ("code", "title", "base", "days_per_week")
    readonly_fields = ("code", "days_per_week")
    list_display = ("title", "base", "days_per_week")
    ordering = ("place",)


@admin.register(Site, site=site)
class SiteAdmin(ReferenceDataAdmin):
    fields = ("borough", "name", "is_retired")
    list_display = ("name", "borough", "is_retired")
    ordering = ("borough__place", "name")

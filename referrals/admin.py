"""The back office's page for agencies: public facts, never a referral."""

from django.contrib import admin

from pilot.admin import ReferenceDataAdmin, site
from referrals.models import Agency


@admin.register(Agency, site=site)
class AgencyAdmin(ReferenceDataAdmin):
    fields = ("name", "sector", "borough", "is_retired")
    list_display = ("name", "sector", "borough", "is_retired")
    list_filter = ("sector", "borough", "is_retired")
    search_fields = ("name",)
    ordering = ("name",)

    def save_model(self, request, obj, form, change):
        """Whoever has the team open elsewhere is told that it was changed meanwhile."""
        obj.version += change
        super().save_model(request, obj, form, change)

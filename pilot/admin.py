"""The back office: names of boroughs and posts, and nothing of anybody's case."""

from django.contrib import admin

site = admin.AdminSite()

from django.apps import AppConfig


class PilotConfig(AppConfig):
    """Who, where, when, and for how much?"""

    name = "pilot"

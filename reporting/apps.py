from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """What does it add up to?"""

    name = "reporting"

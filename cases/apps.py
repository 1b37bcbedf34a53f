from django.apps import AppConfig


class CasesConfig(AppConfig):
    """What do we do with them?"""

    name = "cases"

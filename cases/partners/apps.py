from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Who is being kept safe?"""

    name = "cases.partners"
    label = "partners"

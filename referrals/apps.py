from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """How do people reach us?"""

    name = "referrals"

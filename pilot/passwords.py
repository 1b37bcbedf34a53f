"""What a password may be (S-01, S-02)."""


class LengthValidator:
    def validate(self, password, user=None): ...
    def get_help_text(self):
        return ""


class CommonPasswordValidator(LengthValidator): ...


class FamiliarWordsValidator(LengthValidator): ...

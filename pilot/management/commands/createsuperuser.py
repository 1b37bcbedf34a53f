import getpass
import os

from django.contrib.auth.management.commands import createsuperuser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from pilot import actions
from pilot.models import Borough, User
from pilot.transitions import TransitionRefused

NO_PASSWORD = (
    "Set DJANGO_SUPERUSER_PASSWORD to the password of the new account, or leave --noinput "
    "out to be asked for it."
)


class Command(createsuperuser.Command):
    """Django's command, which would leave the first administrator without a role.

    Its options and its questions, with our rules: no password is let through against
    them, the account holds the administrator's role everywhere, and the trail says so.
    """

    help = (
        "Make an account and grant it the role of system administrator in every borough. "
        "Run seed_pilot first."
    )

    def handle(self, *args, **options):
        if not Borough.objects.exists():
            raise CommandError(
                "There is no borough to administer yet. Run seed_pilot first."
            )
        if options["interactive"] and not self.stdin.isatty():
            raise CommandError(
                "There is no terminal to ask on. Run it with --noinput --username NAME "
                "--email ADDRESS and the password in DJANGO_SUPERUSER_PASSWORD."
            )
        try:
            ask = self._ask if options["interactive"] else self._read
            person = actions.create_administrator(**ask(options))
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Stopped. No account was made.") from None
        except TransitionRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            self.style.SUCCESS(
                f"{person.username} can sign in and administers every borough. "
                "Make the other accounts on the People page."
            )
        )

    def _read(self, options) -> dict[str, str]:
        """The answers from the options and the environment."""
        answers = {
            name: options[name] or os.environ.get(f"DJANGO_SUPERUSER_{name.upper()}", "")
            for name in ("username", "email")
        }
        answers["password"] = os.environ.get("DJANGO_SUPERUSER_PASSWORD", "")
        if not answers["password"]:
            raise CommandError(NO_PASSWORD)
        if wrong := [*self._wrong_names(answers), *self._wrong_password(answers)]:
            raise CommandError(" ".join(wrong))
        return answers

    def _ask(self, options) -> dict[str, str]:
        """The answers from the terminal, each asked for until it will do."""
        answers = {}
        for name, question in (
            ("username", "Sign-in name: "),
            ("email", "E-mail address: "),
        ):
            answers[name] = options[name] or input(question).strip()
            while wrong := self._wrong(name, answers[name]):
                self.stderr.write(wrong)
                answers[name] = input(question).strip()
        while "password" not in answers:
            typed = {**answers, "password": getpass.getpass("Password: ")}
            wrong = self._wrong_password(typed)
            if not wrong and typed["password"] != getpass.getpass("The password again: "):
                wrong = ["Type the same password both times."]
            if wrong:
                self.stderr.write(" ".join(wrong))
            else:
                answers = typed
        return answers

    def _wrong_names(self, answers) -> list[str]:
        found = (self._wrong(name, answers[name]) for name in ("username", "email"))
        return [wrong for wrong in found if wrong]

    def _wrong(self, name: str, answer: str) -> str:
        """What to do about an answer; nothing if it will do."""
        field = User._meta.get_field(name)
        label = {"username": "sign-in name", "email": "e-mail address"}[name]
        try:
            if not answer:
                raise ValidationError("empty")
            field.clean(answer, None)
        except ValidationError:
            return f"Enter a real {label} (--{name})."
        if name == "username" and User.objects.filter(username__iexact=answer).exists():
            return f"Somebody has the sign-in name {answer}. Choose another."
        return ""

    def _wrong_password(self, answers) -> list[str]:
        names = {name: answers[name] for name in ("username", "email")}
        try:
            validate_password(answers["password"], User(**names))
        except ValidationError as refused:
            return [f"{message}." for message in refused.messages]
        return []

"""`demo` and `verify`: from a fresh clone to a running or a tested service.

Standard library only, because this is what installs everything else.
"""

from pilot.up.serving import demo
from pilot.up.steps import Missing, fail
from pilot.up.verifying import verify


def main(words: list[str]) -> int:
    """Run `demo` or `verify` and return the exit code."""
    command, *rest = words
    try:
        return {"demo": demo, "verify": verify}[command](rest)
    except Missing as missing:
        return fail(str(missing))
    except OSError as error:
        return fail(f"{error.filename or 'The machine'}: {error.strerror or error}")
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130

"""Answers put together into groups large enough to publish (section 9, class C)."""

from collections.abc import Mapping


def collapse(counts: Mapping[str, int], groups: Mapping[str, str]) -> dict[str, int]:
    """Every group of `groups`, in its order, with what its answers come to.

    The groups are the same whatever is counted. Groups made to fit the counts would tell
    which of them are small, and would not add up from one quarter to the next.
    """
    if unknown := counts.keys() - groups.keys():
        raise ValueError(f"No group for these answers: {', '.join(sorted(unknown))}")
    found = dict.fromkeys(groups.values(), 0)
    for answer, count in counts.items():
        found[groups[answer]] += count
    return found

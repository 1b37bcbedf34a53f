from datetime import date, timedelta
from decimal import Decimal

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from pilot import calendar
from pilot.management.assumptions import ASSUMPTIONS
from pilot.management.contract_facts import load_contract_facts
from pilot.models import (
    Accreditation,
    Agreement,
    ApportionmentKey,
    Assumption,
    Borough,
    Budget,
    BudgetLine,
    DayAllocation,
    KeyShare,
    Pattern,
    PatternDay,
    Post,
    Site,
)
from pilot.permissions import Role
from pilot.shares import by_parts

# The facts of the report that approved the pilot ("seed"), each with its paragraph.

STARTS_ON = date(2015, 10, 1)  # seed 1.2
ENDS_ON = date(2016, 9, 30)
VALUE = Decimal("50000.00")  # for each council: seed 1.2 and 8.1
COUNCIL_CONTRIBUTION = Decimal("0.00")  # seed 8.2
PROVIDER = "Domestic Violence Intervention Project (DVIP)"  # seed 1.4
CHARITY_NUMBER = "1083549"
FUNDER = "Mayor’s Office for Policing And Crime (MOPAC)"

BOROUGHS = {  # code: (name, council), in the fixed order of every table
    "LBHF": ("Hammersmith and Fulham", "London Borough of Hammersmith and Fulham"),
    "RBKC": ("Kensington and Chelsea", "Royal Borough of Kensington and Chelsea"),
    "WCC": ("Westminster", "Westminster City Council"),
}

POSTS = {  # role: (days a week, base): seed 5.1, 5.2, 5.4 and 5.5
    Role.CRIMINAL_JUSTICE_WORKER: (
        5,
        "Community safety units at the police stations of each borough",
    ),
    Role.FAMILY_SUPPORT_WORKER: (
        4,
        "Children’s Services in Kensington and Chelsea: "
        "Early Years and Child Protection Team",
    ),
    Role.YOUNG_PERPETRATOR_SPECIALIST: (5, "Youth Offending Service"),
}

THIRD = Decimal("1.666667")
SPLITS = {  # role: (LBHF, RBKC, WCC, its assumption or None, source)
    Role.CRIMINAL_JUSTICE_WORKER: (2, 1, 2, None, "Report 5.2"),
    Role.FAMILY_SUPPORT_WORKER: (
        1, 2, 1, "A-02", "Assumed (P-22): seed 5.4 gives the base and not the days",
    ),
    # Thirds to six places, the last one short so that the three make exactly 5.
    Role.YOUNG_PERPETRATOR_SPECIALIST: (
        THIRD, THIRD, 5 - 2 * THIRD, "A-02", "Assumed (P-23): seed 5.5 gives no split",
    ),
}  # fmt: skip

# Role: (the place in each borough that it works from, the borough of each weekday of each
# week, Monday first). The report gives the places' kind and the days, not the weekdays.
_THIRDS = ("LBHF", "RBKC", "WCC")
PATTERNS = {
    Role.CRIMINAL_JUSTICE_WORKER: (
        "Community safety unit", [("LBHF", "WCC", "RBKC", "LBHF", "WCC")],
    ),
    Role.FAMILY_SUPPORT_WORKER: (
        "Children’s Services", [("RBKC", "LBHF", None, "RBKC", "WCC")],
    ),
    Role.YOUNG_PERPETRATOR_SPECIALIST: (
        "Youth Offending Service",
        [(*_THIRDS, "LBHF", "RBKC"), (*_THIRDS, "WCC", "LBHF"), (*_THIRDS, "RBKC", "WCC")],
    ),
}  # fmt: skip
PATTERN_REASON = "The pilot begins. Which weekdays are spent where is assumed."

# Code: (what it divides, the parts of each borough, its assumption or None, its source).
KEYS = {
    "KEY_CJW": ("Criminal Justice Worker", (2, 1, 2), None, "Report 5.2: the day split"),
    "KEY_FSW": ("Family Support Worker", (1, 2, 1), "A-02", "Assumed day split (P-22)"),
    "KEY_YPS": (
        "Young Perpetrator Specialist", (1, 1, 1), "A-02", "Assumed day split (P-23)",
    ),
    "KEY_EQUAL": (
        "Equal thirds: overheads and the campaign", (1, 1, 1), None,
        "Report 1.2: the award is shared equally",
    ),
}  # fmt: skip
BUDGET_SOURCE = "Assumed (P-24): a straight line of the award, not divided by cost line"

ACCREDITATION = ("Respect", PROVIDER, "Accredited")
ACCREDITATION_SOURCE = "Report 3.1, which gives no dates"


class Command(BaseCommand):
    help = (
        "Load the boroughs, agreements, posts and day allocations that the pilot was "
        "approved with. Safe to run again: what people have changed since stays."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        for place, (code, (name, council)) in enumerate(BOROUGHS.items(), start=1):
            _load_borough(code, name, council, place)
        for code, (text, source) in ASSUMPTIONS.items():
            # Its status is the group's to change.
            Assumption.objects.update_or_create(
                code=code, defaults={"text": text, "source": source}
            )
        for place, (role, (days, base)) in enumerate(POSTS.items(), start=1):
            _load_post(role, days, base, place)
        for code, facts in KEYS.items():
            _load_key(code, *facts)
        for agreement in Agreement.objects.all():
            _load_budget(agreement)
        body, holder, status = ACCREDITATION
        Accreditation.objects.get_or_create(
            body=body,
            holder=holder,
            recorded_by=None,
            defaults={
                "status": status,
                "source": ACCREDITATION_SOURCE,
                "recorded_at": calendar.end_of(STARTS_ON - timedelta(days=1)),
            },
        )
        load_contract_facts(STARTS_ON)
        self.stdout.write(
            self.style.SUCCESS(
                f"The pilot is ready: {Borough.objects.count()} boroughs, "
                f"{Agreement.objects.count()} agreements, {Post.objects.count()} posts, "
                f"{DayAllocation.objects.count()} day allocations."
            )
        )


def _load_borough(code, name, council, place):
    """The borough and its agreement are there.

    A name corrected since, an extension and a variation stay: only what the papers fix
    for good is written again.
    """
    Borough.objects.update_or_create(
        code=code,
        defaults={"place": place},
        create_defaults={"place": place, "name": name, "council_name": council},
    )
    fixed = {
        "provider": PROVIDER,
        "charity_number": CHARITY_NUMBER,
        "funder": FUNDER,
        "starts_on": STARTS_ON,
        "council_contribution": COUNCIL_CONTRIBUTION,
    }
    Agreement.objects.update_or_create(
        borough_id=code,
        defaults=fixed,
        create_defaults={**fixed, "ends_on": ENDS_ON, "value": VALUE},
    )


def _load_key(code, title, parts, assumption, source):
    """The key is there from the first day on; how it was changed since stays."""
    key, is_new = ApportionmentKey.objects.get_or_create(
        code=code,
        starts_on=STARTS_ON,
        defaults={"title": title, "assumption_id": assumption, "source": source},
    )
    if is_new:
        KeyShare.objects.bulk_create(
            KeyShare(key=key, borough_id=borough, parts=part)
            for borough, part in zip(BOROUGHS, parts, strict=True)
        )


def _load_budget(agreement):
    """The award lies in two halves of two financial years, until somebody divides it."""
    if agreement.borough.budgets.exists():
        return
    budget = Budget.objects.create(
        borough=agreement.borough,
        is_assumed=True,
        source=BUDGET_SOURCE,
        recorded_at=calendar.end_of(STARTS_ON - timedelta(days=1)),
    )
    years = {calendar.financial_year_of(day): 1 for day in (STARTS_ON, ENDS_ON)}
    BudgetLine.objects.bulk_create(
        BudgetLine(budget=budget, financial_year=year, amount=amount)
        for year, amount in by_parts(agreement.value, years).items()
    )


def _load_post(role, days, base, place):
    """The post is there with its first allocations, which make up its week exactly."""
    fixed = {"days_per_week": days, "place": place}
    post, _ = Post.objects.update_or_create(
        code=role.value,
        defaults=fixed,
        create_defaults={**fixed, "title": role.label, "base": base},
    )
    *shares, assumption, source = SPLITS[role]
    for borough, share in zip(BOROUGHS, shares, strict=True):
        DayAllocation.objects.get_or_create(
            post=post,
            borough_id=borough,
            starts_on=STARTS_ON,
            defaults={
                "days_per_week": share,
                "is_locked": assumption is None,
                "assumption_id": assumption,
                "source": source,
            },
        )
    first = DayAllocation.objects.standing().filter(post=post, starts_on=STARTS_ON)
    total = sum(first.values_list("days_per_week", flat=True))
    if total != days:  # V-30
        raise CommandError(
            f"The allocations of the {post} come to {total} days a week, not {days}. "
            "Nothing was changed."
        )
    if not post.patterns.exists():
        _load_pattern(post, *PATTERNS[role])


def _load_pattern(post, kind, weeks):
    """The post has a place in each borough and a day for each, from the first day on."""
    sites = {
        code: Site.objects.create(borough_id=code, name=f"{kind}, {name}")
        for code, (name, _) in BOROUGHS.items()
    }
    pattern = Pattern.objects.create(
        post=post,
        starts_on=STARTS_ON,
        weeks=len(weeks),
        reason=PATTERN_REASON,
        recorded_at=calendar.end_of(STARTS_ON - timedelta(days=1)),
    )
    PatternDay.objects.bulk_create(
        PatternDay(pattern=pattern, week=week, weekday=weekday, site=sites[code])
        for week, places in enumerate(weeks, start=1)
        for weekday, code in enumerate(places)
        if code
    )

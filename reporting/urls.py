from django.urls import include, path, register_converter

from pilot.calendar import Quarter
from reporting import views
from reporting.figures import pilot_quarter

app_name = "reporting"


class BoroughConverter:
    """A borough's code in an address. The database is never asked about anything else."""

    regex = "[A-Z]{1,8}"

    def to_python(self, value: str) -> str:
        """The code as it is."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it is."""
        return value


class QuarterConverter:
    """A quarter of the pilot in an address. Anything else there is not a page."""

    regex = "[0-9]{4}Q[1-4]"

    def to_python(self, value: str) -> Quarter:
        """The quarter; the ValueError for one outside the pilot makes it no page."""
        return pilot_quarter(value)

    def to_url(self, value: Quarter | str) -> str:
        """The quarter as it is written in an address."""
        return str(value)


class ReturnFormatConverter:
    """A kind of file that the register can be downloaded as."""

    regex = "xlsx|ods|csv"

    def to_python(self, value: str) -> str:
        """The ending as it is."""
        return value

    def to_url(self, value: str) -> str:
        """The ending as it is."""
        return value


class SignedFormatConverter(ReturnFormatConverter):
    """A kind of file that a signed return can be downloaded as."""

    regex = "xlsx|ods|csv|json|pdf"


register_converter(BoroughConverter, "borough")
register_converter(QuarterConverter, "quarter")
register_converter(ReturnFormatConverter, "return_format")
register_converter(SignedFormatConverter, "signed_format")

of_a_return = [
    path("", views.return_detail, name="return_detail"),
    path("start/", views.return_start, name="return_start"),
    path("texts/<slug:text>/", views.return_text_edit, name="return_text_edit"),
    path(
        "texts/<slug:text>/release/", views.return_text_release, name="return_text_release"
    ),
    path("sign/", views.return_sign, name="return_sign"),
    path("review/", views.return_review, name="return_review"),
    path("accept/", views.return_accept, name="return_accept"),
    path("send-back/", views.return_send_back, name="return_send_back"),
    path("submit/", views.return_submit, name="return_submit"),
    path("restate/", views.return_restate, name="return_restate"),
    path(
        "<int:number>/<signed_format:file_format>/",
        views.return_download,
        name="return_download",
    ),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("digest/", views.digest, name="digest"),
    path("due/", views.due_list, name="due_list"),
    path("figures/", views.figures, name="figures"),
    path("extensions/<int:pk>/", views.extension_pack, name="extension_pack"),
    path("extensions/<int:pk>/pdf/", views.extension_pack_pdf, name="extension_pack_pdf"),
    path("assumptions/", views.assumption_list, name="assumption_list"),
    path("parameters/<str:code>/change/", views.parameter_change, name="parameter_change"),
    path("assumptions/<str:code>/", views.assumption_decide, name="assumption_decide"),
    path("figures/unit-costs/", views.figures_unit_costs, name="figures_unit_costs"),
    path("figures/days/", views.figures_days, name="figures_days"),
    path("figures/all/<quarter:quarter>/", views.figures_group, name="figures_group"),
    path(
        "figures/<borough:code>/<quarter:quarter>/",
        views.figures_borough,
        name="figures_borough",
    ),
    path("packs/", views.pack_list, name="pack_list"),
    path("packs/<quarter:quarter>/", views.pack_contents, name="pack_contents"),
    path("packs/<quarter:quarter>/pdf/", views.pack_pdf, name="pack_pdf"),
    path("packs/<quarter:quarter>/<slug:part>/", views.pack_part, name="pack_part"),
    path(
        "figures/<borough:place>/<quarter:quarter>/<slug:code>/rows/",
        views.figure_rows,
        name="figure_rows",
    ),
    path("targets/<borough:code>/", views.target_list, name="target_list"),
    path(
        "targets/<borough:code>/<str:figure>/", views.target_history, name="target_history"
    ),
    path("targets/<borough:code>/<str:figure>/set/", views.target_set, name="target_set"),
    path(
        "targets/<borough:code>/<str:figure>/baseline/",
        views.baseline_record,
        name="baseline_record",
    ),
    path("questions/waiting/", views.question_waiting, name="question_waiting"),
    path("questions/sources/", views.question_sources, name="question_sources"),
    path("questions/declined/", views.question_declined, name="question_declined"),
    path("questions/teams/", views.question_teams, name="question_teams"),
    path(
        "contract/register/<return_format:file_format>/",
        views.register_download,
        name="register_download",
    ),
    path("returns/", views.return_list, name="return_list"),
    path("returns/all/<quarter:quarter>/", views.return_pilot, name="return_pilot"),
    path(
        "returns/all/<quarter:quarter>/<signed_format:file_format>/",
        views.return_pilot_download,
        name="return_pilot_download",
    ),
    path("returns/<borough:code>/<quarter:quarter>/", include(of_a_return)),
]

"""The pages of reporting: home, figures and returns, and the manager's questions."""

from reporting.views.assumption import (
    assumption_decide,
    assumption_list,
    parameter_change,
)
from reporting.views.days import figures_days
from reporting.views.digest import digest, due_list
from reporting.views.extension import extension_pack, extension_pack_pdf
from reporting.views.figure_rows import figure_rows
from reporting.views.figures import (
    figures,
    figures_borough,
    figures_group,
    home,
)
from reporting.views.pack import pack_contents, pack_list, pack_part, pack_pdf
from reporting.views.question import (
    question_declined,
    question_sources,
    question_teams,
    question_waiting,
)
from reporting.views.register import register_download
from reporting.views.return_step import (
    return_accept,
    return_restate,
    return_review,
    return_send_back,
    return_sign,
    return_start,
    return_submit,
    return_text_edit,
    return_text_release,
)
from reporting.views.returns import (
    return_detail,
    return_download,
    return_list,
    return_pilot,
    return_pilot_download,
)
from reporting.views.target import (
    baseline_record,
    target_history,
    target_list,
    target_set,
)
from reporting.views.unit_costs import figures_unit_costs

__all__ = [
    "assumption_decide",
    "assumption_list",
    "baseline_record",
    "digest",
    "due_list",
    "extension_pack",
    "extension_pack_pdf",
    "figure_rows",
    "figures",
    "figures_borough",
    "figures_days",
    "figures_group",
    "figures_unit_costs",
    "home",
    "pack_contents",
    "pack_list",
    "pack_part",
    "pack_pdf",
    "parameter_change",
    "question_declined",
    "question_sources",
    "question_teams",
    "question_waiting",
    "register_download",
    "return_accept",
    "return_detail",
    "return_download",
    "return_list",
    "return_pilot",
    "return_pilot_download",
    "return_restate",
    "return_review",
    "return_send_back",
    "return_sign",
    "return_start",
    "return_submit",
    "return_text_edit",
    "return_text_release",
    "target_history",
    "target_list",
    "target_set",
]

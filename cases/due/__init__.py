"""What is due on cases: see `pilot.due`."""

from cases.due.file_audits import file_actions_to_do, files_to_grade
from cases.due.letters import feedback_to_send, onward_to_follow
from cases.due.on_case import cases_to_look_at
from cases.due.work import sessions_to_record, supervision_to_hold, tasks_to_do
from pilot.due import Source

SOURCES: tuple[Source, ...] = (
    tasks_to_do,
    sessions_to_record,
    cases_to_look_at,
    feedback_to_send,
    onward_to_follow,
    supervision_to_hold,
    file_actions_to_do,
    files_to_grade,
)

# What waits for somebody who reads files and works on no case.
OF_AUDITORS: tuple[Source, ...] = (files_to_grade,)

"""A year of the pilot that never happened: invented people, agencies and casework.

`story.tell` acts it out, day by day, through the service's own actions, so that every row,
trace and constraint is as true as if people had typed it. Nobody in it is real.
"""

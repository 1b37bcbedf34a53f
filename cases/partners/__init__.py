"""Who is being kept safe? The far side of the wall.

Nothing in `cases` outside this package, and nothing to its left, imports from it. It may
read the perpetrator side's status, attendance, worker and risk, never session content.
"""

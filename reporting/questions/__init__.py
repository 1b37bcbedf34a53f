"""What the service manager asks of the whole service, and the answers as tables.

Every number opens the list that it counts: its address narrows the same page.
"""

"""What the tests of the manager's questions have in common."""


def follow_every_number(client, address, tables):
    """Each number that leads somewhere leads to a list of that length."""
    followed = 0
    for table in tables:
        for line in (*table.lines, table.together):
            for cell in line.cells:
                if not cell.count:
                    assert not cell.href
                    continue
                query = cell.href.partition("#")[0]
                page = client.get(address + query).context["page"]
                assert page.paginator.count == cell.count, (line.name, cell)
                followed += 1
    assert followed

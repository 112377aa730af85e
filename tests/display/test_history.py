#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Older documents and their files come in the background: counted, and paused for as long as the person wants."""
from instrument import Instrument
from steps import _, PATIENCE, SLOWER, Facturador, Story, connect, re, time, until

INVOICES = 2500
OTHERS = 1000   # at most: receipts of what was cancelled, PDFs of the newest
FILES = re.compile(r"([\d,]+) (files to fetch|archivos por descargar)")


def owed(app):
    """How many files the page says are still to come."""
    for label in app.seen("label", FILES):
        return int(FILES.search(label.name).group(1).replace(",", ""))
    return None


def fetched(service):
    """Files that were stored at the service because they were asked for."""
    return sum(fault["struck"] for fault in service.ask("GET", "/_sandbox/faults")["faults"])


def quiet(app, service):
    """What was under way arrives, then nothing happens for longer than there is between two of them."""
    limit = time.monotonic() + PATIENCE * 2
    while True:
        before = fetched(service), owed(app)
        time.sleep(8 * SLOWER)
        if (fetched(service), owed(app)) == before:
            return before[0]
        assert time.monotonic() < limit, (before, fetched(service), owed(app))


def walk(story, app, service):
    with story.step("what is still to be fetched is counted"):
        app.action("win.show-queue")
        most = [0]      # it grows while the lists are read

        def falls():
            most.append(owed(app) or 0)
            return 0 < most[-1] < max(most)
        until(falls, PATIENCE * 4, "the count of the files to fall")
        assert max(most) <= INVOICES + OTHERS, max(most)
    with story.step("paused: it says so, and nothing more is asked for"):
        app.see("list item", _("Pause Fetching of Older Documents")).mouse()
        app.see_text(re.compile(re.escape(_("Only what is new comes until you switch this off"))))
        asked = quiet(app, service)
    with story.step("it is still so after the next start", picture=False):
        assert app.quit() == 0
    return asked


def start_again(story, service, asked):
    with Facturador() as app:
        story.app = app
        with story.step("the next start goes on being paused"):
            app.resize(1240, 760)
            until(lambda: owed(app), PATIENCE * 2, "the count of the files")
            app.action("win.show-queue")
            app.see_text(re.compile(re.escape(_("Only what is new comes until you switch this off"))))
            time.sleep(8 * SLOWER)
            assert fetched(service) == asked, (asked, fetched(service))
        with story.step("switched off, they come again"):
            left = owed(app)
            app.see("list item", _("Pause Fetching of Older Documents")).mouse()
            until(lambda: owed(app) < left and fetched(service) > asked, PATIENCE * 2, "more files")
            assert app.quit() == 0


def main():
    story = Story("history")
    service = Instrument("history")
    try:
        service.ask("POST", "/_sandbox/seed", {"customers": 20, "products": 20, "invoices": INVOICES, "seed": 3})
        # it does no harm: it counts who asks for an XML
        service.fault("delay", path="*/xml", method="GET", milliseconds=1)
        with Facturador() as app:
            story.app = app
            with story.step("connected to a service with a history", picture=False):
                app.resize(1240, 760)
                app.see("list item", _("Connect to Facturapi")).mouse()
                connect(app, service.hello["test_key"], service.hello["url"])
                until(lambda: len(app.windows) == 1, PATIENCE * 2, "the window to close")
            asked = walk(story, app, service)
        start_again(story, service, asked)
        story.app = None
    finally:
        service.end()
    story.done()


main()

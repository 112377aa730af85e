#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hundred thousand documents: nothing that a person does keeps the window from answering for a tenth of a second."""
import glob
import os
import shutil
import subprocess
import time

from gui import SLOWER
from steps import (_, BUILD, DATA, PATIENCE, Facturador, Story, key, keys, open_practice, re, skip_all, until)

DOCUMENTS = 100_000
MOST_MS = 100
WATCHED = {"FACTURADOR_WATCH_STALLS": "1"}
MAKER = os.path.join(BUILD, "tests", "support", "make-documents")


def fill():
    """Puts the made documents where the practice company has its own."""
    place, = glob.glob(os.path.join(DATA, "*", "test", "facturador.db"))
    for old in glob.glob(place + "*"):
        os.unlink(old)
    made = os.path.join(DATA, "made")
    subprocess.run([MAKER, made, str(DOCUMENTS)], check=True, timeout=500)
    shutil.move(os.path.join(made, "facturador.db"), place)
    shutil.rmtree(made)


def longest_wait(app):
    (stall,), = app.audit()["stall"]
    return int(stall)


def main():
    if not os.environ.get("FACTURADOR_THOROUGH"):
        skip_all(f"{DOCUMENTS} documents take a while: run it with FACTURADOR_THOROUGH=1 or build-aux/check --thorough")
    story = Story("big")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company opens", picture=False):
            open_practice(app)
            assert app.quit() == 0
    with Facturador("--offline", env=WATCHED) as app:
        story.app = app
        with story.step("it starts without documents", picture=False):
            app.see_text(_("No Invoices Yet"))
            time.sleep(0.5)
            floor = longest_wait(app)
            print(f"# the longest wait was {floor} ms")
    with story.step(f"{DOCUMENTS} documents are made", picture=False):
        story.app = None
        fill()
    with Facturador("--offline", env=WATCHED) as app:
        story.app = app

        def answered(what, most=MOST_MS):
            stall = longest_wait(app)
            print(f"# {what}: the longest wait was {stall} ms")
            assert stall <= most * SLOWER, f"{what}: nothing was answered for {stall} ms"

        def top():
            """Texts of the first row in view."""
            body = next(c for c in app.see("tree grid", _("Invoices")).children if c.role == "list")
            edge = body.extents[1]
            for row in body.children:
                _x, y, _width, height = row.extents
                if height > 0 and y + height / 2 > edge:
                    return " | ".join(row.cells())
            return None

        def changed_from(before):
            return until(lambda: (now := top()) != before and now is not None and re.search(r"\d\.\d\d", now) and now,
                         PATIENCE * 2, "other rows")

        def does(what, act, check):
            """@act alone is on the clock: to look at the rows keeps the program busy as well."""
            with story.step(what):
                before = top()
                app.audit()
                act()
                time.sleep(1)
                answered(what)
                check(before)

        with story.step("it starts"):
            app.see_text(re.compile(r"100,000"), timeout=PATIENCE * 2)
            time.sleep(0.5)
            # the window is made in one go, with or without documents, and the rows in view after it
            answered("the start", floor + MOST_MS)
        app.resize(1240, 760)
        with story.step("the list has the cursor", picture=False):
            first = top()
            app.see("tree grid", _("Invoices")).rows()[1].mouse()
            app.action("win.back") if app.seen("button", _("Back")) else None

        def search():
            key("ctrl+f")
            keys("tornillo")

        def filter_by_status():
            app.see("button", _("Status")).click()
            app.see("menu item", _("Draft"))
            app.audit()
            app.see("menu item", _("Draft")).click()

        def is_first(_before):
            until(lambda: top() == first, PATIENCE, "the first row")

        def is_open(_before):
            app.see("button", _("Back"))

        does("scrolling by pages", lambda: key(*["Next"] * 30), changed_from)
        does("a jump to the end", lambda: key("End"), changed_from)
        does("a jump to the beginning", lambda: key("Home"), is_first)
        does("a search", search, changed_from)
        does("the search is taken back", lambda: key("ctrl+a", "Delete"), is_first)
        does("another order", lambda: app.see("column header", _("Total")).mouse(), changed_from)
        does("a filter", filter_by_status, lambda _before: until(lambda: _("Draft") in top(), PATIENCE, "drafts alone"))
        does("opening a document", lambda: app.see("tree grid", _("Invoices")).rows()[1].mouse(times=2), is_open)
    story.done()


main()

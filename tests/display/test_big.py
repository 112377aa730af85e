#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hundred thousand documents: nothing that a person does keeps the window from answering for a tenth of a second."""
import glob
import os
import shutil
import subprocess
import time

from steps import (_, BUILD, DATA, PATIENCE, Facturador, Story, key, keys, open_practice, re, skip_all, starts, until)

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
            assert stall <= most, f"{what}: nothing was answered for {stall} ms"

        def rows():
            """Texts of the first rows in view."""
            table = app.see("tree grid", _("Invoices"))
            found = []
            for row in table.rows():
                cells = row.cells()
                if len(cells) > 6 and row.shown:            # and not the header
                    found.append(" | ".join(cells))
                    if len(found) == 3:
                        break
            return found

        def changed_from(before):
            return until(lambda: (now := rows()) and now != before and all(re.search(r"\d\.\d\d", n) for n in now) and now,
                         PATIENCE * 2, "other rows")

        def does(what, act):
            with story.step(what):
                app.audit()         # from here on
                act()
                time.sleep(0.3)
                answered(what)

        with story.step("it starts"):
            app.see_text(re.compile(r"100,000"), timeout=PATIENCE * 2)
            until(rows, PATIENCE, "rows")
            time.sleep(0.5)
            # the window itself is made in one go, with or without documents
            answered("the start", max(MOST_MS, floor + 30))
        app.resize(1240, 760)
        first = rows()
        app.see("tree grid", _("Invoices")).rows()[1].click()
        key("Escape")

        def scroll():
            app.see("tree grid", _("Invoices")).focus()
            before = rows()
            for _unused in range(30):
                key("Next")
            changed_from(before)

        def jump(where):
            before = rows()
            key(where)
            changed_from(before)
            # what is shown meanwhile
            time.sleep(0.3)

        def search():
            before = rows()
            key("ctrl+f")
            keys("tornillo")
            changed_from(before)

        def search_off():
            key("ctrl+a", "Delete")
            until(lambda: rows() == first, PATIENCE * 2, "everything again")

        def filter_on():
            before = rows()
            app.see("button", starts("Status: %s"), nth=1).click()
            app.see("checkbox", _("Draft")).click()
            key("Escape")
            changed_from(before)

        def sort():
            before = rows()
            app.see("column header", _("Total")).click()
            changed_from(before)

        def open_one():
            app.see("tree grid", _("Invoices")).rows()[1].double_click()
            app.see("button", _("Back"))
            time.sleep(1)

        does("scrolling by pages", scroll)
        does("a jump to the end", lambda: jump("End"))
        does("a jump to the beginning", lambda: jump("Home"))
        does("a search", search)
        does("the search is taken back", search_off)
        does("a filter", filter_on)
        does("another order", sort)
        does("opening a document", open_one)
    story.done()


main()

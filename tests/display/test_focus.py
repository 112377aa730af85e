#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tab and Shift+Tab through every form: the order of the page, and no entry is left out."""
import time

from steps import (PATIENCE, SLOWER, Facturador, Story, _, key, keys, new_product, open_practice, re, stands_in,
                   until)

SIZES = ((1240, 760), (360, 640))
MOST = 120
# what Tab does not stop at by itself: inside, the arrow keys move
ENTRY = ("GtkText ",)


def focus(app):
    told = app.audit()
    assert told["focus"], "nothing has the focus"
    return told["focus"][0], [s[0] for s in told["stop"]]


def press(app, combo, before):
    """What has the focus once the key was taken; a slow program takes it later, and the next one must wait for it."""
    key(combo)
    app.heard()
    end = time.monotonic() + SLOWER
    while True:
        now, _stops = focus(app)
        if now[0] != before[0] or time.monotonic() > end:
            return now


def walk(app, combo):
    """The widgets that have the focus, one after the other, until the first comes again."""
    if not app.audit()["focus"]:
        key("Tab")
    first, _unused = focus(app)
    visited = [first]
    for _unused in range(MOST):
        now = press(app, combo, visited[-1])
        if now[0] == first[0]:
            return visited
        visited.append(now)
    raise AssertionError(f"{combo} does not come around in {MOST} steps: " + "\n".join(v[1] for v in visited[-6:]))


def check(app, combo):
    visited = walk(app, combo)
    told = app.audit()
    order = {stop[0]: i for i, stop in enumerate(told["stop"])}
    places = [order[v[0]] for v in visited if v[0] in order]
    if combo != "Tab":
        places.reverse()
    # one step back is where the walk comes around
    back = [i for i in range(1, len(places)) if places[i] < places[i - 1]]
    assert len(back) <= 1, "out of order:\n" + "\n".join(f"{order.get(v[0])} {v[1]} {v[2]}" for v in visited)
    seen = {v[0] for v in visited}
    left_out = [s[1] for s in told["stop"] if s[1].startswith(ENTRY) and s[0] not in seen]
    assert not left_out, f"{combo} leaves out:\n" + "\n".join(left_out)


def main():
    story = Story("focus")
    with Facturador() as app:
        story.app = app

        def look(what):
            for combo in ("Tab", "shift+Tab"):
                with story.step(f"{what}, {combo}", picture=False):
                    check(app, combo)

        app.see("list", _("Ways to begin"))
        look("the welcome")
        with story.step("the practice company opens", picture=False):
            open_practice(app)
        for width, height in SIZES:
            app.resize(width, height)
            for number, title, role, name in ((3, "Customers", "text box", "RFC"),
                                              (4, "Products", "text box", _("Description")),
                                              (2, "Receivables", "search box", _("Customer")),
                                              (1, "Invoices", "search box", _("Customer"))):
                with story.step(f"{title} at {width} px: a new one", picture=False):
                    key(f"alt+{number}")
                    time.sleep(0.3)
                    app.heard()
                    key("ctrl+n")
                    app.see(role, name)
                look(f"{title} at {width} px")
                app.action("win.back")
            with story.step(f"what was typed and taken back is not asked about at {width} px", picture=False):
                key("alt+3")
                time.sleep(0.3)
                app.heard()
                key("ctrl+n")
                until(lambda: stands_in(app, "tax_id"), PATIENCE, "the focus in the RFC")
                keys("URE18")
                time.sleep(1.2)         # it is stored meanwhile
                key("ctrl+a", "Delete")
                app.action("win.back")
                app.see_text(_("No Customers Yet"))
                assert len(app.windows) == 1
            with story.step(f"a doubtful RFC at {width} px", picture=False):
                key("alt+3")
                time.sleep(0.3)
                app.heard()
                key("ctrl+n")
                until(lambda: stands_in(app, "tax_id"), PATIENCE, "the focus in the RFC")
                keys("URE180429TM5")        # the check digit is 6
                time.sleep(0.3)
                key("Tab")
                until(lambda: stands_in(app, "name"), PATIENCE, "the focus in the name")
                key("shift+Tab")
                until(lambda: stands_in(app, "tax_id"), PATIENCE, "the focus in the RFC again")
            look(f"a customer with a doubtful RFC at {width} px")
            with story.step(f"its text is thrown away at {width} px", picture=False):
                app.action("win.back")
                app.wait_question()
                app.see("button", _("_Discard")).click()
                app.wait_answered()
        app.resize(*SIZES[0])
        with story.step("the shortcuts of the page work while the cursor is beside it", picture=False):
            key("alt+3")
            time.sleep(0.3)
            app.heard()
            key("ctrl+n")
            until(lambda: stands_in(app, "tax_id"), PATIENCE, "the focus in the RFC")
            app.see("button", re.compile("^(Organization|Organización): "), nth=1).click()
            app.see("switch", _("Simulate no network"))
            key("Escape")
            app.wait_gone("switch", _("Simulate no network"))
            until(lambda: "FacOrganizationButton" in focus(app)[0][1], PATIENCE, "the focus beside the page")
            key("ctrl+s")
            app.see_toast(_("Complete the marked fields"))
            key("Escape")
        with story.step("what is missing inside of a row has the focus, not what would take the row away", picture=False):
            new_product(app)
            key("Down", "ctrl+e")
            app.see("text box", _("Description"))
            app.find("button", _("Add a local tax")).act()
            until(lambda: "#name" in focus(app)[0][1], PATIENCE, "the new row")
            key("ctrl+s")
            app.see_toast(_("Complete the marked fields"))
            assert "#name" in focus(app)[0][1], focus(app)[0][1]
            keys("ISH")
            key("ctrl+s")
            until(lambda: "#rate" in focus(app)[0][1], PATIENCE, "the focus in the rate")
            keys("3")
            key("ctrl+s")
            until(lambda: not app.seen("text box", _("Description")), PATIENCE, "the form to close")
    story.done()


main()

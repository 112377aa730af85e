#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The row at the foot of the sidebar is green for two seconds after work that was shown, and then no more."""
from instrument import Instrument
from steps import (_, CUSTOMER, PATIENCE, SLOWER, Facturador, Story, connect, go, key, keys, queue_says, re, time, until)

SHOWN = 2       # seconds
STILL = {"legal_name": CUSTOMER["name"], "tax_id": CUSTOMER["tax_id"], "tax_system": "601",
         "address": {"zip": CUSTOMER["zip"]}}


def is_green(app):
    return any(place.startswith("FacSyncRow") for place, in app.audit()["success"])


def fetch_long(app, service):
    """Long enough to be shown; comes back when the row says so."""
    service.fault("delay", path="*/customers*", method="GET", milliseconds=1500, count=1)
    key("F5")
    queue_says(app, "Fetching…")


def never_green(app, seconds):
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        assert not is_green(app), "green"


def goes_on(app, service):
    with story.step("what was shown to be under way ends in green, for two seconds"):
        assert not is_green(app)
        fetch_long(app, service)
        until(lambda: is_green(app), PATIENCE, "the row to be green", every=0.02)
        began = time.monotonic()
        until(lambda: not is_green(app), PATIENCE, "the green to go", every=0.02)
        lasted = time.monotonic() - began
        assert SHOWN / 2 < lasted < SHOWN + 1.5 * SLOWER, lasted
    with story.step("other work meanwhile, too short to be shown: it is not green for ever"):
        fetch_long(app, service)
        until(lambda: is_green(app), PATIENCE, "the row to be green", every=0.02)
        key("F5")
        app.heard()
        time.sleep(SHOWN + 1.5 * SLOWER)
        never_green(app, SHOWN)
        queue_says(app, "Up to date")


def attention(app, service):
    with story.step("changed on both sides: it needs attention", picture=False):
        customer = service.ask("GET", "/customers")["data"][0]
        service.ask("PUT", f"/customers/{customer['id']}", {"phone": "5550001111"})
        go(app, 3, "Customers")
        app.see_text(re.compile(re.escape(CUSTOMER["tax_id"])))
        key("Down", "ctrl+e")
        app.see("text box", "RFC")
        entry = app.find("text box", _("Phone")).reveal()
        entry.focus()
        key("ctrl+a")
        keys("5552223333")
        key("ctrl+s")
        app.unseen("text box", "RFC")
        queue_says(app, "%u needs attention")
        until(lambda: not is_green(app), PATIENCE, "the green to go")
    with story.step("what needs attention does not end in green"):
        # the count of what needs attention stays in the row meanwhile
        service.fault("delay", path="*/customers*", method="GET", milliseconds=1500, count=1)
        key("F5")
        never_green(app, 1.5 + SHOWN + 1.5 * SLOWER)
        queue_says(app, "%u needs attention")


story = Story("sync-row")


def main():
    service = Instrument("sync-row")
    try:
        service.ask("POST", "/customers", STILL)
        with Facturador() as app:
            story.app = app
            with story.step("connected", picture=False):
                app.resize(1240, 760)
                app.see("list item", _("Connect to Facturapi")).mouse()
                connect(app, service.hello["test_key"], service.hello["url"])
                until(lambda: len(app.windows) == 1, PATIENCE * 2, "the window to close")
                queue_says(app, "Up to date")
                until(lambda: not is_green(app), PATIENCE, "the green of the first fetching to go")
            goes_on(app, service)
            attention(app, service)
        story.app = None
    finally:
        service.end()
    story.done()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is being cancelled in one place, with its clock, until it is done."""
from steps import (_, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, new_customer, new_product,
                   open_practice, queue_says, re, time, until, write_invoice)


def says(app, message, timeout=PATIENCE):
    parts = [re.escape(p) for p in re.split(r"%(?:\d\$)?[su]", _(message))]
    return app.see_text(re.compile("^" + ".*".join(parts) + "$"), timeout=timeout)


def cancel(app):
    document_choice(app, "_Cancel…")
    app.wait_question("the dialog")
    app.find("checkbox", _("The operation did not take place")).click()
    app.see("button", _("_Cancel Invoice")).click()
    app.wait_answered("the dialog")


def main():
    story = Story("cancellations")
    with Facturador() as app:
        story.app = app
        with story.step("a stamped invoice whose receiver is asked", picture=False):
            app.resize(1240, 900)
            open_practice(app)
            new_customer(app)
            new_product(app)
            write_invoice(app, quantity="50")
            ask_to_stamp(app)
            app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 2)
        with story.step("asked for, it stands above the list"):
            cancel(app)
            app.see_text(_("Cancellation under way"), timeout=PATIENCE * 2)
            app.action("win.back")
            says(app, "%u cancellation waits for the SAT or the receiver.")
        story.narrow()
        with story.step("with its clock"):
            app.see("button", _("_Show")).click()
            app.see_text(_("Cancellations Under Way"))
            says(app, "Asked on %1$s. The receiver accepts or rejects it until %2$s; without an answer it counts as "
                      "accepted.")
        story.narrow()
        with story.step("the SAT is asked until it is done"):
            def ask():
                for button in app.seen("button", _("Ask the SAT now")):
                    if button.has("sensitive"):
                        button.click()
                time.sleep(2)
                return app.seen("label", _("Nothing Is Being Cancelled"))
            until(ask, 150, "the cancellation")
        app.action("win.back")
        with story.step("and nothing is said any more", picture=False):
            app.see_text(_("Cancelled"))
            queue_says(app, "Up to date")
    story.done()


main()

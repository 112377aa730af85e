#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service refuses: the person is told, gets to the field, repairs it, and nothing is lost or sent twice."""
from gui import Notifications, xdo
from steps import (_, PATIENCE, Facturador, Story, ask_to_stamp, go, key, keys, new_customer, new_product,
                   open_practice, put_third_party, queue_says, re, set_offline, stands_in, starts,
                   until, write_invoice)

# the simulated register has no RFC that begins with NOE
UNKNOWN = {"tax_id": "NOE180429TM6", "typed": "comercial inexistente", "name": "COMERCIAL INEXISTENTE", "zip": "86991"}
RIGHT = {"tax_id": "URE180429TM6", "name": "UNIVERSIDAD ROBOTICA ESPAÑOLA"}


class Away:
    """The window is put away, as when the person does something else."""

    def __init__(self, app):
        self.app, self.window = app, str(app.xwindow())

    def __enter__(self):
        xdo("windowminimize", self.window)
        until(lambda: "active" not in self.app.windows[0].states, PATIENCE, "the window to be away")

    def __exit__(self, *unused):
        xdo("windowactivate", self.window)
        until(lambda: "active" in self.app.windows[0].states, PATIENCE, "the window to be back")


def unknown_customer(story, app):
    with app.toasts_held():
        with story.step("a customer that the SAT does not know: the window tells it"):
            open_practice(app)
            new_customer(app, UNKNOWN)
            app.see_text(_("The service did not accept the customer %s") % UNKNOWN["name"])
            queue_says(app, "%u needs attention")
        with story.step("it leads to the form, which has the focus in the field and says why"):
            app.see("button", _("_Show")).click()
            until(lambda: stands_in(app, "tax_id"), PATIENCE, "the focus in the RFC")
            assert app.entry("RFC").text == UNKNOWN["tax_id"]
            app.see_text(starts("The service did not accept it: %1"))
            app.action("win.back")
    with story.step("the queue says why, and what waits for it"):
        new_product(app)
        write_invoice(app, UNKNOWN)
        ask_to_stamp(app)
        app.action("win.show-queue")
        app.see_text(UNKNOWN["name"])
        app.see_text(_("_Details")).mouse()
        app.see_text("tax_id_not_found")
        assert len(app.seen("button", _("_Edit"))) == 3
    with story.step("what the invoice needs cannot be discarded, and the person is told why"):
        app.seen("button", _("_Discard…"))[0].click()
        app.see("button", _("_Discard")).click()
        app.see_text(_("The Queue Was Not Changed"))
        app.see_text(_("A document in the queue needs it. Discard that document's stamping first,"
                       " or correct this one with Edit."))
        key("Escape")
        app.wait_answered("the message")
        assert len(app.seen("button", _("_Edit"))) == 3
    with story.step("it leads to the form, where it is corrected"):
        app.seen("button", _("_Edit"))[0].click()
        until(lambda: stands_in(app, "tax_id"), PATIENCE, "the focus in the RFC")
        app.see_text(starts("The service did not accept it: %1"))
        app.see("text box", "RFC").set_text(RIGHT["tax_id"])
        app.entry(_("Name or razón social")).set_text(RIGHT["name"])
        key("ctrl+s")
    with story.step("then the invoice that waited is stamped"):
        queue_says(app, "Up to date")
        key("alt+1")
        app.action("win.back")      # the queue lies over the invoice
        app.see_text(_("Stamped"), timeout=PATIENCE * 2)
        app.action("win.back")


def refused_invoice(story, app, box):
    with story.step("an invoice with a name that the SAT knows otherwise, without network"):
        set_offline(app, True)
        write_invoice(app, {"typed": "universidad", "tax_id": RIGHT["tax_id"]}, quantity="5")
        put_third_party(app)
        app.find("label", _("Ready to stamp"))
        ask_to_stamp(app)
        queue_says(app, "Offline · %u to send")
    with story.step("refused while the person does something else: the desktop tells it, and why", picture=False):
        app.see("button", re.compile(r"^(Organization|Organización): "), nth=1).click()
        switch = app.see("switch", _("Simulate no network"))
        key("Escape")           # the list that is open would keep the window in front
        app.unseen("switch", _("Simulate no network"))
        with Away(app):
            switch.act()
            news = box.wait(_("Invoice Not Stamped"), timeout=PATIENCE * 2)
            first, why = news["body"].split("\n", 1)
            assert first == _("The invoice for %s was not stamped") % RIGHT["name"], first
            assert len(why) > 10, why
    with story.step("the notification leads to the invoice, whose page says why"):
        go(app, 3, "Customers")
        box.invoke(news)
        app.see("button", _("_Correct"))
    with story.step("and from there to the field"):
        app.see("button", _("_Correct")).click()
        app.wait_question("the line's window")
        key("ctrl+a")
        keys("XOCHILT CASAS CHAVEZ")
        name = app.find("text box", _("Name of the third party"))
        until(lambda: name.text == "XOCHILT CASAS CHAVEZ", PATIENCE, "the name")
        key("Escape")
    with story.step("stamped once it is right, and once only"):
        app.wait_answered("the line's window")
        ask_to_stamp(app)
        app.see_text(_("Stamped"), timeout=PATIENCE * 2)
        queue_says(app, "Up to date")
    with story.step("in a narrow window Ctrl+F brings the paper, and the keyboard goes on"):
        app.resize(360, 640)
        key("ctrl+f")
        keys("martillo")
        until(lambda: any(n.text == "martillo" for n in app.seen(("search box", "text box"))), PATIENCE, "the words searched")
        key("Escape", "alt+3")
        app.see_text(RIGHT["tax_id"])


def main():
    story = Story("refused")
    with Notifications() as box, Facturador() as app:
        story.app = app
        app.resize(1240, 760)
        unknown_customer(story, app)
        refused_invoice(story, app, box)
    story.done()


main()

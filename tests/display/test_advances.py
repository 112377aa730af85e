#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An advance from its invoice to the note that applies it: all three without network, and a kill in between; then online;
what must be cancelled first; and the list of those that are not applied."""
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, go, key, keys, new_customer,
                   new_product, open_practice, queue_says, re, set_offline, time, write_invoice)


def says(app, message, timeout=PATIENCE):
    """A sentence with an amount or a folio in it."""
    parts = [re.escape(p) for p in re.split(r"%(?:\d\$)?[su]", _(message))]
    return app.see_text(re.compile("^" + ".*".join(parts) + "$"), timeout=timeout)


def new_advance(app, amount):
    go(app, 1, "Invoices")
    app.see("button", _("Other new documents")).click()
    app.see("menu item", _("New _Advance…")).click()
    app.wait_question("the dialog")
    keys(amount)
    says(app, "$%1$s before taxes, $%2$s of taxes.")


def bill(app):
    app.see("button", _("_Write Invoice")).click()
    app.wait_answered("the dialog")
    app.see("search box", _("Customer"), states=("focused",))
    keys(CUSTOMER["typed"][:4])
    app.see_text(CUSTOMER["tax_id"])
    key("Return")
    app.see("button", _("Change"))
    app.find("label", _("Ready to stamp"))


def take(app):
    says(app, "This customer paid $%s in advance, which no invoice takes yet.")
    app.see("button", _("_Take It Off This Invoice")).click()
    says(app, "This invoice takes $%s of the customer’s advances, and names them with relation 07. It is for the whole "
              "amount; a credit note takes the advance off after it.")


def apply(app, story=None):
    app.see("button", _("_Apply Advance…")).click()
    app.wait_question()
    if story is not None:
        story.picture("what applying it means")
    app.see("button", _("_Stamp Credit Note")).click()
    app.wait_answered()


def offline(story, app):
    with story.step("an advance, billed without network"):
        set_offline(app, True)
        new_advance(app, "1160")
        story.picture("how much was received")
        bill(app)
        story.picture("the invoice of the advance")
        ask_to_stamp(app)
    with story.step("offered when something is sold to its customer"):
        app.action("win.back")
        write_invoice(app, quantity="20")
        take(app)
    story.narrow()
    with story.step("left out, and taken again", picture=False):
        app.see("button", _("_Leave Them Out")).click()
        take(app)
    with story.step("the invoice is asked for, too, and its note"):
        ask_to_stamp(app)
        says(app, "$%s of advances are still to be taken off this invoice: a credit note applies them. Without it the "
             "customer is charged twice.")
        apply(app, story)
        says(app, "The credit note that takes $%s of advances off this invoice is on its way to be stamped.")
    with story.step("killed a second later", picture=False):
        time.sleep(1)
        app.kill_hard()


def online(story, app):
    with story.step("online: the three leave in order"):
        app.resize(1240, 900)
        says(app, "The credit note that takes $%s of advances off this invoice is on its way to be stamped.",
             timeout=PATIENCE * 2)
        set_offline(app, False)
        says(app, "$%s of advances were taken off this invoice by a credit note.", timeout=PATIENCE * 3)
        queue_says(app, "Up to date")
    story.narrow()
    with story.step("each leads to the other"):
        app.see("button", _("_Open")).click()
        says(app, "It takes $%1$s of an advance off invoice %2$s.", timeout=PATIENCE * 2)
        app.action("win.back")
    with story.step("what must be cancelled first"):
        document_choice(app, "_Cancel…")
        app.wait_question("the dialog")
        app.see_text(_("Cancel these first"))
        story.picture("the order")
        key("Escape")
        app.wait_answered("the dialog")
        app.action("win.back")


def listed(story, app):
    with story.step("a second one, of which nothing is taken"):
        new_advance(app, "500")
        bill(app)
        ask_to_stamp(app)
        app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 2)
        app.action("win.back")
        says(app, "%u advance is not taken by an invoice yet.")
    story.narrow()
    with story.step("listed, and a sale begun from there"):
        app.see("button", _("_Show")).click()
        app.see_text(_("Advances Not Applied"))
        says(app, "$%1$s left of $%2$s · %3$s · %4$s")
        story.picture("advances that are not applied")
        app.see("button", _("New invoice for this customer")).click()
        says(app, "This customer paid $%s in advance, which no invoice takes yet.")
    story.narrow()


def main():
    story = Story("advances")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with a customer and a product", picture=False):
            app.resize(1240, 900)
            open_practice(app)
            new_customer(app)
            new_product(app)
            queue_says(app, "Up to date")
        offline(story, app)
    with Facturador() as app:
        story.app = app
        online(story, app)
        listed(story, app)
    story.done()


main()

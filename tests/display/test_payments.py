#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is owed, and payments from the deposit to the balance: proposed, by hand, in two currencies, queued without
network, cancelled."""
from service import Service
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, go, key, keys,
                   new_customer, open_practice, queue_says, re, set_offline, time, until)


def invoice(service, customer, price, **more):
    line = {"quantity": 1, "product": {"description": "Cable", "product_key": "26121600", "price": price,
                                       "tax_included": False, "taxes": [{"type": "IVA", "rate": 0.16}]}}
    return service.ask("POST", "/invoices", {"type": "I", "customer": customer, "items": [line], "use": "G03",
                                             "payment_method": "PPD", "payment_form": "99", **more})


def shown(app, text):
    """@text is somewhere in view."""
    app.see_text(re.compile(re.escape(text)))


def amount_of(app, folio):
    return app.find("text box", _("Amount paid of %s") % folio)


def given(app, folio, text):
    """What was typed is not written anew: "1000" is 1000.00."""
    def is_given():
        now = amount_of(app, folio).text
        return now == text or (now and text and float(now) == float(text))
    until(is_given, PATIENCE, f"{text!r} for {folio}")


def to_receivables(app):
    """Whatever is open there is closed."""
    go(app, 2, "Receivables")
    for _again in range(3):
        if app.seen("button", _("Register _Payment")):
            return
        app.action("win.back")
        time.sleep(0.4)
    app.see("button", _("Register _Payment"))


def begin(app):
    key("ctrl+n")
    app.see("search box", _("Customer"), states=("focused",))
    keys(CUSTOMER["typed"][:4])
    app.see_text(CUSTOMER["tax_id"])
    key("Return")
    until(lambda: app.entry(_("Amount")).has("focused") or app.seen("button", _("Change")), PATIENCE, "the customer")


def menu(app, item):
    app.see("button", _("More actions")).click()
    app.see("menu item", _(item)).act()


def type_amount(app, text):
    app.entry(_("Amount")).focus()
    key("ctrl+a")
    keys(text)


def walk(story, app):
    with story.step("nothing is owed: the honest empty state"):
        go(app, 2, "Receivables")
        app.see_text(_("Nothing Is Owed"))
        new_customer(app)
        queue_says(app, "Up to date")
    service = Service(app)
    customer = service.only("customers")["id"]
    with story.step("three invoices in instalments: totals on top by currency, each with balance and age"):
        first = invoice(service, customer, 1000)
        second = invoice(service, customer, 500)
        third = invoice(service, customer, 100, currency="USD", exchange=20.1234)
        go(app, 2, "Receivables")
        key("F5")
        shown(app, "1,740.00")
        shown(app, "116.00 USD")
        shown(app, _("0 to 30 days"))
    folios = [f'{one["series"]} {one["folio_number"]}' for one in (first, second, third)]
    with story.step("a deposit that is one balance to the cent goes to that invoice"):
        begin(app)
        type_amount(app, "580")
        given(app, folios[1], "580.00")
        given(app, folios[0], "")
        app.find("label", _("All of it goes to invoices: %s") % "580.00")
    with story.step("one that is not goes to the oldest first"):
        type_amount(app, "1200")
        given(app, folios[0], "1160.00")
        given(app, folios[1], "40.00")
    with story.step("undo takes back what was typed"):
        menu(app, "_Undo")
        until(lambda: app.entry(_("Amount")).text == "", PATIENCE, "an empty amount")
        type_amount(app, "1200")
        given(app, folios[1], "40.00")
    with story.step("by hand: the rest is told, and too much is said at once"):
        box = amount_of(app, folios[0])
        box.reveal().focus()
        key("ctrl+a")
        keys("1000")
        app.find("label", _("%1$s goes to invoices · %2$s is left").replace("%1$s", "1,040.00").replace("%2$s", "160.00"))
        type_amount(app, "1000")
        app.find("label", _("%1$s goes to invoices · %2$s too much").replace("%1$s", "1,040.00").replace("%2$s", "40.00"))
        app.find("button", _("_Propose")).reveal().click()
        given(app, folios[0], "1000.00")
        given(app, folios[1], "")
    with story.step("the paper shows the complement before it is stamped"):
        key("ctrl+p")
        until(lambda: app.seen("toggle button", _("Preview"), states=("pressed",))
              or app.seen("button", _("Preview"), states=("pressed",)), PATIENCE, "the preview")
        time.sleep(1)
        key("Escape")
        app.see("text box", _("Amount"))
    with story.step("left unstamped it is a deposit without complement, with its day"):
        app.action("win.back")
        app.see("button", _("_Show"))
        app.see("button", _("_Show")).click()
        shown(app, "1,000.00")
        app.see_text(CUSTOMER["name"])
    with story.step("without network it waits in the queue, and claims its part of the balance"):
        key("Down", "Return")
        app.see("text box", _("Amount"))
        set_offline(app, True)
        given(app, folios[0], "1000.00")
        ask_to_stamp(app)
        app.see_text(_("Queued"))
        to_receivables(app)
        begin(app)
        type_amount(app, "160")
        given(app, folios[0], "160.00")
        app.find("label", re.compile(re.escape("160.00") + ".* 2 "))
        ask_to_stamp(app)
        app.see_text(_("Queued"))
    with story.step("with network both are stamped in order, and the balance is what is left"):
        set_offline(app, False)
        queue_says(app, "Up to date")
        app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 2)
        to_receivables(app)
        until(lambda: not app.seen("label", folios[0]), PATIENCE, "the paid invoice to go")
        shown(app, "580.00")
        paid = service.ask("GET", f'/invoices/{first["id"]}')
        assert float(paid["amount_due"]) == 0, paid["amount_due"]
    with story.step("pesos for an invoice in dollars: the rate of that day, and not a cent of it is lost"):
        begin(app)
        rate = app.entry(_("Pesos for one %s that day") % "USD")
        rate.reveal().focus()
        keys("20.5")
        type_amount(app, "1000")
        box = amount_of(app, folios[1])
        box.reveal().focus()
        key("ctrl+a", "BackSpace")
        box = amount_of(app, folios[2])
        box.reveal().focus()
        key("ctrl+a")
        keys("48.78")
        app.find("label", _("All of it goes to invoices: %s") % "1,000.00")
        ask_to_stamp(app)
        app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 2)
        shown(app, "$1,000.00")
    with story.step("cancelled, its invoice is owed again"):
        document_choice(app, "_Cancel…")
        app.wait_question("the dialog")
        app.find("checkbox", _("The operation did not take place")).click()
        app.see("button", _("_Cancel Document")).click()
        app.wait_answered("the dialog")
        app.see_text(_("Cancelled"), timeout=60)
        to_receivables(app)
        shown(app, "116.00 USD")
    with story.step("by customer"):
        app.see("button", _("By _Customer")).click()
        app.see_text(CUSTOMER["name"])
        key("Down", "Return")
        shown(app, "116.00 USD")
        app.action("win.back")
        app.action("win.back")
    to_receivables(app)
    story.narrow()
    with story.step("the page of a payment at 360 px", picture=False):
        begin(app)
        type_amount(app, "580")
        app.resize(360, 640)
        time.sleep(0.5)
        told = app.audit()
        assert not told["wide"], told["wide"]
        story.picture("a payment at 360 px")
        app.resize(1240, 760)


def main():
    story = Story("payments")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company"):
            open_practice(app)
        walk(story, app)
    story.done()


main()

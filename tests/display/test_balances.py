#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several deposits in one document, the payments of an invoice, a payment that is corrected and replaced, and what the
service says otherwise."""
import glob
import os
import sqlite3

from service import Service
from steps import (_, CUSTOMER, DATA, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, go, key, keys,
                   new_customer, open_practice, queue_says, re, time, until)

STAMPED = "XML stored and verified · seal valid"
NO_DATE = _("This is not a date: write it like 2026-12-31")


def invoice(service, customer, price):
    line = {"quantity": 1, "product": {"description": "Cable", "product_key": "26121600", "price": price,
                                       "tax_included": False, "taxes": [{"type": "IVA", "rate": 0.16}]}}
    return service.ask("POST", "/invoices", {"type": "I", "customer": customer, "items": [line], "use": "G03",
                                             "payment_method": "PPD", "payment_form": "99"})


def owes(one, due):
    """The service comes to think that so much is owed of it, as if it knew of a payment that is not here."""
    with sqlite3.connect(glob.glob(os.path.join(DATA, "sandbox", "*.db"))[0], timeout=20) as db:
        db.execute("UPDATE invoices SET body = json_set (body, '$.amount_due', ?) WHERE id = ?", (due, one["id"]))
    db.close()


def shown(app, text):
    app.see_text(re.compile(re.escape(text)))


def amount_of(app, folio):
    return app.find("text box", _("Amount paid of %s") % folio)


def given(app, folio, amount):
    until(lambda: float(amount_of(app, folio).text or 0) == amount, PATIENCE, f"{amount} for {folio}")


def type_amount(app, text):
    app.entry(_("Amount")).reveal().focus()
    key("ctrl+a")
    keys(text)


def type_day(app, text):
    app.entry(_("Day (year-month-day)")).reveal().focus()
    key("ctrl+a")
    keys(text)


def begin(app):
    go(app, 2, "Receivables")
    for _again in range(3):
        if app.seen("button", _("Register _Payment")):
            break
        app.action("win.back")
        time.sleep(0.4)
    key("ctrl+n")
    app.see("search box", _("Customer"), states=("focused",))
    keys(CUSTOMER["typed"][:4])
    app.see_text(CUSTOMER["tax_id"])
    key("Return")
    until(lambda: app.entry(_("Amount")).has("focused") or app.seen("button", _("Change")), PATIENCE, "the customer")


def bank_row(app, title):
    return app.find("text box", _(title))


def several(story, app, folios):
    with story.step("the bank's data, with a proof of the SPEI that lacks its seal: said at once"):
        begin(app)
        type_amount(app, "1160")
        given(app, folios[0], 1160)
        app.find("label", _("Bank data")).reveal().click()
        for title, text in (("RFC of the paying bank", "BBA830831LJ2"), ("Account that paid", "012180001234567891"),
                            ("SPEI: certificate of the bank (Base64)", "MIIF"),
                            ("SPEI: original chain of the receipt", "||1|21112026||")):
            bank_row(app, title).reveal().focus()
            keys(text)
        app.find("label", re.compile(re.escape(_("The proof of the SPEI has no seal."))))
        bank_row(app, "SPEI: digital seal of the receipt").reveal().focus()
        keys("c2VsbG8=")
        app.find("label", _("Ready to stamp"))
    with story.step("a second deposit in the same document: which one is shown is said"):
        app.find("button", _("Add Another _Deposit")).reveal().click()
        shown(app, _("What arrived: deposit %1$u of %2$u").replace("%1$u", "2").replace("%2$u", "2"))
        type_amount(app, "580")
        given(app, folios[1], 580)
        given(app, folios[0], 0)
    with story.step("the first one again, as it was"):
        app.find("label", re.compile(re.escape(_("Deposit %1$u: %2$s").replace("%1$u", "1").replace("%2$s", "1,160.00")))
                 ).reveal().click()
        given(app, folios[0], 1160)
        given(app, folios[1], 0)
        assert float(app.entry(_("Amount")).text) == 1160
    with story.step("one more and away again"):
        app.find("button", _("Add Another _Deposit")).reveal().click()
        shown(app, _("What arrived: deposit %1$u of %2$u").replace("%1$u", "3").replace("%2$u", "3"))
        app.find("button", _("Remove deposit %u") % 3).reveal().click()
        shown(app, _("What arrived: deposit %1$u of %2$u").replace("%1$u", "2").replace("%2$u", "2"))
    with story.step("a day that is none, of the deposit that is not shown, is shown and not stamped"):
        date = app.entry(_("Day (year-month-day)")).reveal()
        day = date.text
        type_day(app, "2026-13-99")
        app.find("label", NO_DATE)
        app.find("label", re.compile(re.escape(_("Deposit %1$u: %2$s").replace("%1$u", "1").replace("%2$s", "1,160.00")))
                 ).reveal().click()
        shown(app, _("What arrived: deposit %1$u of %2$u").replace("%1$u", "1").replace("%2$u", "2"))
        until(lambda: not app.seen("label", NO_DATE), PATIENCE, "no red note")
        key("ctrl+Return")
        shown(app, _("What arrived: deposit %1$u of %2$u").replace("%1$u", "2").replace("%2$u", "2"))
        app.see("label", NO_DATE)
        until(lambda: app.entry(_("Day (year-month-day)")).text == "2026-13-99", PATIENCE, "what was typed")
        keys("x")
        until(lambda: "x" in app.entry(_("Day (year-month-day)")).text, PATIENCE, "the day to have the focus")
        story.picture("what cannot be read")
        type_day(app, day)
        until(lambda: not app.seen("label", NO_DATE), PATIENCE, "no red note")
    story.narrow()
    with story.step("both are stamped in one document, which leads to its invoices"):
        ask_to_stamp(app)
        app.see_text(_(STAMPED), timeout=PATIENCE * 2)
        shown(app, _("Invoices it pays"))
        for folio in folios:
            shown(app, folio)
        shown(app, _("Instalment %1$d · $%2$s").replace("%1$d", "1").replace("%2$s", "580.00"))
    story.narrow()


def corrected(story, app, service, second, folios):
    with story.step("it is corrected: the balances are as if it were not there"):
        document_choice(app, "Correct and _Replace…")
        app.wait_question()
        key("Return")
        app.wait_answered()
        app.see("text box", _("Amount"))
        given(app, folios[0], 1160)
        app.find("label", re.compile(re.escape(_("Deposit %1$u: %2$s").replace("%1$u", "2").replace("%2$s", "580.00")))
                 ).reveal().click()
        given(app, folios[1], 580)
        type_amount(app, "500")
        box = amount_of(app, folios[1])
        box.reveal().focus()
        key("ctrl+a")
        keys("500")
        app.find("label", _("All of it goes to invoices: %s") % "500.00")
    with story.step("stamped: the first one is cancelled, and the second counts alone"):
        ask_to_stamp(app)
        app.see_text(_(STAMPED), timeout=PATIENCE * 2)
        queue_says(app, "Up to date")
        until(lambda: float(service.ask("GET", f'/invoices/{second["id"]}')["amount_due"]) == 80, PATIENCE, "80 owed")
        go(app, 2, "Receivables")
        for _again in range(3):
            if app.seen("button", _("Register _Payment")):
                break
            app.action("win.back")
            time.sleep(0.4)
        shown(app, "80.00")


def received(story, app, folios):
    with story.step("the invoice shows its balance and each payment, which opens"):
        app.see("label", folios[1]).click()
        key("Return")
        shown(app, _("Balance $%s") % "80.00")
        shown(app, _("Instalment %1$d · $%2$s").replace("%1$d", "1").replace("%2$s", "500.00"))
    story.narrow()


def differs(story, app, second, folios):
    with story.step("the service knows of a payment that is not here: both figures"):
        owes(second, 30)
        app.see("button", _("Register _Payment")).click()
        app.see("text box", _("Amount"))
        shown(app, _("The service says that %s is owed") % "30.00")
        app.action("win.back")
    with story.step("it is counted, and explained"):
        go(app, 2, "Receivables")
        for _again in range(3):
            if app.seen("button", _("_Differences")):
                break
            app.action("win.back")
            time.sleep(0.4)
        app.see("button", _("_Differences")).click()
        shown(app, _("By the documents here %1$s is owed, the service says %2$s").replace("%1$s", "80.00")
              .replace("%2$s", "30.00"))
        app.action("win.back")
    story.narrow()


def remembered(story, app):
    with story.step("the bank of the last payment comes by itself"):
        begin(app)
        shown(app, _("As in the last payment of this customer"))
        assert bank_row(app, "Account that paid").text == "012180001234567891"
        assert bank_row(app, "SPEI: digital seal of the receipt").text == ""
        app.action("win.back")


def of_one(story, app):
    with story.step("from the customer: only theirs, and all again"):
        go(app, 3, "Customers")
        app.see_text(CUSTOMER["tax_id"])
        key("Home", "Return")
        app.find("button", _("As a _List")).reveal().click()
        shown(app, _("Only what %s owes is shown") % CUSTOMER["name"])
        app.see("button", _("Show _All Customers")).click()
        app.see("button", _("By _Customer"))


def main():
    story = Story("balances")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company, a customer and two invoices in instalments", picture=False):
            app.resize(1240, 900)
            open_practice(app)
            new_customer(app)
            queue_says(app, "Up to date")
            service = Service(app)
            customer = service.only("customers")["id"]
            first, second = invoice(service, customer, 1000), invoice(service, customer, 500)
            go(app, 2, "Receivables")
            key("F5")
            shown(app, "1,740.00")
        folios = [f'{one["series"]} {one["folio_number"]}' for one in (first, second)]
        several(story, app, folios)
        corrected(story, app, service, second, folios)
        received(story, app, folios)
        differs(story, app, second, folios)
        remembered(story, app)
        of_one(story, app)
    story.done()


main()

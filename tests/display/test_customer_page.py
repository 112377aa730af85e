#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a customer as a person uses it: facts, what is not paid, invoices, payments, notes; by keyboard."""
from service import Service
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, go, key, keys, new_customer, open_practice, queue_says, re,
                   starts, time, until)

LINE = {"quantity": 1, "product": {"description": "Cable", "product_key": "26121600", "price": 1000,
                                   "tax_included": False, "taxes": [{"type": "IVA", "rate": 0.16}]}}


def invoice(service, customer, method="PPD"):
    return service.ask("POST", "/invoices", {
        "type": "I", "customer": customer, "items": [LINE], "use": "G03", "payment_method": method,
        "payment_form": "99" if method == "PPD" else "03"})


def payment(service, customer, paid, amount):
    return service.ask("POST", "/invoices", {
        "type": "P", "customer": customer, "complements": [{"type": "pago", "data": [{
            "payment_form": "03", "related_documents": [{
                "uuid": paid["uuid"], "amount": amount, "installment": 1, "last_balance": 1160,
                "taxes": [{"base": round(amount / 1.16, 2), "type": "IVA", "rate": 0.16}]}]}]}]})


def open_page(app):
    go(app, 3, "Customers")
    app.see_text(re.compile(re.escape(CUSTOMER["tax_id"])))
    key("Down", "Return")
    app.see_text(_("Not paid"))


def walk(story, app):
    service = Service(app)
    with story.step("Enter in the list opens the page, with words where there is nothing yet"):
        open_page(app)
        app.see_text(_("Nothing of their invoices in instalments (PPD) is left to be paid."))
        app.see_text(_("No Invoices Yet"))
        app.see_text(re.compile("601 · "))
    customer = service.only("customers")["id"]
    with story.step("three invoices elsewhere: what is not paid is counted, of those in instalments"):
        first = invoice(service, customer)
        invoice(service, customer)
        invoice(service, customer, "PUE")
        key("F5")
        app.see_text("$2,320.00")
        app.find("label", re.compile(re.escape(_("All documents (%s)") % "3")))
    with story.step("a payment is among them, and what it pays is not owed any more"):
        payment(service, customer, first, 1000)
        key("F5")
        app.see_text("$1,320.00")
        app.find("label", _("Payments"))
        app.find("label", "$1,000.00")
    with story.step("what it is made of"):
        app.see("list item", _("Invoices that are not paid, oldest first")).mouse()
        app.see_text(re.compile(re.escape(_("%s not paid") % "$160.00")))
        app.see_text(re.compile(re.escape(_("%s not paid") % "$1,160.00")))
    with story.step("notes are kept by themselves, and are there again"):
        app.find(("text", "text box"), _("Notes")).reveal().focus()
        keys("Paga los viernes")
        app.find("label", _("Saved on this computer"))
        until(lambda: app.seen("label", _("Saved on this computer")), PATIENCE, "the notes to be kept")
        key("Escape")
        app.action("win.back")
        open_page(app)
        until(lambda: "Paga los viernes" in app.find(("text", "text box"), _("Notes")).text, PATIENCE, "the notes")
        queue_says(app, "Up to date")
    with story.step("all their documents: the list with those of this customer alone"):
        app.find("list item", _("All documents (%s)") % "4").reveal().mouse()
        until(lambda: app.seen("tree grid") or app.seen("list", _("Invoices")), PATIENCE, "the list")
        app.see_text("1,160.00")
        app.action("win.back")
        app.see("button", _("Edit customer"))
    with story.step("Ctrl+E edits, Ctrl+Shift+N begins an invoice"):
        key("ctrl+e")
        app.see("text box", "RFC")
        app.action("win.back")
        app.see("button", _("Edit customer"))
        key("ctrl+shift+n")
        app.see("grid", _("Lines"))
        app.see("button", _("Change"))
        app.action("win.back")
        app.see("button", _("Edit customer"))
    for width, height in ((360, 640), (1240, 760)):
        with story.step(f"at {width} px"):
            app.resize(width, height)
            time.sleep(0.4)
            told = app.audit()
            assert not told["wide"], told["wide"]
    with story.step("the list is in the order of what is owed"):
        app.action("win.back")
        app.see_text("1,320.00")
    with story.step("deletion says what becomes of the invoices, and can be undone"):
        open_page(app)
        app.see("button", _("More")).click()
        app.see("menu item", re.compile(re.escape(_("_Delete…")))).act()
        question = app.wait_question()
        assert any("4" in text for text in question.labels()), question.labels()
        question.find("button", _("_Delete")).act()
        with app.toasts_held():
            app.press_in_toast(_("_Undo"))
        app.see_text(re.compile(re.escape(CUSTOMER["tax_id"])))
        queue_says(app, "Up to date")


def main():
    story = Story("customer-page")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with a customer", picture=False):
            open_practice(app)
            new_customer(app)
            queue_says(app, "Up to date")
        walk(story, app)
    story.done()


main()

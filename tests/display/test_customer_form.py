#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of a customer: postal code, several addresses, customers abroad, nobody in particular, and what is missing."""
import os

from service import Service
from steps import (_, PATIENCE, Facturador, Story, ask_to_stamp, go, key, keys, new_product, open_practice, queue_says, re,
                   stands_in, starts, until, write_invoice)

ABROAD = {"typed": "acme tools", "name": "ACME TOOLS INC", "tax_id": "987654321", "zip": "10001"}
FULL = os.path.exists(os.path.join(os.environ.get("FACTURADOR_SHARED", ""), "data", "sat", "sat-catalogs.sqlite"))


def open_new(app):
    go(app, 3, "Customers")
    key("ctrl+n")
    app.see("text box", "RFC")
    until(lambda: stands_in(app, "tax_id"), PATIENCE, "the focus in the RFC")


def field(app, name):
    return app.find("text box", _(name))


def write(app, name, text):
    """As a person does: the field, all of it, other words, and on."""
    entry = field(app, name)
    entry.reveal()
    entry.focus()
    key("ctrl+a", "Delete")
    if text:
        keys(text)
    key("Tab")


def holds(app, name, text):
    until(lambda: field(app, name).text == text, PATIENCE, f"{name} to hold {text!r}")


def leave(app):
    key("Escape")
    app.wait_question()
    app.see("button", _("_Discard")).click()
    app.wait_answered()
    app.unseen("text box", _("Fiscal postal code"))


def postal_code(story, app):
    with story.step("the postal code fills in the state, and another one fills in another"):
        open_new(app)
        write(app, "Fiscal postal code", "64000")
        holds(app, "State", "Nuevo León")
        holds(app, "Municipality", "Monterrey" if FULL else "")
        write(app, "Fiscal postal code", "22000")
        holds(app, "State", "Baja California")
        holds(app, "Municipality", "Tijuana" if FULL else "")
    if FULL:
        with story.step("a border region is told beneath the field, and is no fault"):
            app.find("text box", _("Fiscal postal code")).reveal()
            app.see_text(starts("In the northern border region, as far as is known here: if your business is there too and has the "
                                "stimulus, its IVA is 8 %."))
            write(app, "Fiscal postal code", "64000")
            app.unseen("label", starts("In the northern border region, as far as is known here: if your business is there too and "
                                       "has the stimulus, its IVA is 8 %."))
    else:
        story.skip("a border region is told beneath the field", "the complete catalogs are not here")
    with story.step("what the person wrote stays; what the postal code wrote goes with it"):
        write(app, "Municipality", "San Pedro")
        write(app, "Fiscal postal code", "22000")
        holds(app, "State", "Baja California")
        holds(app, "Municipality", "San Pedro")
        write(app, "Fiscal postal code", "")
        holds(app, "State", "")
        holds(app, "Municipality", "San Pedro")
        leave(app)


def general_public(story, app, service):
    with story.step("the general public is filled in by one press"):
        open_new(app)
        app.find("button", _("_Fill In")).reveal()
        app.see("button", _("_Fill In")).click()
        holds(app, "RFC", "XAXX010101000")
        holds(app, "Name or razón social", "PUBLICO EN GENERAL")
        app.unseen("button", _("_Fill In"))
        key("ctrl+s")
        app.unseen("text box", "RFC")
        app.see_text("XAXX010101000")
        queue_says(app, "Up to date")
        customer = service.only("customers")
        assert (customer["tax_system"], customer["default_invoice_use"]) == ("616", "S01"), customer
        service.ask("DELETE", "/customers/" + customer["id"])
        key("F5")
        app.unseen("label", "XAXX010101000")


def abroad(story, app, service):
    with story.step("the RFC of everybody abroad means a customer abroad, and is not sent"):
        open_new(app)
        keys("XEXX010101000")
        until(lambda: app.find("switch", _("Customer abroad")).has("checked"), PATIENCE, "the switch")
        holds(app, "Tax number in its country", "")
        app.find("switch", _("Customer abroad")).reveal()
        app.see_text(_("Their invoices state régimen 616, use S01, your own postal code and the generic RFC by themselves."))
    with story.step("its number is written as the SAT compares it, and judged"):
        write(app, "Name or razón social", ABROAD["name"])
        write(app, "Tax number in its country", "98-76")
        app.see_text(_("Tax numbers of this country have nine digits and nothing else."))
        write(app, "Tax number in its country", "98-7654321")
        holds(app, "Tax number in its country", "987654321")
        app.unseen("label", _("Tax numbers of this country have nine digits and nothing else."))
    with story.step("several addresses in one field are parted: the service has one"):
        write(app, "E-mail for invoices", "uno@example.com, dos@example.com; tres@example.com")
        holds(app, "E-mail for invoices", "uno@example.com")
        holds(app, "Other e-mail addresses", "dos@example.com, tres@example.com")
        write(app, "Other e-mail addresses", "dos@example.com, tres")
        app.see_text(_("“%1” is not an e-mail address.").replace("%1", "tres"))
        write(app, "Other e-mail addresses", "dos@example.com, tres@example.com")
        key("ctrl+s")
        app.unseen("text box", _("Postal code"))
        queue_says(app, "Up to date")
        customer = service.only("customers")
        assert customer["tax_id"] == "987654321" and customer["address"]["country"] == "USA", customer
        assert customer["email"] == "uno@example.com" and "tax_system" not in customer, customer
    with story.step("where there is no postal code the service is told so"):
        assert customer["address"]["zip"] == "00000", customer
    with story.step("the list finds it by its second address"):
        key("ctrl+f")
        keys("dos@example")
        app.see_text(ABROAD["name"])
        key("ctrl+a")
        keys("20002")
        app.unseen("label", ABROAD["name"])
        key("ctrl+a", "Delete")
        app.see_text(ABROAD["name"])
    with story.step("an invoice to it is stamped"):
        new_product(app)
        write_invoice(app, customer=ABROAD)
        ask_to_stamp(app)
        until(lambda: [i for i in service.ask("GET", "/invoices")["data"] if i["status"] == "valid"], PATIENCE * 2,
              "the invoice to be stamped")
        queue_says(app, "Up to date")
    with story.step("all of its addresses are proposed when the invoice is sent"):
        app.see("button", _("E-_mail…")).click()
        window = app.wait_question("the dialog")
        until(lambda: window.find("text box", _("To")).text == "uno@example.com, dos@example.com, tres@example.com", PATIENCE,
              "the addresses")
        key("Escape")
        app.wait_answered("the dialog")
        app.action("win.back")
    with story.step("its postal code is written later, and finds it"):
        go(app, 3, "Customers")
        app.see_text(ABROAD["name"]).mouse()
        key("ctrl+e")
        app.see("text box", _("Postal code"))
        write(app, "Postal code", ABROAD["zip"])
        key("ctrl+s")
        app.unseen("text box", _("Postal code"))
        queue_says(app, "Up to date")
        assert service.only("customers")["address"]["zip"] == ABROAD["zip"]
        key("ctrl+f")
        keys(ABROAD["zip"])
        app.see_text(ABROAD["name"])
        key("ctrl+a", "Delete", "Escape")


def deletion(story, app):
    with story.step("deleting it in the list says what happens to its invoices"):
        go(app, 3, "Customers")
        app.see_text(ABROAD["name"])
        key("Down", "Delete")
        app.wait_question()
        app.see_text(starts("Their %'u document that is not a draft stays as it is: it is in the list of invoices."))
        key("Escape")
        app.wait_answered()
        app.see_text(ABROAD["name"])


def incomplete(story, app, service):
    with story.step("a name and an address are kept, after a question"):
        open_new(app)
        write(app, "Name or razón social", "CLIENTE SIN DATOS")
        write(app, "E-mail for invoices", "sin.datos@example.com")
        key("ctrl+s")
        question = app.wait_question()
        app.see_text(starts("Its tax data is missing. It is kept and sent to the service like this; you can send the customer a "
                            "link to write the data, or complete it yourself. Until then nothing can be invoiced to it."))
        question.find("button", _("_Save")).act()
        app.wait_answered()
        app.unseen("text box", "RFC")
        queue_says(app, "Up to date")
        found = [c for c in service.ask("GET", "/customers")["data"] if c["legal_name"] == "CLIENTE SIN DATOS"]
        assert len(found) == 1 and "tax_id" not in found[0] and found[0]["edit_link"], found
    with story.step("its page says so"):
        app.see_text("CLIENTE SIN DATOS").mouse()
        key("Return")
        app.see_text(_("Its tax data is not complete: nothing can be invoiced to it until it is."))
    with story.step("nothing can be invoiced to it"):
        key("ctrl+shift+n")
        app.see("grid", _("Lines"))
        app.find("label", re.compile(re.escape(_("Write the customer’s RFC."))))
        app.action("win.back")
    with story.step("the customer is sent a link"):
        app.see("button", _("_Complete…")).click()
        app.see("text box", "RFC")
        app.find("button", _("_Send Link…")).reveal()
        button = app.see("button", _("_Send Link…"))
        until(lambda: button.has("sensitive"), PATIENCE, "the link to be possible")
        button.click()
        app.wait_question()
        key("Return")
        app.wait_answered()
        app.see_text(starts("Sent to %s. It serves once, for 7 days; what the customer writes comes back by itself."))
        app.action("win.back")
        app.unseen("text box", "RFC")


def main():
    story = Story("customer-form")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company", picture=False):
            open_practice(app)
        service = Service(app)
        postal_code(story, app)
        general_public(story, app, service)
        abroad(story, app, service)
        deletion(story, app)
        incomplete(story, app, service)
        assert app.quit() == 0
    story.done()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed after each kind of field was typed in: all of a customer, a product and an invoice is there again."""
import random

from steps import (_, PATIENCE, SLOWER, Facturador, Story, go, key, keys, new_customer, new_product,
                   open_practice, pick as pick_entry, set_offline, time, until, write_invoice)

WAIT = SLOWER * 1.05      # the promise: within a second of the last key

CUSTOMER_FIELDS = (("E-mail for invoices", "compras@ejemplo.mx"), ("Phone", "722 555 0142"), ("Street", "Av. Juárez"),
                   ("Exterior number", "12"), ("Interior number", "B"), ("Neighborhood", "Centro"), ("City", "Toluca"))
MORE_FIELDS = (("Folio (empty: the next one, when it is stamped)", "4711"),
               ("Postal code of the place of issue (empty: that of your business)", "22000"),
               ("Number in your own system (external id)", "PEDIDO-7"),
               ("Series (empty: the usual one of the type)", "B"),
               ("Date (YYYY-MM-DD HH:MM; empty: when it is stamped)", "2026-01-02 10:30"),
               ("Payment conditions", "30 días netos"))


class Life:
    """The program, killed and started again as often as the story wants."""

    def __init__(self, story):
        self.story = story
        self.start()

    def start(self):
        self.app = self.story.app = Facturador()

    def crash(self):
        self.app.heard()        # the second begins when the program has the key
        time.sleep(WAIT + random.random() * 0.4)
        self.app.heard()
        self.app.kill_hard()
        self.start()


def write(app, name, text):
    entry = app.find("text box", _(name))
    entry.set_text(text)
    until(lambda: entry.text == text, PATIENCE, f"{name} to be {text!r}")


def holds(app, name, text):
    name = name if "1" in name else _(name)
    until(lambda: app.find("text box", name).text == text, PATIENCE, f"{name} to hold {text!r}")


def shows(app, role, name, label):
    until(lambda: any(l.startswith(label) for l in app.find(role, _(name)).labels()), PATIENCE, f"{name} to be {label}")


def choose(app, name, prefix):
    row = app.find("combo box", _(name))
    row.reveal()
    row.focus()
    pick_entry(app, _(name), prefix)


def customer(story, life):
    with story.step("a customer: every entry, both lists and the notes"):
        go(life.app, 3, "Customers")
        key("ctrl+n")
        life.app.see("text box", "RFC")
        keys("EKU9003173C9")
        choose(life.app, "Régimen fiscal", "601 ")
        choose(life.app, "Usual use of the CFDI", "G03 ")
        for name, text in CUSTOMER_FIELDS:
            write(life.app, name, text)
        life.app.find(("text", "text box"), _("Notes")).set_text("Paga los viernes")
        life.crash()
    with story.step("are there again"):
        holds(life.app, "RFC", "EKU9003173C9")
        shows(life.app, "combo box", "Régimen fiscal", "601 ")
        shows(life.app, "combo box", "Usual use of the CFDI", "G03 ")
        for name, text in CUSTOMER_FIELDS:
            holds(life.app, name, text)
        until(lambda: life.app.find(("text", "text box"), _("Notes")).text == "Paga los viernes", PATIENCE, "the notes")
    with story.step("and a switch"):
        life.app.find("switch", _("Customer abroad")).act()
        write(life.app, "Tax number in its country", "US-1234")
        life.crash()
        until(lambda: life.app.find("switch", _("Customer abroad")).has("checked"), PATIENCE, "the switch")
        holds(life.app, "Tax number in its country", "US-1234")


def ask_to_leave(app, question):
    key("Escape")
    app.wait_question()
    app.see_text(_(question))


def discard(story, life, what, question, gone):
    """What was half-written when the program ended is asked about as it would have been then."""
    with story.step(f"{what}: leaving asks, and keeps"):
        ask_to_leave(life.app, question)
        key("Escape")
        life.app.wait_answered()
        assert life.app.seen("button", _("_Save"))
    with story.step(f"{what}: discarded, nothing of it stays"):
        ask_to_leave(life.app, question)
        life.app.find("button", _("_Discard")).act()
        until(lambda: not life.app.seen("button", _("_Save")), PATIENCE, "the form to go")
        until(lambda: not life.app.seen("label", gone), PATIENCE, f"{gone} to go")


def change(story, life):
    """A saved customer, changed and not saved when the program ended."""
    def open_it():
        go(life.app, 3, "Customers")
        key("Down", "ctrl+e")
        life.app.see("text box", "RFC")
    with story.step("a change of a customer that was saved"):
        open_it()
        write(life.app, "Phone", "722 555 0142")
        life.crash()
        holds(life.app, "Phone", "722 555 0142")
    discard(story, life, "the change", "Save Changes?", "722 555 0142")
    with story.step("the customer is as it was saved"):
        open_it()
        holds(life.app, "Phone", "")
        key("Escape")
        until(lambda: not life.app.seen("text box", "RFC"), PATIENCE, "the form to close unasked")
    with story.step("what was saved last is kept, sent or not"):
        set_offline(life.app, True)
        open_it()
        write(life.app, "Phone", "55 1111 2222")
        key("ctrl+s")
        until(lambda: not life.app.seen("text box", "RFC"), PATIENCE, "the form to close")
        open_it()
        write(life.app, "Phone", "55 3333 4444")
        life.crash()
        holds(life.app, "Phone", "55 3333 4444")
    discard(story, life, "the second change", "Save Changes?", "55 3333 4444")
    with story.step("the first change still waits"):
        open_it()
        holds(life.app, "Phone", "55 1111 2222")
        key("Escape")
        until(lambda: not life.app.seen("text box", "RFC"), PATIENCE, "the form to close unasked")
        set_offline(life.app, False)


def product(story, life):
    with story.step("a product: entries, price, switch and taxes"):
        go(life.app, 4, "Products")
        key("ctrl+n")
        life.app.see("text box", _("Description"))
        keys("Clavo de acero")
        write(life.app, "SKU or own key", "CLV-2")
        write(life.app, "Unit price", "18.75")
        life.app.find("switch", _("The price includes taxes")).act()
        choose(life.app, "Usual taxes", "IVA 8")
        life.crash()
    with story.step("are there again"):
        holds(life.app, "Description", "Clavo de acero")
        holds(life.app, "SKU or own key", "CLV-2")
        holds(life.app, "Unit price", "18.75")
        until(lambda: life.app.find("switch", _("The price includes taxes")).has("checked"), PATIENCE, "the switch")
        shows(life.app, "combo box", "Usual taxes", "IVA 8")


def cell(life, moves, text, expected):
    """In the first line, @moves to a cell and types @text there; after the crash the grid says @expected."""
    grid = life.app.see("grid", _("Lines"))
    grid.focus()
    key("ctrl+Home", *moves)
    keys(text)
    life.crash()
    grid = life.app.see("grid", _("Lines"))
    grid.focus()
    key("ctrl+Home", *moves)
    until(lambda: grid.description.endswith(": " + expected), PATIENCE, f"the cell to be {expected}, not {grid.description}")


def invoice(story, life):
    with story.step("an invoice: payment, currency, rate and more data"):
        write_invoice(life.app)
        choose(life.app, "Payment method", "PPD ")
        choose(life.app, "Currency", "USD ")
        write(life.app, "Exchange rate (pesos per unit)", "17.25")
        for name, text in MORE_FIELDS:
            write(life.app, name, text)
        life.crash()
    with story.step("are there again"):
        shows(life.app, "combo box", "Payment method", "PPD ")
        shows(life.app, "combo box", "Currency", "USD ")
        holds(life.app, "Exchange rate (pesos per unit)", "17.25")
        for name, text in MORE_FIELDS:
            holds(life.app, name, text)
    for what, moves, text, expected in (("quantity", (), "12.5", "12.5"),
                                        ("description", ("Right", "Right"), "Martillo nuevo", "Martillo nuevo"),
                                        ("price", ("Right",) * 3, "300.55", "300.55"),
                                        ("discount", ("Right",) * 4, "7 %", "7 %")):
        with story.step(f"the {what} of a line, while it is typed"):
            cell(life, moves, text, expected)


def tax_rate(app, name, text):
    """Types into the only rate of that @name."""
    entry = app.find("text box", _(name))
    entry.set_text(text)
    until(lambda: entry.text == text, PATIENCE, f"{name} to be {text!r}")


def unreadable(story, life):
    """What is no value of its field comes back as it was typed, with the words that say why."""
    with story.step("a price and a rate that cannot be read"):
        write(life.app, "Exchange rate (pesos per unit)", "17.2.5")
        grid = life.app.see("grid", _("Lines"))
        grid.focus()
        key("ctrl+Home", "Right", "Right", "Right")
        keys("12.5.1")
        life.crash()
    with story.step("are there again as they were typed"):
        life.app.see_text(_("This is not a price: write it like 1,234.50"))
        cell = _("%1$s, line %2$u").replace("%1$s", _("Price")).replace("%2$u", "1")
        holds(life.app, cell, "12.5.1")
        holds(life.app, "Exchange rate (pesos per unit)", "17.2.5")
        life.app.find("text box", cell).set_text("300.55")
        write(life.app, "Exchange rate (pesos per unit)", "17.25")
        life.crash()
        holds(life.app, "Exchange rate (pesos per unit)", "17.25")
        assert not life.app.seen("text box", cell)
    life.app.action("win.back")
    with story.step("the price of a product too"):
        go(life.app, 4, "Products")
        key("ctrl+n")
        life.app.see("text box", _("Description"))
        keys("Pija")
        write(life.app, "Unit price", "dos")
        life.crash()
        holds(life.app, "Description", "Pija")
        holds(life.app, "Unit price", "dos")
    with story.step("and the rates of its taxes"):
        tax_rate(life.app, "Rate or amount", "16x")
        life.app.find("button", _("Add a local tax")).act()
        tax_rate(life.app, "Rate (%)", "tres")
        life.crash()
        holds(life.app, "Rate or amount", "16x")
        holds(life.app, "Rate (%)", "tres")
        holds(life.app, "Unit price", "dos")
        life.app.find("text box", _("Rate (%)")).reveal()
        problem = _("This is not a number: write it like 16 or 10.6667")
        until(lambda: len(life.app.seen(("label", "alert"), problem)) == 2, PATIENCE, "both rates to be wrong")
    with story.step("that can be read again are numbers"):
        tax_rate(life.app, "Rate or amount", "8")
        tax_rate(life.app, "Rate (%)", "3")
        life.crash()
        holds(life.app, "Rate or amount", "8")
        holds(life.app, "Rate (%)", "3")
        life.app.find("button", _("Add a local tax")).reveal()
        assert not life.app.seen(("label", "alert"), problem)


def main():
    story = Story("crash-fields")
    life = Life(story)
    with story.step("the practice company with a customer and a product", picture=False):
        life.app.resize(1240, 760)
        open_practice(life.app)
        new_customer(life.app)
        new_product(life.app)
    change(story, life)
    customer(story, life)
    discard(story, life, "a new customer", "Discard Changes?", "EKU9003173C9")
    product(story, life)
    discard(story, life, "a new product", "Discard Changes?", "Clavo de acero")
    invoice(story, life)
    unreadable(story, life)
    with story.step("quits", picture=False):
        assert life.app.quit() == 0
    story.done()


main()

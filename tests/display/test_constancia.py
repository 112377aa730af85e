#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A form fills itself from a Constancia de Situación Fiscal: from its PDF, from its text, and not without a word."""
import os
import tempfile

import constancia_pdf
from constancia_pdf import COMPANY, PERSON
from dragging import file_beside
from service import Service
from steps import (_, PATIENCE, PRODUCT, Facturador, Story, ask_to_stamp, go, key, keys, new_product, open_practice,
                   queue_says, re, time, until, write_invoice, xdo)

BUYER = {"tax_id": PERSON["rfc"], "typed": "maria fernanda", "name": "MARIA FERNANDA OLVERA BAÑUELOS"}


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as f:
        f.write(content)
    return path


def ask(app):
    key("ctrl+shift+o")
    app.wait_window(_("Fill from a Constancia"))
    app.wait_question("the dialog")


def choose(app, path):
    """By keyboard: the button has the focus; a path that begins with a slash goes into the file dialog as it is."""
    app.see("button", _("_Choose the PDF…"), states=("focused",))
    key("Return")
    app.wait_window(_("Open Constancia"))
    time.sleep(0.5)
    keys(path)
    time.sleep(0.3)
    key("Return")
    until(lambda: _("Open Constancia") not in [w.name for w in app.windows], PATIENCE, "the file dialog to go")


def paste(app, text):
    """As from the clipboard: the whole text at once."""
    entry = app.see("text box", _("Text of the constancia"))
    entry.set_text(text)
    key("Tab")
    until(lambda: entry.has("focused"), PATIENCE, "the text to have the focus")
    key("ctrl+Return")


def field(app, name, value):
    entry = app.find("text box", _(name))
    until(lambda: entry.text == value, PATIENCE, f"{name} to be {value!r}")


def refused(story, app, folder):
    with story.step("a new customer: the key asks for the constancia"):
        go(app, 3, "Customers")
        key("ctrl+n")
        app.see("text box", "RFC")
        ask(app)
    with story.step("another file: it says so, and the dialog stays"):
        choose(app, write(folder, "otro.pdf", b"<?xml version='1.0'?>"))
        app.see_text(_("It is not a PDF, or it is damaged."))
    with story.step("a scan: it says so, and what can be done"):
        choose(app, write(folder, "escaneada.pdf", constancia_pdf.scan()))
        app.see_text(re.compile(re.escape(_("There is no text in it: it is a scan, or was printed again. Write the data "
                                            "by hand, or ask for the PDF as the SAT gave it."))))
    with story.step("another text: it says what is missing"):
        paste(app, "Factura A 1203")
        app.see_text(_("This is not a Constancia de Situación Fiscal: it has no “%s”.")
                     % "CONSTANCIA DE SITUACIÓN FISCAL")


def filled(story, app, folder):
    with story.step("the PDF: everything is shown before it is taken"):
        choose(app, write(folder, "constancia.pdf", constancia_pdf.constancia(PERSON)))
        app.wait_window(_("From the Constancia"))
        app.see_text(BUYER["name"])
        app.see_text(_("Several are in force. Choose the one to invoice with."))
    with story.step("of several régimen none is taken in silence"):
        names = [n.name for n in app.all(("radio", "checkbox"))]
        assert len(names) == 3 and names[0].startswith("605 ") and names[1].startswith("626 "), names
        assert not [n for n in app.all(("radio", "checkbox")) if n.has("checked")]
        key("ctrl+Return")
        app.see_text(_("Choose a régimen, or leave it as it is."))
    with story.step("at 360 px"):
        app.resize(360, 640, app.wait_window(_("From the Constancia")))
        time.sleep(0.4)
        told = app.audit()
        assert not told["wide"], told["wide"]
    with story.step("chosen by keyboard, and taken"):
        key("Down", "space")
        until(lambda: [n.name[:3] for n in app.all(("radio", "checkbox")) if n.has("checked")] == ["626"], PATIENCE, "626")
        key("ctrl+Return")
        app.wait_answered("the dialog")
        field(app, "RFC", PERSON["rfc"])
        field(app, "Name or razón social", BUYER["name"])
        field(app, "Fiscal postal code", PERSON["zip"])
        field(app, "Street", PERSON["street"])
        field(app, "Exterior number", "118")
        field(app, "City", PERSON["city"])
        field(app, "Municipality", "QUERETARO")
        assert any(l.startswith("626 ") for l in app.find("combo box", _("Régimen fiscal")).labels())
    with story.step("saved, and at the service"):
        key("ctrl+s")
        app.unseen("text box", "RFC")
        app.see_text(PERSON["rfc"])
        service = Service(app)
        until(lambda: service.ask("GET", "/customers")["data"], PATIENCE * 2, "the customer at the service")
        customer = service.only("customers")
        assert customer["legal_name"] == BUYER["name"] and customer["tax_system"] == "626", customer
        assert customer["address"]["zip"] == "76030" and customer["address"]["street"] == PERSON["street"], customer


def invoiced(story, app):
    with story.step("and invoiced"):
        new_product(app)
        write_invoice(app, BUYER, PRODUCT)
        ask_to_stamp(app)
        queue_says(app, "Up to date")


def open_first(app):
    go(app, 3, "Customers")
    app.see_text(PERSON["rfc"])
    key("Down", "ctrl+e")
    app.see("text box", "RFC")


def other(story, app):
    with story.step("the same again, from its text: the form says the same"):
        open_first(app)
        ask(app)
        paste(app, constancia_pdf.text_of(PERSON))
        app.wait_window(_("From the Constancia"))
        app.see_text(re.compile(re.escape(_("%s\nThe form says the same") % PERSON["rfc"])))
        assert not [n for n in app.all("switch") if n.has("checked")]
        key("Escape")
        app.wait_answered("the dialog")
    with story.step("one of another RFC: it asks"):
        ask(app)
        paste(app, constancia_pdf.text_of(COMPANY))
        app.see_text(_("Another RFC"))
        key("Return")
        app.wait_answered("the question")
        field(app, "RFC", PERSON["rfc"])
    with story.step("wanted in spite of that: a warning of its state, and a switch for each field"):
        ask(app)
        paste(app, constancia_pdf.text_of(COMPANY))
        app.see("button", _("_Fill This One")).click()
        app.wait_window(_("From the Constancia"))
        app.see_text(_("The SAT has this taxpayer as %s. Ask before you invoice.") % "SUSPENDIDO")
        app.find("switch", "RFC").act()
        key("ctrl+Return")
        app.wait_answered("the dialog")
        field(app, "Name or razón social", COMPANY["company"])
        field(app, "RFC", PERSON["rfc"])
        field(app, "E-mail for invoices", COMPANY["email"])
    with story.step("taken back"):
        app.press_in_toast(_("_Undo"))
        field(app, "Name or razón social", BUYER["name"])
        field(app, "E-mail for invoices", "")
        key("Escape")
        app.unseen("text box", "RFC")


def from_list(story, app):
    with story.step("in the list: the customer with its RFC opens"):
        go(app, 3, "Customers")
        app.see_text(PERSON["rfc"])
        ask(app)
        paste(app, constancia_pdf.text_of(PERSON))
        app.wait_window(_("From the Constancia"))
        key("Escape")
        app.wait_answered("the dialog")
        field(app, "RFC", PERSON["rfc"])
        key("Escape")
        app.unseen("text box", "RFC")
    with story.step("and of an unknown one a new customer"):
        ask(app)
        paste(app, constancia_pdf.text_of(COMPANY))
        app.wait_window(_("From the Constancia"))
        key("ctrl+Return")
        app.wait_answered("the dialog")
        field(app, "RFC", COMPANY["rfc"])
        assert any(l.startswith("601 ") for l in app.find("combo box", _("Régimen fiscal")).labels())
        key("ctrl+s")
        app.unseen("text box", "RFC")
        app.see_text(COMPANY["rfc"])


def dropped(story, app, folder):
    path = write(folder, "soltada.pdf", constancia_pdf.constancia(PERSON))
    x, y, width, height = app.windows[0].screen()
    with file_beside(path) as drag:
        with story.step("dropped on the list"):
            go(app, 3, "Customers")
            app.see_text(PERSON["rfc"])
            drag(x + width // 2, y + height // 2)
            app.wait_window(_("From the Constancia"))
            key("Escape")
            app.wait_answered("the dialog")
            field(app, "RFC", PERSON["rfc"])
        with story.step("dropped on a field of the form: it is not taken for text"):
            nx, ny, nwidth, nheight = app.find("text box", _("Name or razón social")).screen()
            drag(nx + nwidth // 3, ny + nheight // 2)
            app.wait_window(_("From the Constancia"))
            key("Escape")
            app.wait_answered("the dialog")
            field(app, "Name or razón social", BUYER["name"])
            key("Escape")
            app.unseen("text box", "RFC")


def main():
    story = Story("constancia")
    with tempfile.TemporaryDirectory() as folder, Facturador() as app:
        story.app = app
        with story.step("the practice company", picture=False):
            app.resize(1240, 760)
            open_practice(app)
        refused(story, app, folder)
        filled(story, app, folder)
        invoiced(story, app)
        other(story, app)
        from_list(story, app)
        dropped(story, app, folder)
    story.done()


main()

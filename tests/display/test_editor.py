#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The editor in full: each field arrives at the service as it was typed; undo, templates, a wanted total, find."""
from service import Service
from steps import (_, PATIENCE, Facturador, Story, ask_to_stamp, go, key, keys, new_customer, new_product, open_practice,
                   pick, time, until, write_invoice)

UUIDS = ("7B3FC188-DCE3-512C-9BEA-A2F2980FDC1F", "7B3FC188-DCE3-512C-9BEA-A2F2980FDC20")


def wait_saved(app):
    saved = _("%s · saved") % _("Draft")
    until(lambda: app.seen("label", saved), PATIENCE, "the draft to be saved")


def total_is(app, amount):
    app.see_text(amount)


def expand(app, title):
    row = app.find(("button", "list item", "toggle button"), _(title))
    row.reveal()
    time.sleep(0.2)
    row.mouse()
    time.sleep(0.3)


def press(app, name):
    row = app.find("list item", name)
    row.reveal()
    time.sleep(0.2)
    row.mouse()
    time.sleep(0.2)


def write(app, name, text):
    entry = app.find("text box", _(name))
    entry.reveal()
    entry.set_text(text)


def unfold_all(app):
    for title in ("More Data", "Complements and Addenda", "Printed Document"):
        expand(app, title)


def newest(service):
    """The newest document at the service once it is stamped (nullable)."""
    found = service.ask("GET", "/invoices")["data"]
    return found[0] if found and found[0].get("uuid") else None


def choose_new(app, name):
    app.see("tree grid", _("Invoices"))
    app.see("button", _("Other new documents"), nth=1).click()
    app.see("menu item", _(name)).click()


def line_details(story, app):
    with story.step("parts and a complement of the line, in its details"):
        app.find("grid", _("Lines")).act("line.details")
        app.wait_question("the line")
        app.find("button", _("Add a part")).click()
        write(app, "What it is", "Mango")
        app.find("text box", _("What it is")).focus()
        key("Tab", "Return")
        app.see("search box", _("Search by words or key"), states=("focused",))
        keys("martillo")
        app.see_text("27111602")
        app.heard()
        key("Return")
        for name, text in (("Quantity", "2"), ("Price (optional)", "12.50")):
            found = app.all("text box", _(name))
            found[-1].reveal()
            found[-1].set_text(text)
        combo = app.find("combo box", _("Complement"))
        combo.reveal()
        combo.focus()
        pick(app, _("Complement"), _("School (IEDU)"))
        write(app, "Name of the student", "ANA LOPEZ")
        write(app, "CURP of the student", "LOPA100101")
        app.find("label", _("“%1” is not a CURP.").replace("%1", "LOPA100101"))
        write(app, "CURP of the student", "LOPA100101MDFPNNA1")
        write(app, "Recognition of studies (RVOE)", "RVOE-1")
        story.picture("details of a line")
        key("Escape")
        app.wait_answered("the line")
        app.find("label", _("Ready to stamp"))
        wait_saved(app)


def fields(story, app, service):
    with story.step("series, folio, place, own number, conditions: typed under More Data"):
        unfold_all(app)
        write(app, "Series (empty: the usual one of the type)", "ED")
        write(app, "Folio (empty: the next one, when it is stamped)", "77")
        write(app, "Postal code of the place of issue (empty: that of your business)", "22000")
        write(app, "Payment conditions", "30 días")
        write(app, "Number in your own system (external id)", "PEDIDO-77")
    with story.step("what is wrong with XML is said beneath it"):
        write(app, "Addenda (XML that the customer asks for)", "<acme:Order")
        app.find("label", _("This is not well-formed XML."))
        write(app, "Addenda (XML that the customer asks for)", "<acme:Order/>")
        app.find("label", _("The prefix of “%1” is not declared: add its namespace.").replace("%1", "acme:Order"))
        press(app, _("Add a Namespace"))
        write(app, "Prefix of the namespace", "acme")
        write(app, "Address of the namespace (URI)", "urn:acme")
        write(app, "Address of its schema", "https://example.com/acme.xsd")
    with story.step("a legend, a complement, a text on the paper"):
        press(app, _("Add a Tax Legend"))
        write(app, "Text of the legend", "Leyenda de prueba")
        write(app, "Rule", "Artículo 2")
        press(app, _("Add a Complement (XML)"))
        write(app, "XML of the complement", "<acme:Extra number='7'/>")
        write(app, "Text at the end (HTML: p, b, i, ul, table…)", "<p>Gracias</p>")
        app.find("label", _("Ready to stamp"))
        wait_saved(app)
    line_details(story, app)
    with story.step("all of it is at the service when one leaves, and stamped with it", picture=False):
        ask_to_stamp(app)
        until(lambda: newest(service), PATIENCE, "the stamp")
        invoice = newest(service)
        assert (invoice["series"], str(invoice["folio_number"]), invoice["external_id"]) == ("ED", "77", "PEDIDO-77"), invoice
        assert invoice["address"]["zip"] == "22000" and invoice["conditions"] == "30 días", invoice
        assert invoice["addenda"] == "<acme:Order/>" and invoice["pdf_custom_section"] == "<p>Gracias</p>", invoice
        assert invoice["namespaces"] == [{"prefix": "acme", "uri": "urn:acme",
                                          "schema_location": "https://example.com/acme.xsd"}], invoice
        kinds = {c["type"]: c["data"] for c in invoice["complements"]}
        assert kinds["custom"] == "<acme:Extra number='7'/>", kinds
        assert kinds["leyendas_fiscales"]["leyendas"] == [{"norma": "Artículo 2", "texto_leyenda": "Leyenda de prueba"}], kinds
        line = invoice["items"][0]
        part = line["parts"][0]
        assert (part["description"], part["quantity"], part["unit_price"]) == ("Mango", 2, 12.5), part
        assert part["product_key"] == "27111602", part
        assert line["complement"] == {"nombreAlumno": "ANA LOPEZ", "CURP": "LOPA100101MDFPNNA1",
                                      "nivelEducativo": "Preescolar", "autRVOE": "RVOE-1"}, line
        key("Escape")
        app.see("tree grid", _("Invoices"))


def undo(story, app):
    with story.step("each edit is taken back with Ctrl+Z and comes again with Ctrl+Shift+Z"):
        write_invoice(app)
        total_is(app, "869.65")
        key("Up", "ctrl+d")
        total_is(app, "1,739.30")
        key("ctrl+d")
        total_is(app, "2,608.96")
        key("ctrl+z")
        total_is(app, "1,739.30")
        key("ctrl+z")
        total_is(app, "869.65")
        key("ctrl+shift+z", "ctrl+shift+z")
        total_is(app, "2,608.96")
    with story.step("several lines are selected and removed at once"):
        key("ctrl+Home", "shift+Down", "ctrl+Delete")
        total_is(app, "869.65")
        key("ctrl+z")
        total_is(app, "2,608.96")


def wanted_total(story, app):
    with story.step("a wanted total sets the price of the line, with what is withheld"):
        key("ctrl+Home", "shift+Down", "ctrl+Delete", "ctrl+t")
        app.wait_question("the total")
        keys("1000")
        app.find("button", _("_Apply")).has("sensitive")
        until(lambda: app.find("button", _("_Apply")).has("sensitive"), PATIENCE, "a price to be found")
        story.picture("a wanted total")
        key("Return")
        app.wait_answered("the total")
        total_is(app, "1,000.00")
        key("ctrl+z")
        total_is(app, "869.65")


def find(story, app):
    with story.step("words are found in the lines"):
        app.see("grid", _("Lines")).focus()
        key("ctrl+f")
        app.see("text box", _("Find in the lines"), states=("focused",))
        keys("MARTILLO")
        app.see_text(_("%1$u of %2$u").replace("%1$u", "1").replace("%2$u", "1"))
        keys("zz")
        app.see_text(_("Nothing found"))
        key("Escape")
        app.unseen("text box", _("Find in the lines"))


def templates(story, app):
    with story.step("the draft becomes a template, and a new invoice begins from it"):
        app.see("button", _("More actions"), nth=1).click()
        app.see("menu item", _("_Save as Template…")).click()
        app.wait_question("the name")
        keys("Renta")
        key("Return")
        app.wait_answered("the name")
        app.see_toast(_("Saved as a template"))
        key("Escape")
        app.see("tree grid", _("Invoices"))
        choose_new(app, "New from a _Template…")
        app.wait_question("the templates")
        app.find("list item", "Renta")
        story.picture("templates")
        key("Return")
        app.wait_answered("the templates")
        total_is(app, "869.65")
    with story.step("the customer's last invoice again"):
        key("ctrl+r")
        total_is(app, "1,739.30")
        key("ctrl+z")
        total_is(app, "869.65")
        key("Escape")
        app.see("tree grid", _("Invoices"))


def credit_note(story, app, service):
    with story.step("a credit note of one's own: its type, its use, and how it is stamped"):
        choose_new(app, "New _Credit Note (Egreso)")
        app.see_text(_("New Credit Note"))
        keys("univ")
        app.see_text("URE180429TM6")
        key("Return")
        app.see("button", _("Change"))
        grid = app.see("grid", _("Lines"))
        until(lambda: grid.has("focused"), PATIENCE, "the focus in the lines")
        keys("1")
        key("Tab")
        keys("mart")
        app.see_text("27111602")
        key("Tab")
        app.find("button", _("A credit note usually names the invoice that it lowers."))
    with story.step("it names two invoices, whose folios fiscales are pasted at once"):
        add = app.find("button", _("Add a relation"))
        add.reveal()
        add.click()
        pick(app, _("Kind of relation"), "01 ")
        press(app, _("Add a Related Document…"))
        app.wait_question("the documents")
        keys(", ".join(UUIDS))
        app.see_text(_("%u folio fiscal").replace("%u", "2").replace("folio", "folios").replace("fiscal", "fiscales"))
        app.heard()
        key("Return")
        app.wait_answered("the documents")
        app.find("label", UUIDS[1])
        app.find("label", _("Ready to stamp"))
        wait_saved(app)
    with story.step("and it is stamped so"):
        story.picture("a credit note")
        ask_to_stamp(app)
        until(lambda: newest(service) and newest(service)["type"] == "E", PATIENCE, "the stamp")
        note = newest(service)
        assert note["use"] == "G02" and note["payment_method"] == "PUE", note
        assert note["related_documents"][0]["relationship"] == "01", note
        assert tuple(note["related_documents"][0]["documents"]) == UUIDS, note


def main():
    story = Story("editor")
    with Facturador() as app:
        story.app = app
        with story.step("an invoice", picture=False):
            app.resize(1240, 860)
            open_practice(app)
            new_customer(app)
            new_product(app)
            write_invoice(app)
            service = Service(app)
        fields(story, app, service)
        undo(story, app)
        wanted_total(story, app)
        find(story, app)
        templates(story, app)
        credit_note(story, app, service)
    story.done()


main()

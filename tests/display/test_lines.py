#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of lines: what cannot be read says why and is not lost; findings lead to their cells and fields."""
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, go, key, keys, new_customer, new_product, open_practice, re,
                   stands_in, time, until, write_invoice, xdo)

WRONG = (("Home", "12x", "This is not a quantity: write it like 3 or 0.5"),
         ("Home", "-4", "It cannot be less than zero"),
         ("Right", "zzzz", "No unit of the SAT has these words"),
         ("Right", "12,34,5", "This is not a price: write it like 1,234.50"),
         ("Right", "120 %", "A discount cannot be more than 100 %"),
         ("Right", "zzzz", "No preset of taxes has these words; others are made in the details of the line"))


def cell(app):
    """The entry of the cell that is typed in (nullable)."""
    found = [n for n in app.seen("text box") if re.search(r", \D+ \d+$", n.name)]
    return found[0] if found else None


def wrong(app, text, why):
    def look():
        entry = cell(app)
        return entry is not None and entry.text == text and entry.has("invalid") and entry.description == _(why)
    until(look, PATIENCE, f"{text!r} to be told wrong")
    app.see_text(_(why))


def cells(story, app):
    with story.step("what cannot be read says why, and stays when one goes on"):
        key("Up")
        for move, text, why in WRONG:
            key(move)
            keys(text)
            wrong(app, text, why)
            key("Tab")
            wrong(app, text, why)
            story.picture(text)
            key("Escape")
            until(lambda: cell(app) is None, PATIENCE, "the cell to close")
            if move == "Right" and why.startswith("No unit"):
                key("Right")            # the description takes any text
        app.see_text("869.65")
    with story.step("it is still there after a look at another place, and nothing is stamped with it"):
        key("Home")
        keys("12x")
        wrong(app, *WRONG[0][1:])
        go(app, 3, "Customers")
        go(app, 1, "Invoices")
        wrong(app, *WRONG[0][1:])
        key("ctrl+Return")
        time.sleep(0.5)
        assert len(app.windows) == 1
        wrong(app, *WRONG[0][1:])
        key("BackSpace")                # all of it is selected
        keys("5")
        key("Tab")
        app.see_text("1,449.42")
    with story.step("a line copied and pasted is whole: with its key of the SAT and its taxes"):
        key("ctrl+Home", "ctrl+c", "Down")
        time.sleep(0.3)
        key("ctrl+v")
        app.see_text("2,898.84")
        app.find("label", _("Ready to stamp"))
        key("Up", "ctrl+Delete")
        app.see_text("1,449.42")
        key("ctrl+Home", "Right")
    with story.step("letters of a unit: the first that is offered is taken when one clicks elsewhere"):
        keys("kilogramo")
        app.see_text("KGM")
        app.see("combo box", _("Payment form")).mouse()
        time.sleep(0.3)
        app.heard()
        key("Escape")
        grid = app.see("grid", _("Lines"))
        until(lambda: grid.description.endswith(": KGM"), PATIENCE, "the unit to be KGM")


def focused(app, name):
    return any(name in place for _unused, place, _rect in app.audit()["focus"])


def findings(story, app):
    with story.step("each finding of an empty invoice leads to its control"):
        app.action("win.back")
        key("ctrl+n")
        until(lambda: focused(app, "FacCustomerPicker"), PATIENCE, "the focus in the customer")
        app.see("button", _("Add at least one line.")).click()
        grid = app.see("grid", _("Lines"))
        until(lambda: grid.description.endswith(_("Description")), PATIENCE, "the description of a new line")
        assert not focused(app, "FacCustomerPicker")
        app.see("button", _("Choose a customer.")).click()
        until(lambda: focused(app, "FacCustomerPicker"), PATIENCE, "the focus in the customer again")
    with story.step("Escape leaves it, and nothing of it stays"):
        key("Escape")
        app.see("tree grid", _("Invoices"))
        app.see_text("1 documento")


def paper_at_the_side(story, app):
    with story.step("Esc closes the paper beside the editor, and the focus is back where it was"):
        before = [place for _unused, place, _rect in app.audit()["focus"]]
        key("ctrl+p")
        app.see("button", _("Zoom in"))
        key("ctrl+f")
        until(lambda: app.seen("search box", states=("focused",)), PATIENCE, "the focus in the paper's search")
        key("Escape")
        app.unseen("search box", states=("focused",))
        key("Escape")
        app.unseen("button", _("Zoom in"))
        after = [place for _unused, place, _rect in app.audit()["focus"]]
        assert after == before, (before, after)


def type_and_enter(letters):
    xdo("key", "--delay", 5, *letters, "Return")


def enter_at_once(story, app):
    """Enter comes within a few milliseconds of the last letter: it is about what was typed, not about what is shown."""
    with story.step("Enter at once in the search for a customer"):
        key("ctrl+n")
        app.see("search box", _("Customer"), states=("focused",))
        keys(CUSTOMER["typed"][:4])
        app.see_text(CUSTOMER["tax_id"])
        type_and_enter("x")
        app.see("text box", "RFC")
        time.sleep(0.3)
        assert not app.all("list", _("Suggestions")), "the offers lie over the form"
        key("Escape")
        app.wait_question()
        app.see("button", _("_Discard")).click()
        app.wait_answered()
        app.unseen("text box", "RFC")
        key("Escape")
        app.see("tree grid", _("Invoices"))
    with story.step("Enter at once in the catalog"):
        go(app, 4, "Products")
        key("ctrl+n")
        app.see("text box", _("Description"))
        until(lambda: stands_in(app, "description"), PATIENCE, "the focus in the description")
        key("Tab", "Return")
        app.see("search box", _("Search by words or key"), states=("focused",))
        app.wait_question("the catalog")
        app.heard()
        type_and_enter("cemento")
        app.see_text("30111601")
        app.wait_answered("the catalog")
        key("Escape")
        app.wait_question()
        app.see("button", _("_Discard")).click()
        app.wait_answered()
        app.see("tree grid", _("Products"))
    with story.step("Enter at once where anything is found"):
        key("ctrl+k")
        app.wait_question("the search")
        app.heard()
        type_and_enter("martillo")
        app.wait_answered("the search")
        app.unseen("tree grid", _("Products"))
    with story.step("Enter at once in the search of a list"):
        app.action("win.back")
        go(app, 4, "Products")
        app.see("tree grid", _("Products"))
        key("ctrl+f")
        app.see("search box", states=("focused",))
        type_and_enter("nadie")
        app.see_text(_("Nothing Found"))
        assert not app.seen("button", _("Edit product")), "the product shown before was opened"
        key("ctrl+a")
        type_and_enter("martillo")
        app.see("button", _("Edit product"))


def main():
    story = Story("lines")
    with Facturador() as app:
        story.app = app
        with story.step("an invoice", picture=False):
            app.resize(1240, 760)
            open_practice(app)
            new_customer(app)
            new_product(app)
            write_invoice(app)
        cells(story, app)
        paper_at_the_side(story, app)
        findings(story, app)
        enter_at_once(story, app)
    story.done()


main()

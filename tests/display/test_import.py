#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of others come in and go out: a large file with bad rows, cancelled and imported, exported and read back."""
import csv
import glob
import os
import sqlite3
import tempfile

from steps import (_, DATA, PATIENCE, Facturador, Story, go, key, keys, open_practice, re, save_as, set_offline, time, until)

ROWS, BAD = 20000, 200
HEADERS = ["Código", "Descripción", "Clave SAT", "Unidad", "Nombre unidad", "Precio unitario", "Incluye IVA", "IVA",
           "Retención ISR", "Objeto de impuesto"]
FOLDER = tempfile.mkdtemp()


def good(i):
    return [f"A{i:05d}", f"Peñón número {i}", "27111602", "H87", "Pieza", f"{i % 900 + 10},50", "No", "16", "", ""]


# each spoils a row and tells what must be said of it
KINDS = [
    (lambda r, i: r.__setitem__(1, ""), "Write what is sold."),
    (lambda r, i: r.__setitem__(1, "x" * 1001), None),
    (lambda r, i: r.__setitem__(2, ""), "Choose the SAT key of the product or service."),
    (lambda r, i: r.__setitem__(2, "2711160"), "The SAT key of a product or service has eight digits."),
    (lambda r, i: r.__setitem__(2, "martillo"), "The SAT key of a product or service has eight digits."),
    (lambda r, i: r.__setitem__(4, "una unidad con un nombre largo"), None),
    (lambda r, i: r.__setitem__(5, "doce pesos"), "“%1” is not an amount."),
    (lambda r, i: r.__setitem__(5, "0,00"), "The price must be more than zero."),
    (lambda r, i: r.__setitem__(5, "-10,00"), "The price must be more than zero."),
    (lambda r, i: r.__setitem__(5, "1.50.25"), "“%1” is not an amount."),
    (lambda r, i: r.__setitem__(6, "quizá"), "“%1” is neither Yes nor No."),
    (lambda r, i: r.__setitem__(7, "17"), "The SAT does not allow %1."),
    (lambda r, i: r.__setitem__(7, "mucho"), "“%1” is not the rate of a tax."),
    (lambda r, i: r.__setitem__(8, "40"), "The SAT does not allow %1."),
    (lambda r, i: r.__setitem__(9, "09"), "Choose whether the product is subject to tax."),
    (lambda r, i: r.__setitem__(0, f"A{i - 1:05d}"), "Line %1 of the file has the same one."),
]


def make_list(path):
    """Semicolons, Windows-1252, decimal commas; line → what must be said."""
    wrong = {}
    with open(path, "w", encoding="cp1252", newline="") as f:
        out = csv.writer(f, delimiter=";")
        out.writerow(HEADERS)
        for i in range(1, ROWS + 1):
            row = good(i)
            if i % (ROWS // BAD) == 0:
                spoil, words = KINDS[(i // (ROWS // BAD)) % len(KINDS)]
                spoil(row, i)
                wrong[i + 1] = words
            out.writerow(row)
    assert len(wrong) == BAD
    return wrong


def count(table):
    files = glob.glob(os.path.join(DATA, "*", "test", "facturador.db"))
    with sqlite3.connect(f"file:{files[0]}?mode=ro", uri=True) as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def menu(app, label):
    # a popover does not stay in a window that has not come to the front again
    until(lambda: len(app.windows) == 1 and app.windows[0].has("active"), PATIENCE, "the window in front")
    app.see("button", _("More"), nth=1).click()
    app.see("menu item", _(label)).click()


def open_file(app, path):
    app.see("button", _("_Choose a File…")).click()
    until(lambda: len(app.windows) == 2, PATIENCE, "the file dialog")
    time.sleep(0.3)
    keys(path)
    time.sleep(0.2)
    key("Return")
    until(lambda: len(app.windows) == 1, PATIENCE, "the file dialog to close")


def grouped(number):
    """@number with whatever the locale puts between thousands."""
    return re.sub(r"(\d)(?=(\d{3})+$)", r"\1\\D?", str(number))


def says(message, number):
    return re.compile("^" + re.escape(_(message)).replace("%'u", grouped(number)) + "$")


def check(app):
    app.see("button", _("_Check"), states=("sensitive",)).click()
    app.see("button", _("Change _Columns"), timeout=PATIENCE * 4)


def report(app, path):
    app.see("button", _("_Save Report…")).click()
    until(lambda: len(app.windows) == 2, PATIENCE, "the file dialog")
    with app.toasts_held():
        save_as(app, path)
        app.see_text(_("Report saved"))
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.reader(f))[1:]


def judge(rows, wrong):
    refused = {int(r[0]): r[3] for r in rows if r[1] == _("Refused")}
    assert refused.keys() == wrong.keys(), sorted(refused.keys() ^ wrong.keys())[:10]
    for line, words in wrong.items():
        if words is not None:
            tail = _(words).split("%1")[-1]
            assert tail in refused[line], (line, refused[line], words)
        else:
            assert refused[line], line
    assert len(rows) == ROWS and sum(r[1] == _("Added") for r in rows) == ROWS - BAD


def no_lists(app, story):
    """What is no list stays outside, with its name, and the next one can be chosen at once."""
    files = {"libro & hoja.csv": (b"PK\x03\x04" + bytes(200),
                                  "This is not a text file. Save the sheet as CSV and choose that file."),
             "vacio.csv": (b"", "There is nothing in this file."),
             "nombres.csv": ("Código,Descripción,Precio\n".encode(), "There is nothing below the names of the columns.")}
    with story.step("a workbook, an empty file and names of columns alone are refused"):
        go(app, 4, "Products")
        menu(app, "_Import…")
        for name, (content, words) in files.items():
            path = os.path.join(FOLDER, name)
            with open(path, "wb") as f:
                f.write(content)
            open_file(app, path)
            app.see_text(_("“%s” Cannot Be Imported") % name)
            app.see_text(_(words))
            app.see("button", _("_Choose a File…"), states=("focused",))
    with story.step("Escape leaves them", picture=False):
        key("Escape")
        app.see("button", _("More"))
    with story.step("another order of columns and long names: at 360 px each field is whole"):
        path = os.path.join(FOLDER, "desorden.csv")
        with open(path, "w", encoding="utf-8") as f:
            f.write('Precio público;Nombre del artículo;Precio con IVA\n'
                    '"1.234,50";Martillo de uña con mango largo de nogal;Sí\n')
        menu(app, "_Import…")
        open_file(app, path)
        app.resize(360, 640)
        for column, field in (("Precio público", "Unit Price"), ("Nombre del artículo", "Description"),
                              ("Precio con IVA", "Price Includes Taxes")):
            assert _(field) in app.see("combo box", column).labels()
        told = app.audit()
        assert not told["wide"] and not told["text"], (told["wide"], told["text"])
    with story.step("and the window is wide again", picture=False):
        app.resize(1240, 760)
        key("Escape")
        app.see("button", _("More"))


def large_list(app, story):
    path = os.path.join(FOLDER, "productos.csv")
    wrong = make_list(path)
    with story.step("the columns of a foreign list are told apart"):
        go(app, 4, "Products")
        menu(app, "_Import…")
        open_file(app, path)
        app.see_text(re.compile(grouped(ROWS) + ".*WINDOWS-1252"))
        for column, field in (("Código", "SKU"), ("Retención ISR", "ISR Withheld"), ("IVA", "IVA"),
                              ("Incluye IVA", "Price Includes Taxes")):
            assert _(field) in app.see("combo box", column).labels()
    with story.step("what would happen with each row is said, and nothing is written"):
        check(app)
        app.see("button", says("To add: %'u", ROWS - BAD))
        app.see("button", says("Refused: %'u", BAD))
        judge(report(app, os.path.join(FOLDER, "informe.csv")), wrong)
        assert count("products") == 0 and count("outbox") == 0
    with story.step("cancelled in the middle nothing of it was done"):
        app.see("button", _("_Import"), states=("focused",))
        key("ctrl+Return", "Return")    # the second one is for Cancel: to look for it takes as long as the import
        app.see("button", _("_Import"), timeout=PATIENCE * 2)
        assert count("products") == 0 and count("outbox") == 0
    with story.step("imported, the list has the rest"):
        began = time.monotonic()
        app.see("button", _("_Import")).click()
        app.see("button", _("_Done"), timeout=PATIENCE * 4)
        print(f"# imported in {time.monotonic() - began:.1f} s")
        assert count("products") == ROWS - BAD and count("outbox") == ROWS - BAD
        app.see("button", says("Added: %'u", ROWS - BAD))
    with story.step("the list shows them"):
        app.see("button", _("_Done")).click()
        app.see_text(re.compile(grouped(ROWS - BAD)))
        key("ctrl+f")
        keys("penon 12345")
        app.see_text("A12345")
        key("Escape")
        app.see_text("A00001")


def export(app, label, path):
    menu(app, label)
    until(lambda: len(app.windows) == 2, PATIENCE, "the file dialog")
    save_as(app, path)
    until(lambda: len(app.windows) == 1, PATIENCE, "the file dialog to close")


def there_and_back(app, story):
    path = os.path.join(FOLDER, "exportados.csv")
    with story.step("what was exported and is imported again is all the same"):
        export(app, "_Export…", path)
        menu(app, "_Import…")
        open_file(app, path)
        app.see_text(re.compile(grouped(ROWS - BAD) + ".*UTF-8"))
        check(app)
        app.see("button", says("The same: %'u", ROWS - BAD))
        app.see("button", says("Refused: %'u", 0))
        app.see_text(_("There is nothing to import."))


CUSTOMERS = """Razón social,Zona,RFC,C.P.,Régimen,Correo,Nota,Uso
UNIVERSIDAD ROBOTICA ESPAÑOLA,x,URE180429TM6,86991,601,a@example.com,=1+1,Gastos en general
ESCUELA KEMPER URGATE,x,EKU9003173C9,42501,601,b@example.com,+52,G03
XOCHILT CASAS CHAVEZ,x,CACX7605101P8,36257,612,no es correo,,
"""


def customers(app, story):
    path = os.path.join(FOLDER, "clientes.csv")
    with open(path, "w", encoding="utf-8") as f:
        f.write(CUSTOMERS)
    with story.step("customers come in, those with mistakes do not"):
        go(app, 3, "Customers")
        menu(app, "_Import…")
        open_file(app, path)
        check(app)
        app.see("button", says("To add: %'u", 2)).click()
        app.see_text(re.compile("EKU9003173C9 · .*601"))
        app.see("button", says("Refused: %'u", 1)).click()
        app.see_text(_("This is not an e-mail address."))
        app.see("button", _("_Import")).click()
        app.see("button", _("_Done")).click()
        app.see_text("EKU9003173C9")
    with story.step("and go out as vCards and as a sheet without formulas"):
        sheet, cards = os.path.join(FOLDER, "c.csv"), os.path.join(FOLDER, "c.vcf")
        export(app, "_Export…", sheet)
        with open(sheet, encoding="utf-8-sig") as f:
            text = f.read()
        assert "'=1+1" in text and "'+52" in text and text.startswith(_("Legal Name") + ","), text
        export(app, "Export as _vCards…", cards)
        with open(cards, encoding="utf-8") as f:
            text = f.read()
        assert text.count("BEGIN:VCARD") == 2 and "X-RFC:URE180429TM6" in text, text
        for file in (sheet, cards):
            menu(app, "_Import…")
            open_file(app, file)
            check(app)
            app.see("button", says("The same: %'u", 2))
            app.see("button", _("Change _Columns")).click()
            app.see("button", _("_Check"))
            key("Escape")
            app.see("button", _("More"))


LATER = """Razón social,RFC,C.P.,Régimen,Correo
ESCUELA KEMPER URGATE,EKU9003173C9,42501,601,otra@example.com
XOCHILT CASAS CHAVEZ,CACX7605101P8,36257,612,x@example.com
"""


def taken_back(app, story):
    path = os.path.join(FOLDER, "mas.csv")
    with story.step("a column that is missing is told before the rows are looked at"):
        with open(path, "w", encoding="utf-8") as f:
            f.write("Razón social,Correo\nXOCHILT CASAS CHAVEZ,x@example.com\n")
        menu(app, "_Import…")
        open_file(app, path)
        words = _("No column is chosen for: %s. Rows that are new here will be refused.")
        app.see_text(words % ", ".join((_("RFC"), _("Régimen Fiscal"), _("Postal Code"))))
        check(app)
        app.see("button", says("Refused: %'u", 1))
        key("Escape")
        app.see("button", _("More"))
    with story.step("one is added, one changed"):
        with open(path, "w", encoding="utf-8") as f:
            f.write(LATER)
        menu(app, "_Import…")
        open_file(app, path)
        app.unseen("label", re.compile(re.escape(words.split("%s")[0])))
        check(app)
        app.see("button", _("_Import")).click()
        app.see("button", _("_Done"))
        assert count("customers WHERE offline_state <> 3") == 3
    with story.step("at 360 px the kinds of rows are one line"):
        app.resize(360, 640)
        told = app.audit()
        # the row of kinds scrolls
        cut = [t for t in told["text"] if "#kinds" not in t[1]]
        assert not told["wide"] and not cut, (told["wide"], cut)
        tops = {app.find("button", says(label, n)).extents[1]
                for label, n in (("All: %'u", 2), ("Refused: %'u", 0), ("The same: %'u", 0))}
        assert len(tops) == 1, tops
        app.resize(1240, 760)
    with story.step("and taken back with one press"):
        app.see("button", _("_Undo Import")).click()
        app.see_text(_("Import Undone"))
        app.see_text(re.compile("^2 "))
        assert count("customers WHERE offline_state <> 3") == 2
        app.see("button", _("_Done")).click()
        app.see_text("b@example.com")
        app.unseen("label", "otra@example.com")


def main():
    story = Story("import")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company, without network", picture=False):
            open_practice(app)
            set_offline(app, True)
        no_lists(app, story)
        large_list(app, story)
        there_and_back(app, story)
        with story.step("Escape leaves the import", picture=False):
            key("Escape")
            app.see("button", _("More"))
        customers(app, story)
        taken_back(app, story)
        with story.step("the program ends", picture=False):
            assert app.quit() == 0
    story.app = None
    story.done()


main()

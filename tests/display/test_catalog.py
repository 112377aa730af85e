#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SAT's catalogues from files: one that is broken is refused, a whole one is used at once, and can be removed."""
import os
import tempfile

from gui import xdo
from steps import (_, DATA, PATIENCE, Facturador, Story, go, key, keys, open_practice, re, set_offline, time, until)

FOLDER = tempfile.mkdtemp()
KEPT = os.path.join(DATA, "sat-catalogs.sqlite")
RARE, WORDS = "10199999", "Trompo de mezquite barnizado"
TABLES = {
    "cfdi_40_productos_servicios": (
        "id texto iva_trasladado ieps_trasladado complemento vigencia_desde vigencia_hasta estimulo_frontera similares"
        " carta_porte material_peligroso fuente",
        [[str(10100001 + i), f"Cosa {i}", "1", "0", "", "", "", "0", "", "0", "0", ""] for i in range(1200)]
        + [[RARE, WORDS, "1", "0", "", "", "", "0", "", "0", "0", ""]]),
    "cfdi_40_claves_unidades": (
        "id texto descripcion notas vigencia_desde vigencia_hasta simbolo",
        [[f"U{i}", f"Unidad {i}", "", "", "", "", ""] for i in range(150)]),
    "cfdi_40_codigos_postales": (
        "id estado municipio localidad municipio_texto estimulo_frontera huso_iana fuente",
        [[f"{1000 + i:05d}", "CMX", "012", "", "Tlalpan", "0", "America/Mexico_City", ""] for i in range(1100)]),
    "cfdi_40_estados": (
        "estado pais texto vigencia_desde vigencia_hasta",
        [["CMX" if i == 0 else f"E{i}", "MEX", f"Estado {i}", "", ""] for i in range(32)]),
}


def write(name, rows):
    path = os.path.join(FOLDER, name + ".tsv")
    with open(path, "w", encoding="utf-8") as f:
        f.write("\t".join(TABLES[name][0].split()) + "\n")
        f.writelines("\t".join(row) + "\n" for row in rows)
    return path


def preferences(app):
    key("ctrl+comma")
    return app.wait_window(_("Preferences"))


def choose(app, path):
    app.find("button", _("_Import Catalog…")).act()
    app.wait_window(_("Import SAT Catalog"))
    time.sleep(0.5)
    keys(path)
    time.sleep(0.3)
    key("Return")
    until(lambda: _("Import SAT Catalog") not in [w.name for w in app.windows], PATIENCE, "the file dialog to go")


def leave(app):
    key("Escape")
    app.wait_answered("the preferences")


def search(story, app, found):
    """Whether the key that only the file has is among the SAT's keys."""
    go(app, 4, "Products")
    key("ctrl+n")
    app.see("text box", _("Description"))
    key("Tab", "Return")
    app.see("search box", _("Search by words or key"), states=("focused",))
    keys("trompo mezquite")
    app.heard()
    time.sleep(0.5)
    app.heard()
    if found:
        app.see_text(WORDS)
        story.picture("found at once")
    else:
        app.unseen("label", re.compile(re.escape(WORDS)))
    key("Escape")
    app.unseen("search box", _("Search by words or key"))
    app.action("win.back")
    app.unseen("text box", _("Description"))


def refused(story, app):
    good = TABLES["cfdi_40_estados"][1]
    with story.step("a set without one of its tables: refused with the reason"):
        preferences(app)
        app.find("label", _("Only the common keys, which come with the program"))
        choose(app, [write(name, rows) for name, (_unused, rows) in TABLES.items() if name != "cfdi_40_estados"][0])
        app.find("label", _("Not imported; nothing was changed"))
        app.find("label", re.compile("cfdi_40_estados"))
    with story.step("a cell is missing: the line is told"):
        choose(app, write("cfdi_40_estados", [*good[:30], good[30][:2], good[31]]))
        app.find("label", re.compile(r"cfdi_40_estados\.tsv.* 32"))
    with story.step("a picture is no catalogue"):
        picture = os.path.join(FOLDER, "foto.sqlite")
        with open(picture, "wb") as f:
            f.write(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
        choose(app, picture)
        app.find("label", _("This is neither a SQLite file nor one of the TSV files of the SAT's catalogs"))
        app.find("label", _("Only the common keys, which come with the program"))
        assert not os.path.exists(KEPT)
    leave(app)
    write("cfdi_40_estados", good)


def used(story, app):
    with story.step("before, the key is not found"):
        search(story, app, False)
    with story.step("a whole set is imported and counted as amounts are"):
        preferences(app)
        choose(app, os.path.join(FOLDER, "cfdi_40_claves_unidades.tsv"))
        app.find("label", re.compile(r"^1,201 .*\n150 .*\n1,100 "))
        app.unseen("label", _("Not imported; nothing was changed"))
        app.find("label", _("The file does not say of when they are"))
        assert os.path.getsize(KEPT) > 10000
    with story.step("at 360 px"):
        window = app.wait_window(_("Preferences"))
        app.resize(360, 640, window)
        time.sleep(0.4)
        told = app.audit()
        assert not told["wide"], told["wide"]
        assert not [t for t in told["text"] if t[0] == "cut"], told["text"]
    leave(app)
    with story.step("it is found at once"):
        search(story, app, True)


def focused(window):
    return [node for node in window.walk() if node.has("focused")]


def take(app, window, catalog, towards):
    """Chooses @catalog by keyboard: opens the list of lists and goes on until it is reached."""
    xdo("mousemove", 5, 5)      # the entry under the pointer would be the chosen one
    key("shift+Tab")
    until(lambda: [n.role for n in focused(window)] == ["button"], PATIENCE, "the list of lists")
    key("space")
    until(lambda: [n.role for n in focused(window)] == ["list item"], PATIENCE, "its entries")
    for _unused in range(40):
        if catalog in focused(window)[0].labels():
            break
        key(towards)
        app.heard()
    key("Return")


def looked_up(story, app):
    with story.step("every list of the SAT can be looked through, also those no form asks for"):
        preferences(app)
        app.find("list item", _("Look Something Up")).click()
        window = app.wait_window(_("SAT Catalogs"))
        app.see("search box", _("Search by words or key"), states=("focused",))
        keys("refresco")
        app.see_text("50202306")
    for catalog, down, words, found in (("Banks", True, "bbva", "012"), ("Customs offices", True, "prieta sonora", "02"),
                                         ("Tariff fractions", True, "caballo", None), ("Currencies", False, "americano dolar", "USD"),
                                         ("Values of the service", True, "borrador", "invoice_status draft")):
        with story.step(f"{catalog}: words in any order"):
            take(app, window, _(catalog), "Down" if down else "Up")
            until(lambda: _(catalog) in window.find("combo box", _("Catalog")).labels(), PATIENCE, catalog)
            box = app.see("search box", _("Search by words or key"))
            box.focus()
            key("ctrl+a")
            keys(words)
            app.see_text(re.compile("^" + re.escape(found) + "( ·.*)?$") if found else _("Nothing Found"))
    with story.step("at 360 px nothing is cut"):
        app.resize(360, 640, window)
        time.sleep(0.4)
        told = app.audit()
        assert not told["wide"] and not [t for t in told["text"] if t[0] == "cut"], told
    with story.step("Enter copies the key", picture=False):
        key("Return")
        app.see_text(_("“%s” copied") % "invoice_status draft")
    with story.step("Enter within milliseconds is about what was typed, not about what is shown", picture=False):
        app.see("search box", _("Search by words or key")).focus()
        key("ctrl+a")
        xdo("key", "--delay", 5, *"fallida", "Return")
        app.see_text(_("“%s” copied") % "invoice_status failed")
        key("Escape")
        app.wait_window(_("Preferences"))
    leave(app)


def removed(story, app):
    with story.step("removed, the common keys are there"):
        preferences(app)
        app.find("button", _("Remove the imported catalogs")).act()
        app.find("label", _("Only the common keys, which come with the program"))
        assert not os.path.exists(KEPT)
        leave(app)
        search(story, app, False)


def main():
    story = Story("catalog")
    with Facturador(env={"FACTURADOR_SAT_CATALOG": os.path.join(FOLDER, "none.sqlite")}) as app:
        story.app = app
        with story.step("the practice company, without network", picture=False):
            open_practice(app)
            set_offline(app, True)
        looked_up(story, app)
        refused(story, app)
        used(story, app)
        removed(story, app)
    story.done()


main()

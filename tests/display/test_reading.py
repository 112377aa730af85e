#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fiscal XML that is opened without an account: as paper, judged, in words; right ones, altered ones, and no XML."""
import glob
import os
import re
import shutil
import subprocess

from dragging import file_beside
from steps import (_, DATA, PATIENCE, PROGRAM, SLOWER, Facturador, Story, ask_to_stamp, key, new_customer, new_product,
                   open_practice, queue_says, save_as, until, write_invoice)

GOLDEN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "golden", "cfdi")
CUSTOMER = {"typed": "universidad", "tax_id": "URE180429TM6"}
HOME = os.environ["HOME"]
FOLDER = os.path.join(HOME, "received")


def put(name, sample=None, data=None, edit=None):
    path = os.path.join(FOLDER, name)
    if sample is not None:
        with open(os.path.join(GOLDEN, sample + ".xml"), "rb") as f:
            data = f.read()
    if edit is not None:
        assert edit[0] in data
        data = data.replace(*edit)
    with open(path, "wb") as f:
        f.write(data)
    return path


def verify(*files):
    return subprocess.run([PROGRAM, "--verify", *files], capture_output=True, timeout=SLOWER * 30, text=True,
                          env={k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")})


def on_the_command_line(story):
    with story.step("--verify says ok or bad of each file, without a display", picture=False):
        good = put("good.xml", "i02-descuento-tasas-mixtas")
        bad = put("bad\nline.xml", "i02-descuento-tasas-mixtas", edit=(b' Total="4018.84"', b' Total="4018.85"'))
        none = put("none.xml", data=b"hola")
        p = verify(good, bad, none)
        lines = p.stdout.splitlines()
        assert p.returncode == 1 and len(lines) == 3, (p.stdout, p.stderr)
        assert lines[0] == f"ok {good} FCAC4BDA-9C1E-504C-BDFA-D4AB725B1B9A", lines
        assert re.match(r"bad .*bad\\nline\.xml CFDI40102 .*CFDI40119", lines[1]), lines
        assert re.match(r"bad .*none\.xml 349 ", lines[2]), lines
        assert verify(good).returncode == 0


def look(story, text, path, *, kind, says, paper=True):
    """One file in a window of its own, which is the only one."""
    with Facturador(path) as app:
        story.app = app
        with story.step(text):
            app.see_text(says, timeout=PATIENCE * 2)
            app.see_text(kind)
            if paper:
                app.see("image", re.compile("1"), timeout=PATIENCE * 2)
        yield app
    story.app = None


def right_ones(story):
    samples = (("a CFDI 4.0 with discounts", "i02-descuento-tasas-mixtas", "CFDI 4.0"),
               ("a CFDI 3.3", "c33-i01-contado", "CFDI 3.3"),
               ("payments of 3.3", "c33-p01-parcialidades", "CFDI 3.3"),
               ("a payroll", "n01-ordinaria", "CFDI 4.0"),
               ("a waybill", "t01-carta-porte", "CFDI 4.0"),
               ("payments in two currencies", "p02-pago-usd-en-mxn", "CFDI 4.0"),
               ("withholdings", "r01-dividendos", "Retenciones 2.0"))
    for text, sample, kind in samples:
        for _app in look(story, text, put(sample + ".xml", sample), kind=kind, says=_("No faults were found")):
            pass


def wrong_ones(story):
    altered = put("altered.xml", "i02-descuento-tasas-mixtas", edit=(b' Total="4018.84"', b' Total="4018.85"'))
    for app in look(story, "an altered total is told with its code", altered, kind="CFDI 4.0",
                    says=_("The seal does not match the content: it was changed after it was sealed")):
        with story.step("the code and the place stand beside it", picture=False):
            app.see_text(re.compile("CFDI40102"))
            app.see_text(re.compile(r"CFDI40119 · .*4018\.85.*4018\.84"))
    part = put("part.xml", "r01-dividendos", edit=(b' LugarExpRetenc="42501"', b""))
    for app in look(story, "a missing part is named", part, kind="Retenciones 2.0",
                    says=_("%s is missing").replace("%s", "LugarExpRetenc")):
        pass
    for app in look(story, "what is no XML is said to be none", put("none.xml", data=b"hola"), kind=re.compile("349"),
                    says=_("There is nothing to show as paper."), paper=False):
        pass


def first_start(story):
    """The door of the first start and its file dialog."""
    with Facturador() as app:
        story.app = app
        with story.step("the door of the first start asks for a file"):
            app.see("list item", re.compile(_("Open a CFDI")), timeout=PATIENCE * 2).click()
            app.wait_window(_("Open CFDI"))
            save_as(app, os.path.join(FOLDER, "good.xml"))
            app.see_text(_("No faults were found"), timeout=PATIENCE * 2)
            app.see("image", re.compile("1"), timeout=PATIENCE * 2)
        with story.step("Escape closes it", picture=False):
            key("Escape")
            until(lambda: not app.seen("label", _("No faults were found")), PATIENCE, "the window to go")
            app.see("list item", re.compile(_("Open a CFDI")))
        assert app.quit() == 0
    story.app = None


def dropped(story):
    """On a window of the program, from a file manager: what is no XML changes nothing."""
    with Facturador() as app:
        story.app = app
        app.resize(1000, 700)
        app.see("list item", re.compile(_("Open a CFDI")), timeout=PATIENCE * 2)
        x, y, width, height = app.windows[0].screen()
        with file_beside(put("note.txt", data=b"hola")) as drag:
            with story.step("a file that is no XML is not taken", picture=False):
                drag(x + width // 2, y + height // 2)
                app.see("list item", re.compile(_("Open a CFDI")))
                assert len(app.windows) == 1, [w.name for w in app.windows]
        with file_beside(put("dropped.xml", "i02-descuento-tasas-mixtas")) as drag:
            with story.step("a CFDI that is dropped on the window is opened"):
                drag(x + width // 2, y + height // 2)
                app.see_text(_("No faults were found"), timeout=PATIENCE * 2)
                app.see_text("CFDI 4.0")
    story.app = None


def narrow(story):
    with Facturador(os.path.join(FOLDER, "good.xml")) as app:
        story.app = app
        app.see_text(_("No faults were found"), timeout=PATIENCE * 2)
        with story.step("its paper is saved", picture=False):
            path = os.path.join(HOME, "Documents", "paper.pdf")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            key("ctrl+s")
            app.see("menu item", _("Save _PDF…")).click()
            app.wait_window(_("Save PDF"))
            save_as(app, path)
            until(lambda: os.path.exists(path) and os.path.getsize(path) > 1000, PATIENCE, "the PDF")
            with open(path, "rb") as f:
                assert f.read(5) == b"%PDF-"
        with story.step("at 360 px nothing is wider than the window"):
            app.resize(360, 640)
            app.see(("button", "toggle button"), _("Show the document")).click()
            until(lambda: not app.audit()["wide"], PATIENCE, "everything to fit")
    story.app = None


def kept():
    return glob.glob(os.path.join(DATA, "*", "test", "xml", "*", "*", "*.xml"))


def archive(story):
    """What this organization issued can be put into its archive, also when it is there."""
    with Facturador() as app:
        story.app = app
        with story.step("an invoice of the practice company", picture=False):
            open_practice(app)
            new_customer(app)
            new_product(app)
            write_invoice(app, CUSTOMER)
            ask_to_stamp(app)
            queue_says(app, "Up to date")
            until(lambda: len(kept()) == 1, PATIENCE, "the XML")
        with story.step("its file has no faults and is added to the archive"):
            key("ctrl+o")
            app.wait_window(_("Open CFDI"))
            save_as(app, kept()[0])
            app.see_text(_("No faults were found"), timeout=PATIENCE * 2)
            app.see("button", _("_Add to Archive")).click()
            app.see_text(_("It is in the archive, among the issued documents"))
            assert len(kept()) == 1, kept()
        assert app.quit() == 0
    story.app = None


def main():
    story = Story("reading")
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    on_the_command_line(story)
    right_ones(story)
    wrong_ones(story)
    first_start(story)
    dropped(story)
    narrow(story)
    archive(story)
    story.done()


main()

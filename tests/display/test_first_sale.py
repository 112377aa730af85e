#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""First sale: from an empty home, without account and without network, to a stamped and printed invoice."""
import base64
import json
import os
import shutil
import subprocess
import sys
import urllib.request
import xml.etree.ElementTree as ET

from steps import (_, BUILD, CUSTOMER, DATA, PATIENCE, SANDBOX, SLOWER, Facturador, Story, alive, ask_to_stamp, go,
                   key, money, new_customer, new_product, open_practice, queue_says, re, save_as, set_offline, starts,
                   until, write_invoice)

SCHEMA = os.path.join(os.environ.get("FACTURADOR_SHARED", ""), "data", "sat", "xsd", "cfdi40-all.xsd")
CFDI = "{http://www.sat.gob.mx/cfd/4}"
TFD = "{http://www.sat.gob.mx/TimbreFiscalDigital}"
KIT = os.environ["RUN_GUI_KIT"]

# A virtual printer where CUPS can run (as root); else the print dialog writes a file.
if "PRINTED" not in os.environ and os.geteuid() == 0 and shutil.which("cupsd"):
    os.execv(os.path.join(KIT, "with-printer"), ["with-printer", "--", "/usr/bin/python3", *sys.argv])
PRINTED = os.environ.get("PRINTED")
HOME = os.environ["HOME"]
XML_FILE = os.path.join(HOME, "Documents", "factura.xml")
PDF_FILE = os.path.join(HOME, "Documents", "factura.pdf")
PRINT_FILE = os.path.join(HOME, "Documents", "impresa.pdf")


def run(*command, **kw):
    p = subprocess.run(command, capture_output=True, timeout=SLOWER * 60, **kw)
    assert p.returncode == 0, f"{command[0]}: {(p.stdout + p.stderr).decode(errors='replace')}"
    return p.stdout


def pick_printer(app, dialog, name):
    label = until(lambda: [n for n in dialog.walk() if n.role == "label" and name.search(n.name or "")], PATIENCE,
                  f"the printer {name.pattern!r} in the dialog")[0]
    button = dialog.find("button", re.compile(r"^(Print|Imprimir)$"))

    def picked():
        label.mouse()
        return button.has("sensitive")
    until(picked, PATIENCE, "the button of the print dialog", every=0.5)
    return button


def print_it(app, story):
    """Through the print dialog; returns the file that came out of it."""
    key("ctrl+p")
    dialog = app.wait_window(re.compile(r"^(Print|Imprimir)$"))
    button = pick_printer(app, dialog, re.compile(r"^Prueba$" if PRINTED else r"^(Print to File|Imprimir a un archivo)$"))
    story.picture("print dialog")
    button.click()
    saved = re.compile(re.escape(_("“%1$s” was saved in %2$s")).replace(r"%1\$s", ".*").replace(r"%2\$s", ".*"))
    # it does not stay long: before the paper
    app.see_toast(_("Sent to the printer") if PRINTED else saved)
    if not PRINTED:
        return until(lambda: newest_pdf(HOME), 40, "the printed file")
    return until(lambda: newest_pdf(PRINTED), 40, "the paper in the printer")


def newest_pdf(folder):
    files = [os.path.join(d, f) for d, _dirs, names in os.walk(folder) for f in names if f.endswith(".pdf")]
    files = [f for f in files if os.path.getsize(f) > 0 and f != PDF_FILE and not os.path.basename(f).startswith(".")]
    return max(files, key=os.path.getmtime) if files else None


def save(app, item, path):
    key("ctrl+s")
    app.see("menu item", _(item)).click()
    app.wait_window(_(item).rstrip("…"))
    save_as(app, path)


def check_seal(root):
    """openssl judges the seal with the certificate that is inside the document."""
    work = os.environ["RUN_GUI_DIR"]
    path = {n: os.path.join(work, n) for n in ("certificate.der", "key.pem", "seal", "cadena")}
    with open(path["certificate.der"], "wb") as f:
        f.write(base64.b64decode(root.get("Certificado")))
    with open(path["seal"], "wb") as f:
        f.write(base64.b64decode(root.get("Sello")))
    with open(path["cadena"], "wb") as f:
        f.write(run(os.path.join(BUILD, "tests", "display", "print-cadena"), XML_FILE))
    with open(path["key.pem"], "wb") as f:
        f.write(run("openssl", "x509", "-inform", "DER", "-in", path["certificate.der"], "-pubkey", "-noout"))
    said = run("openssl", "dgst", "-sha256", "-verify", path["key.pem"], "-signature", path["seal"], path["cadena"])
    assert said.strip() == b"Verified OK", said


def paper_text(file):
    return run("pdftotext", "-layout", file, "-").decode()


def invoices_on_server():
    """What the service holds, asked after the program has ended, from a server over the same state."""
    server = subprocess.Popen([SANDBOX, "--listen", "127.0.0.1:0", "--state", os.path.join(DATA, "sandbox")],
                              stdout=subprocess.PIPE)
    try:
        hello = json.loads(server.stdout.readline())
        ask = urllib.request.Request(hello["url"] + "/invoices", headers={"Authorization": "Bearer " + hello["test_key"]})
        with urllib.request.urlopen(ask, timeout=SLOWER * 20) as answer:
            return json.load(answer)
    finally:
        server.terminate()
        server.wait(SLOWER * 20)


def main():
    story = Story("first-sale")
    assert not os.path.exists(DATA), "the home is not empty"
    with Facturador() as app:
        story.app = app
        with story.step("opens without an account"):
            open_practice(app)
        with story.step("a new customer by keyboard"):
            new_customer(app)
        with story.step("a new product by keyboard"):
            new_product(app)
        with story.step("simulates no network"):
            queue_says(app, "Up to date")
            set_offline(app, True)
            queue_says(app, "Offline")
        with story.step("an invoice by keyboard"):
            write_invoice(app)
            total = money(app.see("label", starts("Total %1$s %2$s")).name)
            assert total == "869.65", total
        with story.step("sees BORRADOR on the paper"):
            key("ctrl+p")
            paper = app.see("image", starts("Draft of the invoice"), timeout=PATIENCE * 2)
            assert "BORRADOR" in paper.description, paper.description
            assert "sin validez fiscal" in paper.description.lower(), paper.description
        with story.step("asked to stamp, it waits in the queue"):
            ask_to_stamp(app)
            app.see_text(_("Queued"))
            queue_says(app, "Offline · %u to send")
        with story.step("killed, and its sandbox ends too", picture=False):
            servers = app.sandboxes()
            assert len(servers) == 1, servers
            app.kill_hard()
            until(lambda: not alive(servers[0]), 10, "the sandbox to end")

    with Facturador() as app:
        story.app = app
        with story.step("started again: still offline, the draft and the queue are there"):
            queue_says(app, "Offline · %u to send")
            go(app, 1, "Invoices")
            app.see_text(CUSTOMER["name"])
            app.see_text(_("Queued"))
            app.see("button", starts("Queue: %s")).click()
            app.see_text(_("Stamp the invoice for %s") % CUSTOMER["name"])
        with story.step("the network is back, and it becomes stamped"):
            set_offline(app, False)
            queue_says(app, "Up to date")
            key("Escape")
            go(app, 1, "Invoices")
            app.see_text(_("Stamped"))
        with story.step("its page shows folio, UUID and the verified XML"):
            key("Down", "Return")
            uuid = app.see_text(re.compile(r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$")).name
            screen = money(app.see_text(re.compile(r"^\$")).name)
            assert screen == "869.65", screen
            app.see("image", re.compile("1"), timeout=PATIENCE * 2)
        with story.step("printed"):
            printed = print_it(app, story)
        with story.step("saved as XML"):
            save(app, "Save _XML…", XML_FILE)
        with story.step("saved as PDF"):
            save(app, "Save _PDF…", PDF_FILE)
        with story.step("quits cleanly", picture=False):
            assert app.quit() == 0
        story.app = None

    if os.path.exists(SCHEMA):
        with story.step("the XML is valid against the schema of the SAT"):
            run("xmllint", "--nonet", "--noout", "--schema", SCHEMA, XML_FILE)
    else:
        story.skip("the XML is valid against the schema of the SAT", f"{SCHEMA} is not there")
    root = ET.parse(XML_FILE).getroot()
    with story.step("the seal verifies with the certificate inside"):
        check_seal(root)
    with story.step("the totals are those of the screen"):
        assert root.get("Total") == screen == total, (root.get("Total"), screen, total)
        assert root.find(f"{CFDI}Complemento/{TFD}TimbreFiscalDigital").get("UUID").upper() == uuid.upper()
        assert root.find(f"{CFDI}Receptor").get("Nombre") == CUSTOMER["name"]
    with story.step("print and PDF hold UUID and total"):
        for file in (printed, PDF_FILE):
            text = paper_text(file)
            assert uuid.upper() in text.upper() and "869.65" in text, text
        shutil.copy(printed, os.path.join(story.folder, "printed.pdf"))
        shutil.copy(XML_FILE, os.path.join(story.folder, "invoice.xml"))
    with story.step("exactly one invoice on the server"):
        answer = invoices_on_server()
        assert answer["total_results"] == 1 and len(answer["data"]) == 1, answer
        assert answer["data"][0]["uuid"].upper() == uuid.upper()
        assert answer["data"][0]["status"] == "valid", answer["data"][0]["status"]
    story.done()


main()

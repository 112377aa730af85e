#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML that goes missing or is altered on the disk: found, said, kept aside, fetched again."""
import glob
import os
import subprocess

from steps import (_, DATA, PATIENCE, PROGRAM, SLOWER, Facturador, Story, ask_to_stamp, go, key, new_customer, new_product,
                   open_practice, queue_says, re, save_as, set_offline, until, write_invoice)

CUSTOMER = {"typed": "universidad", "tax_id": "URE180429TM6"}


def kept():
    return glob.glob(os.path.join(DATA, "*", "test", "xml", "*", "*", "*.xml"))


def read(file):
    with open(file, "rb") as f:
        return f.read()


def verify(*files):
    return subprocess.run([PROGRAM, "--verify", *files], capture_output=True, timeout=SLOWER * 30, text=True)


def first_sale(story):
    with Facturador() as app:
        story.app = app
        with story.step("an invoice is stamped and its XML kept"):
            open_practice(app)
            new_customer(app)
            new_product(app)
            write_invoice(app, CUSTOMER)
            ask_to_stamp(app)
            queue_says(app, "Up to date")
            until(lambda: len(kept()) == 1, PATIENCE, "the XML")
            assert app.quit() == 0
    story.app = None
    return kept()[0]


def on_the_command_line(story, file, good):
    with story.step("--verify finds nothing wrong", picture=False):
        p = verify()
        assert p.returncode == 0, (p.stdout, p.stderr)
        assert verify(file).returncode == 0
    with story.step("--verify names the file that was altered and keeps it aside", picture=False):
        with open(file, "wb") as f:
            f.write(good.replace(b'Version="4.0"', b'Version="4.1"', 1))
        assert verify(file).returncode == 1
        p = verify()
        assert p.returncode == 1 and file in p.stdout, (p.stdout, p.stderr)
        assert os.path.exists(file + ".altered") and not os.path.exists(file)


def cached():
    return glob.glob(os.path.join(os.environ["XDG_CACHE_HOME"], "facturador", "*", "test", "pdf", "*.pdf"))


def open_invoice(app):
    go(app, 1, "Invoices")
    row = app.see_text(_("Stamped"))
    if app.seen("button", _("_New Invoice")):       # it may be open already
        row.mouse()
        key("Return")
        app.unseen("button", _("_New Invoice"))
    app.see("image", re.compile("1"), timeout=PATIENCE * 2)


def save_pdf(app, name):
    """What is on the page, as a file."""
    path = os.path.join(os.environ["HOME"], "Documents", name)
    key("ctrl+s")
    app.see("menu item", _("Save _PDF…")).click()
    app.wait_window(_("Save PDF"))
    save_as(app, path)
    until(lambda: len(app.windows) == 1, PATIENCE, "the file dialog to go")
    return read(path)


def service_paper(app, story):
    with story.step("the service's PDF comes into the cache", picture=False):
        until(lambda: len(cached()) == 1, PATIENCE, "the PDF")
        file = cached()[0]
        queue_says(app, "Up to date")
        assert os.stat(file).st_mode & 0o777 == 0o600 and os.stat(os.path.dirname(file)).st_mode & 0o777 == 0o700
    with story.step("it was deleted: the page shows our own at once, and it comes back"):
        # without network: fetched again, it would be there before the page asks for it
        set_offline(app, True)
        os.unlink(file)
        open_invoice(app)
        ours = save_pdf(app, "ours.pdf")
        app.action("win.back")
        set_offline(app, False)
        open_invoice(app)
        until(lambda: os.path.exists(file), PATIENCE, "the PDF")
        assert ours != read(file)
        app.action("win.back")
    with story.step("opened again, the page shows the service's"):
        open_invoice(app)
        assert save_pdf(app, "theirs.pdf") == read(file)
        app.action("win.back")


def main():
    story = Story("files")
    file = first_sale(story)
    good = read(file)
    on_the_command_line(story, file, good)
    with Facturador() as app:
        story.app = app
        with story.step("it is fetched again by itself"):
            until(lambda: os.path.exists(file) and read(file) == good, PATIENCE, "the XML")
            queue_says(app, "Up to date")
            assert app.quit() == 0
    os.unlink(file)
    with Facturador() as app:
        story.app = app
        with story.step("what has gone while it was closed is found at the start"):
            until(lambda: os.path.exists(file) and read(file) == good, PATIENCE, "the XML")
            queue_says(app, "Up to date")
        with story.step("the preferences check finds one that has gone, and it comes back"):
            os.unlink(file)
            key("ctrl+comma")
            app.find("button", _("_Check")).act()           # these may lie below what is in view
            app.find("label", _("Good: %u · not fetched yet: %u · missing: %u · altered: %u") % (0, 0, 1, 0))
            app.find("label", os.path.basename(file))
            until(lambda: os.path.exists(file) and read(file) == good, PATIENCE, "the XML")
            key("Escape")
        with story.step("--verify while the window is open names what was altered; the window fetches it", picture=False):
            with open(file, "wb") as f:
                f.write(good.replace(b'Version="4.0"', b'Version="4.1"', 1))
            p = verify()
            assert p.returncode == 1 and f"{file}: {_('altered')}" in p.stdout, (p.stdout, p.stderr)
            assert (_("Altered: %u\n") % 1) in p.stdout and p.stderr == "", (p.stdout, p.stderr)
            until(lambda: os.path.exists(file) and read(file) == good, PATIENCE, "the XML")
            p = verify()
            assert p.returncode == 0 and (_("Good: %u\n") % 1) in p.stdout, (p.stdout, p.stderr)
        service_paper(app, story)
    story.done()


main()

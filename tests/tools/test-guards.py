#!/usr/bin/env python3
"""Each guard sees what it is there for: a violation is planted in a small tree, and the same tree without it is fine."""
import os
import subprocess
import sys
import tempfile
import guard

HERE = os.path.dirname(os.path.abspath(__file__))


def function(lines):
    return "static void\nf (void)\n{\n" + "  g ();\n" * (lines - 2) + "}\n"


def code(*statements):
    return "static void\nf (GError **e, const char *name)\n{\n" + "".join(f"  {one};\n" for one in statements) + "}\n"


def label(inside):
    return f"<interface><object class='GtkLabel'>{inside}</object></interface>\n"


# guard, file, what it must refuse, what it must let pass
CASES = [
    ("layers", "src/store/a.c", '#include "fac-window.h"\n', '#include "fac-text.h"\n'),
    ("layers", "src/models/a.c", "#include <gtk/gtk.h>\n", "#include <glib.h>\n"),
    ("layers", "src/ui/a.c", "#include <sqlite3.h>\n", "#include <gtk/gtk.h>\n"),
    ("layers", "src/sandbox/a.c", '#include "fac-invoice-totals.h"\n', '#include "fac-text.h"\n'),
    ("layers", "src/util/a.c", '#include "../ui/fac-window.h"\n', '#include "../util/fac-text.h"\n'),
    ("layers", "src/sandbox/sat/a.c", '#include "domain/fac-invoice-totals.h"\n', '#include "fac-tax-id.h"\n'),
    ("layers", "src/sandbox/sat/a.c", '#import "fac-findings.h"\n', '#import "fac-text.h"\n'),
    ("size", "src/util/a.c", "/* x */\n" * 1001, "/* x */\n" * 500),
    ("size", "src/util/a.c", function(81), function(30)),
    ("size", "src/util/a.c", "int f(int a,\n  int b) {\n" + "  g ();\n" * 79 + "}\n", "int f(int a,\n  int b) {\n}\n"),
    ("headers", "src/util/a.h", "/** fac_a: one. */\nint fac_a (void);\nchar *fac_b (void);\n",
     "/** fac_a: one. */\nint fac_a (void);\n/**\n * fac_b: two.\n */\nchar *fac_b (void);\n"),
    ("headers", "src/ui/a.h", f"/* {'x' * 120} */\n", "int fac_a (void);\n"),
    ("unused", "src/util/fac-text.h", "int fac_text_used (void);\nint  fac_text_lone  (void);\n", "int fac_text_used (void);\n"),
    ("unused", "src/ui/a.h", "int *fac_a_gone (void);\n", "int fac_text_used (void);\n"),
    ("float", "src/store/a.c", "static double x;\n", "/* double */ static const char *x = \"float\";\n"),
    ("size", "src/util/a.h", function(81), function(30)),
    ("float", "src/util/a.c", "static const char *s = \"/*\"; long double x;\n", "int x; /* double */\n"),
    ("float", "src/domain/a.c", "int x = 100 * 0.16;\n", "int x = 16; /* 0.16 */ const char *y = \"0.16\";\n"),
    ("float", "src/domain/a.c", "int x = g_ascii_strtod (s, NULL);\n", "int x = g_ascii_strtoll (s, NULL, 10);\n"),
    ("float", "src/api/facturapi/a.h", "gdouble x (void);\n", "int x (void);\n"),
    ("sql", "src/store/a.c", code('g_string_append (s, "SELECT id FROM x WHERE y = ")', "g_string_append (s, name)"), code('run ("SELECT id FROM x")')),
    ("sql", "src/store/a.c", code("char *s = g_strdup_printf (\"DELETE FROM x WHERE y = '%s'\", name)"), code('char *s = g_strdup_printf ("Select %s", name)')),
    ("sql", "src/store/a.c", code('g_strconcat (head, " AND name LIKE ", name, NULL)', 'run ("SELECT 1")'), code('g_strconcat (" AND ", name, NULL)', 'run ("SELECT 1")')),
    ("sql", "src/store/a.c", code("fac_db_exec (db, text->str, e)", 'run ("SELECT 1")'), code('fac_db_exec (db, "SELECT 1", e)')),
    ("sql", "src/store/a.c", code("g_autofree char *sql = make (name)", "fac_db_exec (db, sql, e)", 'run ("SELECT 1")'),
     code('const char *sql = "SELECT 1"', "fac_db_exec (db, sql, e)")),
    ("sql", "src/store/a.c", code('const char *base = "SELECT id FROM x WHERE y = @"', "GString *s = g_string_new (base)", 'g_string_replace (s, "@", name, 0)', "run (s)"),
     code('const char *base = "SELECT id FROM x WHERE y = ?"', "fac_db_exec (db, base, e)")),
    ("sql", "src/store/a.c", code('run ("SELECT 1")', "GString *s = read_words ()", 'g_string_replace (s, "@", name, 0)', "const char *text = s->str", "fac_db_exec (db, text, e)"),
     code('const char *text = "SELECT 1"', "fac_db_exec (db, text, e)")),
    ("sql", "src/store/a.c", '#define ROWS \\\n  "SELECT id FROM x"\n' + code('char *s = g_strdup_printf ("%s LIMIT %s", ROWS, name)'), '#define ROWS "SELECT id FROM x"\n' + code("run (ROWS)")),
    ("sql", "src/store/a.c", "static void ask (FacDb *db, const char *sql, const char *value);\n" + code('run ("SELECT 1")', "GString *s = make (name)", "ask (db, s->str, name)"),
     "static void ask (FacDb *db, const char *sql, const char *value);\n" + code('ask (db, "SELECT 1", s->str)')),
    ("sql", "src/store/a.c", code('sqlite3_exec (db, "SELECT 1", NULL, NULL, NULL)'), code('fac_db_exec (db, "SELECT 1", e)')),
    ("sync-calls", "src/ui/a.c", code("secret_password_lookup_sync\n    (name)"), code("secret_password_lookup (name)")),
    ("sync-calls", "src/models/a.c", code("run (fac_store_load_sync)"), code("run (fac_store_load)")),
    ("sync-calls", "src/platform/a.c", code("secret_service_get_sync (x)"), code("secret_service_get (x)")),
    ("potfiles", "src/ui/a.c", code('use (gettext ("Hello there"))'), code('use ("name")')),
    ("potfiles", "src/store/a.c", code('use (_("The file is missing"))'), code('use ("name")')),
    ("potfiles", "src/ui/a.ui", label("<property name='label' translatable='yes'>Hello there</property>"), label("<property name='name'>a</property>")),
    ("strings", "src/ui/a.c", code('adw_toast_new ("Saved")'), code('adw_toast_new (_("Saved"))')),
    ("strings", "src/ui/a.c", code('adw_toast_new_format ("Saved %s", name)'), code('adw_toast_new_format (_("Saved %s"), name)')),
    ("strings", "src/ui/a.c", code('gtk_label_set_label (l, "Hello there")'), code('gtk_label_set_label (l, _("Hello there"))')),
    ("strings", "src/store/a.c", code('g_set_error (e, X, 1,\n               "The file %s "\n               "is missing", name)'),
     code('g_set_error (e, X, 1, _("The file %s is missing"), name)', 'f (_("a"))')),
    ("strings", "src/models/a.c", code('g_task_return_new_error (t, X, 1, "It is gone")'), code('g_task_return_new_error (t, X, 1, _("It is gone"))')),
    ("strings", "src/ui/a.c", code('gtk_label_set_text (l, g_strdup_printf ("Saved %s", name))'), code('gtk_label_set_text (l, g_strdup_printf ("%s · %s", name, name))')),
    ("strings", "src/ui/a.c", code('const char *text = "Saved well"', "gtk_label_set_text (l, text)"), code('const char *text = _("Saved well")', "gtk_label_set_text (l, text)")),
    ("strings", "src/models/a.c", 'static const char *const names[] = { "Saved well", NULL };\n', 'static const char *const names[] = { N_("Saved well"), NULL };\n'),
    ("strings", "src/models/a.c", code('use ("Saved well")'), code('g_warning ("Saved well: %s", name)', 'use (_("Saved %s"))')),
    ("strings", "src/paper/a.c", code('g_set_error (e, X, 1, "It could not be drawn")'), code('g_set_error (e, X, 1, _("It could not be drawn"))', 'f (_("a"))')),
    ("potfiles", "src/paper/a.c", code('g_set_error (e, X, 1, _("It could not be drawn"))'), code('g_set_error (e, X, 1, "depth")')),
    ("strings", "src/ui/a.ui", label("<property name='label'>Hello there</property>"), label("<property name='label' translatable='yes'>Hello there</property>")),
    ("strings", "src/ui/a.ui", label("<items><item>Hello there</item></items>"), label("<items><item translatable='yes'>Hello there</item></items>")),
]


def write(root, path, text):
    os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
    with open(os.path.join(root, path), "w", encoding="utf-8") as file:
        file.write(text)


def look(name, path, text):
    """Runs the guard on a tree that holds the text. Returns: (refused, what it said)"""
    with tempfile.TemporaryDirectory() as root:
        write(root, "src/meson.build", guard.read("src/meson.build"))
        write(root, "src/util/fac-text.h", "int text (void);\n")
        write(root, "src/util/fac-text.c", "int\nfac_text_used (void)\n{\n  return 1;\n}\n\nint\nfac_text_lone (void)\n{\n  return 2;\n}\n")
        write(root, "src/ui/fac-window.h", '#include "fac-text.h"\nint window (void);\n')
        write(root, "src/domain/fac-invoice-totals.h", "int totals (void);\n")
        write(root, "src/domain/fac-findings.h", "int findings (void);\n")
        write(root, "src/domain/fac-tax-id.h", "int tax_id (void);\n")
        write(root, "src/ui/fac-window.c", code('adw_toast_new (_("Saved"))', "fac_text_used ()"))
        write(root, "data/org.example.Facturador.gschema.xml", "<schemalist/>\n")
        write(root, "po/POTFILES", "data/org.example.Facturador.gschema.xml\norg.example.Facturador.desktop\nsrc/ui/fac-window.c\n")
        write(root, path, text)
        done = subprocess.run([sys.executable, os.path.join(HERE, "check-" + name)], capture_output=True, text=True, check=False,
                              env={**os.environ, "FACTURADOR_TEST_ROOT": root})
        return done.returncode != 0 and path in done.stdout, done.stdout + done.stderr


print(f"1..{len(CASES)}")
failed = 0
for number, (name, path, bad, good) in enumerate(CASES, 1):
    refused, said = look(name, path, bad)
    passed = not look(name, path, good)[0]
    failed += not (refused and passed)
    print(f"{'ok' if refused and passed else 'not ok'} {number} {name} {path}{'' if refused else ' let pass: ' + said.strip()}{'' if passed else ' refused what is right'}")
sys.exit(1 if failed else 0)

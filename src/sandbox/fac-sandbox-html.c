/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-html.h"

#include "fac-sandbox-json.h"

#include <string.h>

#define SECRET_SETTING "page_secret"
#define SECRET_LENGTH  48
#define TOKEN_LIFE     (2 * 3600)

static const char style[] =
  ":root{color-scheme:light dark;--accent:#0f6b6b;--bad:#b3261e;--line:#767676}"
  "@media(prefers-color-scheme:dark){:root{--accent:#4fb8b8;--bad:#ff8a80;--line:#9a9a9a}}"
  "*{box-sizing:border-box}"
  "body{font:1rem/1.5 system-ui,sans-serif;margin:0;padding:1rem}"
  "main{max-width:34rem;margin:0 auto}"
  "h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.125rem}"
  "label{display:block;font-weight:600;margin-top:1rem}"
  "input,select{font:inherit;width:100%;min-height:2.75rem;padding:.5rem .75rem;"
  "border:1px solid var(--line);border-radius:.5rem}"
  "[aria-invalid=true]{border:2px solid var(--bad)}"
  "input:focus-visible,select:focus-visible,button:focus-visible,a:focus-visible,"
  "[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}"
  ".hint{margin:.25rem 0 0;font-size:.875rem}.bad{color:var(--bad);margin:.25rem 0 0}"
  ".errors{border:2px solid var(--bad);border-radius:.5rem;padding:.25rem 1rem;margin:1rem 0}"
  "button,.button{display:block;width:100%;min-height:3rem;margin-top:1.5rem;padding:.75rem;"
  "border:0;border-radius:.5rem;background:#0f6b6b;color:#fff;font:inherit;font-weight:600;"
  "text-align:center;text-decoration:none;cursor:pointer}"
  "dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}dt{font-weight:600}"
  "dd{margin:0;overflow-wrap:anywhere}footer{margin-top:2rem;font-size:.875rem}";

void
fac_sandbox_html_element (GString *page, const char *tag, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append_printf (page, "<%s>%s</%s>", tag, escaped, tag);
}

static void
append_footer (GString *page, FacSandboxCompany *company)
{
  FacJsonValue profile = company != NULL ? fac_json_root (company->profile) : (FacJsonValue) { 0 };
  const char *support = fac_sandbox_json_text (fac_json_get (profile, "self_invoice"),
                                               "support_email");
  g_autofree char *escaped = support != NULL ? g_markup_escape_text (support, -1) : NULL;

  g_string_append (page, "<footer>");
  if (escaped != NULL)
    g_string_append_printf (page, "<p>¿Dudas? Escriba a <a href=\"mailto:%s\">%s</a>.</p>", escaped,
                            escaped);
  g_string_append (page, "<p>Servicio de práctica: nada de lo que emite tiene validez fiscal.</p>"
                         "</footer>");
}

FacSandboxAnswer *
fac_sandbox_html_page (guint status, FacSandboxCompany *company, const char *title,
                       const char *content)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  GString *page = g_string_new (NULL);

  g_string_append_printf (page, "<!DOCTYPE html>\n<html lang=\"es-MX\"><head><meta charset="
                          "\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,"
                          "initial-scale=1\"><title>%s</title><style>%s</style></head><body><main>",
                          escaped, style);
  if (company != NULL)
    fac_sandbox_html_element (page, "p", fac_sandbox_json_text (company->legal, "legal_name"));
  fac_sandbox_html_element (page, "h1", title);
  g_string_append (page, content);
  append_footer (page, company);
  g_string_append (page, "</main></body></html>\n");
  return fac_sandbox_answer_html (status, g_string_free (page, FALSE));
}

FacSandboxAnswer *
fac_sandbox_html_message (guint status, FacSandboxCompany *company, const char *title,
                          const char *text)
{
  g_autoptr (GString) content = g_string_new (NULL);

  fac_sandbox_html_element (content, "p", text);
  return fac_sandbox_html_page (status, company, title, content->str);
}

static char *
page_secret (FacSandbox *sandbox)
{
  g_autoptr (GError) error = NULL;
  char *secret = fac_sandbox_setting (sandbox, SECRET_SETTING, &error);

  if (secret != NULL)
    return secret;
  secret = fac_sandbox_random (SECRET_LENGTH);
  if (error == NULL)
    fac_sandbox_set_setting (sandbox, SECRET_SETTING, secret, &error);
  if (error != NULL)
    g_printerr ("facturador-sandbox: %s\n", error->message);
  return secret;
}

static char *
sign (FacSandbox *sandbox, const char *path, gint64 time)
{
  g_autofree char *secret = page_secret (sandbox);
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, path, time);
  g_autofree char *hash = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) secret,
                                                     strlen (secret), text, -1);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s", time, hash);
}

char *
fac_sandbox_html_token (FacSandbox *sandbox, const char *path)
{
  return sign (sandbox, path, fac_sandbox_now (sandbox) / G_USEC_PER_SEC);
}

gboolean
fac_sandbox_html_token_good (FacSandbox *sandbox, const char *path, const char *token)
{
  gint64 now = fac_sandbox_now (sandbox) / G_USEC_PER_SEC;
  gint64 time = token != NULL ? g_ascii_strtoll (token, NULL, 10) : 0;
  g_autofree char *mine = NULL;

  if (time <= 0 || time > now || now - time > TOKEN_LIFE)
    return FALSE;
  mine = sign (sandbox, path, time);
  return g_str_equal (mine, token);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-routes.h"

#include <string.h>

#define SUFFIX ".eml"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Ids of the messages, the oldest first: they grow with time. */
static GPtrArray *
list_ids (const char *folder)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (SUFFIX)));
  g_ptr_array_sort (ids, compare_names);
  return ids;
}

static GBytes *
read_message (const char *folder, const char *id)
{
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text;
  gsize length;

  return g_file_get_contents (path, &text, &length, NULL) ? g_bytes_new_take (text, length) : NULL;
}

/* The head of a message, its folded lines made one again. */
static char **
read_head (GBytes *message)
{
  const char *text = g_bytes_get_data (message, NULL);
  g_autofree char *all = g_strndup (text, g_bytes_get_size (message));
  g_autoptr (GString) head = NULL;
  char *end;

  for (char *at = all; (at = strchr (at, '\r')) != NULL;)
    memmove (at, at + 1, strlen (at));
  end = strstr (all, "\n\n");
  if (end != NULL)
    *end = '\0';
  head = g_string_new (all);
  g_string_replace (head, "\n ", " ", 0);
  g_string_replace (head, "\n\t", " ", 0);
  return g_strsplit (head->str, "\n", -1);
}

static void
write_message (FacJsonWriter *writer, const char *id, GBytes *message)
{
  static const char *const names[] = { "From", "To", "Cc", "Reply-To", "Subject", "Date" };
  g_auto (GStrv) head = read_head (message);
  g_autofree char *url = g_strconcat ("/_sandbox/mail/", id, NULL);

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", id);
  fac_json_writer_string (writer, "url", url);
  fac_json_writer_int (writer, "size", (gint64) g_bytes_get_size (message));
  fac_json_writer_begin_object (writer, "headers");
  for (char **line = head; *line != NULL; line++)
    {
      const char *colon = strchr (*line, ':');

      for (gsize i = 0; colon != NULL && i < G_N_ELEMENTS (names); i++)
        if ((gsize) (colon - *line) == strlen (names[i])
            && g_ascii_strncasecmp (*line, names[i], strlen (names[i])) == 0
            && g_utf8_validate (colon, -1, NULL))
          fac_json_writer_string (writer, names[i], colon + 1 + strspn (colon + 1, " "));
    }
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
}

static char *
mail_folder (FacSandboxRequest *request)
{
  return g_build_filename (request->sandbox->folder, "mail", NULL);
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autofree char *folder = mail_folder (request);
  g_autoptr (GPtrArray) ids = list_ids (folder);

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_int (writer, "total_results", ids->len);
  fac_json_writer_begin_array (writer, "data");
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autoptr (GBytes) message = read_message (folder, id);

      if (message != NULL)
        write_message (writer, id, message);
    }
  fac_json_writer_end_array (writer);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  const char *id = fac_sandbox_request_param (request, 0);
  g_autofree char *folder = mail_folder (request);
  g_autoptr (GPtrArray) ids = list_ids (folder);

  for (guint i = 0; i < ids->len; i++)
    if (g_str_equal (g_ptr_array_index (ids, i), id))
      {
        GBytes *message = read_message (folder, id);

        if (message != NULL)
          return fac_sandbox_answer_file (message, "message/rfc822", NULL);
      }
  return fac_sandbox_error (404, "not_found");
}

const FacSandboxRoute fac_sandbox_control_mail_routes[] = {
  { "GET", "/_sandbox/mail", 0, NULL, FALSE, on_list, FAC_ROUTE_CONTROL },
  { "GET", "/_sandbox/mail/{id}", 0, NULL, FALSE, on_get, FAC_ROUTE_CONTROL },
  { NULL }
};

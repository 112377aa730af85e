/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-mail.h"

#include "fac-error.h"

#include <gmime/gmime.h>
#include <string.h>

#define FROM "facturas@practica.invalid"

struct _FacSandboxEnvelope
{
  char  *folder;
  char  *id;
  char  *smtp;
  gint64 time;
};

static void
set_content (GMimePart *part, const char *data, gsize length, GMimeContentEncoding encoding)
{
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (data, length);
  GMimeDataWrapper *content =
    g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, encoding);
  g_object_unref (content);
  g_object_unref (stream);
}

/* A plain part, because the library's text parts choose the narrowest charset instead of UTF-8. */
static GMimeObject *
text_part (const char *subtype, const char *text)
{
  GMimePart *part = g_mime_part_new_with_type ("text", subtype);

  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "charset", "utf-8");
  set_content (part, text, strlen (text), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return GMIME_OBJECT (part);
}

static GMimeObject *
attachment_part (const FacSandboxAttachment *attachment)
{
  g_auto (GStrv) type = g_strsplit (attachment->content_type, "/", 2);
  GMimePart *part = g_mime_part_new_with_type (type[0], type[1]);
  gsize length;
  const char *data = g_bytes_get_data (attachment->bytes, &length);

  set_content (part, data, length, GMIME_CONTENT_ENCODING_BASE64);
  g_mime_part_set_filename (part, attachment->name);
  g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_ATTACHMENT);
  return GMIME_OBJECT (part);
}

static void
add_part (GMimeMultipart *multipart, GMimeObject *part)
{
  g_mime_multipart_add (multipart, part);
  g_object_unref (part);
}

/* The same words as text and as HTML, and the files beside them. */
static GMimeObject *
make_content (const FacSandboxMail *mail)
{
  GMimeMultipart *words = g_mime_multipart_new_with_subtype ("alternative");
  GMimeMultipart *mixed;

  add_part (words, text_part ("plain", mail->text));
  add_part (words, text_part ("html", mail->html));
  if (mail->n_attachments == 0)
    return GMIME_OBJECT (words);
  mixed = g_mime_multipart_new_with_subtype ("mixed");
  add_part (mixed, GMIME_OBJECT (words));
  for (guint i = 0; i < mail->n_attachments; i++)
    add_part (mixed, attachment_part (&mail->attachments[i]));
  return GMIME_OBJECT (mixed);
}

static GMimeMessage *
make_message (const FacSandboxEnvelope *self, const FacSandboxMail *mail)
{
  GMimeMessage *message = g_mime_message_new (TRUE);
  g_autofree char *message_id = g_strdup_printf ("%s@practica.invalid", self->id);
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_utc (self->time / G_TIME_SPAN_SECOND);
  GMimeObject *content = make_content (mail);

  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, mail->from_name, FROM);
  if (mail->reply_to != NULL)
    g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_REPLY_TO, NULL, mail->reply_to);
  for (const char *const *to = mail->to; *to != NULL; to++)
    g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_TO, NULL, *to);
  g_mime_message_set_subject (message, mail->subject, "utf-8");
  g_mime_message_set_date (message, now);
  g_mime_message_set_message_id (message, message_id);
  g_mime_message_set_mime_part (message, content);
  g_object_unref (content);
  return message;
}

static GBytes *
write_message (GMimeMessage *message)
{
  GMimeFormatOptions *format = g_mime_format_options_new ();
  GMimeStream *stream = g_mime_stream_mem_new ();
  GByteArray *array;
  GBytes *bytes;

  g_mime_format_options_set_newline_format (format, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_object_write_to_stream (GMIME_OBJECT (message), format, stream);
  array = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  bytes = g_bytes_new (array->data, array->len);
  g_object_unref (stream);
  g_mime_format_options_free (format);
  return bytes;
}

FacSandboxEnvelope *
fac_sandbox_envelope_new (FacSandbox *sandbox, GError **error)
{
  char *folder = fac_sandbox_subfolder (sandbox, "mail", error);
  FacSandboxEnvelope *self;

  if (folder == NULL)
    return NULL;
  self = g_new0 (FacSandboxEnvelope, 1);
  self->folder = folder;
  self->id = fac_sandbox_new_id (sandbox);
  self->smtp = g_strdup (sandbox->smtp);
  self->time = fac_sandbox_now (sandbox);
  return self;
}

void
fac_sandbox_envelope_free (FacSandboxEnvelope *self)
{
  g_free (self->folder);
  g_free (self->id);
  g_free (self->smtp);
  g_free (self);
}

gboolean
fac_sandbox_envelope_send (FacSandboxEnvelope *self, const FacSandboxMail *mail, GError **error)
{
  static gsize ready;
  g_autofree char *name = g_strconcat (self->id, ".eml", NULL);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  GMimeMessage *message;

  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  message = make_message (self, mail);
  bytes = write_message (message);
  g_object_unref (message);
  if (!g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                 (gssize) g_bytes_get_size (bytes),
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  if (self->smtp != NULL)
    fac_sandbox_smtp_submit (self->smtp, FROM, mail->to, bytes);
  return TRUE;
}

gboolean
fac_sandbox_mail_send (FacSandbox *sandbox, const FacSandboxMail *mail, GError **error)
{
  g_autoptr (FacSandboxEnvelope) envelope = fac_sandbox_envelope_new (sandbox, error);

  return envelope != NULL && fac_sandbox_envelope_send (envelope, mail, error);
}

gboolean
fac_sandbox_mail_bounces (const char *address)
{
  return g_str_has_suffix (address, ".invalid");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-trouble.h"

#include "fac-sandbox-json.h"
#include "fac-sandbox-validate.h"

#include <string.h>

#define MILLION 1000000
#define FOR_EVER G_MAXINT64
#define MOST_MILLISECONDS 600000

typedef struct
{
  const char           *name;
  FacSandboxTroubleKind kind;
  guint                 milliseconds; /* unless it is said otherwise */
} Kind;

static const Kind kinds[] = {
  { "refuse", FAC_TROUBLE_REFUSE },
  { "reset_before", FAC_TROUBLE_RESET_BEFORE },
  { "execute_then_cut", FAC_TROUBLE_EXECUTE_THEN_CUT },
  { "half", FAC_TROUBLE_HALF },
  { "drip", FAC_TROUBLE_DRIP, 2000 },
  { "delay", FAC_TROUBLE_DELAY, 2000 },
  { "500", FAC_TROUBLE_500 },
  { "502_html", FAC_TROUBLE_502_HTML },
  { "503", FAC_TROUBLE_503 },
  { "429", FAC_TROUBLE_429 },
  { "401", FAC_TROUBLE_401 },
  { "402", FAC_TROUBLE_402 },
  { "403", FAC_TROUBLE_403 },
  { "409", FAC_TROUBLE_409 },
  { "bad_json", FAC_TROUBLE_BAD_JSON },
  { "wrong_types", FAC_TROUBLE_WRONG_TYPES },
  { "pending_then_valid", FAC_TROUBLE_PENDING_THEN_VALID },
  { "pending_then_failed", FAC_TROUBLE_PENDING_THEN_FAILED },
};

#define KIND_NAMES "refuse reset_before execute_then_cut half drip delay 500 502_html 503 429 401" \
  " 402 403 409 bad_json wrong_types pending_then_valid pending_then_failed"

static const FacField fields[] = {
  { "method", FAC_FIELD_STRING, 0, 1, 10, "* GET POST PUT DELETE" },
  { "path", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 500 },
  { "fault", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 30, KIND_NAMES },
  { "count", FAC_FIELD_INTEGER, FAC_FIELD_POSITIVE },
  { "probability", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "seed", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "milliseconds", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema schema = FAC_SCHEMA (fields);

typedef struct
{
  const Kind *kind;
  char       *method;
  char       *path;
  gint64      left;
  gint64      seed;
  gint64      struck;
  guint       in_a_million;
  guint       milliseconds;
  GRand      *dice;
} Wish;

struct _FacSandboxTroubles
{
  GPtrArray *wishes;
};

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->method);
  g_free (wish->path);
  g_rand_free (wish->dice);
  g_free (wish);
}

FacSandboxTroubles *
fac_sandbox_troubles_new (void)
{
  FacSandboxTroubles *self = g_new0 (FacSandboxTroubles, 1);

  self->wishes = g_ptr_array_new_with_free_func (wish_free);
  return self;
}

void
fac_sandbox_troubles_free (FacSandboxTroubles *self)
{
  g_ptr_array_unref (self->wishes);
  g_free (self);
}

static const Kind *
find_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

/* A probability as parts of a million; above a million when it is no probability. */
static gint64
read_chance (FacJsonValue wish)
{
  FacDecimal chance = fac_sandbox_json_number (wish, "probability", fac_decimal_from_int (1));
  gint64 parts = 0;

  chance = fac_decimal_round (chance, 6, FAC_ROUND_HALF_UP);
  if (fac_decimal_compare (chance, fac_decimal_from_int (1)) > 0
      || !fac_decimal_to_scaled (chance, 6, &parts))
    return MILLION + 1;
  return parts;
}

FacSandboxAnswer *
fac_sandbox_troubles_add (FacSandboxTroubles *self, FacJsonValue request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  gint64 chance, wait;
  Wish *wish;

  fac_sandbox_validate (request, &schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  chance = read_chance (request);
  wait = fac_json_int (fac_json_get (request, "milliseconds"), -1);
  if (chance > MILLION)
    fac_sandbox_fault (faults, "too_large", "probability", "La probabilidad va de 0 a 1.");
  if (wait > MOST_MILLISECONDS)
    fac_sandbox_fault (faults, "too_large", "milliseconds", "La espera máxima es de %d.",
                       MOST_MILLISECONDS);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  wish = g_new0 (Wish, 1);
  wish->kind = find_kind (fac_sandbox_json_text (request, "fault"));
  wish->method = g_strdup (fac_sandbox_json_text (request, "method"));
  wish->path = g_strdup (fac_sandbox_json_text (request, "path"));
  wish->left = fac_json_int (fac_json_get (request, "count"), FOR_EVER);
  wish->seed = fac_json_int (fac_json_get (request, "seed"), 0);
  wish->in_a_million = (guint) chance;
  wish->milliseconds = wait >= 0 ? (guint) wait : wish->kind->milliseconds;
  wish->dice = g_rand_new_with_seed ((guint32) wish->seed);
  g_ptr_array_add (self->wishes, wish);
  return NULL;
}

guint
fac_sandbox_troubles_clear (FacSandboxTroubles *self)
{
  guint length = self->wishes->len;

  g_ptr_array_set_size (self->wishes, 0);
  return length;
}

void
fac_sandbox_troubles_write (FacSandboxTroubles *self, FacJsonWriter *writer, const char *name)
{
  fac_json_writer_begin_array (writer, name);
  for (guint i = 0; i < self->wishes->len; i++)
    {
      const Wish *wish = g_ptr_array_index (self->wishes, i);
      FacDecimal chance = fac_decimal_div (fac_decimal_from_int (wish->in_a_million),
                                           fac_decimal_from_int (MILLION), 6, FAC_ROUND_HALF_UP);

      fac_json_writer_begin_object (writer, NULL);
      fac_json_writer_string (writer, "method", wish->method != NULL ? wish->method : "*");
      fac_json_writer_string (writer, "path", wish->path);
      fac_json_writer_string (writer, "fault", wish->kind->name);
      if (wish->left == FOR_EVER)
        fac_json_writer_null (writer, "count");
      else
        fac_json_writer_int (writer, "count", wish->left);
      fac_json_writer_decimal (writer, "probability", fac_decimal_trim (chance, 0));
      fac_json_writer_int (writer, "seed", wish->seed);
      fac_json_writer_int (writer, "struck", wish->struck);
      fac_json_writer_end_object (writer);
    }
  fac_json_writer_end_array (writer);
}

static gboolean
fits (const Wish *wish, const char *method, const char *path)
{
  const char *inner = g_str_has_prefix (path, "/v2/") ? path + strlen ("/v2") : path;
  gboolean stamping = wish->kind->kind == FAC_TROUBLE_PENDING_THEN_VALID
    || wish->kind->kind == FAC_TROUBLE_PENDING_THEN_FAILED;

  if (wish->left == 0 || (stamping && !g_str_equal (method, "POST")))
    return FALSE;
  if (wish->method != NULL && !g_str_equal (wish->method, "*")
      && !g_str_equal (wish->method, method))
    return FALSE;
  return g_pattern_match_simple (wish->path, path) || g_pattern_match_simple (wish->path, inner);
}

FacSandboxTrouble
fac_sandbox_troubles_take (FacSandboxTroubles *self, const char *method, const char *path)
{
  for (guint i = 0; i < self->wishes->len; i++)
    {
      Wish *wish = g_ptr_array_index (self->wishes, i);

      if (!fits (wish, method, path)
          || (guint) g_rand_int_range (wish->dice, 0, MILLION) >= wish->in_a_million)
        continue;
      wish->struck++;
      if (wish->left != FOR_EVER)
        wish->left--;
      return (FacSandboxTrouble) { wish->kind->kind, wish->milliseconds };
    }
  return (FacSandboxTrouble) { FAC_TROUBLE_NONE };
}

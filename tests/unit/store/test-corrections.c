/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An issued invoice that another one replaces: where it stands after each step, each of them with a stop behind it. */
#include "store-fixture.h"

#include "fac-store-corrections.h"

/* Fixture: @original is stamped and its correction begun; what replaces it is a draft. */
typedef struct
{
  Fixture    *s;
  FacInvoice *original;
  FacInvoice *substitute;
} Case;

static void
case_free (Case *self)
{
  st_free (self->s);
  fac_invoice_unref (self->original);
  fac_invoice_unref (self->substitute);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

static void
queue_cancel (Case *self, const char *motive, FacInvoice *substitute, const char *uuid)
{
  g_autoptr (FacDocumentRequest) request = fac_document_request_new (self->original);

  fac_set_string (&request->motive, motive);
  fac_set_string (&request->substitution, uuid);
  if (substitute != NULL)
    fac_set_string (&request->substitution_id, substitute->id);
  fac_store_queue_cancel_async (self->s->store, self->original->id, request, substitute, 0, ST_GOT);
  st_ok (self->s);
}

static Case *
begun (void)
{
  Case *self = g_new0 (Case, 1);
  g_autoptr (FacInvoice) draft = st_invoice (NULL, "uno", "100");
  g_autoptr (FacInvoice) there = st_remote_invoice (draft, "i1", FAC_STATUS_TIMBRADA);
  g_autoptr (FacOutboxEntry) create = NULL;

  self->s = st_new ();
  fac_set_string (&there->uuid, "11111111-1111-4111-8111-111111111111");
  fac_store_save_draft_async (self->s->store, draft, TRUE, ST_GOT);
  st_ok (self->s);
  create = st_claim (self->s, ST_NOW, NULL);
  st_acknowledge_invoice (self->s, create->id, there);
  self->original = st_get_invoice (self->s, draft->id);
  self->substitute = fac_correction_draft (self->original);
  queue_cancel (self, "01", self->substitute, NULL);
  return self;
}

static FacCorrection *
find (Case *self, const char *id)
{
  FacCorrection *found;
  g_autoptr (GError) error = NULL;

  fac_store_get_correction_async (self->s->store, id, NULL, ST_GOT);
  found = fac_store_get_correction_finish (self->s->store, st_wait (), &error);
  g_assert_no_error (error);
  return found;
}

/* seen from both documents, and again after the program was stopped */
static void
assert_step (Case *self, FacCorrectionStep step)
{
  const char *ids[] = { self->original->id, self->substitute->id };

  for (int again = 0; again < 2; again++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          g_autoptr (FacCorrection) found = find (self, ids[i]);

          g_assert_nonnull (found);
          g_assert_cmpstr (found->original->id, ==, self->original->id);
          g_assert_cmpstr (found->substitute->id, ==, self->substitute->id);
          g_assert_cmpint (fac_correction_step (found), ==, step);
        }
      st_reopen (self->s);
    }
}

static void
assert_none (Case *self)
{
  g_autoptr (FacCorrection) a = find (self, self->original->id);
  g_autoptr (FacCorrection) b = find (self, self->substitute->id);

  g_assert_null (a);
  g_assert_null (b);
}

/* what leaves next is @verb of @invoice, and comes back with @status */
static void
answer (Case *self, FacOutboxVerb verb, const FacInvoice *invoice, const char *remote_id,
        const char *uuid, FacDocumentStatus status, const char *cancellation)
{
  g_autoptr (FacInvoice) there = st_remote_invoice (invoice, remote_id, status);
  g_autoptr (FacOutboxEntry) entry = st_claim (self->s, ST_NOW, NULL);

  g_assert_nonnull (entry);
  g_assert_cmpint (entry->verb, ==, verb);
  g_assert_cmpstr (entry->object_id, ==, invoice->id);
  fac_set_string (&there->uuid, uuid);
  fac_set_string (&there->cancellation_status, cancellation);
  st_acknowledge_invoice (self->s, entry->id, there);
}

static void
stamp (Case *self)
{
  fac_store_queue_stamp_async (self->s->store, self->substitute, ST_GOT);
  st_ok (self->s);
  assert_step (self, FAC_CORRECTION_STAMP);
  answer (self, FAC_OUTBOX_CREATE, self->substitute, "i2", NULL, FAC_STATUS_BORRADOR, NULL);
  assert_step (self, FAC_CORRECTION_STAMP);
  answer (self, FAC_OUTBOX_STAMP, self->substitute, "i2", "22222222-2222-4222-8222-222222222222",
          FAC_STATUS_TIMBRADA, NULL);
}

static void
cancel (Case *self, FacDocumentStatus status, const char *cancellation)
{
  answer (self, FAC_OUTBOX_CANCEL, self->original, "i1", self->original->uuid, status,
          cancellation);
}

static void
test_to_the_end (void)
{
  g_autoptr (Case) self = begun ();

  assert_step (self, FAC_CORRECTION_WRITE);
  stamp (self);
  assert_step (self, FAC_CORRECTION_CANCEL);
  cancel (self, FAC_STATUS_EN_CANCELACION, "pending");
  assert_step (self, FAC_CORRECTION_ASKED);
  {
    g_autoptr (FacInvoice) there = st_remote_invoice (self->original, "i1", FAC_STATUS_CANCELADA);

    fac_set_string (&there->cancellation_status, "accepted");
    st_pull (self->s, there, "{}");
  }
  assert_step (self, FAC_CORRECTION_DONE);
}

/* The cancellation does not leave before what replaces the invoice is stamped. */
static void
test_order (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (FacOutboxEntry) other = NULL;

  answer (self, FAC_OUTBOX_CREATE, self->substitute, "i2", NULL, FAC_STATUS_BORRADOR, NULL);
  other = st_claim (self->s, ST_NOW + ST_DAY, NULL);
  g_assert_null (other);
  assert_step (self, FAC_CORRECTION_WRITE);
}

static void
test_rejected_and_again (void)
{
  g_autoptr (Case) self = begun ();

  stamp (self);
  cancel (self, FAC_STATUS_TIMBRADA, "rejected");
  assert_step (self, FAC_CORRECTION_BOTH_VALID);
  queue_cancel (self, "01", NULL, "22222222-2222-4222-8222-222222222222");
  assert_step (self, FAC_CORRECTION_CANCEL);
  cancel (self, FAC_STATUS_CANCELADA, "accepted");
  assert_step (self, FAC_CORRECTION_DONE);
}

static void
test_refused (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (FacOutboxEntry) entry = NULL;

  stamp (self);
  entry = st_claim (self->s, ST_NOW, NULL);
  g_assert_cmpint (entry->verb, ==, FAC_OUTBOX_CANCEL);
  fac_store_refuse_async (self->s->store, entry->id, "invoice_not_cancelable_by_sat", NULL, "No",
                          NULL, ST_GOT);
  st_ok (self->s);
  assert_step (self, FAC_CORRECTION_BOTH_VALID);
}

static void
test_given_up (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (FacInvoice) left = NULL;

  fac_store_queue_stamp_async (self->s->store, self->substitute, ST_GOT);
  st_ok (self->s);
  fac_store_end_correction_async (self->s->store, self->original->id, ST_GOT);
  st_ok (self->s);
  assert_none (self);
  st_assert_outbox (self->s, "CREATE invoice QUEUED");
  left = st_get_invoice (self->s, self->substitute->id);
  g_assert_cmpint (left->status, ==, FAC_STATUS_BORRADOR);
  fac_store_delete_async (self->s->store, FAC_ENTITY_INVOICE, self->substitute->id, 0, ST_GOT);
  st_ok (self->s); /* nothing needs it any more */
}

/* Once it is stamped there is no way back: the row stays, and so does what it says. */
static void
test_too_late (void)
{
  g_autoptr (Case) self = begun ();

  stamp (self);
  fac_store_end_correction_async (self->s->store, self->original->id, ST_GOT);
  st_refused (self->s, FAC_STORE_ERROR_STATE);
  assert_step (self, FAC_CORRECTION_CANCEL);
  fac_store_withdraw_async (self->s->store, self->original->id, FAC_OUTBOX_CANCEL, ST_GOT);
  st_ok (self->s);
  assert_step (self, FAC_CORRECTION_BOTH_VALID);
}

/* A stamp that is being sent may be executed: it is not given up. */
static void
test_on_its_way (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (FacOutboxEntry) entry = NULL;

  fac_store_queue_stamp_async (self->s->store, self->substitute, ST_GOT);
  st_ok (self->s);
  answer (self, FAC_OUTBOX_CREATE, self->substitute, "i2", NULL, FAC_STATUS_BORRADOR, NULL);
  entry = st_claim (self->s, ST_NOW, NULL);
  g_assert_cmpint (entry->verb, ==, FAC_OUTBOX_STAMP);
  fac_store_end_correction_async (self->s->store, self->original->id, ST_GOT);
  st_refused (self->s, FAC_STORE_ERROR_STATE);
  assert_step (self, FAC_CORRECTION_STAMP);
}

static void
test_taken_back (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (GPtrArray) entries = st_outbox (self->s);
  gint64 entry = 0;

  for (guint i = 0; i < entries->len; i++)
    if (((FacOutboxEntry *) entries->pdata[i])->verb == FAC_OUTBOX_CANCEL)
      entry = ((FacOutboxEntry *) entries->pdata[i])->id;
  fac_store_discard_async (self->s->store, entry, ST_GOT);
  st_ok (self->s);
  assert_none (self);
}

/* Cancelled for another reason: what was written is a draft like any other. */
static void
test_another_motive (void)
{
  g_autoptr (Case) self = begun ();

  queue_cancel (self, "02", NULL, NULL);
  assert_none (self);
}

static void
test_draft (void)
{
  g_autoptr (FacInvoice) original = st_invoice (NULL, "uno", "1");
  const char *const older[] = { "33333333-3333-4333-8333-333333333333", NULL };
  g_autoptr (FacInvoice) draft = NULL;
  const FacRelation *first, *second;

  fac_set_string (&original->uuid, "11111111-1111-4111-8111-111111111111");
  g_ptr_array_add (original->related_documents, fac_relation_new (FAC_RELATION_REPLACES, older));
  g_ptr_array_add (original->related_documents, fac_relation_new ("07", older));
  draft = fac_correction_draft (original);
  g_assert_cmpuint (draft->related_documents->len, ==, 2);
  first = g_ptr_array_index (draft->related_documents, 0);
  second = g_ptr_array_index (draft->related_documents, 1);
  g_assert_cmpstr (first->relationship, ==, "07");
  g_assert_cmpstr (second->relationship, ==, "04");
  g_assert_cmpstr (second->documents[0], ==, original->uuid);
  g_assert_null (draft->uuid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/corrections/draft", test_draft);
  g_test_add_func ("/store/corrections/to-the-end", test_to_the_end);
  g_test_add_func ("/store/corrections/order", test_order);
  g_test_add_func ("/store/corrections/rejected-and-again", test_rejected_and_again);
  g_test_add_func ("/store/corrections/refused", test_refused);
  g_test_add_func ("/store/corrections/given-up", test_given_up);
  g_test_add_func ("/store/corrections/too-late", test_too_late);
  g_test_add_func ("/store/corrections/on-its-way", test_on_its_way);
  g_test_add_func ("/store/corrections/taken-back", test_taken_back);
  g_test_add_func ("/store/corrections/another-motive", test_another_motive);
  return g_test_run ();
}

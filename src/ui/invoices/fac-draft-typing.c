/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-draft-typing.h"

void
fac_draft_typing_follow (GtkWidget *field, FacInvoiceDraft *draft)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (fac_invoice_draft_begin_typing), draft,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (fac_invoice_draft_end_typing), draft,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (field, focus);
}

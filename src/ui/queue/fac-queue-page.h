/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_QUEUE_PAGE (fac_queue_page_get_type ())
G_DECLARE_FINAL_TYPE (FacQueuePage, fac_queue_page, FAC, QUEUE_PAGE, FacPage)

/** FacQueuePage: what waits to be sent, in words, and what can be done about it. */
FacPage *fac_queue_page_new (FacWorkspace *workspace);

G_END_DECLS

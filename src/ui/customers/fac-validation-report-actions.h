/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-validation-page.h"

G_BEGIN_DECLS

/** fac_validation_report_install: the actions "report.copy" and "report.save" of the page. */
void fac_validation_report_install (GtkWidgetClass *page_class);

G_END_DECLS

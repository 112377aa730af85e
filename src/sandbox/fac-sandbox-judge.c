/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-judge.h"

#include "fac-sandbox-company.h"
#include "fac-sandbox-errors.h"
#include "fac-sat-check.h"

void
fac_sandbox_judge (FacSandboxRequest *request, GBytes *xml, const char *zip, const char *only,
                   GPtrArray *faults)
{
  FacSandbox *sandbox = request->sandbox;
  g_autoptr (GTimeZone) zone = fac_sandbox_zone (sandbox, zip);
  g_autoptr (GPtrArray) findings = fac_sat_check (xml, FAC_CATALOG_SOURCE (sandbox->catalog),
                                                  request->now, zone);

  for (guint i = 0; i < findings->len; i++)
    {
      const FacSatFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *path = fac_sat_path (finding);

      if (only == NULL || g_str_equal (finding->code, only))
        fac_sandbox_fault_foreign (faults, fac_sat_source (finding->code), finding->code, path,
                                   fac_sat_finding_text (finding));
    }
}

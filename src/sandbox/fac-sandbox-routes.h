/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-router.h"

G_BEGIN_DECLS

/* One array per resource, ended by a route without method; each is defined in the resource's own file. */
extern const FacSandboxRoute fac_sandbox_check_routes[];
extern const FacSandboxRoute fac_sandbox_organizations_routes[];
extern const FacSandboxRoute fac_sandbox_organization_settings_routes[];
extern const FacSandboxRoute fac_sandbox_domain_routes[];
extern const FacSandboxRoute fac_sandbox_api_keys_routes[];
extern const FacSandboxRoute fac_sandbox_series_routes[];
extern const FacSandboxRoute fac_sandbox_certificate_upload_routes[];
extern const FacSandboxRoute fac_sandbox_logo_routes[];
extern const FacSandboxRoute fac_sandbox_roles_routes[];
extern const FacSandboxRoute fac_sandbox_team_routes[];
extern const FacSandboxRoute fac_sandbox_invites_routes[];
extern const FacSandboxRoute fac_sandbox_customers_routes[];
extern const FacSandboxRoute fac_sandbox_products_routes[];
extern const FacSandboxRoute fac_sandbox_invoices_routes[];
extern const FacSandboxRoute fac_sandbox_invoice_list_routes[];
extern const FacSandboxRoute fac_sandbox_invoice_files_routes[];
extern const FacSandboxRoute fac_sandbox_invoice_cancel_routes[];
extern const FacSandboxRoute fac_sandbox_invoice_copy_routes[];
extern const FacSandboxRoute fac_sandbox_invoice_preview_routes[];
extern const FacSandboxRoute fac_sandbox_invoice_urls_routes[];
extern const FacSandboxRoute fac_sandbox_downloads_routes[];
extern const FacSandboxRoute fac_sandbox_payments_routes[];
extern const FacSandboxRoute fac_sandbox_tools_routes[];
extern const FacSandboxRoute fac_sandbox_customer_verbs_routes[];
extern const FacSandboxRoute fac_sandbox_invoice_email_routes[];
extern const FacSandboxRoute fac_sandbox_zip_requests_routes[];
extern const FacSandboxRoute fac_sandbox_catalogs_routes[];
extern const FacSandboxRoute fac_sandbox_complement_catalogs_routes[];
extern const FacSandboxRoute fac_sandbox_receipts_routes[];
extern const FacSandboxRoute fac_sandbox_receipt_files_routes[];
extern const FacSandboxRoute fac_sandbox_receipt_global_routes[];
extern const FacSandboxRoute fac_sandbox_receipt_invoice_routes[];
extern const FacSandboxRoute fac_sandbox_retentions_routes[];
extern const FacSandboxRoute fac_sandbox_retention_files_routes[];
extern const FacSandboxRoute fac_sandbox_self_invoice_routes[];
extern const FacSandboxRoute fac_sandbox_tax_info_routes[];
extern const FacSandboxRoute fac_sandbox_webhooks_routes[];
extern const FacSandboxRoute fac_sandbox_control_cancellations_routes[];
extern const FacSandboxRoute fac_sandbox_control_clock_routes[];
extern const FacSandboxRoute fac_sandbox_control_faults_routes[];
extern const FacSandboxRoute fac_sandbox_control_mail_routes[];
extern const FacSandboxRoute fac_sandbox_control_seed_routes[];
extern const FacSandboxRoute fac_sandbox_control_state_routes[];

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-directory.h"
#include "fac-organization-store.h"
#include "fac-sandbox-process.h"

G_BEGIN_DECLS

struct _FacDirectoryItem
{
  GObject parent_instance;

  FacOrganization *organization;
};

struct _FacDirectory
{
  GObject parent_instance;

  FacPaths             *paths;
  FacServices           services;
  FacOrganizationStore *store;
  GListStore           *items; /* of FacDirectoryItem */
  FacWorkspace         *workspace;
  FacSandboxProcess    *sandbox;
  gboolean              forced_offline;
  gboolean              held;
};

/** FAC_PRACTICE_ID: the practice company's local id; there is one on a machine. */
#define FAC_PRACTICE_ID "empresa-de-prueba"
#define FAC_PROVIDER_SANDBOX   "sandbox"
#define FAC_PROVIDER_FACTURAPI "facturapi"
#define FAC_FLAG_SIMULATED_OFFLINE "simulated-offline"

FacDirectoryItem *_fac_directory_item_new (FacOrganization *organization);
/** _fac_directory_remember: saves @organization and shows it in the list; @task (taken) goes on to open it. */
void _fac_directory_remember_and_open (FacDirectory *self, FacOrganization *organization, GTask *task);
/** _fac_directory_open: closes what is open and opens @organization, which is known; completes @task (taken) with
 * TRUE. */
void _fac_directory_open (FacDirectory *self, FacOrganization *organization, GTask *task);
FacOrganization *_fac_directory_find (FacDirectory *self, const char *id);
/** _fac_directory_ensure_sandbox: makes and starts the practice company's service; FALSE when its program is
 * missing. */
gboolean _fac_directory_ensure_sandbox (FacDirectory *self, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacXmlAttribute: name with its prefix, and value. */
typedef struct { char *name; char *value; } FacXmlAttribute;

/** FacXmlElement: @children are indices into the outline's elements; @place: its index among its parent's children. */
typedef struct
{
  char   *name;       /* with its prefix */
  char   *text;       /* between its tags, without the blanks around it; %NULL: none */
  GArray *attributes; /* (element-type FacXmlAttribute): namespaces first, then as written */
  GArray *children;   /* (element-type guint) */
  guint   parent;
  guint   place;
  guint   depth;
  char   *folded;     /* all that can be looked for, as fac_text_fold() has it */
} FacXmlElement;

/** FacXmlOutline: what a document of XML says, to be read by people: its elements in their order. Never changed. */
typedef struct
{
  GPtrArray *elements; /* (element-type FacXmlElement): the root first, each before its children */
} FacXmlOutline;

/** fac_xml_outline_read: Errors: as fac_xml_parse(). Returns: (transfer full) (nullable) */
FacXmlOutline *fac_xml_outline_read  (GBytes *xml, GError **error);
/** fac_xml_outline_ref: one more reference, on any thread. Returns: (transfer full) */
FacXmlOutline *fac_xml_outline_ref   (FacXmlOutline *self);
/** fac_xml_outline_unref: lets one reference go, on any thread; the last one frees it. */
void           fac_xml_outline_unref (FacXmlOutline *self);
/** fac_xml_outline_lines: the document in lines, indented by depth, as XML. Returns: (transfer full) */
GStrv          fac_xml_outline_lines (FacXmlOutline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacXmlOutline, fac_xml_outline_unref)

G_END_DECLS

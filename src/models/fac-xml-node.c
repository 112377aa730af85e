/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml-node-private.h"

#include "fac-xml-keys.h"

typedef enum { ELEMENT, ATTRIBUTE, TEXT } Kind;

struct _FacXmlNode
{
  GObject parent_instance;

  FacXmlOutline *outline;
  guint          index; /* of the element */
  Kind           kind;
  guint          attribute;
};

G_DEFINE_FINAL_TYPE (FacXmlNode, fac_xml_node, G_TYPE_OBJECT)

static const FacXmlElement *
element_of (FacXmlNode *self)
{
  return self->outline->elements->pdata[self->index];
}

static const FacXmlAttribute *
attribute_of (FacXmlNode *self)
{
  return &g_array_index (element_of (self)->attributes, FacXmlAttribute, self->attribute);
}

static void
fac_xml_node_finalize (GObject *object)
{
  fac_xml_outline_unref (FAC_XML_NODE (object)->outline);
  G_OBJECT_CLASS (fac_xml_node_parent_class)->finalize (object);
}

static void
fac_xml_node_class_init (FacXmlNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_xml_node_finalize;
}

static void
fac_xml_node_init (FacXmlNode *self)
{
}

static FacXmlNode *
node_new (FacXmlOutline *outline, guint index, Kind kind, guint attribute)
{
  FacXmlNode *self = g_object_new (FAC_TYPE_XML_NODE, NULL);

  self->outline = fac_xml_outline_ref (outline);
  self->index = index;
  self->kind = kind;
  self->attribute = attribute;
  return self;
}

FacXmlNode *
_fac_xml_node_new (FacXmlOutline *outline, guint index)
{
  return node_new (outline, index, ELEMENT, 0);
}

gboolean
fac_xml_node_is_element (FacXmlNode *self)
{
  return self->kind == ELEMENT;
}

const char *
fac_xml_node_get_name (FacXmlNode *self)
{
  if (self->kind == TEXT)
    return NULL;
  return self->kind == ELEMENT ? element_of (self)->name : attribute_of (self)->name;
}

const char *
fac_xml_node_get_value (FacXmlNode *self)
{
  if (self->kind == ELEMENT)
    return NULL;
  return self->kind == TEXT ? element_of (self)->text : attribute_of (self)->value;
}

char *
fac_xml_node_dup_summary (FacXmlNode *self)
{
  return self->kind == ELEMENT ? fac_xml_element_summary (element_of (self)) : NULL;
}

/* ---- what is in an element ------------------------------------------------------------------- */

#define FAC_TYPE_XML_CHILDREN (fac_xml_children_get_type ())
G_DECLARE_FINAL_TYPE (FacXmlChildren, fac_xml_children, FAC, XML_CHILDREN, GObject)

struct _FacXmlChildren
{
  GObject parent_instance;

  FacXmlOutline *outline;
  guint          index;
};

static void children_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacXmlChildren, fac_xml_children, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, children_list_init))

static const FacXmlElement *
parent_of (GListModel *model)
{
  FacXmlChildren *self = FAC_XML_CHILDREN (model);

  return self->outline->elements->pdata[self->index];
}

static GType
get_item_type (GListModel *model)
{
  return FAC_TYPE_XML_NODE;
}

static guint
get_n_items (GListModel *model)
{
  const FacXmlElement *element = parent_of (model);

  return element->attributes->len + (element->text != NULL ? 1 : 0) + element->children->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FacXmlChildren *self = FAC_XML_CHILDREN (model);
  const FacXmlElement *element = parent_of (model);
  const guint texts = element->text != NULL ? 1 : 0;
  guint at = position;

  if (position >= get_n_items (model))
    return NULL;
  if (at < element->attributes->len)
    return node_new (self->outline, self->index, ATTRIBUTE, at);
  at -= element->attributes->len;
  if (at < texts)
    return node_new (self->outline, self->index, TEXT, 0);
  return _fac_xml_node_new (self->outline, g_array_index (element->children, guint, at - texts));
}

static void
children_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
fac_xml_children_finalize (GObject *object)
{
  fac_xml_outline_unref (FAC_XML_CHILDREN (object)->outline);
  G_OBJECT_CLASS (fac_xml_children_parent_class)->finalize (object);
}

static void
fac_xml_children_class_init (FacXmlChildrenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_xml_children_finalize;
}

static void
fac_xml_children_init (FacXmlChildren *self)
{
}

GListModel *
fac_xml_node_dup_children (FacXmlNode *self)
{
  FacXmlChildren *children;

  if (self->kind != ELEMENT)
    return NULL;
  children = g_object_new (FAC_TYPE_XML_CHILDREN, NULL);
  children->outline = fac_xml_outline_ref (self->outline);
  children->index = self->index;
  return G_LIST_MODEL (children);
}

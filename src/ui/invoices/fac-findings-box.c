/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-findings-box.h"

#include "fac-line-edit.h"

#include <glib/gi18n.h>

#define MOST_SHOWN 12

struct _FacFindingsBox
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel  *title;
  GtkWidget *list;
  GtkLabel  *more;
  GPtrArray *fields; /* of the links */
};

static guint go_to;

G_DEFINE_FINAL_TYPE (FacFindingsBox, fac_findings_box, GTK_TYPE_WIDGET)

static const char *
translate (const char *text)
{
  return _(text);
}

static void
on_clicked (GtkButton *button, FacFindingsBox *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "finding"));

  if (index < self->fields->len)
    g_signal_emit (self, go_to, 0, self->fields->pdata[index]);
}

static GtkWidget *
new_link (FacFindingsBox *self, guint index)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "finding");
  g_object_set_data (G_OBJECT (button), "finding", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_box_append (GTK_BOX (self->list), button);
  return button;
}

static char *
finding_text (const FacFinding *finding)
{
  g_autofree char *text = fac_finding_text (finding, translate);
  guint line;
  FacLineColumn column;

  if (!fac_line_find_field (finding->field, &line, &column))
    return g_steal_pointer (&text);
  /* Translators: number of a line of the invoice, and what is wrong with it */
  return g_strdup_printf (_("Line %1$u: %2$s"), line + 1, text);
}

static void
fill_link (GtkWidget *button, const FacFinding *finding)
{
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (button));
  GtkWidget *icon = gtk_widget_get_first_child (box);
  g_autofree char *text = finding_text (finding);
  gboolean wrong = finding->severity == FAC_FINDING_ERROR;

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                wrong ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), text);
  /* the SAT's codes can be looked up; words of ours cannot */
  gtk_widget_set_tooltip_text (button, g_ascii_isupper (finding->code[0]) ? finding->code : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Links are kept and filled anew: the one with the focus must not vanish under the person's
 * hands. */
static void
fill_links (FacFindingsBox *self, GPtrArray *findings)
{
  GtkWidget *link = gtk_widget_get_first_child (self->list);

  g_ptr_array_set_size (self->fields, 0);
  for (guint i = 0; i < MIN (findings->len, MOST_SHOWN); i++)
    {
      const FacFinding *finding = findings->pdata[i];

      if (link == NULL)
        link = new_link (self, i);
      fill_link (link, finding);
      gtk_widget_set_visible (link, TRUE);
      g_ptr_array_add (self->fields, g_strdup (finding->field));
      link = gtk_widget_get_next_sibling (link);
    }
  for (; link != NULL; link = gtk_widget_get_next_sibling (link))
    gtk_widget_set_visible (link, FALSE);
}

static void
fac_findings_box_dispose (GObject *object)
{
  g_clear_pointer (&FAC_FINDINGS_BOX (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (fac_findings_box_parent_class)->dispose (object);
}

static void
fac_findings_box_finalize (GObject *object)
{
  g_ptr_array_unref (FAC_FINDINGS_BOX (object)->fields);
  G_OBJECT_CLASS (fac_findings_box_parent_class)->finalize (object);
}

static void
fac_findings_box_class_init (FacFindingsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_findings_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_findings_box_finalize;
  go_to = g_signal_new ("go-to", FAC_TYPE_FINDINGS_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                        G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "findings");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fac_findings_box_init (FacFindingsBox *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_label_set_xalign (self->more, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->more));
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "findings");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
set_kind (FacFindingsBox *self, const char *kind)
{
  const char *const kinds[] = { "wrong", "doubtful", "ready" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i]))
      gtk_widget_add_css_class (self->box, kinds[i]);
    else
      gtk_widget_remove_css_class (self->box, kinds[i]);
}

void
fac_findings_box_show (FacFindingsBox *self, GPtrArray *findings)
{
  gboolean wrong = fac_findings_has_errors (findings);
  guint hidden = findings->len > MOST_SHOWN ? findings->len - MOST_SHOWN : 0;
  const char *title = wrong ? _("Before stamping") : _("Ready to stamp");
  g_autofree char *more = NULL;

  g_return_if_fail (FAC_IS_FINDINGS_BOX (self));
  set_kind (self, wrong ? "wrong" : findings->len > 0 ? "doubtful" : "ready");
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  fill_links (self, findings);
  gtk_widget_set_visible (self->list, findings->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), hidden > 0);
  more = g_strdup_printf (ngettext ("and %u more", "and %u more", hidden), hidden);
  gtk_label_set_label (self->more, more);
}

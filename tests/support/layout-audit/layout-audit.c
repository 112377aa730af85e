/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What assistive technology cannot tell: which texts are shortened or cut, and who may have the focus.
 *
 * A module of GIO that display tests put into the program under test (GIO_EXTRA_MODULES); the program
 * knows nothing of it.  At SIGUSR1 it writes the file named by FACTURADOR_LAYOUT_AUDIT anew, one line each:
 *   text    KIND  PLACE  RECT  TIP  TEXT   a text that is not there whole; TIP says where it can be had
 *   stop    ID  PLACE  RECT                a widget of the window in front that may have the focus, in their order
 *   focus   ID  PLACE  RECT                the one that has it
 *   window  TYPE  WIDTHxHEIGHT             each window
 *   wide    PLACE  WIDTH                   the innermost widgets that cannot be as narrow as a telephone
 *   success PLACE                          a widget in the colour of what succeeded
 *   stall   MS                             the longest that the main loop kept everybody waiting since the last signal
 */
#include <adwaita.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <signal.h>

#define SLACK     1
#define NARROWEST 360

/* ---- stalls --------------------------------------------------------------------------------- */

#define TICK_MS 5

/* A thread that only sleeps: what it is late is the fault of the machine, and not of the main loop. */
static int witness_late_ms; /* (atomic) since the last tick of the main loop */
static gint64 last_tick, longest_stall;

static gpointer
witness (gpointer data)
{
  for (;;)
    {
      gint64 before = g_get_monotonic_time ();

      g_usleep (TICK_MS * 1000);
      g_atomic_int_add (&witness_late_ms,
                        (int) ((g_get_monotonic_time () - before) / 1000 - TICK_MS));
    }
  return NULL;
}

static gboolean
on_tick (gpointer data)
{
  gint64 now = g_get_monotonic_time ();
  int late = g_atomic_int_exchange (&witness_late_ms, 0);

  if (last_tick != 0)
    longest_stall = MAX (longest_stall, (now - last_tick) / 1000 - TICK_MS - late);
  last_tick = now;
  return G_SOURCE_CONTINUE;
}

static void
add_stall (GString *out)
{
  g_string_append_printf (out, "stall\t%d\n", (int) MAX (longest_stall, 0));
  longest_stall = 0;
  /* what is written here does not count */
  last_tick = 0;
}

static void
watch_stalls (void)
{
  /* before everything else in each round of the loop */
  g_timeout_add_full (G_PRIORITY_HIGH - 100, TICK_MS, on_tick, NULL, NULL);
  g_thread_unref (g_thread_new ("witness", witness, NULL));
}

/* ---- words ---------------------------------------------------------------------------------- */

static gboolean
is_row (GtkWidget *widget)
{
  static const char *const rows[] = { "GtkListItemWidget", "GtkColumnListItemWidget", "GtkListBoxRow",
                                      "FacLineRow", NULL };

  return g_strv_contains (rows, G_OBJECT_TYPE_NAME (widget)) || GTK_IS_LIST_BOX_ROW (widget);
}

static char *
place_of (GtkWidget *widget)
{
  GString *place = g_string_new (NULL);

  for (int depth = 0; widget != NULL && depth < 7; depth++, widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      g_string_append_printf (place, "%s%s", depth > 0 ? " < " : "", G_OBJECT_TYPE_NAME (widget));
      if (id != NULL && *id != '_')
        g_string_append_printf (place, "#%s", id);
    }
  return g_string_free (place, FALSE);
}

static char *
rect_of (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_native (widget));
  graphene_rect_t box = { { 0, 0 }, { 0, 0 } };

  if (!gtk_widget_compute_bounds (widget, root, &box))
    return g_strdup ("0,0,0,0");
  return g_strdup_printf ("%d,%d,%d,%d", (int) box.origin.x, (int) box.origin.y,
                          (int) box.size.width, (int) box.size.height);
}

/* whether @widget says its tip when it is asked for it */
static gboolean
answers_tip (GtkWidget *widget)
{
  g_autoptr (GtkTooltip) tooltip = NULL;
  gboolean answers = FALSE;

  if (!gtk_widget_get_has_tooltip (widget) || gtk_widget_get_tooltip_text (widget) != NULL)
    return FALSE;
  tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  g_signal_emit_by_name (widget, "query-tooltip", 0, 0, TRUE, tooltip, &answers);
  return answers;
}

/* "row" when a tip of the text or of its row has the whole text, "tip" when one elsewhere has, else "-" */
static const char *
tip_of (GtkWidget *widget, const char *text)
{
  gboolean told = FALSE;
  gboolean row = FALSE;

  for (GtkWidget *at = widget; at != NULL && !row; at = gtk_widget_get_parent (at))
    {
      const char *tip = gtk_widget_get_tooltip_text (at);

      told = told || (tip != NULL && strstr (tip, text) != NULL) || answers_tip (at);
      row = is_row (at);
    }
  return !told ? "-" : row ? "row" : "tip";
}

static void
add_text (GString *out, const char *kind, GtkWidget *widget, const char *text)
{
  g_autofree char *place = place_of (widget);
  g_autofree char *rect = rect_of (widget);
  g_autofree char *flat = g_strdup (text);

  g_strdelimit (flat, "\t\n\r", ' ');
  g_string_append_printf (out, "text\t%s\t%s\t%s\t%s\t%s\n", kind, place, rect,
                          tip_of (widget, text), flat);
}

/* ---- texts that are not whole --------------------------------------------------------------- */

/* how much of what @widget paints, within @ink wide from its @left, lies outside what clips it */
static gboolean
is_cut (GtkWidget *widget, float left, float width)
{
  graphene_rect_t own = GRAPHENE_RECT_INIT (left, 0, width, gtk_widget_get_height (widget));
  gboolean scrolls = FALSE;

  for (GtkWidget *at = gtk_widget_get_parent (widget); at != NULL; at = gtk_widget_get_parent (at))
    {
      graphene_point_t corner;
      int wide = gtk_widget_get_width (at);
      int high = gtk_widget_get_height (at);

      if (GTK_IS_NATIVE (at) ? FALSE : gtk_widget_get_overflow (at) != GTK_OVERFLOW_HIDDEN)
        continue;
      if (!gtk_widget_compute_point (widget, at, &own.origin, &corner))
        break;
      scrolls = scrolls || GTK_IS_SCROLLABLE (at);
      if (corner.y + own.size.height < 0 || corner.y > high)
        return FALSE;           /* scrolled away */
      if (corner.x < -SLACK || corner.x + own.size.width > wide + SLACK)
        return TRUE;
      if (!scrolls && (corner.y < -SLACK || corner.y + own.size.height > high + SLACK))
        return TRUE;
      if (GTK_IS_NATIVE (at))
        break;
    }
  return FALSE;
}

static void
judge_label (GtkLabel *label, GString *out)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *text = gtk_label_get_text (label);
  PangoRectangle ink;
  int x, y;

  if (*text == '\0')
    return;
  if (pango_layout_is_ellipsized (layout))
    {
      add_text (out, "shortened", GTK_WIDGET (label), text);
      return;
    }
  pango_layout_get_pixel_extents (layout, NULL, &ink);
  gtk_label_get_layout_offsets (label, &x, &y);
  if (ink.width > gtk_widget_get_width (GTK_WIDGET (label)) + SLACK
      || ink.height > gtk_widget_get_height (GTK_WIDGET (label)) + SLACK
      || is_cut (GTK_WIDGET (label), (float) (x + ink.x), (float) ink.width))
    add_text (out, "cut", GTK_WIDGET (label), text);
}

static void
judge_inscription (GtkInscription *inscription, GString *out)
{
  const char *text = gtk_inscription_get_text (inscription);
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (text == NULL || *text == '\0')
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (inscription), text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > gtk_widget_get_width (GTK_WIDGET (inscription)) + SLACK)
    add_text (out, "shortened", GTK_WIDGET (inscription), text);
  else if (is_cut (GTK_WIDGET (inscription), 0, (float) width))
    add_text (out, "cut", GTK_WIDGET (inscription), text);
}

/* what lies in an entry scrolls, so only its height counts */
static void
judge_entry (GtkText *entry, GString *out)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (entry), "Ág");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  if (height > gtk_widget_get_height (GTK_WIDGET (entry)) + SLACK)
    add_text (out, "cut", GTK_WIDGET (entry), gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* ---- the focus ------------------------------------------------------------------------------ */

static void
add_stop (GString *out, const char *kind, GtkWidget *widget)
{
  g_autofree char *place = place_of (widget);
  g_autofree char *rect = rect_of (widget);

  g_string_append_printf (out, "%s\t%p\t%s\t%s\n", kind, (void *) widget, place, rect);
}

static void
add_success (GString *out, GtkWidget *widget)
{
  g_autofree char *place = place_of (widget);

  g_string_append_printf (out, "success\t%s\n", place);
}

static void
walk (GtkWidget *widget, gboolean front, GString *out)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    judge_label (GTK_LABEL (widget), out);
  else if (GTK_IS_INSCRIPTION (widget))
    judge_inscription (GTK_INSCRIPTION (widget), out);
  else if (GTK_IS_TEXT (widget))
    judge_entry (GTK_TEXT (widget), out);
  if (gtk_widget_has_css_class (widget, "success"))
    add_success (out, widget);
  if (front && gtk_widget_get_focusable (widget) && gtk_widget_is_sensitive (widget)
      && gtk_widget_get_can_focus (widget) && gtk_widget_get_width (widget) > 0)
    add_stop (out, "stop", widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk (child, front, out);
}

static int
least_width (GtkWidget *widget)
{
  int least = 0;

  if (gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* also in what is not in front: a page holds the window open from behind */
static void
find_wide (GtkWidget *widget, GString *out)
{
  gboolean within = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child) && least_width (child) > NARROWEST)
      {
        within = TRUE;
        find_wide (child, out);
      }
  if (!within && least_width (widget) > NARROWEST)
    {
      g_autofree char *place = place_of (widget);

      g_string_append_printf (out, "wide\t%s\t%d\n", place, least_width (widget));
    }
}

static gboolean
on_asked (gpointer data)
{
  const char *path = g_getenv ("FACTURADOR_LAYOUT_AUDIT");
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      GtkWidget *focus = gtk_window_get_focus (window);

      if (!gtk_widget_get_mapped (GTK_WIDGET (window)))
        continue;
      g_string_append_printf (out, "window\t%s\t%dx%d\n", G_OBJECT_TYPE_NAME (window),
                              gtk_widget_get_width (GTK_WIDGET (window)),
                              gtk_widget_get_height (GTK_WIDGET (window)));
      walk (GTK_WIDGET (window), gtk_window_is_active (window), out);
      find_wide (GTK_WIDGET (window), out);
      if (focus != NULL && gtk_window_is_active (window))
        add_stop (out, "focus", focus);
    }
  add_stall (out);
  g_file_set_contents (path, out->str, (gssize) out->len, NULL);
  return G_SOURCE_CONTINUE;
}

G_MODULE_EXPORT void
g_io_module_load (GIOModule *module)
{
  const char *path = g_getenv ("FACTURADOR_LAYOUT_AUDIT");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  g_type_module_use (G_TYPE_MODULE (module));
  /* the sandbox inherits the environment */
  if (path == NULL || program == NULL || !g_str_has_suffix (program, "/facturador"))
    return;
  g_unix_signal_add (SIGUSR1, on_asked, NULL);
  if (g_getenv ("FACTURADOR_WATCH_STALLS") != NULL)
    watch_stalls ();
  g_file_set_contents (path, "", 0, NULL);
}

G_MODULE_EXPORT void
g_io_module_unload (GIOModule *module)
{
}

G_MODULE_EXPORT char **
g_io_module_query (void)
{
  return g_new0 (char *, 1);
}

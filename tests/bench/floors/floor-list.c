/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The smallest honest window over a list of documents.
 *   floor-list FILE make N   makes the database
 *   floor-list FILE          opens it, draws the first frame with documents, ends
 *   floor-list FILE stay     and stays open
 *   floor-list empty         a window with a header bar only
 */
#include <adwaita.h>
#include <sqlite3.h>

#define N_COLUMNS 7

static const char *const titles[N_COLUMNS] = { "Folio", "Fecha", "Cliente", "RFC", "Total", "Estado", "UUID" };
static sqlite3 *db;
static sqlite3_stmt *row_query;
static GArray *ids;
static gboolean stays;

/* ---- a document ------------------------------------------------------------------------------ */

typedef struct
{
  GObject parent_instance;

  char *cells[N_COLUMNS];
} FloorRow;

typedef GObjectClass FloorRowClass;
GType floor_row_get_type (void);
G_DEFINE_TYPE (FloorRow, floor_row, G_TYPE_OBJECT)

static void
floor_row_finalize (GObject *object)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (((FloorRow *) object)->cells[i]);
  G_OBJECT_CLASS (floor_row_parent_class)->finalize (object);
}

static void
floor_row_class_init (FloorRowClass *klass)
{
  klass->finalize = floor_row_finalize;
}

static void
floor_row_init (FloorRow *self)
{
}

/* ---- all documents ---------------------------------------------------------------------------- */

typedef struct
{
  GObject parent_instance;
} FloorModel;

typedef GObjectClass FloorModelClass;
GType floor_model_get_type (void);
static void list_model_init (GListModelInterface *iface);
G_DEFINE_TYPE_WITH_CODE (FloorModel, floor_model, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
floor_model_class_init (FloorModelClass *klass)
{
}

static void
floor_model_init (FloorModel *self)
{
}

static GType
get_item_type (GListModel *model)
{
  return floor_row_get_type ();
}

static guint
get_n_items (GListModel *model)
{
  return ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FloorRow *row;

  if (position >= ids->len)
    return NULL;
  row = g_object_new (floor_row_get_type (), NULL);
  sqlite3_bind_int64 (row_query, 1, g_array_index (ids, gint64, position));
  if (sqlite3_step (row_query) == SQLITE_ROW)
    for (int i = 0; i < N_COLUMNS; i++)
      row->cells[i] = g_strdup ((const char *) sqlite3_column_text (row_query, i));
  sqlite3_reset (row_query);
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- the window ------------------------------------------------------------------------------- */

static void
make_cell (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
fill_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  FloorRow *row = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), row->cells[GPOINTER_TO_INT (column)]);
}

static GtkWidget *
make_list (void)
{
  GListModel *model = g_object_new (floor_model_get_type (), NULL);
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (model)));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  for (int i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (make_cell), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (fill_cell), GINT_TO_POINTER (i));
      column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_expand (column, i == 2);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
make_places (void)
{
  static const char *const places[] = { "Facturas", "Clientes", "Productos" };
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), places[i]);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_widget_set_size_request (list, 180, -1);
  return list;
}

static gboolean
end (gpointer application)
{
  if (!stays)
    g_application_quit (application);
  return G_SOURCE_REMOVE;
}

static void
on_painted (GdkFrameClock *clock, gpointer application)
{
  static gboolean seen;

  if (!seen)
    g_idle_add (end, application);
  seen = TRUE;
}

static void
on_mapped (GtkWidget *window, gpointer application)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted), application);
}

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  gtk_box_append (GTK_BOX (content), header);
  if (ids != NULL)
    {
      GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), gtk_search_entry_new ());
      gtk_box_append (GTK_BOX (body), make_places ());
      gtk_box_append (GTK_BOX (body), make_list ());
      gtk_box_append (GTK_BOX (content), body);
    }
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), content);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  g_signal_connect (window, "map", G_CALLBACK (on_mapped), application);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- the database ------------------------------------------------------------------------------ */

static gboolean
run (const char *sql)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static gboolean
make_documents (int n)
{
  g_autofree char *fill = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
    "INSERT INTO document SELECT i, 'F', i, 1577836800 + i * 1400, 'Cliente número ' || (i * 7919 %% 5000) || ' del Norte', "
    "printf('XAXX%%06d000', i * 31 %% 1000000), abs(i * 1048583 %% 100000000), i %% 3, "
    "printf('%%08x-1234-4321-8888-%%012x', i * 2654435761 %% 4294967296, i), hex(zeroblob(500)) FROM n", n);

  return run ("PRAGMA journal_mode = WAL; CREATE TABLE document (id INTEGER PRIMARY KEY, serie TEXT, folio INTEGER, "
              "date INTEGER, customer TEXT, rfc TEXT, total INTEGER, status INTEGER, uuid TEXT, body TEXT)")
         && run (fill) && run ("CREATE INDEX document_date ON document (date DESC, id DESC)");
}

static gboolean
read_ids (void)
{
  sqlite3_stmt *query = NULL;

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!run ("PRAGMA mmap_size = 268435456")
      || sqlite3_prepare_v2 (db, "SELECT id FROM document ORDER BY date DESC, id DESC", -1, &query, NULL) != SQLITE_OK)
    return FALSE;
  while (sqlite3_step (query) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (query, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_finalize (query);
  return sqlite3_prepare_v2 (db, "SELECT serie || ' ' || folio, datetime(date, 'unixepoch'), customer, rfc, "
                                 "printf('$%,.2f', total / 100.0), CASE status WHEN 0 THEN 'Vigente' WHEN 1 THEN "
                                 "'Cancelada' ELSE 'Borrador' END, uuid FROM document WHERE id = ?",
                             -1, &row_query, NULL) == SQLITE_OK;
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  if (argc < 2)
    return EXIT_FAILURE;
  if (!g_str_equal (argv[1], "empty") && sqlite3_open (argv[1], &db) != SQLITE_OK)
    return EXIT_FAILURE;
  if (argc == 4)
    return make_documents (atoi (argv[3])) && sqlite3_close (db) == SQLITE_OK ? EXIT_SUCCESS : EXIT_FAILURE;
  if (db != NULL && (!read_ids () || ids->len == 0))
    return EXIT_FAILURE;
  stays = argc == 3;
  application = adw_application_new ("org.example.Floor", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

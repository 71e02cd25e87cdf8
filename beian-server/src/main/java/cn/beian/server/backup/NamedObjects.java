package cn.beian.server.backup;

import cn.beian.server.backup.BackupManifest.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The columns of the database whose digests are files of the object store. */
final class NamedObjects {
  /**
   * A column.
   *
   * @param table that holds it; where it is not there, it names nothing
   */
  record Column(String table, String name) {}

  static final Set<Column> COLUMNS =
      Set.of(
          new Column("package_upload", "sha256"),
          new Column("attachment", "sha256"),
          new Column("filing_certificate", "sha256"),
          new Column("issued_letter", "pdf_sha256"),
          new Column("inspection", "facts_digest"),
          new Column("test_build", "facts_digest"),
          new Column("test_run", "facts_digest"));

  private NamedObjects() {}

  /** Digests that rows name. */
  static Set<String> of(Connection connection, List<Table> tables) throws SQLException {
    Set<String> digests = new TreeSet<>();
    for (Table table : tables) {
      for (Column column : COLUMNS) {
        if (column.table().equals(table.name())) {
          String field = DatabaseCatalogue.quoted(column.name());
          TableRows.forEachText(
              connection,
              "select distinct "
                  + field
                  + " from "
                  + TableRows.name(table)
                  + " where "
                  + field
                  + " is not null",
              digests::add);
        }
      }
    }
    return digests;
  }
}

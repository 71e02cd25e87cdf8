package cn.beian.server.backup;

import cn.beian.ledger.tree.TreeHead;
import cn.beian.server.backup.BackupManifest.Head;
import cn.beian.server.backup.BackupManifest.Table;
import cn.beian.server.ledger.PublicLedger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What copying out and copying in say of tables in the same words. */
final class TableRows {
  private static final String LEDGER = "ledger_head";

  private static final int FETCH_ROWS = 1000;

  private TableRows() {}

  /** The table as SQL wants it. */
  static String name(Table table) {
    return DatabaseCatalogue.quoted(table.schema()) + "." + DatabaseCatalogue.quoted(table.name());
  }

  /** Table and columns as COPY wants them. */
  static String of(Table table) {
    return name(table)
        + table.columns().stream()
            .map(DatabaseCatalogue::quoted)
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** The head of each ledger among the tables, as a connection sees it. */
  static List<Head> heads(Connection connection, List<Table> tables) throws SQLException {
    String own = connection.getSchema();
    List<Head> heads = new ArrayList<>();
    for (Table table : tables) {
      if (table.name().equals(LEDGER)) {
        connection.setSchema(table.schema());
        TreeHead head = PublicLedger.headOn(connection);
        heads.add(new Head(table.schema(), head.size(), head.root().hex()));
      }
    }
    connection.setSchema(own);
    return heads;
  }

  /** Hands out the first column, in a transaction that is open. */
  static void forEachText(Connection connection, String sql, Consumer<String> visitor)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          visitor.accept(rows.getString(1));
        }
      }
    }
  }
}

package cn.beian.server.backup;

import cn.beian.server.backup.BackupManifest.Migration;
import cn.beian.server.backup.BackupManifest.Sequence;
import cn.beian.server.backup.BackupManifest.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the database says it consists of, so that no list of tables has to be kept by hand. The list
 * of migrations is made by those that are run, so it is never copied.
 */
final class DatabaseCatalogue {
  /** Schemas in which the owner of the list of migrations has tables; that of the list first. */
  private static final String SCHEMAS =
      """
      select n.nspname from pg_namespace n
       where exists (select 1 from pg_class c join pg_class m on m.relowner = c.relowner
                      where c.relnamespace = n.oid and c.relkind = 'r'
                        and m.relname = 'flyway_schema_history'
                        and m.relnamespace = current_schema()::regnamespace)
         and n.nspname not in ('pg_catalog', 'information_schema')
       order by n.nspname <> current_schema(), n.nspname
      """;

  private static final String TABLES =
      """
      select c.relname, array_agg(a.attname order by a.attnum)
        from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = ?::regnamespace and c.relkind = 'r'
         and c.relname <> 'flyway_schema_history'
         and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
       group by c.relname order by c.relname
      """;

  private static final String SEQUENCES =
      """
      select sequencename, coalesce(last_value, start_value), last_value is not null
        from pg_sequences where schemaname = ? order by sequencename
      """;

  private static final String APPLIED =
      """
      select version, coalesce(checksum::text, '') from flyway_schema_history
       where success and version is not null order by installed_rank
      """;

  private static final String FOREIGN_KEYS =
      """
      select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
        from pg_constraint where contype = 'f' and connamespace = ?::regnamespace
       order by 1, 2
      """;

  private static final String BYTES =
      """
      select coalesce(sum(pg_table_size(oid)), 0) from pg_class
       where relnamespace = ?::regnamespace and relkind = 'r'
      """;

  private final Connection connection;

  DatabaseCatalogue(Connection connection) {
    this.connection = connection;
  }

  /** A foreign key: its table, its name, how it is made; quoted as SQL wants them. */
  record ForeignKey(String table, String name, String definition) {}

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Schemas of ours; that of the register first. */
  List<String> schemas() throws SQLException {
    return query(SCHEMAS, row -> row.getString(1));
  }

  /** All tables, their rows not yet counted. */
  List<Table> tables() throws SQLException {
    return ofEachSchema(
        (schema, all) ->
            all.addAll(
                query(
                    TABLES,
                    row ->
                        new Table(
                            schema,
                            row.getString(1),
                            List.of((String[]) row.getArray(2).getArray()),
                            0),
                    quoted(schema))));
  }

  List<Sequence> sequences() throws SQLException {
    return ofEachSchema(
        (schema, all) ->
            all.addAll(
                query(
                    SEQUENCES,
                    row ->
                        new Sequence(schema, row.getString(1), row.getLong(2), row.getBoolean(3)),
                    schema)));
  }

  List<Migration> migrations() throws SQLException {
    return query(APPLIED, row -> new Migration(row.getString(1), row.getString(2)));
  }

  List<ForeignKey> foreignKeys() throws SQLException {
    return ofEachSchema(
        (schema, all) ->
            all.addAll(
                query(
                    FOREIGN_KEYS,
                    row -> new ForeignKey(row.getString(1), row.getString(2), row.getString(3)),
                    quoted(schema))));
  }

  /** About how large the tables are. */
  long bytes() throws SQLException {
    List<Long> sizes =
        ofEachSchema(
            (schema, all) -> all.addAll(query(BYTES, row -> row.getLong(1), quoted(schema))));
    return sizes.stream().mapToLong(Long::longValue).sum();
  }

  /** Whether there is nothing at all in the schema of the connection. */
  boolean isEmpty() throws SQLException {
    return query(
            "select count(*) from pg_class where relnamespace = current_schema()::regnamespace",
            row -> row.getLong(1) == 0)
        .get(0);
  }

  private interface Gathering<T> {
    void of(String schema, List<T> all) throws SQLException;
  }

  private <T> List<T> ofEachSchema(Gathering<T> gathering) throws SQLException {
    List<T> all = new ArrayList<>();
    for (String schema : schemas()) {
      gathering.of(schema, all);
    }
    return all;
  }

  private <T> List<T> query(String sql, Row<T> mapping, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(mapping.of(rows));
        }
        return all;
      }
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}

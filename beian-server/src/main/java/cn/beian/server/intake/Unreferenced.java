package cn.beian.server.intake;

import static java.util.stream.Collectors.toList;

import cn.beian.server.database.DatabaseLock;
import cn.beian.server.platform.RecordClient;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what nobody refers to: attachments that no answer, letter or case names, and objects that
 * no row names. Where something may be named is read from the catalogue of the database: every
 * column that can hold an id or a digest counts, also inside longer text and JSON, so that a new
 * table is not forgotten. The audit trail tells what was done and refers to nothing that is kept
 * for it. What is younger than the grace time stays. Each table is read once.
 */
@Service
class Unreferenced {
  private static final Logger LOG = LoggerFactory.getLogger(Unreferenced.class);
  private static final String DIGEST = "[0-9a-f]{64}";
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final int BATCH = 1000;

  private static final String COLUMNS =
      """
      select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as place,
             quote_ident(a.attname) as field, t.typname as type, c.relname as name, a.attname as plain
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
       where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_t%'
         and c.relname <> 'audit_entry' and has_table_privilege(c.oid, 'SELECT') and t.typname in ('uuid', '_uuid', 'bpchar', 'varchar', 'text', '_text', '_bpchar', 'json', 'jsonb')
       order by 1, 2
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final ObjectStore objects;
  private final DiskSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final RegisterStandings standings;

  Unreferenced(
      JdbcTemplate template,
      ObjectStore objects,
      DiskSettings settings,
      TransactionTemplate transaction,
      Clock clock,
      RegisterStandings standings) {
    this.jdbc = new RecordClient(JdbcClient.create(template));
    this.template = template;
    this.objects = objects;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
    this.standings = standings;
  }

  /**
   * What was removed.
   *
   * @param attachments number of rows
   * @param objects number of files
   */
  record Removed(int attachments, int objects) {}

  private record Column(String place, String field, String type, String name, String plain) {
    boolean holdsIds() {
      return type.endsWith("uuid");
    }
  }

  /**
   * Removes it; nothing while somebody copies the objects. Rows go first, and files once that is
   * committed: a file whose row came back could not be brought back.
   */
  Removed collect() throws IOException {
    Instant before = clock.instant().minus(settings.collectAfter());
    int attachments = alone(() -> collectAttachments(columns(), before));
    int files;
    try {
      files = alone(() -> collectObjects(columns(), before));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (attachments + files > 0) {
      LOG.info("{} attachments and {} objects that nothing refers to removed", attachments, files);
    }
    return new Removed(attachments, files);
  }

  /** A transaction that holds the lock of the objects; 0 where somebody else holds it. */
  private int alone(IntSupplier collecting) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              if (!jdbc.sql("select pg_try_advisory_xact_lock(:number)")
                  .param("number", DatabaseLock.FILES.number())
                  .query(Boolean.class)
                  .single()) {
                LOG.info("nothing is collected: a backup is being made");
                return 0;
              }
              template.execute("set local statement_timeout = 0"); // it reads every table
              return collecting.getAsInt();
            }));
  }

  private List<Column> columns() {
    return jdbc.sql(COLUMNS).query(Column.class).list();
  }

  private int collectAttachments(List<Column> columns, Instant before) {
    List<String> old =
        jdbc.sql("select id::text from attachment where uploaded_at < :uploadedAt")
            .param("uploadedAt", before)
            .query(String.class)
            .list();
    List<String> left =
        unnamed(
            old,
            columns.stream()
                .filter(
                    column -> !(column.name().equals("attachment") && column.plain().equals("id")))
                .toList(),
            ID);
    for (String id : left) {
      jdbc.sql("delete from attachment where id = :id").param("id", UUID.fromString(id)).update();
      standings.record(StandingKind.ATTACHMENT, id);
      LOG.info("attachment {} removed: nothing refers to it", id);
    }
    return left.size();
  }

  private int collectObjects(List<Column> columns, Instant before) {
    List<Column> texts = columns.stream().filter(column -> !column.holdsIds()).toList();
    int removed = 0;
    try {
      for (String sha256 : unnamed(objects.olderThan(before), texts, DIGEST)) {
        if (objects.remove(sha256, before)) {
          removed++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return removed;
  }

  /** Those of some values that stand in none of the columns. */
  private List<String> unnamed(Collection<String> values, List<Column> columns, String form) {
    if (values.isEmpty()) {
      return List.of();
    }
    template.execute("create temp table unnamed (value text primary key) on commit drop");
    template.batchUpdate(
        "insert into unnamed (value) values (?) on conflict do nothing",
        values,
        BATCH,
        (statement, value) -> statement.setString(1, value));
    template.execute("analyze unnamed");
    Map<String, List<Column>> tables =
        columns.stream().collect(Collectors.groupingBy(Column::place, TreeMap::new, toList()));
    tables.forEach(
        (place, fields) ->
            template.update(
                "delete from unnamed u using (select distinct found[1] as value from "
                    + place
                    + " place, regexp_matches(concat_ws(' ', "
                    + fields.stream()
                        .map(column -> "place." + column.field() + "::text")
                        .collect(Collectors.joining(", "))
                    + "), ?, 'g') found) named where named.value = u.value",
                form));
    List<String> left =
        new ArrayList<>(template.queryForList("select value from unnamed", String.class));
    template.execute("drop table unnamed");
    return left;
  }
}

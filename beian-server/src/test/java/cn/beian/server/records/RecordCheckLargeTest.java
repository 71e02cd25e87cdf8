package cn.beian.server.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.Ledger;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.storage.StoredEntry;
import cn.beian.server.ServerTest;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.RecordCheck.Kind;
import cn.beian.server.records.RecordCheck.RecordFault;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole check reads everything once: 2,000 records always, 250,000 with {@code
 * -Dbeian.deep=true}, as many as wanted with {@code -Dbeian.records}; all of them copies of one
 * that was accepted, rolled back at the end.
 */
class RecordCheckLargeTest extends ServerTest {
  private static final int SIZE =
      Integer.getInteger("beian.records", Boolean.getBoolean("beian.deep") ? 250_000 : 2_000);

  /** The number of the i-th copy; a year has room for 900,000. */
  private static final String NUMBER =
      "'ZW-A-330000-' || (3001 + i / 900000) || '-' || lpad((i % 900000 + 1)::text, 6, '0') || '-X'";

  @Autowired private DataSource dataSource;
  @Autowired private JdbcTemplate template;
  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;

  @Test
  void manyRecords_asWritten_areClean() {
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          String number = records.accept(Filed.acceptance(Filed.android())).toString();
          LastActs.now();
          copyRecords(number);
          copyEntries(number);
          template.execute("analyze");
          long start = System.nanoTime();
          RecordCheck.Result result = RecordCheck.run(dataSource, ledger, read -> {});
          System.out.printf(
              Locale.ROOT,
              "check of %,d records with their entries in PostgreSQL: %,d ms%n",
              SIZE,
              (System.nanoTime() - start) / 1_000_000);
          assertThat(ofCopies(result)).isEmpty();
          assertThat(result.ledger().faults()).isEmpty();
          assertThat(result.ledger().entries()).isEqualTo(ledger.size());
          assertFoundInOrder();
        });
  }

  /** Several threads compare; what they find is told in the order of the entries. */
  private void assertFoundInOrder() {
    int changed =
        template.update(
            "update filing_record set app_name = '别的' where number like '%-300_-%77-X'");
    List<RecordFault> faults = ofCopies(RecordCheck.run(dataSource, ledger, read -> {}));
    assertThat(faults).hasSize(changed).hasSizeGreaterThanOrEqualTo(SIZE / 100);
    assertThat(faults).extracting(RecordFault::kind).containsOnly(Kind.RECORD_DIFFERS);
    assertThat(faults).extracting(RecordFault::index).isSorted();
  }

  /** Without those of records whose cases other tests have moved in time or restricted. */
  private static List<RecordFault> ofCopies(RecordCheck.Result result) {
    return result.faults().stream()
        .filter(one -> one.number().startsWith("ZW-A-330000-3"))
        .toList();
  }

  private void copyRecords(String number) {
    copy(
        number,
        "filing_record (number, official_number, application_id, organization_id, kind, state,"
            + " app_name, sponsor_name, issuer, credit_code, division, users, filed_on, restricted,"
            + " number_seen_on, summary, revision, app_id)",
        "official_number, gen_random_uuid(), organization_id, kind, state, app_name, sponsor_name,"
            + " issuer, credit_code, division, users, filed_on, restricted, number_seen_on, summary, revision,"
            + " app_id");
    copy(
        number,
        "filing_package",
        "platform, package_id, sha256, signer, version_name, part, added_on");
    copy(number, "filing_revision", "revision, event, " + ledger.size() + " + i, at");
    template.update(
        "insert into filing_serial select substring(number from 13 for 4)::int, count(*)"
            + " from filing_record where number like 'ZW-A-330000-3%-X' group by 1");
  }

  private void copy(String number, String table, String others) {
    template.update(
        "insert into %s select %s, %s from %s, generate_series(0, %d) i where number = ?"
            .formatted(table, NUMBER, others, table.replaceFirst(" .*", ""), SIZE - 1),
        number);
  }

  private void copyEntries(String number) {
    MemoryLedgerStorage memory = new MemoryLedgerStorage();
    Ledger inMemory = new Ledger(memory);
    for (long index = 0; index < ledger.size(); index++) {
      inMemory.append(ledger.entry(index).orElseThrow());
    }
    String original = // the copies have no case that they could commit to
        new String(ledger.entry(ledger.size() - 1).orElseThrow(), UTF_8)
            .replaceFirst("\"case\":\"[0-9a-f]+\",", "");
    long before = ledger.size();
    for (String copy :
        template.queryForList(
            "select " + NUMBER + " from generate_series(0, " + (SIZE - 1) + ") i", String.class)) {
      inMemory.append(original.replace(number, copy).getBytes(UTF_8));
    }
    List<Object[]> rows = new ArrayList<>();
    Consumer<StoredEntry> write =
        entry -> {
          if (entry.index() >= before) {
            rows.add(new Object[] {entry.index(), entry.bytes(), joined(entry)});
          }
          if (rows.size() == 5000 || entry.index() == before + SIZE - 1) {
            template.batchUpdate(
                "insert into ledger_entry (index, bytes, completed) values (?, ?, ?)", rows);
            rows.clear();
          }
        };
    memory.scan(write);
    template.update("update ledger_head set size = ?", before + SIZE);
  }

  private static byte[] joined(StoredEntry entry) {
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    entry.completed().forEach(hash -> hashes.writeBytes(hash.toBytes()));
    return hashes.toByteArray();
  }
}

package cn.beian.server.records;

import static cn.beian.server.records.Filed.acceptance;
import static cn.beian.server.records.Filed.android;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.RecordCheck.Kind;
import cn.beian.server.records.RecordCheck.RecordFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Each fault is planted in a transaction that is rolled back. */
class RecordCheckTest extends ServerTest {
  private List<RecordFault> before = List.of();
  @Autowired private DataSource dataSource;
  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;

  /** Faults that other tests have planted in the database that all share. */
  @BeforeEach
  void foreignFaults() {
    before = RecordCheck.run(dataSource, ledger, read -> {}).faults();
  }

  @Test
  void records_asWritten_areClean_andEveryEntryIsCounted() {
    List<Long> progress = new ArrayList<>();
    List<RecordFault> faults =
        planted(
            number -> {
              FiledPackage launch = android();
              records.addLaunchBuild(number, launch, Filed.DAY);
              records.addLaunchBuild(number, android(), Filed.DAY);
              records.changeState(number, RecordState.RECTIFYING);
              records.changeState(number, RecordState.FILED);
            },
            progress);
    assertThat(faults).isEmpty();
    assertThat(progress).isNotEmpty().isSorted();
  }

  @Test
  void entryRewritten_isNamed() {
    String change =
        "update ledger_entry set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), %s),"
            + " 'UTF8') where index = (select entry_index from filing_revision where number = ?)";
    expect(Kind.ENTRY_OF_ANOTHER_REVISION, change.formatted("'\"revision\":1', '\"revision\":2'"));
    expect(Kind.RECORD_DIFFERS, change.formatted("'云州市', '沧州市'"));
    expect(Kind.ENTRY_UNREADABLE, change.formatted("',', ', '"));
    expect(Kind.PACKAGES_DIFFER, change.formatted("'\"sha256\":\"', '\"sha256\":\"00'"));
  }

  @Test
  void revisionChanged_isNamed() {
    expect(Kind.ENTRY_WITHOUT_REVISION, "delete from filing_revision where number = ?");
    expect(
        Kind.REVISION_WITHOUT_ENTRY,
        "update filing_revision set entry_index = entry_index + 1000000 where number = ?");
    expect(
        Kind.ENTRY_OF_ANOTHER_REVISION,
        "update filing_revision set at = at - interval '1 day' where number = ?");
  }

  @Test
  void recordChanged_isNamed() {
    expect(Kind.RECORD_DIFFERS, "update filing_record set app_name = '别的' where number = ?");
    expect(Kind.RECORD_DIFFERS, "update filing_record set state = 'REVOKED' where number = ?");
    expect(
        Kind.REVISION_COUNT_DIFFERS,
        "update filing_record set revision = revision + 1 where number = ?");
    expect(
        Kind.APP_DIFFERS,
        "update app set state = 'REVOKED'"
            + " where id = (select app_id from filing_record where number = ?)");
    expect(Kind.PACKAGES_DIFFER, "delete from filing_package where number = ?");
    expect(
        Kind.PACKAGES_DIFFER,
        "insert into filing_package select number, platform, package_id, repeat('0', 64), signer,"
            + " version_name, 'LAUNCH', added_on from filing_package where number = ?");
  }

  @Test
  void package_orTest_changed_isNamed() {
    for (String column : List.of("platform", "package_id", "version_name", "signer")) {
      expect(
          Kind.PACKAGES_DIFFER,
          "update filing_package set " + column + " = 'x' || " + column + " where number = ?");
    }
    expect(
        Kind.RECORD_DIFFERS,
        "update filing_record set summary = replace(summary, 'PASS', 'EXPLAINED') where number = ?");
    for (String field : List.of("testDigests", "rulebookVersion")) {
      expect(
          Kind.RECORD_DIFFERS,
          "update filing_record set summary = regexp_replace(summary, '(\"%s\":\\[?\").', '\\1z') where number = ?"
              .formatted(field));
    }
    for (String summary :
        List.of("''", "'null'", "'[]'", "summary || '}'", "replace(summary, '\"]', '\",1]')")) {
      expect(
          Kind.RECORD_DIFFERS,
          "update filing_record set summary = " + summary + " where number = ?");
    }
  }

  @Test
  void sealedEntry_isReadWithWhatOpensIt_andItsChangesAreNamed() {
    assertThat(sealed("update filing_opening set opening = opening where number = ?")).isEmpty();
    assertThat(sealed("delete from filing_opening where number = ? and revision = 1"))
        .as("erased, so that nobody can tell any more")
        .isEmpty();
    assertThat(
            sealed(
                "update filing_opening set opening = replace(opening, '云州市', '沧州市') where number = ?"))
        .containsOnly(Kind.COMMITMENT_DIFFERS);
    assertThat(sealed("update filing_record set app_name = '别的' where number = ?"))
        .containsOnly(Kind.RECORD_DIFFERS);
    assertThat(sealed("update filing_package set signer = 'x' where number = ?"))
        .containsOnly(Kind.PACKAGES_DIFFER);
  }

  /** Kinds of faults after a change to a record that was restricted from the first entry on. */
  private List<Kind> sealed(String change) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              status.setRollbackOnly();
              String number = records.acceptRestricted(acceptance(android())).toString();
              records.changeState(number, RecordState.RECTIFYING);
              LastActs.now();
              assertThat(jdbc.sql(change).param(number).update()).isPositive();
              return RecordCheck.run(dataSource, ledger, read -> {}).faults().stream()
                  .filter(one -> !before.contains(one))
                  .map(RecordFault::kind)
                  .distinct()
                  .toList();
            }));
  }

  @Test
  void serial_twice_orLeftOut_orCounterAside_isNamed() {
    assertThat(serials("last - 1", "350000"))
        .extracting(RecordFault::kind)
        .contains(Kind.SERIAL_TWICE)
        .doesNotContain(Kind.COUNTER_DIFFERS);
    assertThat(serials("last + 3", "330000"))
        .singleElement()
        .extracting(RecordFault::kind)
        .isEqualTo(Kind.SERIAL_MISSING);
    expect(
        Kind.COUNTER_DIFFERS,
        "update filing_serial set last = last + 1 where ? like 'ZW-_-______-' || year || '-%'");
  }

  /** Faults after the counter was changed and one more number given. */
  private List<RecordFault> serials(String counter, String division) {
    return planted(
        number -> {
          records.accept(Filed.in(new DivisionCode("330000")));
          jdbc.sql("update filing_serial set last = " + counter).update();
          records.accept(Filed.in(new DivisionCode(division)));
        },
        new ArrayList<>());
  }

  private interface Plant {
    void in(String number);
  }

  private void expect(Kind kind, String change) {
    List<RecordFault> faults =
        planted(
            number -> assertThat(jdbc.sql(change).param(number).update()).isEqualTo(1),
            new ArrayList<>());
    assertThat(faults).as(change).extracting(RecordFault::kind).contains(kind);
  }

  private List<RecordFault> planted(Plant plant, List<Long> progress) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              String number = records.accept(acceptance(android())).toString();
              LastActs.now();
              plant.in(number);
              LastActs.now();
              status.setRollbackOnly();
              return RecordCheck.run(dataSource, ledger, progress::add).faults().stream()
                  .filter(one -> !before.contains(one))
                  .toList();
            }));
  }
}

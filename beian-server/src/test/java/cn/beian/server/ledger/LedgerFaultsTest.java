package cn.beian.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.EntryCheck;
import cn.beian.ledger.Fault;
import cn.beian.ledger.Fault.Kind;
import cn.beian.ledger.Ledger;
import cn.beian.ledger.LedgerMessages;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.storage.PublishedHeadFile;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.TreeHead;
import cn.beian.server.ServerTest;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Each fault is planted in the real database in a transaction that is rolled back. */
class LedgerFaultsTest extends ServerTest {
  private static final PublishedHead NONE = PublishedHead.none();

  @Autowired private JdbcTemplate template;
  @Autowired private Records records;
  @Autowired private TransactionTemplate transactions;
  @Autowired private BeianSettings settings;
  @Autowired private LedgerSettings names;
  @TempDir Path folder;

  private Optional<Signer> key = Optional.empty();

  @BeforeEach
  void loadKey() {
    key = Optional.of(SigningKey.load(settings.dataDir().resolve("ledger"), names.origin()));
    while (new JdbcLedgerStorage(template).size() < 4) { // entries are appended at the commit
      transactions.executeWithoutResult(
          status -> records.accept(Filed.acceptance(Filed.android())));
    }
  }

  private Signer signer() {
    return key.orElseThrow();
  }

  /** What is found after a change to a ledger of at least four entries. */
  private List<Fault> planted(LongFunction<PublishedHead> plant) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              status.setRollbackOnly();
              for (int i = 0; i < 4; i++) {
                records.accept(Filed.acceptance(Filed.android()));
              }
              JdbcLedgerStorage storage = new JdbcLedgerStorage(template);
              PublishedHead outside = plant.apply(storage.size());
              return new PublicLedger(storage, signer(), outside, Clock.systemUTC())
                  .fsck(EntryCheck.none())
                  .faults();
            }));
  }

  private static void assertNamed(List<Fault> faults, Kind kind, String... words) {
    assertThat(faults).extracting(Fault::kind).contains(kind);
    Fault fault = faults.stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
    for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      String sentence = new LedgerMessages(language).text(fault);
      assertThat(sentence).isNotBlank().doesNotContain("{", "null");
      for (String word : words) {
        assertThat(sentence).contains(word);
      }
    }
  }

  @Test
  void nothingPlanted_isClean() {
    assertThat(planted(size -> NONE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      quoteCharacter = '"',
      textBlock =
          """
          ENTRY_MISMATCH: update ledger_entry set bytes = bytes || decode('20', 'hex') where index = ?
          ENTRY_MISMATCH: update ledger_entry set completed = set_byte(completed, 0, 255 - get_byte(completed, 0)) where index = ?
          SUBTREE_MISMATCH: update ledger_entry set completed = set_byte(completed, 40, 255 - get_byte(completed, 40)) where index = ?
          SUBTREE_MISSING: update ledger_entry set completed = substring(completed from 1 for 32) where index = ?
          SUBTREE_SURPLUS: update ledger_entry set completed = completed || substring(completed from 1 for 32) where index = ?
          ENTRIES_MISSING: delete from ledger_entry where index = ?
          """)
  void entryChanged_isNamedWithItsPlace(Kind kind, String change) {
    long[] place = new long[1];
    List<Fault> faults =
        planted(
            size -> {
              place[0] = size - 2 - size % 2 + 1; // an odd index, which completes a subtree
              assertThat(jdbc.sql(change).param(place[0]).update()).isOne();
              return NONE;
            });
    assertNamed(faults, kind, Long.toString(place[0]));
  }

  @Test
  void headSetBack_isNamed() {
    List<Fault> faults =
        planted(
            size -> {
              jdbc.sql("update ledger_head set size = size - 1").update();
              return NONE;
            });
    assertNamed(faults, Kind.ENTRIES_BEYOND_HEAD);
  }

  private TreeHead real(long size) {
    return new Ledger(new JdbcLedgerStorage(template)).head(size);
  }

  private static TreeHead other(long size) {
    return new TreeHead(size, Hash.ofHex("ab".repeat(32)));
  }

  private PublishedHead sign(TreeHead head, String replaced, String by) {
    String note = Checkpoint.sign(signer().verifier().name(), head, List.of(signer())).format();
    jdbc.sql("insert into ledger_checkpoint (size, note) values (?, ?)")
        .params(head.size(), note.replace(replaced, by))
        .update();
    return NONE;
  }

  @Test
  void checkpoint_ofAnotherTree_orUnsigned_orAhead_isNamed() {
    assertNamed(planted(size -> sign(other(size), "", "")), Kind.CHECKPOINT_NOT_PREFIX, "abab");
    assertNamed(planted(size -> sign(other(size + 7), "", "")), Kind.CHECKPOINT_BEYOND_HEAD);
    assertNamed(
        planted(size -> sign(real(size), "\n" + size + "\n", "\n" + (size - 1) + "\n")),
        Kind.CHECKPOINT_SIGNATURE);
    assertNamed(planted(size -> sign(real(size), "\n", "")), Kind.CHECKPOINT_UNREADABLE);
  }

  @Test
  void headKeptOutside_ahead_orOfAnotherTree_orUnreadable_isNamed() throws Exception {
    assertNamed(planted(size -> kept(other(size + 1))), Kind.OUTSIDE_BEYOND_HEAD);
    assertNamed(planted(size -> kept(other(size))), Kind.OUTSIDE_NOT_PREFIX, "abab");
    Path file = Files.writeString(folder.resolve("published.head"), "nonsense");
    assertNamed(planted(size -> new PublishedHeadFile(file)), Kind.OUTSIDE_UNREADABLE);
  }

  private static PublishedHead kept(TreeHead head) {
    return new HeadAsRead(Optional.of(head), null);
  }
}

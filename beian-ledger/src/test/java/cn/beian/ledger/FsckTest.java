package cn.beian.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.Fault.Kind;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.storage.DamagedStorage;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.storage.PublishedHeadFile;
import cn.beian.ledger.storage.StoredEntry;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.TreeHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsckTest {
  private static final Set<Kind> FOUND = EnumSet.noneOf(Kind.class);

  @TempDir Path folder;
  private Signer signer;
  private PublishedHead outside;
  private DamagedStorage storage;

  /** 23 entries, checkpoints at 0, 5, 10, 15, 20 and 23. */
  @BeforeEach
  void sound_ledger() throws Exception {
    signer = SignedNoteTest.newSigner("example.com/log");
    outside = new PublishedHeadFile(folder.resolve("head"));
    MemoryLedgerStorage sound = new MemoryLedgerStorage();
    Ledger ledger = new Ledger(sound);
    for (byte[] entry : Trees.entries(23)) {
      if (ledger.size() % 5 == 0) {
        ledger.publish(List.of(signer), outside, Trees.AT);
      }
      ledger.append(entry);
    }
    ledger.publish(List.of(signer), outside, Trees.AT);
    storage = new DamagedStorage(sound);
    FsckReport report = fsck();
    assertThat(report.clean()).isTrue();
    assertThat(report).isEqualTo(new FsckReport(23, 6, List.of(), 0));
  }

  @AfterAll
  static void every_kind_of_fault_was_planted_and_found() {
    assertThat(FOUND).containsExactlyInAnyOrder(Kind.values());
  }

  @Test
  void altered_entry_is_named() {
    StoredEntry entry = storage.entries.get(7);
    storage.entries.set(7, new StoredEntry(7, "forged".getBytes(UTF_8), entry.completed()));
    assertThat(faults())
        .containsExactly(
            new Fault(
                Kind.ENTRY_MISMATCH,
                7,
                0,
                entry.completed().get(0).hex(),
                Hasher.sha256().leaf("forged".getBytes(UTF_8)).hex()));
  }

  @Test
  void altered_leaf_hash_is_named() {
    storage.hashes(6, hashes -> List.of(Hasher.sha256().empty()));
    assertThat(kinds()).containsExactly("ENTRY_MISMATCH 6", "SUBTREE_MISMATCH 7/1");
  }

  @Test
  void altered_subtree_hash_is_named_with_its_parent() {
    storage.hashes(
        3,
        hashes -> {
          hashes.set(1, Hasher.sha256().empty());
          return hashes;
        });
    assertThat(kinds()).containsExactly("SUBTREE_MISMATCH 3/1", "SUBTREE_MISMATCH 3/2");
  }

  @Test
  void lost_hashes_are_named() {
    storage.hashes(7, hashes -> hashes.subList(0, 2));
    storage.hashes(9, hashes -> List.of());
    assertThat(kinds())
        .containsExactly(
            "SUBTREE_MISSING 7/2",
            "SUBTREE_MISSING 7/3",
            "SUBTREE_MISSING 9",
            "SUBTREE_MISSING 9/1");
  }

  @Test
  void surplus_hash_is_named() {
    storage.hashes(
        8,
        hashes -> {
          hashes.add(Hasher.sha256().empty());
          return hashes;
        });
    assertThat(kinds()).containsExactly("SUBTREE_SURPLUS 8");
  }

  @Test
  void missing_entries_are_named_once_a_run() {
    storage.entries.remove(12);
    storage.entries.subList(1, 3).clear();
    assertThat(kinds()).containsExactly("ENTRIES_MISSING 1", "ENTRIES_MISSING 12");
    assertThat(faults().get(0).found()).isEqualTo("2");
  }

  @Test
  void missing_entry_that_hides_a_checkpoint_is_named_with_it() {
    storage.entries.remove(22);
    assertThat(kinds())
        .containsExactly("ENTRIES_MISSING 22", "CHECKPOINT_NOT_PREFIX 23", "OUTSIDE_NOT_PREFIX 23");
  }

  @Test
  void everything_missing_is_one_run() {
    storage.entries.clear();
    assertThat(faults()).contains(new Fault(Kind.ENTRIES_MISSING, 0, 0, "", "22"));
  }

  @Test
  void repeated_entry_is_named() {
    storage.entries.add(5, storage.entries.get(4));
    assertThat(kinds()).containsExactly("ENTRY_REPEATED 4");
  }

  @Test
  void head_rolled_back_is_named_against_checkpoint_and_outside() {
    storage.size = 20;
    assertThat(kinds())
        .containsExactly(
            "CHECKPOINT_BEYOND_HEAD 23", "OUTSIDE_BEYOND_HEAD 23", "ENTRIES_BEYOND_HEAD 20");
  }

  @Test
  void restored_backup_is_named_though_it_is_sound_in_itself() {
    storage.size = 10;
    storage.entries.subList(10, 23).clear();
    storage.checkpoints.subList(3, 6).clear();
    assertThat(kinds()).containsExactly("OUTSIDE_BEYOND_HEAD 23");
  }

  @Test
  void restored_backup_that_grew_again_is_named_though_it_is_sound_in_itself() {
    storage.size = 10;
    storage.entries.subList(10, 23).clear();
    storage.checkpoints.subList(3, 6).clear();
    append(30, "other ");
    assertThat(kinds()).containsExactly("OUTSIDE_NOT_PREFIX 23");
  }

  @Test
  void history_written_anew_with_all_hashes_is_named_at_each_checkpoint_after_it() {
    storage.size = 12;
    storage.entries.subList(12, 23).clear();
    append(11, "forged ");
    assertThat(kinds())
        .containsExactly(
            "CHECKPOINT_NOT_PREFIX 15",
            "CHECKPOINT_NOT_PREFIX 20",
            "CHECKPOINT_NOT_PREFIX 23",
            "OUTSIDE_NOT_PREFIX 23");
  }

  @Test
  void checkpoint_of_empty_tree_with_another_root_is_named() throws ProofException {
    TreeHead head = new TreeHead(0, Hasher.sha256().leaf(new byte[0]));
    storage.checkpoints.set(0, Checkpoint.sign("example.com/log", head, List.of(signer)).format());
    assertThat(kinds()).containsExactly("CHECKPOINT_NOT_PREFIX 0");
  }

  @Test
  void checkpoint_with_bad_signature_is_named() {
    String text = storage.checkpoints.get(2);
    storage.checkpoints.set(2, text.replace("log\n10\n", "log\n11\n"));
    assertThat(kinds()).containsExactly("CHECKPOINT_SIGNATURE 11", "CHECKPOINT_NOT_PREFIX 11");
  }

  @Test
  void checkpoint_by_another_key_is_named() throws ProofException {
    Signer other = SignedNoteTest.newSigner("example.com/log");
    TreeHead head = Checkpoint.parse(storage.checkpoints.get(2)).head();
    storage.checkpoints.set(2, Checkpoint.sign("example.com/log", head, List.of(other)).format());
    assertThat(kinds()).containsExactly("CHECKPOINT_SIGNATURE 10");
  }

  @Test
  void unreadable_checkpoint_is_named() {
    storage.checkpoints.set(2, "not a checkpoint");
    assertThat(kinds()).containsExactly("CHECKPOINT_UNREADABLE 2");
  }

  @Test
  void unreadable_outside_is_named() throws IOException {
    Files.writeString(folder.resolve("head"), "23");
    assertThat(kinds()).containsExactly("OUTSIDE_UNREADABLE 0");
  }

  @Test
  void very_many_faults_are_counted() {
    append(2000, "more ");
    for (int i = 23; i < 2023; i++) {
      storage.entries.set(
          i, new StoredEntry(i, new byte[] {1}, storage.entries.get(i).completed()));
    }
    FsckReport report = fsck();
    assertThat(report.faults()).hasSize(FsckReport.MAX_FAULTS);
    assertThat(report.furtherFaults()).isEqualTo(2000 - FsckReport.MAX_FAULTS);
  }

  @Test
  void other_check_sees_every_entry_in_order_whatever_thread_does_the_work() {
    append(2000, "more ");
    List<Long> begun = new ArrayList<>();
    List<Long> ended = new ArrayList<>();
    Thread here = Thread.currentThread();
    FsckReport report =
        new Ledger(storage)
            .fsck(
                List.of(signer.verifier()),
                outside,
                new EntryCheck<String>() {
                  @Override
                  public Supplier<String> begin(StoredEntry entry) {
                    assertThat(Thread.currentThread()).isSameAs(here);
                    begun.add(entry.index());
                    return () -> {
                      assertThat(Thread.currentThread()).isNotSameAs(here);
                      return new String(entry.bytes(), UTF_8);
                    };
                  }

                  @Override
                  public void end(StoredEntry entry, String found) {
                    assertThat(found).isEqualTo(new String(entry.bytes(), UTF_8));
                    ended.add(entry.index());
                  }
                });
    assertThat(report.clean()).isTrue();
    assertThat(begun).containsExactlyElementsOf(LongStream.range(0, 2023).boxed().toList());
    assertThat(ended).isEqualTo(begun);
  }

  private void append(int count, String prefix) {
    Ledger ledger = new Ledger(storage);
    for (int i = 0; i < count; i++) {
      ledger.append((prefix + i).getBytes(UTF_8));
    }
  }

  private FsckReport fsck() {
    return new Ledger(storage).fsck(List.of(signer.verifier()), outside);
  }

  private List<Fault> faults() {
    List<Fault> faults = fsck().faults();
    faults.forEach(fault -> FOUND.add(fault.kind()));
    return faults;
  }

  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    for (Fault fault : faults()) {
      kinds.add(fault.kind() + " " + fault.at() + (fault.level() > 0 ? "/" + fault.level() : ""));
    }
    return kinds;
  }
}

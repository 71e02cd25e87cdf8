package cn.beian.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.PublishRefusedException.Code;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.SignedNote;
import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.storage.DamagedStorage;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.storage.PublishedHeadFile;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.TreeHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {
  @TempDir Path folder;
  private final MemoryLedgerStorage storage = new MemoryLedgerStorage();
  private final Ledger ledger = new Ledger(storage);
  private Path file;
  private PublishedHead outside;
  private Signer signer;

  @BeforeEach
  void prepare() throws ProofException {
    file = folder.resolve("head");
    outside = new PublishedHeadFile(file);
    signer = SignedNoteTest.newSigner("example.com/log");
  }

  @Test
  void publish_stores_and_keeps_what_was_signed() throws Exception {
    append(ledger, 3, "");
    Checkpoint checkpoint = publish(ledger);
    assertThat(checkpoint.verify(List.of(signer.verifier()))).containsExactly(signer.verifier());
    assertThat(checkpoint.head()).isEqualTo(ledger.head(3));
    assertThat(ledger.checkpoint()).contains(checkpoint);
    assertThat(outside.read()).contains(ledger.head(3));
    assertThat(file).hasContent("3 " + ledger.head(3).root().hex() + "\n");
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
  }

  @Test
  void publish_again_at_the_same_size_signs_nothing() throws Exception {
    append(ledger, 3, "");
    assertThat(publish(ledger)).isEqualTo(publish(ledger));
    append(ledger, 1, "");
    assertThat(publish(ledger).size()).isEqualTo(4);
  }

  @Test
  void checkpoint_carries_its_time_and_is_signed_anew_after_an_hour() throws Exception {
    append(ledger, 3, "");
    Checkpoint first = publish(ledger, Trees.AT);
    assertThat(first.note().text()).endsWith("=\ntime 1795780800\n");
    assertThat(first.time()).contains(Trees.AT);
    Instant almost = Trees.AT.plus(Publisher.FRESH).minusSeconds(1);
    assertThat(publish(ledger, almost)).isEqualTo(first);
    Checkpoint anew = publish(ledger, Trees.AT.plus(Publisher.FRESH));
    assertThat(anew.head()).isEqualTo(first.head());
    assertThat(anew.time()).contains(Trees.AT.plus(Publisher.FRESH));
    assertThat(ledger.checkpoint()).contains(anew);
    assertThat(published()).containsExactly(first.format(), anew.format());
    assertThat(ledger.fsck(List.of(signer.verifier()), outside).clean()).isTrue();
  }

  @Test
  void checkpoint_from_before_they_carried_a_time_is_signed_anew_at_once() throws Exception {
    append(ledger, 3, "");
    String old = Checkpoint.sign("example.com/log", ledger.head(3), List.of(signer)).format();
    storage.publish(3, old);
    assertThat(Checkpoint.parse(old).time()).isEmpty();
    assertThat(publish(ledger).time()).contains(Trees.AT);
    assertThat(published()).hasSize(2).startsWith(old);
  }

  @Test
  void clock_set_back_a_little_makes_no_checkpoint_older_than_the_last() throws Exception {
    append(ledger, 3, "");
    publish(ledger);
    append(ledger, 1, "");
    assertThat(publish(ledger, Trees.AT.minus(Publisher.CLOCKS_DIFFER)).time()).contains(Trees.AT);
  }

  @Test
  void clock_behind_the_last_checkpoint_is_refused_and_the_head_kept_outside_goes_on()
      throws Exception {
    append(ledger, 3, "");
    Checkpoint ahead = publish(ledger, Trees.AT.plus(Duration.ofDays(40)));
    append(ledger, 1, "");
    assertRefused(Code.CLOCK_BEHIND, () -> publish(ledger, Trees.AT));
    assertThat(ledger.checkpoint()).contains(ahead);
    assertThat(outside.read()).contains(ledger.head(4));
    assertThat(publish(ledger, Trees.AT.plus(Duration.ofDays(40))).size()).isEqualTo(4);
  }

  @Test
  void time_of_another_form_is_no_time() throws Exception {
    TreeHead head = ledger.head(0);
    String body = "example.com/log\n0\n" + head.root().base64() + "\n";
    for (String line : List.of("time 01", "time -1", "times 1", "time 1 ", "a time 1")) {
      SignedNote note = SignedNote.sign(body + line + "\n", List.of(signer));
      assertThat(Checkpoint.parse(note.format()).time()).as(line).isEmpty();
    }
    SignedNote other = SignedNote.sign(body + "other\ntime 7\n", List.of(signer));
    assertThat(Checkpoint.parse(other.format()).time()).contains(Instant.ofEpochSecond(7));
  }

  private List<String> published() {
    List<String> texts = new ArrayList<>();
    storage.scanPublished(texts::add);
    return texts;
  }

  @Test
  void publish_after_crash_between_outside_and_storage_goes_on() throws Exception {
    append(ledger, 3, "");
    outside.write(ledger.head(3));
    assertThat(publish(ledger).size()).isEqualTo(3);
  }

  @Test
  void publish_restored_backup_is_refused() throws Exception {
    append(ledger, 5, "");
    publish(ledger);
    Ledger restored = new Ledger(new MemoryLedgerStorage());
    append(restored, 4, "");
    assertRefused(Code.ROLLED_BACK, () -> publish(restored));
    assertThat(restored.checkpoint()).isEmpty();
    append(restored, 1, "other");
    assertRefused(Code.FORKED, () -> publish(restored));
    append(restored, 10, "");
    assertRefused(Code.FORKED, () -> publish(restored));
    assertThat(outside.read()).contains(ledger.head(5));
  }

  @Test
  void publish_storage_against_its_own_checkpoint_is_refused() throws Exception {
    append(ledger, 5, "");
    publish(ledger);
    DamagedStorage damaged = new DamagedStorage(storage);
    Files.delete(file);
    damaged.size = 3;
    assertRefused(Code.ROLLED_BACK, () -> publish(new Ledger(damaged)));
    damaged.entries.subList(3, 5).clear();
    append(new Ledger(damaged), 7, "other");
    assertRefused(Code.FORKED, () -> publish(new Ledger(damaged)));
  }

  @Test
  void publish_with_another_key_or_name_is_refused() throws Exception {
    append(ledger, 1, "");
    publish(ledger);
    for (String name : List.of("example.com/log", "example.com/other")) {
      Signer other = SignedNoteTest.newSigner(name);
      assertRefused(Code.OTHER_KEY, () -> ledger.publish(List.of(other), outside, Trees.AT));
    }
  }

  @Test
  void publish_with_signers_of_two_names_or_none_is_refused() throws Exception {
    Signer other = SignedNoteTest.newSigner("example.com/other");
    for (List<Signer> signers : List.of(List.<Signer>of(), List.of(signer, other))) {
      assertThatThrownBy(() -> ledger.publish(signers, outside, Trees.AT))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void publish_with_two_keys_of_one_name_carries_both() throws Exception {
    Signer second = SignedNoteTest.newSigner("example.com/log");
    Checkpoint checkpoint = ledger.publish(List.of(signer, second), outside, Trees.AT);
    assertThat(checkpoint.verify(List.of(second.verifier()))).hasSize(1);
    assertThat(checkpoint.verify(List.of(second.verifier(), signer.verifier()))).hasSize(2);
  }

  @Test
  void publish_nothing_is_signed_when_outside_cannot_be_written() throws Exception {
    append(ledger, 1, "");
    PublishedHead nowhere = new PublishedHeadFile(folder.resolve("absent/head"));
    assertThatThrownBy(() -> ledger.publish(List.of(signer), nowhere, Trees.AT))
        .isInstanceOf(IOException.class);
    assertThat(ledger.checkpoint()).isEmpty();
  }

  @Test
  void outside_file_that_is_damaged_is_refused() throws Exception {
    append(ledger, 1, "");
    String line = "1 " + ledger.head(1).root().hex() + "\n";
    for (String bad : List.of("", "1", line.trim(), "01" + line.substring(1), line + line, "x")) {
      Files.writeString(file, bad);
      assertThatThrownBy(() -> outside.read()).as(bad).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> publish(ledger)).isInstanceOf(IOException.class);
    }
    Files.writeString(file, line);
    assertThat(publish(ledger).size()).isEqualTo(1);
  }

  @Test
  void outside_left_over_half_written_file_does_no_harm() throws Exception {
    Files.writeString(folder.resolve("head.new"), "9");
    assertThat(outside.read()).isEmpty();
    append(ledger, 1, "");
    publish(ledger);
    assertThat(outside.read()).contains(ledger.head(1));
  }

  private Checkpoint publish(Ledger ledger) throws PublishRefusedException, IOException {
    return publish(ledger, Trees.AT);
  }

  private Checkpoint publish(Ledger ledger, Instant at)
      throws PublishRefusedException, IOException {
    return ledger.publish(List.of(signer), outside, at);
  }

  private static void append(Ledger ledger, int count, String prefix) {
    for (int i = 0; i < count; i++) {
      ledger.append((prefix + ledger.size() + ledger.head(ledger.size())).getBytes(UTF_8));
    }
  }

  private static void assertRefused(Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PublishRefusedException.class,
            e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}

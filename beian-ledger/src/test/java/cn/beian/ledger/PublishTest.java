package cn.beian.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.PublishRefusedException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      assertRefused(Code.OTHER_KEY, () -> ledger.publish(List.of(other), outside));
    }
  }

  @Test
  void publish_with_signers_of_two_names_or_none_is_refused() throws Exception {
    Signer other = SignedNoteTest.newSigner("example.com/other");
    for (List<Signer> signers : List.of(List.<Signer>of(), List.of(signer, other))) {
      assertThatThrownBy(() -> ledger.publish(signers, outside))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void publish_with_two_keys_of_one_name_carries_both() throws Exception {
    Signer second = SignedNoteTest.newSigner("example.com/log");
    Checkpoint checkpoint = ledger.publish(List.of(signer, second), outside);
    assertThat(checkpoint.verify(List.of(second.verifier()))).hasSize(1);
    assertThat(checkpoint.verify(List.of(second.verifier(), signer.verifier()))).hasSize(2);
  }

  @Test
  void publish_nothing_is_signed_when_outside_cannot_be_written() throws Exception {
    append(ledger, 1, "");
    PublishedHead nowhere = new PublishedHeadFile(folder.resolve("absent/head"));
    assertThatThrownBy(() -> ledger.publish(List.of(signer), nowhere))
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
    return ledger.publish(List.of(signer), outside);
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

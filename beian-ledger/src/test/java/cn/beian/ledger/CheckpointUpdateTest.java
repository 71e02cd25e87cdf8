package cn.beian.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.CheckpointUpdate;
import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.ProofException.Code;
import cn.beian.ledger.tree.TreeHead;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointUpdateTest {
  private static final Hasher SHA256 = Hasher.sha256();
  private final Ledger ledger = new Ledger(new MemoryLedgerStorage());
  private Signer signer;
  private List<Verifier> known;
  private Checkpoint older;
  private Checkpoint newer;

  @BeforeEach
  void publish_twice() throws Exception {
    signer = SignedNoteTest.newSigner("example.com/log");
    known = List.of(signer.verifier());
    assertThat(ledger.proveUpdate(0)).isEmpty();
    Trees.entries(20).forEach(ledger::append);
    older = ledger.publish(List.of(signer), PublishedHead.none(), Trees.AT);
    Trees.entries(13).forEach(ledger::append);
    newer = ledger.publish(List.of(signer), PublishedHead.none(), Trees.AT);
  }

  @Test
  void update_holds_from_every_size() throws ProofException {
    for (int size = 0; size <= 33; size++) {
      String text = ledger.proveUpdate(size).orElseThrow().format();
      CheckpointUpdate update = CheckpointUpdate.parse(text);
      assertThat(update.format()).isEqualTo(text);
      update.verify(SHA256, signed(ledger.head(size)), known);
    }
    assertThat(ledger.proveUpdate(34)).isEmpty();
    assertThat(ledger.proveUpdate(-1)).isEmpty();
  }

  @Test
  void text_is_that_of_add_checkpoint() {
    CheckpointUpdate update = ledger.proveUpdate(20).orElseThrow();
    assertThat(update.format())
        .startsWith("old 20\n" + update.path().get(0).base64() + "\n")
        .endsWith("\n\n" + newer.format());
  }

  @Test
  void reasons_are_told() {
    CheckpointUpdate update = ledger.proveUpdate(20).orElseThrow();
    TreeHead forged = new TreeHead(20, ledger.head(19).root());
    SignedNoteTest.assertCode(
        Code.ROOT_MISMATCH, () -> update.verify(SHA256, signed(forged), known));
    SignedNoteTest.assertCode(
        Code.SIZES_REVERSED, () -> update.verify(SHA256, signed(ledger.head(19)), known));
    SignedNoteTest.assertCode(
        Code.SIZES_REVERSED,
        () -> new CheckpointUpdate(33, List.of(), older).verify(SHA256, newer, known));
    SignedNoteTest.assertCode(
        Code.WRONG_PATH_LENGTH,
        () -> new CheckpointUpdate(20, List.of(), newer).verify(SHA256, older, known));
    SignedNoteTest.assertCode(
        Code.NO_KNOWN_SIGNATURE,
        () ->
            update.verify(
                SHA256, older, List.of(SignedNoteTest.newSigner("example.com/log").verifier())));
    SignedNoteTest.assertCode(
        Code.WRONG_ORIGIN,
        () ->
            update.verify(
                SHA256,
                Checkpoint.sign("example.com/other", older.head(), List.of(signer)),
                known));
  }

  @Test
  void malformed_update_is_refused() {
    String good = ledger.proveUpdate(20).orElseThrow().format();
    String first = ledger.proveUpdate(20).orElseThrow().path().get(0).base64() + "\n";
    for (String bad :
        List.of(
            "",
            "old 20\n",
            good.replace("old 20", "old 020"),
            good.replace("old 20", "new 20"),
            good.replace(first, "?" + first),
            good.replace(first, first.repeat(64)))) {
      SignedNoteTest.assertCode(Code.MALFORMED, () -> CheckpointUpdate.parse(bad));
    }
  }

  private Checkpoint signed(TreeHead head) {
    return Checkpoint.sign("example.com/log", head, List.of(signer));
  }
}

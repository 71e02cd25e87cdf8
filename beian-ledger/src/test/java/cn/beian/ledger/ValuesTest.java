package cn.beian.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.SignedNote;
import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.Subtree;
import cn.beian.ledger.tree.TreeHead;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Invalid arguments that the public values and methods refuse. */
class ValuesTest {
  private final Hash root = Hasher.sha256().empty();

  @Test
  void checkpoint_cannot_claim_another_head_than_its_note() throws ProofException {
    Signer signer = SignedNoteTest.newSigner("example.com/log");
    Checkpoint real = Checkpoint.sign("example.com/log", new TreeHead(7, root), List.of(signer));
    TreeHead forged = new TreeHead(8, root);
    refused(() -> new Checkpoint("example.com/log", forged, real.note()));
    refused(() -> new Checkpoint("example.com/other", real.head(), real.note()));
    refused(() -> Checkpoint.sign("two words", real.head(), List.of(signer)));
    refused(() -> new TlogProof(0, List.of(), real, Optional.of("?")));
  }

  @Test
  void note_cannot_be_made_of_what_it_could_not_be_read_from() throws ProofException {
    Signer signer = SignedNoteTest.newSigner("example.com/log");
    SignedNote.Line line = new SignedNote.Line("name", 1, "AAAA");
    for (String text : List.of("", "no newline", "tab\t\n", "cr\r\n")) {
      refused(() -> new SignedNote(text, List.of(line)));
      refused(() -> SignedNote.sign(text, List.of(signer)));
    }
    refused(() -> new SignedNote("text\n", List.of()));
    refused(() -> SignedNote.sign("text\n", List.of()));
    refused(() -> new SignedNote.Line("na me", 1, "AAAA"));
    refused(() -> new SignedNote.Line("name", 1, "?"));
  }

  @Test
  void numbers_out_of_range_are_refused() {
    refused(() -> new TreeHead(-1, root));
    refused(() -> new Subtree(-1, 0));
    refused(() -> new Subtree(63, 0));
    refused(() -> new Subtree(0, -1));
    refused(() -> new Subtree(1, Long.MAX_VALUE / 2));
    assertThat(new Subtree(62, 0).lastLeaf()).isEqualTo((1L << 62) - 1);
    assertThat(new Subtree(3, 2).lastLeaf()).isEqualTo(23);
    refused(() -> Hash.ofHex("0"));
  }

  @Test
  void ledger_refuses_what_it_cannot_append_or_prove() {
    Ledger ledger = new Ledger(new MemoryLedgerStorage());
    refused(() -> ledger.append(new byte[0]));
    refused(() -> ledger.append(new byte[Ledger.MAX_ENTRY_BYTES + 1]));
    assertThat(ledger.size()).isZero();
    ledger.append(new byte[] {1});
    refused(() -> ledger.head(2));
    refused(() -> ledger.head(-1));
    refused(() -> ledger.proveInclusion(1, 1));
    refused(() -> ledger.proveInclusion(-1, 1));
    refused(() -> ledger.proveInclusion(0, 2));
    refused(() -> ledger.proveConsistency(1, 2));
    refused(() -> ledger.proveConsistency(1, 0));
    refused(() -> ledger.proveConsistency(-1, 0));
    assertThat(ledger.entry(1)).isEmpty();
  }

  @Test
  void entry_is_kept_as_it_was_when_appended() {
    Ledger ledger = new Ledger(new MemoryLedgerStorage());
    byte[] entry = {1, 2, 3};
    ledger.append(entry);
    entry[0] = 9;
    assertThat(ledger.entry(0).orElseThrow()).containsExactly(1, 2, 3);
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }
}

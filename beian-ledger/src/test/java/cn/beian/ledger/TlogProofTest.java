package cn.beian.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.SignedNote;
import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.ProofException.Code;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TlogProofTest {
  private static final List<byte[]> ENTRIES = Trees.entries(100);
  private static final Signer SIGNER = signer("example.com/log");
  private static final Ledger LEDGER = new Ledger(Vectors.storage(Hasher.sha256(), ENTRIES));
  private static final Checkpoint CHECKPOINT =
      Checkpoint.sign("example.com/log", LEDGER.head(100), List.of(SIGNER));

  @Property(tries = 100)
  void every_entry_is_proved_offline(@ForAll @IntRange(max = 99) int index) throws Exception {
    MemoryLedgerStorage storage = new MemoryLedgerStorage();
    Ledger ledger = new Ledger(storage);
    for (byte[] entry : ENTRIES) {
      ledger.append(entry);
    }
    assertThat(ledger.prove(index)).isEmpty();
    ledger.publish(List.of(SIGNER), PublishedHead.none(), Trees.AT);
    ledger.append(new byte[] {1});
    assertThat(ledger.prove(100)).isEmpty();
    assertThat(ledger.prove(-1)).isEmpty();
    String file = ledger.prove(index).orElseThrow().format();
    TlogProof proof = TlogProof.parse(file);
    proof.verify(ENTRIES.get(index), SIGNER.verifier());
    assertThat(proof.format()).isEqualTo(file);
    assertThat(proof.checkpoint().head()).isEqualTo(LEDGER.head(100));
  }

  @Property(tries = 1000)
  void any_changed_character_fails(
      @ForAll @IntRange(max = 99) int index,
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll @IntRange(min = 1, max = 127) int change) {
    String file = proof(index).format();
    char[] characters = file.toCharArray();
    characters[place % file.length()] ^= (char) change;
    String damaged = new String(characters);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> TlogProof.parse(damaged).verify(ENTRIES.get(index), SIGNER.verifier()))
        .isInstanceOf(ProofException.class);
  }

  /** The JDK's own check, up to 17, ignores bytes after the 64th. */
  @Test
  void signature_with_a_byte_more_fails() throws ProofException {
    String file = proof(5).format();
    assertThat(file).endsWith("=\n");
    TlogProof longer = TlogProof.parse(file.substring(0, file.length() - 2) + "A\n");
    SignedNoteTest.assertCode(
        Code.BAD_SIGNATURE, () -> longer.verify(ENTRIES.get(5), SIGNER.verifier()));
  }

  @Property(tries = 300)
  void any_truncation_fails(
      @ForAll @IntRange(max = 99) int index, @ForAll @IntRange(min = 1, max = 10_000) int cut) {
    String file = proof(index).format();
    String damaged = file.substring(0, file.length() - 1 - cut % (file.length() - 1));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> TlogProof.parse(damaged).verify(ENTRIES.get(index), SIGNER.verifier()))
        .isInstanceOf(ProofException.class);
  }

  @Test
  void reasons_are_told() throws ProofException {
    TlogProof proof = proof(41);
    byte[] entry = ENTRIES.get(41);
    Verifier known = SIGNER.verifier();
    SignedNoteTest.assertCode(Code.ROOT_MISMATCH, () -> proof.verify(ENTRIES.get(40), known));
    SignedNoteTest.assertCode(
        Code.NO_KNOWN_SIGNATURE, () -> proof.verify(entry, signer("example.com/log").verifier()));
    SignedNoteTest.assertCode(
        Code.INDEX_OUT_OF_RANGE,
        () -> new TlogProof(100, proof.path(), CHECKPOINT, proof.extra()).verify(entry, known));
    SignedNoteTest.assertCode(
        Code.WRONG_PATH_LENGTH,
        () -> new TlogProof(41, List.of(), CHECKPOINT, proof.extra()).verify(entry, known));
  }

  @Test
  void checkpoint_signed_under_the_name_of_another_log_is_refused() throws ProofException {
    Signer other = signer("example.com/other");
    Checkpoint checkpoint = Checkpoint.sign("example.com/log", LEDGER.head(100), List.of(other));
    SignedNoteTest.assertCode(
        Code.WRONG_ORIGIN, () -> checkpoint.verify(List.of(other.verifier())));
    SignedNoteTest.assertCode(
        Code.WRONG_ORIGIN, () -> checkpoint.verify(List.of(other.verifier(), SIGNER.verifier())));
  }

  @Test
  void extra_is_carried_and_not_trusted() throws ProofException {
    TlogProof proof = proof(3).withExtra("附加".getBytes(UTF_8));
    assertThat(proof.format().lines().limit(3))
        .containsExactly("c2sp.org/tlog-proof@v1", "extra 6ZmE5Yqg", "index 3");
    assertThat(TlogProof.parse(proof.format())).isEqualTo(proof);
    proof.verify(ENTRIES.get(3), SIGNER.verifier());
  }

  @Test
  void malformed_proof_is_refused() {
    String good = proof(3).format();
    String hash = proof(3).path().get(0).base64() + "\n";
    for (String bad :
        List.of(
            "",
            "\n\n",
            "c2sp.org/tlog-proof@v1",
            "c2sp.org/tlog-proof@v1\n\n",
            good.replace("@v1", "@v2"),
            good.replace("index 3", "index 03"),
            good.replace("index 3", "index -3"),
            good.replace("index 3", "index 9999999999999999999"),
            good.replace("index 3", "index 3 "),
            good.replace("index 3\n", ""),
            good.replace("index 3", "extra =\nindex 3"),
            good.replace("index 3", "extra YQ==\nextra YQ==\nindex 3"),
            good.replace(hash, hash.toLowerCase(java.util.Locale.ROOT).replace("=", "")),
            good.replace(hash, hash.repeat(64)),
            good.replace("\n", "\r\n"))) {
      SignedNoteTest.assertCode(Code.MALFORMED, () -> TlogProof.parse(bad));
    }
  }

  @Test
  void malformed_checkpoint_is_refused() throws ProofException {
    String root = LEDGER.head(100).root().base64();
    for (String text :
        List.of(
            "\n",
            "a\n1\n",
            "a\n01\n" + root + "\n",
            "a\n-1\n" + root + "\n",
            "a\n9223372036854775808\n" + root + "\n",
            "a\n1\nx" + root + "\n",
            "\n1\n" + root + "\n",
            "a\n1\n" + root + "\n\nextension\n")) {
      String note = SignedNote.sign(text, List.of(SIGNER)).format();
      SignedNoteTest.assertCode(Code.MALFORMED_CHECKPOINT, () -> Checkpoint.parse(note));
    }
    String extended = "a\n9223372036854775807\n" + root + "\nextension\n";
    Checkpoint read = Checkpoint.parse(SignedNote.sign(extended, List.of(SIGNER)).format());
    assertThat(read.size()).isEqualTo(Long.MAX_VALUE);
    assertThat(read.note().text()).isEqualTo(extended);
  }

  private static TlogProof proof(int index) {
    return new TlogProof(LEDGER.proveInclusion(index, 100), CHECKPOINT);
  }

  private static Signer signer(String name) {
    try {
      return SignedNoteTest.newSigner(name);
    } catch (ProofException e) {
      throw new AssertionError(e);
    }
  }
}

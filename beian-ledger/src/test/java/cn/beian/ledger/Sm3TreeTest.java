package cn.beian.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.note.Ed25519;
import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.tree.ProofException;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same tree over another hash. */
class Sm3TreeTest {
  @Test
  void digest_empty_tree_and_empty_leaf_match_the_vectors() {
    assertThat(Sm3.INSTANCE.hash("abc".getBytes(US_ASCII)).hex())
        .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    assertThat(Sm3.INSTANCE.empty().hex()).startsWith("1ab21d83").endsWith("5082aa2b");
    assertThat(Sm3.INSTANCE.leaf(new byte[0]).hex())
        .isEqualTo("2daef60e7a0b8f5e024c81cd2ab3109f2b4f155cf83adeb2ae5532f74a157fdf");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0b990fe0c7ad70f1bf1a1262f2c7908ea48146b14253a6db99f2917ab1f5cc4d",
    "3, 209ec96a210d662a964772680e8544d18cab7b88ffec3e00962220349b56ea56",
    "7, bd36c22a1ac6ff4308e0c3cc1a85bf0ffa30538ec60a55c70413ab15d45db4d2",
    "8, bc48ba7a709184b5f2a631e1adeb8dc2a0d4c018c1d6cc89b5664fe154c93b38",
  })
  void root_of_certificate_transparency_inputs(int size, String root) {
    Ledger ledger = new Ledger(Vectors.storage(Sm3.INSTANCE, Vectors.CT), Sm3.INSTANCE);
    assertThat(ledger.head(size).root().hex()).isEqualTo(root);
  }

  @Test
  void proof_holds_under_this_hash_and_not_under_sha_256() throws Exception {
    Signer signer = Ed25519.signer(Ed25519.generate("example.com/sm3", new SecureRandom()));
    LedgerStorage storage = Vectors.storage(Sm3.INSTANCE, Vectors.CT);
    Ledger ledger = new Ledger(storage, Sm3.INSTANCE);
    ledger.publish(List.of(signer), PublishedHead.none(), Trees.AT);
    TlogProof proof = TlogProof.parse(ledger.prove(5).orElseThrow().format());
    List<Verifier> known = List.of(signer.verifier());
    proof.verify(Sm3.INSTANCE, Vectors.CT.get(5), known);
    SignedNoteTest.assertCode(
        ProofException.Code.ROOT_MISMATCH, () -> proof.verify(Vectors.CT.get(5), known));
    assertThat(ledger.fsck(known, PublishedHead.none()).clean()).isTrue();
    assertThat(new Ledger(storage).fsck(known, PublishedHead.none()).clean()).isFalse();
  }
}

package cn.beian.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.note.SignedNoteTest;
import cn.beian.ledger.tree.ConsistencyProof;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.InclusionProof;
import cn.beian.ledger.tree.ProofException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final Hasher SHA256 = Hasher.sha256();
  private static final int SIZE = 300;
  private static final List<byte[]> ENTRIES = Trees.entries(SIZE);
  private static final Ledger LEDGER = new Ledger(Vectors.storage(SHA256, ENTRIES));

  @Test
  void inclusion_every_index_and_size_holds() throws ProofException {
    for (int size = 1; size <= SIZE; size++) {
      Hash root = LEDGER.head(size).root();
      for (int index = 0; index < size; index++) {
        LEDGER.proveInclusion(index, size).verify(SHA256, ENTRIES.get(index), root);
      }
    }
  }

  @Test
  void consistency_every_pair_of_sizes_holds() throws ProofException {
    for (int newSize = 0; newSize <= SIZE; newSize++) {
      Hash newRoot = LEDGER.head(newSize).root();
      for (int oldSize = 0; oldSize <= newSize; oldSize++) {
        LEDGER
            .proveConsistency(oldSize, newSize)
            .verify(SHA256, LEDGER.head(oldSize).root(), newRoot);
      }
    }
  }

  @Property(tries = 500)
  void inclusion_damaged_proof_fails(
      @ForAll @IntRange(min = 1, max = SIZE) int size,
      @ForAll @IntRange(min = 0, max = SIZE - 1) int anyIndex,
      @ForAll @IntRange(min = 0, max = 1 << 20) int damage) {
    int index = anyIndex % size;
    InclusionProof proof = LEDGER.proveInclusion(index, size);
    Hash root = LEDGER.head(size).root();
    byte[] entry = ENTRIES.get(index);
    for (List<Hash> path : damaged(proof.path(), damage)) {
      assertThatThrownBy(() -> new InclusionProof(index, size, path).verify(SHA256, entry, root))
          .isInstanceOf(ProofException.class);
    }
    assertThatThrownBy(() -> proof.verify(SHA256, flip(entry, damage), root))
        .isInstanceOf(ProofException.class);
    assertThatThrownBy(() -> proof.verify(SHA256, entry, Hash.of(flip(root.toBytes(), damage))))
        .isInstanceOf(ProofException.class);
    for (int other : new int[] {-1, index - 1, index + 1, size - 1, size, index + 256}) {
      if (other != index) {
        assertThatThrownBy(
                () -> new InclusionProof(other, size, proof.path()).verify(SHA256, entry, root))
            .isInstanceOf(ProofException.class);
      }
    }
  }

  @Property(tries = 500)
  void consistency_damaged_proof_fails(
      @ForAll @IntRange(min = 0, max = SIZE) int newSize,
      @ForAll @IntRange(min = 0, max = SIZE) int anySize,
      @ForAll @IntRange(min = 0, max = 1 << 20) int damage) {
    int oldSize = anySize % (newSize + 1);
    ConsistencyProof proof = LEDGER.proveConsistency(oldSize, newSize);
    Hash oldRoot = LEDGER.head(oldSize).root();
    Hash newRoot = LEDGER.head(newSize).root();
    for (List<Hash> path : damaged(proof.path(), damage)) {
      assertThatThrownBy(
              () -> new ConsistencyProof(oldSize, newSize, path).verify(SHA256, oldRoot, newRoot))
          .isInstanceOf(ProofException.class);
    }
    Hash wrong = Hash.of(flip(oldRoot.toBytes(), damage));
    assertThatThrownBy(() -> proof.verify(SHA256, wrong, newRoot))
        .isInstanceOf(ProofException.class);
    if (oldSize > 0) {
      assertThatThrownBy(() -> proof.verify(SHA256, oldRoot, wrong))
          .isInstanceOf(ProofException.class);
    }
    assertThatThrownBy(
            () ->
                new ConsistencyProof(newSize + 1, newSize, proof.path())
                    .verify(SHA256, oldRoot, newRoot))
        .isInstanceOfSatisfying(
            ProofException.class,
            e -> assertThat(e.code()).isEqualTo(ProofException.Code.SIZES_REVERSED));
  }

  @Test
  void index_at_or_above_size_is_refused_even_with_a_fitting_path() {
    Hash leaf = SHA256.leaf(ENTRIES.get(0));
    for (long index : new long[] {1, 2, Long.MAX_VALUE, -1}) {
      assertThatThrownBy(
              () -> new InclusionProof(index, 1, List.of()).verifyLeaf(SHA256, leaf, leaf))
          .isInstanceOfSatisfying(
              ProofException.class,
              e -> assertThat(e.code()).isEqualTo(ProofException.Code.INDEX_OUT_OF_RANGE));
    }
  }

  @Test
  void hash_of_another_length_is_refused_as_such() {
    for (int length : new int[] {0, 31, 33}) {
      Hash odd = Hash.of(new byte[length]);
      SignedNoteTest.assertCode(
          ProofException.Code.WRONG_HASH_LENGTH,
          () -> new InclusionProof(0, 2, List.of(odd)).verifyLeaf(SHA256, odd, odd));
      SignedNoteTest.assertCode(
          ProofException.Code.WRONG_HASH_LENGTH,
          () -> new ConsistencyProof(1, 2, List.of(odd)).verify(SHA256, odd, odd));
    }
  }

  /** This path with one hash changed, lost, added, repeated, cut or swapped. */
  private static List<List<Hash>> damaged(List<Hash> path, int damage) {
    List<List<Hash>> result = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      byte[] bytes = path.get(i).toBytes();
      result.add(replaced(path, i, Hash.of(flip(bytes, damage))));
      result.add(replaced(path, i, Hash.of(java.util.Arrays.copyOf(bytes, 31))));
      List<Hash> shorter = new ArrayList<>(path);
      shorter.remove(i);
      result.add(shorter);
      List<Hash> longer = new ArrayList<>(path);
      longer.add(i, path.get(i));
      result.add(longer);
    }
    List<Hash> longer = new ArrayList<>(path);
    longer.add(SHA256.empty());
    result.add(longer);
    return result;
  }

  private static List<Hash> replaced(List<Hash> path, int i, Hash hash) {
    List<Hash> result = new ArrayList<>(path);
    result.set(i, hash);
    return result;
  }

  private static byte[] flip(byte[] bytes, int damage) {
    byte[] flipped = bytes.clone();
    flipped[(damage >>> 3) % bytes.length] ^= (byte) (1 << (damage & 7));
    return flipped;
  }
}

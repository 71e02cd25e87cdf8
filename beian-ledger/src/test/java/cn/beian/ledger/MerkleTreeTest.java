package cn.beian.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.tree.Hasher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {
  private static final Hasher SHA256 = Hasher.sha256();

  @Test
  void empty_tree_and_empty_leaf_match_the_vectors() {
    assertThat(SHA256.empty().hex()).startsWith("e3b0c442").endsWith("7852b855");
    assertThat(SHA256.leaf(new byte[0]).hex())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  @ParameterizedTest
  @CsvSource({
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  })
  void root_of_certificate_transparency_inputs(int size, String root) {
    Ledger ledger = new Ledger(Vectors.storage(SHA256, Vectors.CT));
    assertThat(ledger.head(size).root().hex()).isEqualTo(root);
    // and the same while the tree has only that many leaves
    Ledger smaller = new Ledger(Vectors.storage(SHA256, Vectors.CT.subList(0, size)));
    assertThat(smaller.head(size).root().hex()).isEqualTo(root);
  }

  @Test
  void root_of_every_size_equals_the_recursion_of_the_rfc() {
    List<byte[]> entries = Trees.entries(300);
    Ledger ledger = new Ledger(Vectors.storage(SHA256, entries));
    for (int size = 0; size <= 300; size++) {
      assertThat(ledger.head(size).root()).isEqualTo(Trees.root(entries.subList(0, size)));
    }
  }
}

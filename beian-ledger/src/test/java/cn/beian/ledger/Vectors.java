package cn.beian.ledger;

import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.MemoryLedgerStorage;
import cn.beian.ledger.storage.StoredEntry;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.MerkleTree;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The eight classic inputs of Certificate Transparency's own tests. */
final class Vectors {
  static final List<byte[]> CT =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(HexFormat.of()::parseHex)
          .toList();

  private Vectors() {}

  /** A storage with these entries, possibly empty ones, which {@link Ledger#append} refuses. */
  static LedgerStorage storage(Hasher hasher, List<byte[]> entries) {
    MemoryLedgerStorage storage = new MemoryLedgerStorage();
    MerkleTree tree = new MerkleTree(hasher, storage::hashes);
    for (byte[] entry : entries) {
      long index = storage.size();
      storage.append(new StoredEntry(index, entry, tree.completedBy(index, hasher.leaf(entry))));
    }
    return storage;
  }
}

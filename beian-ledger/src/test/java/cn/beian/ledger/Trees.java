package cn.beian.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The tree as RFC 6962 §2.1 defines it, by recursion and without stored hashes. */
final class Trees {
  /** The time at which tests sign. */
  static final Instant AT = Instant.parse("2026-11-27T12:00:00Z");

  private Trees() {}

  static List<byte[]> entries(int size) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(("entry " + i).getBytes(UTF_8));
    }
    return entries;
  }

  static Hash root(List<byte[]> entries) {
    Hasher hasher = Hasher.sha256();
    int size = entries.size();
    if (size == 0) {
      return hasher.empty();
    }
    if (size == 1) {
      return hasher.leaf(entries.get(0));
    }
    int split = Integer.highestOneBit(size - 1);
    return hasher.node(root(entries.subList(0, split)), root(entries.subList(split, size)));
  }
}

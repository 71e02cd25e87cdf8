package cn.beian.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The tree of RFC 6962, computed from the hashes of its complete subtrees. It stores no hashes: it
 * reads those that it needs, about log2(size) of them, in one call.
 */
public final class MerkleTree {
  /** Supplies the hashes. */
  public interface Hashes {
    /** The hashes of these subtrees, in the same order. */
    List<Hash> read(List<Subtree> subtrees);
  }

  private final Hasher hasher;
  private final Hashes hashes;

  public MerkleTree(Hasher hasher, Hashes hashes) {
    this.hasher = hasher;
    this.hashes = hashes;
  }

  /**
   * The hashes of the subtrees that the leaf at {@code index} completes, from level 0 up; the
   * levels are those of the trailing one bits of {@code index}, and one.
   */
  public List<Hash> completedBy(long index, Hash leaf) {
    int height = Long.numberOfTrailingZeros(~index);
    List<Subtree> left = new ArrayList<>(height);
    for (int level = 0; level < height; level++) {
      left.add(new Subtree(level, (index >>> level) - 1));
    }
    List<Hash> siblings = hashes.read(left);
    List<Hash> completed = new ArrayList<>(height + 1);
    Hash hash = leaf;
    completed.add(hash);
    for (Hash sibling : siblings) {
      hash = hasher.node(sibling, hash);
      completed.add(hash);
    }
    return completed;
  }

  public Hash root(long size) {
    return size == 0 ? hasher.empty() : hashesOf(List.of(new Range(0, size))).get(0);
  }

  public InclusionProof inclusion(long index, long size) {
    List<Range> path = new ArrayList<>();
    long low = 0;
    long high = size;
    while (high - low > 1) {
      long middle = split(low, high);
      if (index < middle) {
        path.add(0, new Range(middle, high));
        high = middle;
      } else {
        path.add(0, new Range(low, middle));
        low = middle;
      }
    }
    return new InclusionProof(index, size, hashesOf(path));
  }

  public ConsistencyProof consistency(long oldSize, long newSize) {
    List<Range> path = new ArrayList<>();
    if (oldSize > 0) {
      long low = 0;
      long high = newSize;
      while (oldSize < high) {
        long middle = split(low, high);
        if (oldSize <= middle) {
          path.add(0, new Range(middle, high));
          high = middle;
        } else {
          path.add(0, new Range(low, middle));
          low = middle;
        }
      }
      if (low > 0) {
        path.add(0, new Range(low, high));
      }
    }
    return new ConsistencyProof(oldSize, newSize, hashesOf(path));
  }

  /**
   * Leaves {@code low} to {@code high} - 1, a node of the tree (though maybe an incomplete one).
   */
  private record Range(long low, long high) {
    /** The complete subtrees that it consists of, from left to right. */
    List<Subtree> subtrees() {
      List<Subtree> subtrees = new ArrayList<>();
      long from = low;
      while (from < high) {
        int level = 63 - Long.numberOfLeadingZeros(high - from);
        subtrees.add(new Subtree(level, from >>> level));
        from += 1L << level;
      }
      return subtrees;
    }
  }

  /** Where a node of more than one leaf splits: at the largest power of two below its width. */
  private static long split(long low, long high) {
    return low + Long.highestOneBit(high - low - 1);
  }

  private List<Hash> hashesOf(List<Range> ranges) {
    List<Subtree> needed = new ArrayList<>();
    ranges.forEach(range -> needed.addAll(range.subtrees()));
    List<Hash> found = hashes.read(needed);
    List<Hash> result = new ArrayList<>(ranges.size());
    int next = 0;
    for (Range range : ranges) {
      int count = range.subtrees().size();
      result.add(join(hasher, found.subList(next, next + count)));
      next += count;
    }
    return result;
  }

  /** The root over complete subtrees of decreasing size; requires at least one. */
  public static Hash join(Hasher hasher, List<Hash> subtrees) {
    Hash hash = subtrees.get(subtrees.size() - 1);
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      hash = hasher.node(subtrees.get(i), hash);
    }
    return hash;
  }
}

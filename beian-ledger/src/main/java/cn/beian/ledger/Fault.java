package cn.beian.ledger;

import cn.beian.ledger.tree.ProofException;

/**
 * A defect that {@link Ledger#fsck} found.
 *
 * @param kind kind of defect
 * @param at where: an index or a size, see {@link Kind}
 * @param level level of the subtree, 0 for the other kinds
 * @param expected the expected value, as text; empty if it cannot be written as a value
 * @param found the value found, as text; for an unreadable or unsigned checkpoint, the name of the
 *     {@link ProofException.Code}; empty if there is none
 */
public record Fault(Kind kind, long at, int level, String expected, String found) {
  /** Kinds of fault; stable, also the last part of a key of {@code messages_*.properties}. */
  public enum Kind {
    /** Entries below the head are missing; at: the first of a run, found: the last. */
    ENTRIES_MISSING,
    /** Entries exist at or above the head; at: the first, found: the last. */
    ENTRIES_BEYOND_HEAD,
    /** The storage returns an index again or out of order; at: that index. */
    ENTRY_REPEATED,
    /** The bytes of an entry do not have the leaf hash stored for it; at: its index. */
    ENTRY_MISMATCH,
    /** A subtree's hash is not that of its two halves; at: the entry that completes it. */
    SUBTREE_MISMATCH,
    /** A subtree's hash is not stored; at: the entry that completes it. */
    SUBTREE_MISSING,
    /** Hashes are stored for subtrees that the entry does not complete; at: its index. */
    SUBTREE_SURPLUS,
    /** A published checkpoint cannot be read; at: its position in the order, from 0. */
    CHECKPOINT_UNREADABLE,
    /** A published checkpoint has no valid signature by a known key of its origin; at: its size. */
    CHECKPOINT_SIGNATURE,
    /** The entries do not lead to the root of a published checkpoint; at: its size. */
    CHECKPOINT_NOT_PREFIX,
    /** A published checkpoint is larger than the head: entries were rolled back; at: its size. */
    CHECKPOINT_BEYOND_HEAD,
    /** The head kept outside is larger than the ledger: a backup was restored; at: its size. */
    OUTSIDE_BEYOND_HEAD,
    /** The entries do not lead to the root kept outside; at: its size. */
    OUTSIDE_NOT_PREFIX,
    /** The head kept outside cannot be read; at: 0. */
    OUTSIDE_UNREADABLE
  }

  /** For the log; {@link LedgerMessages} has the text for people. */
  @Override
  public String toString() {
    return kind
        + " at "
        + at
        + (level > 0 ? " level " + level : "")
        + (expected.isEmpty() ? "" : ", expected " + expected)
        + (found.isEmpty() ? "" : ", found " + found);
  }
}

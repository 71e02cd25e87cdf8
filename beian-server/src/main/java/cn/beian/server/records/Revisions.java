package cn.beian.server.records;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The revisions in ascending order of their entries, read alongside these. */
final class Revisions {
  private final Iterator<StoredRevision> rows;
  private @Nullable StoredRevision row;
  private @Nullable StoredRevision next;

  /**
   * Reads from the first on.
   *
   * @param rows of {@link StoredRevision#IN_ORDER}, one for each package of a revision
   */
  Revisions(Stream<StoredRevision> rows) {
    this.rows = rows.iterator();
    advanceRow();
    advance();
  }

  /** Those whose entries lie below an index and were not asked for. */
  List<StoredRevision> upTo(long index) {
    List<StoredRevision> passed = new ArrayList<>();
    while (next != null && next.index() < index) {
      passed.add(next);
      advance();
    }
    return passed;
  }

  Optional<StoredRevision> at(long index) {
    StoredRevision found = next;
    if (found == null || found.index() != index) {
      return Optional.empty();
    }
    advance();
    return Optional.of(found);
  }

  private void advance() {
    StoredRevision first = row;
    next = first;
    if (first == null) {
      return;
    }
    advanceRow();
    List<String> packages = null;
    while (row != null && row.index() == first.index()) {
      packages = packages == null ? new ArrayList<>(first.packages()) : packages;
      packages.addAll(row.packages());
      advanceRow();
    }
    next = packages == null ? first : first.with(packages);
  }

  private void advanceRow() {
    row = rows.hasNext() ? rows.next() : null;
  }
}

package cn.beian.server.web.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * A page of rows that come one after the other: all are counted, only those of the page are kept.
 */
public final class Paged<T> {
  private final int number;
  private final int size;
  private final List<T> rows = new ArrayList<>();
  private int found;

  /**
   * An empty page.
   *
   * @param number from 1; less counts as 1
   * @param size rows of a page
   */
  Paged(int number, int size) {
    this.number = Math.max(1, Math.min(number, Integer.MAX_VALUE / size));
    this.size = size;
  }

  static <T> Paged<T> of(List<T> all, int number, int size) {
    Paged<T> page = new Paged<>(number, size);
    all.forEach(page::add);
    return page;
  }

  void add(T row) {
    int first = (number - 1) * size;
    if (found >= first && rows.size() < size) {
      rows.add(row);
    }
    found++;
  }

  public List<T> getRows() {
    return rows;
  }

  /** How many there are on all pages. */
  public int getFound() {
    return found;
  }

  /** From 1. */
  public int getNumber() {
    return number;
  }

  /** At least 1. */
  public int getPages() {
    return Math.max(1, (found + size - 1) / size);
  }
}

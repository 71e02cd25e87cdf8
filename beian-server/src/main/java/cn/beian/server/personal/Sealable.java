package cn.beian.server.personal;

import java.util.Map;

/** Rows with values from before they were encrypted. */
public interface Sealable {
  /**
   * Seals some rows, in the caller's transaction.
   *
   * @param most maximum number of rows
   * @return how many were sealed; 0 when none is left
   */
  int seal(int most);

  /**
   * How many values cannot be opened, by what they are.
   *
   * @param prefix the beginning of all sealed values that can be opened
   */
  Map<String, Long> unreadable(String prefix);
}

package cn.beian.server.official;

import java.util.List;

/**
 * Units or lists do not say the same of a number of the official system, or a supervisor decided
 * which of them is right.
 *
 * @param numbers the records that it concerns, by our numbers
 */
public record NumberDisputed(List<String> numbers, boolean decided) {
  public NumberDisputed {
    numbers = List.copyOf(numbers);
  }
}

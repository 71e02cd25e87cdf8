package cn.beian.filing.numbers;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result of reading a code: the value, or everything that is wrong with it.
 *
 * @param folded the input as interpreted: half width, upper case, without spaces
 * @param value present exactly if there is no defect
 * @param defects in order of position
 */
public record Reading<T>(String folded, Optional<T> value, List<Defect> defects) {
  public Reading {
    defects = List.copyOf(defects);
    if (value.isPresent() != defects.isEmpty()) {
      throw new IllegalArgumentException("a reading has either a value or defects");
    }
  }

  static <T> Reading<T> of(String folded, T value) {
    return new Reading<>(folded, Optional.of(value), List.of());
  }

  /** The value if there are no defects. */
  static <T> Reading<T> of(
      String folded, Function<String, List<Defect>> defects, Function<String, T> make) {
    List<Defect> found = defects.apply(folded);
    return found.isEmpty() ? of(folded, make.apply(folded)) : broken(folded, found);
  }

  static <T> Reading<T> broken(String folded, List<Defect> defects) {
    return new Reading<>(folded, Optional.empty(), defects);
  }

  /** Whether the input has no defects. */
  public boolean valid() {
    return value.isPresent();
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException with every defect in its message
   */
  public T orThrow() {
    return value.orElseThrow(() -> new IllegalArgumentException("'" + folded + "': " + defects));
  }
}

package cn.beian.inspect.js;

import java.util.Arrays;

/** Line numbers of positions in a text. */
final class Lines {
  private final int[] starts;

  Lines(String text) {
    int[] found = new int[16];
    int count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = i + 1;
    }
    starts = Arrays.copyOf(found, count);
  }

  /** The line of that position, from 1. */
  int at(int position) {
    int i = Arrays.binarySearch(starts, position);
    return i >= 0 ? i + 1 : -i - 1;
  }
}

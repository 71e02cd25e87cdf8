package cn.beian.inspect.android;

import cn.beian.inspect.android.CodeScan.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the argument registers of a call hold, of which the first {@code count} count. */
final class CallArguments {
  private static final int MAX_ARGUMENTS = 8;

  private CallArguments() {}

  /** The view of the first number among them, taken for its id; null where there is none. */
  static @Nullable Held view(@Nullable Held[] arguments, int count) {
    for (int i = 0; i < count; i++) {
      if (arguments[i] instanceof Held.Int id) {
        return new Held.View(id.value());
      }
    }
    return null;
  }

  /** The texts among them. */
  static List<String> texts(@Nullable Held[] arguments, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (arguments[i] instanceof Held.Text text && texts.size() < MAX_ARGUMENTS) {
        texts.add(text.text());
      }
    }
    return texts;
  }

  /** Classes of the objects behind the first: of a sort, what it sorts by. */
  static List<String> classes(@Nullable Held[] arguments, int count) {
    List<String> classes = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      if (arguments[i] instanceof Held.Made made) {
        classes.add(made.className());
      } else if (arguments[i] instanceof Held.Read read) {
        classes.add(read.owner());
      }
    }
    return classes;
  }

  /** The last number of 64 bits. */
  static OptionalLong lastLong(@Nullable Held[] arguments, int count) {
    for (int i = count - 1; i >= 0; i--) {
      if (arguments[i] instanceof Held.Wide number) {
        return OptionalLong.of(number.value());
      }
    }
    return OptionalLong.empty();
  }
}

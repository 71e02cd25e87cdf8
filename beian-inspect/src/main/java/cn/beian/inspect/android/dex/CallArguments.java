package cn.beian.inspect.android.dex;

import cn.beian.inspect.android.dex.CodeScan.RegisterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the argument registers of a call hold, of which the first {@code count} count. */
public final class CallArguments {
  private static final int MAX_ARGUMENTS = 8;

  private CallArguments() {}

  /** The view of the first number among them, taken for its id; null where there is none. */
  public static @Nullable RegisterValue view(@Nullable RegisterValue[] arguments, int count) {
    for (int i = 0; i < count; i++) {
      if (arguments[i] instanceof RegisterValue.Int id) {
        return new RegisterValue.View(id.value());
      }
    }
    return null;
  }

  /** The texts among them. */
  public static List<String> texts(@Nullable RegisterValue[] arguments, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (arguments[i] instanceof RegisterValue.Text text && texts.size() < MAX_ARGUMENTS) {
        texts.add(text.text());
      }
    }
    return texts;
  }

  /** Classes of the objects behind the first: of a sort, what it sorts by. */
  public static List<String> classes(@Nullable RegisterValue[] arguments, int count) {
    List<String> classes = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      if (arguments[i] instanceof RegisterValue.Made made) {
        classes.add(made.className());
      } else if (arguments[i] instanceof RegisterValue.Read read) {
        classes.add(read.owner());
      }
    }
    return classes;
  }

  /** The last number of 64 bits. */
  public static OptionalLong lastLong(@Nullable RegisterValue[] arguments, int count) {
    for (int i = count - 1; i >= 0; i--) {
      if (arguments[i] instanceof RegisterValue.Wide number) {
        return OptionalLong.of(number.value());
      }
    }
    return OptionalLong.empty();
  }
}

package cn.beian.inspect.harmony.abc;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of functions in bytecode (OpenHarmony documentation, "Naming Conventions for Ark Bytecode
 * Functions"): {@code #~Index>@1*#onSign^2} is the second function {@code onSign} inside of the
 * function that {@code scopeNames} has at 1, a member of the class {@code Index}. A scope begins
 * with its kind: {@code ~} class, {@code >} member, {@code <} static member, {@code =} constructor,
 * {@code *} function, {@code &} namespace, {@code %} enum; the last is that of the function itself.
 * Before 12.0.4.0 names are as written, the second {@code a} of a file {@code #2#a}.
 */
final class FunctionNames {
  private static final String KINDS = "~><=*&%";
  private static final Pattern SAME_NAME = Pattern.compile("\\^[0-9a-f]+$");
  private static final Pattern NUMBERED = Pattern.compile("#[0-9]+#(.*)");
  private static final int HEX = 16;

  private final List<String> scopes;

  FunctionNames(List<String> scopes) {
    this.scopes = scopes;
  }

  AbcMethod method(int offset, String name, int code) {
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches()) {
      return new AbcMethod(offset, numbered.group(1), "", code);
    }
    int end = name.startsWith("#") ? name.indexOf('#', 1) : -1;
    if (end < 0) {
      return new AbcMethod(offset, name, "", code);
    }
    String owner = "";
    int at = 1;
    while (at < end) {
      char kind = name.charAt(at);
      int next = at + 1;
      while (next < end && KINDS.indexOf(name.charAt(next)) < 0) {
        next++;
      }
      if (kind == '~') {
        owner = scope(name.substring(at + 1, next));
      }
      at = next;
    }
    return new AbcMethod(
        offset, SAME_NAME.matcher(name.substring(end + 1)).replaceAll(""), owner, code);
  }

  private String scope(String written) {
    String name = SAME_NAME.matcher(written).replaceAll("");
    if (!name.startsWith("@")) {
      return name;
    }
    try {
      int index = Integer.parseInt(name.substring(1), HEX);
      return index < scopes.size() ? scopes.get(index) : "";
    } catch (NumberFormatException e) {
      return "";
    }
  }

  /**
   * The name of a class without its marks: {@code Lcn.x/entry/ets/pages/Index;} and {@code
   * L&entry/src/main/ets/pages/Index&;} are {@code cn.x/entry/ets/pages/Index} and {@code
   * entry/src/main/ets/pages/Index}.
   */
  static String record(String descriptor) {
    String name = descriptor.startsWith("L") ? descriptor.substring(1) : descriptor;
    name = name.endsWith(";") ? name.substring(0, name.length() - 1) : name;
    if (name.startsWith("&")) {
      int end = name.indexOf('&', 1);
      return end < 0 ? name.substring(1) : name.substring(1, end);
    }
    return name;
  }
}

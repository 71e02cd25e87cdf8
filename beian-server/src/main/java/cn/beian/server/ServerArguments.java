package cn.beian.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The arguments of {@code serve}, in the words of the settings. */
final class ServerArguments {
  private static final Map<String, String> SHORT =
      Map.of("--port", "--server.port", "--data", "--beian.data-dir", "--demo", "--beian.demo");

  /** Of every command; the server speaks the language of whoever asks it. */
  private static final String LANGUAGE = "--lang";

  private ServerArguments() {}

  /**
   * The same as settings. What is neither an option of {@code serve} nor the name of a setting,
   * which has a point in it, would be ignored by Spring without a word.
   *
   * @throws UnknownArgumentException for what is not known, and for an option without its value
   */
  static String[] settings(List<String> arguments) {
    List<String> settings = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int sign = argument.indexOf('=');
      String name = sign < 0 ? argument : argument.substring(0, sign);
      String setting = SHORT.get(name);
      if (name.equals(LANGUAGE)) {
        if (sign < 0) {
          valueOf(name, rest);
        }
      } else if (setting == null) {
        settings.add(setting(argument, name));
      } else if (sign >= 0) {
        settings.add(setting + "=" + required(name, argument.substring(sign + 1)));
      } else {
        settings.add(setting + "=" + (name.equals("--demo") ? "true" : valueOf(name, rest)));
      }
    }
    return settings.toArray(String[]::new);
  }

  private static String setting(String argument, String name) {
    if (!name.startsWith("--") || name.indexOf('.') < 0) {
      throw new UnknownArgumentException("Unknown option: '" + name + "'");
    }
    return argument;
  }

  private static String valueOf(String option, Iterator<String> rest) {
    return required(option, rest.hasNext() ? rest.next() : "");
  }

  private static String required(String option, String value) {
    if (value.isEmpty() || value.startsWith("--")) {
      throw new UnknownArgumentException("Missing value of option: '" + option + "'");
    }
    return value;
  }
}

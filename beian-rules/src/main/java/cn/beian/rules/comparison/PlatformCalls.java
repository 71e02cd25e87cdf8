package cn.beian.rules.comparison;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.rules.engine.RuleEngine;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a package calls of its platform: names that no minifier gives. Libraries that are packed
 * into an app are renamed with it, and a variable of its own scripts may be called {@code service}
 * or, once it is short, {@code my}.
 */
final class PlatformCalls {
  /** Libraries in an Android package; that they are there is said of its SDKs. */
  private static final Pattern LIBRARY =
      Pattern.compile("(?:okhttp3|retrofit2|com\\.(?:tencent|amap|baidu))\\..*");

  /** Platforms of scripts whose name a variable may have. */
  private static final Set<String> SHORT = Set.of("my", "dd", "qq", "tt");

  /** A module of a quick app and what is called of it, as {@code system.router.push}. */
  private static final Pattern MODULE = Pattern.compile("(?:system|service)\\.[^.]+\\..+");

  private PlatformCalls() {}

  static Set<String> of(FactSet facts) {
    String format = facts.header().format();
    return facts.of(FactKind.API_CALL).stream()
        .map((Fact fact) -> fact.text(Field.NAME))
        .filter(name -> isOfPlatform(name, format))
        .collect(Collectors.toSet());
  }

  private static boolean isOfPlatform(String name, String format) {
    String root = name.substring(0, Math.max(0, name.indexOf('.')));
    if (root.equals("system") || root.equals("service")) {
      return MODULE.matcher(name).matches() && !RuleEngine.platform(format).equals("mini-program");
    }
    if (SHORT.contains(root)) {
      return switch (format) {
        case "alipay-source", "amr" -> root.equals("my") || root.equals("dd");
        case "uni-app-source", "taro-source" -> true;
        default -> false;
      };
    }
    return !LIBRARY.matcher(name).matches();
  }
}

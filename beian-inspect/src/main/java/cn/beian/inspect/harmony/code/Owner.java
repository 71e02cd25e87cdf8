package cn.beian.inspect.harmony.code;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Pattern.Kind;
import cn.beian.inspect.harmony.abc.AbcModule;
import cn.beian.inspect.library.Library;
import cn.beian.inspect.shared.CodeOrigin;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose code a module is, by the path that ohpm gives it: a package with a scope, as {@code
 * @ohos/axios}, or one below {@code pkg_modules} or {@code oh_modules} comes from its registry.
 * What has neither counts as the app's: a hidden function must not escape by an odd name.
 *
 * @param name of the package; empty for the app's own code
 * @param version empty where it is not stated
 */
record Owner(Origin origin, String name, String version) {
  static final Owner APP = new Owner(Origin.APP, "", "");

  private static final Catalogue CATALOGUE = Catalogue.bundled();
  private static final Pattern INSTALLED =
      Pattern.compile("(?:pkg_modules|oh_modules)/(?:\\.ohpm/)?([^/]+)(?:/.*)?");
  private static final Pattern SCOPED = Pattern.compile("(@[^/@:]+/[^/@]+)(?:/.*)?");
  private static final Pattern VERSIONED = Pattern.compile("(.+?)@([^@+]+)(?:\\+.*)?");

  static Owner of(AbcModule module) {
    Owner found = of(module.packageName());
    return found.equals(APP) ? of(module.record()) : found;
  }

  private static Owner of(String path) {
    Matcher installed = INSTALLED.matcher(path);
    if (installed.matches()) {
      String folder = installed.group(1);
      Matcher versioned = VERSIONED.matcher(folder.startsWith("@") ? folder.substring(1) : folder);
      String scope = folder.startsWith("@") ? "@" : "";
      return versioned.matches()
          ? sdk(scope + versioned.group(1).replace('+', '/'), versioned.group(2))
          : sdk(folder.replace('+', '/'), "");
    }
    Matcher scoped = SCOPED.matcher(path);
    return scoped.matches() && !path.startsWith("@ohos.") ? sdk(scoped.group(1), "") : APP;
  }

  private static Owner sdk(String name, String version) {
    Origin origin = CATALOGUE.sdkOf(Kind.NPM, name).map(sdk -> sdk.origin()).orElse(Origin.SDK);
    return new Owner(origin, name, version);
  }

  boolean isApp() {
    return origin == Origin.APP;
  }

  /** Tells of the package; nothing of the app's own code. */
  void tell(FactSink facts, Locator at) {
    if (isApp()) {
      return;
    }
    Library.of("ohpm", name, version).tell(facts, at);
    if (CATALOGUE.sdkOf(Kind.NPM, name).isPresent()) {
      CodeOrigin.tell(facts, CATALOGUE.sdkOf(Kind.NPM, name).orElseThrow(), at);
      return;
    }
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    if (!version.isEmpty()) {
      values.put(Field.DETAIL, version);
    }
    facts.add(FactKind.SDK, Origin.SDK, "", at, values);
  }
}

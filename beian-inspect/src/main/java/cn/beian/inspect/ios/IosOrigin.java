package cn.beian.inspect.ios;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Pattern.Kind;
import cn.beian.inspect.catalogue.Sdk;
import cn.beian.inspect.shared.CodeOrigin;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose content a file or a class is, by the catalogue: that of an embedded framework, library or
 * bundle by its name, that of a class by the name of the class. What the catalogue does not know
 * counts as the app's.
 */
final class IosOrigin {
  private static final Pattern COMPONENT =
      Pattern.compile("(?:^|.*?/)([^/]+)\\.(?:framework|bundle)/.*|(?:.*/)?([^/]+)\\.dylib");

  private static final Pattern SWIFT_RUNTIME = Pattern.compile("libswift[^/]*");

  private final String app;
  private final Catalogue catalogue = Catalogue.bundled();

  /**
   * Of one app.
   *
   * @param app its folder in the package
   */
  IosOrigin(String app) {
    this.app = app;
  }

  private Optional<String> component(String entry) {
    String path = entry.startsWith(app) ? entry.substring(app.length()) : entry;
    Matcher matcher = COMPONENT.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
  }

  Origin ofFile(String entry, FactSink facts) {
    Optional<String> component = component(entry);
    if (component.isEmpty()) {
      return Origin.APP;
    }
    if (SWIFT_RUNTIME.matcher(component.get()).matches()) {
      return Origin.FRAMEWORK;
    }
    Optional<Sdk> sdk = catalogue.sdkOf(Kind.FRAMEWORK, component.get());
    sdk.ifPresent(known -> tell(known, Locator.entry(folder(entry)), facts));
    return sdk.map(Sdk::origin).orElse(Origin.APP);
  }

  private static String folder(String entry) {
    int end = Math.max(entry.indexOf(".framework/"), entry.indexOf(".bundle/"));
    return end < 0 ? entry : entry.substring(0, entry.indexOf('/', end));
  }

  /** Whose a class is, in an image of that origin. */
  Origin ofClass(String className, Origin image, String entry, FactSink facts) {
    Optional<Sdk> sdk = catalogue.sdkOf(Kind.OBJC, className);
    sdk.ifPresent(known -> tell(known, Locator.member(entry, className), facts));
    return sdk.map(Sdk::origin).orElse(image);
  }

  private void tell(Sdk sdk, Locator at, FactSink facts) {
    CodeOrigin.tell(facts, sdk, at);
  }
}

package cn.beian.inspect.ios;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.library.Library;
import cn.beian.inspect.library.Licenses;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Components that an iOS app states: its frameworks and the resource bundles of pods by their
 * Info.plist, what CocoaPods and LicensePlist list on the page of acknowledgements, and the Xcode
 * that built it. CocoaPods names a framework {@code org.cocoapods.POD} and gives it the version of
 * the pod.
 */
final class BundledLibraries {
  private static final String POD = "org.cocoapods.";
  private static final String COCOAPODS = "cocoapods";
  private static final String TITLE = "Title";
  private static final Pattern FRAMEWORK = Pattern.compile(".*/([^/]+)\\.framework/Info\\.plist");
  private static final Pattern BUNDLE = Pattern.compile(".*/([^/]+)\\.bundle/Info\\.plist");
  private static final Pattern ACKNOWLEDGEMENT =
      Pattern.compile("(?i).*/[^/]*acknowledgements?\\.plist|.*\\.LicensePlist/[^/]+\\.plist");

  private final String app;
  private final FactSink facts;

  BundledLibraries(String app, FactSink facts) {
    this.app = app;
    this.facts = facts;
  }

  static boolean isAcknowledgement(String name) {
    return name.endsWith(".plist") && ACKNOWLEDGEMENT.matcher(name).matches();
  }

  void add(Map<String, Plist> plists, Plist info, Map<String, Plist> acknowledgements) {
    plists.forEach(this::bundle);
    acknowledgements.forEach(this::acknowledgement);
    String xcode = info.get("DTXcode").text();
    if (!xcode.isEmpty()) {
      Library.of("", "Xcode", xcode(xcode))
          .asBuildTool()
          .by("Apple")
          .tell(facts, Locator.entry(app + "Info.plist"));
    }
  }

  private void bundle(String name, Plist plist) {
    String id = plist.get("CFBundleIdentifier").text();
    String version = plist.get("CFBundleShortVersionString").text();
    if (FRAMEWORK.matcher(name).matches()) {
      String pod = id.startsWith(POD) ? id.substring(POD.length()) : "";
      String called = FRAMEWORK.matcher(name).replaceAll("$1");
      Library library =
          pod.isEmpty()
              ? Library.of("framework", called, version)
              : Library.of(COCOAPODS, pod, version);
      library.tell(facts, Locator.entry(name));
    } else if (BUNDLE.matcher(name).matches() && id.startsWith(POD)) {
      Library.of("bundle", id.substring(POD.length()), version).tell(facts, Locator.entry(name));
    }
  }

  /** The first group is a heading, the last says who made the list. */
  private void acknowledgement(String name, Plist plist) {
    List<Plist> groups = plist.get("PreferenceSpecifiers").items();
    boolean pods =
        groups.stream().anyMatch(each -> each.get("FooterText").text().contains("cocoapods.org"));
    String file = name.substring(name.lastIndexOf('/') + 1);
    for (Plist group : groups) {
      String text = group.get("FooterText").text();
      String title = group.get(TITLE).text();
      if (title.isEmpty() && name.contains(".LicensePlist/")) {
        title = file.substring(0, file.length() - ".plist".length()); // a page for each
      }
      boolean heading = title.toLowerCase(Locale.ROOT).startsWith("acknowledgement");
      if (!title.isEmpty() && !text.isEmpty() && !heading) {
        List<String> licenses =
            Licenses.ofText(text).or(() -> Licenses.named(group.get("License").text())).stream()
                .toList();
        Library.of(pods ? COCOAPODS : "", title, "")
            .under(licenses)
            .tell(facts, Locator.entry(name));
      }
    }
  }

  /** {@code 1410} is 14.1, {@code 0941} 9.4.1; anything else stays as it is. */
  private static String xcode(String stated) {
    if (!stated.matches("\\d{4}")) {
      return stated;
    }
    int number = Integer.parseInt(stated);
    int patch = number % 10;
    return number / 100 + "." + number / 10 % 10 + (patch == 0 ? "" : "." + patch);
  }
}

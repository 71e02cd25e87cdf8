package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.shared.UiText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What Info.plist of the app says (Apple, "Information Property List"): who it is, what it runs on,
 * what it asks a person for and why, what it opens and is opened by, and how it may use the
 * network. Values that stand for nothing are left out. {@code NS…UsageDescription} is the reason
 * that the system shows when the app asks for what is behind it.
 */
final class InfoFacts {
  private static final String LAUNCH = "UILaunchStoryboardName";
  private static final String USAGE = "UsageDescription";
  private static final Pattern DEVICES =
      Pattern.compile("(?:-iphoneos)?(?:~(?:iphone|ipad|ipod|watch))?$");
  private static final String[] FAMILIES = {"", "iphone", "ipad", "tv", "watch"};

  /** Keys that hold one value, and what the fact is called. */
  private static final List<String[]> VALUES =
      List.of(
          new String[] {"CFBundleIdentifier", "package"},
          new String[] {"CFBundleVersion", "version_code"},
          new String[] {"CFBundleShortVersionString", "version_name"},
          new String[] {"MinimumOSVersion", "min_os"},
          new String[] {"DTSDKName", "build_sdk"},
          new String[] {"DTXcode", "build_tool"},
          new String[] {"LSApplicationCategoryType", "category"},
          new String[] {"ITSAppUsesNonExemptEncryption", "uses_non_exempt_encryption"},
          new String[] {"UIFileSharingEnabled", "file_sharing"},
          new String[] {"LSSupportsOpeningDocumentsInPlace", "opens_documents_in_place"});

  /** Keys that hold several values. */
  private static final List<String[]> LISTS =
      List.of(
          new String[] {"CFBundleSupportedPlatforms", "platform"},
          new String[] {"LSApplicationQueriesSchemes", "queried_scheme"},
          new String[] {"UIBackgroundModes", "background_mode"},
          new String[] {"UIRequiredDeviceCapabilities", "uses_feature"});

  private final FactSink facts;
  private final Plist info;
  private final Locator at;
  private final Map<String, Map<String, String>> translations;

  /**
   * Of one app.
   *
   * @param translations texts of its {@code InfoPlist.strings}, by key and language tag
   */
  InfoFacts(
      FactSink facts, Plist info, String entry, Map<String, Map<String, String>> translations) {
    this.facts = facts;
    this.info = info;
    this.at = Locator.entry(entry);
    this.translations = translations;
  }

  void add(FileTree files, String app) {
    for (String[] value : VALUES) {
      identity(value[1], info.get(value[0]).text(), "");
    }
    for (String[] list : LISTS) {
      info.get(list[0]).texts().forEach(text -> identity(list[1], text, ""));
    }
    for (Plist family : info.get("UIDeviceFamily").items()) {
      long number = family.number();
      if (number > 0 && number < FAMILIES.length) {
        identity("device_family", FAMILIES[(int) number], "");
      }
    }
    for (Plist type : info.get("CFBundleURLTypes").items()) {
      for (String scheme : type.get("CFBundleURLSchemes").texts()) {
        identity("url_scheme", scheme, "");
      }
    }
    labels();
    icon(files, app).ifPresent(name -> identity("icon", name, ""));
    asked();
  }

  /**
   * What is asked of the person and of the network alone: of an extension, an app clip or an app
   * for a watch, which comes with the app and has an Info.plist of its own.
   */
  void asked() {
    permissions();
    info.members()
        .forEach(
            (key, value) -> {
              if (anyDevice(key).equals("NSAppTransportSecurity")) {
                new TransportSecurity(facts, at).add(value);
              }
            });
  }

  /**
   * A key without the devices that it is for: {@code KEY-iphoneos}, {@code KEY~ipad} and {@code
   * KEY-iphoneos~iphone} stand for {@code KEY} on these.
   */
  private static String anyDevice(String key) {
    return DEVICES.matcher(key).replaceFirst("");
  }

  /** Names of the storyboards and nibs that are shown while the app starts, on any device. */
  static Set<String> launchScreens(Plist info) {
    Set<String> names = new TreeSet<>();
    info.members()
        .forEach(
            (key, value) -> {
              if (anyDevice(key).equals(LAUNCH)) {
                names.add(value.text());
              } else if (anyDevice(key).equals("UILaunchScreens")) { // one for each URL scheme
                for (Plist each : value.get("UILaunchScreenDefinitions").items()) {
                  names.add(each.get(LAUNCH).text());
                }
              }
            });
    names.remove("");
    return names;
  }

  private void identity(String name, String value, String locale) {
    if (!value.isBlank()) {
      Map<Field, Object> values = new EnumMap<>(Field.class);
      values.put(Field.NAME, name);
      values.put(Field.VALUE, value);
      if (!locale.isEmpty()) {
        values.put(Field.LOCALE, locale);
      }
      facts.add(FactKind.IDENTITY, at, values);
    }
  }

  /** The name below the icon; without one the short name of the bundle. */
  private void labels() {
    String key = "CFBundleDisplayName";
    if (info.get(key).text().isBlank() && !translations.containsKey(key)) {
      key = "CFBundleName";
    }
    identity("label", info.get(key).text(), "");
    translations
        .getOrDefault(key, Map.of())
        .forEach((locale, text) -> identity("label", text, locale));
  }

  /** The largest file of the icon that the app names; an icon in an asset catalogue has none. */
  private Optional<String> icon(FileTree files, String app) {
    List<String> names = iconNames();
    NavigableSet<String> sorted = new TreeSet<>(names);
    sorted.removeIf(String::isBlank);
    String found = "";
    long size = -1;
    for (FileTree.Entry entry : files.entries()) {
      if (!entry.name().startsWith(app) || entry.name().indexOf('/', app.length()) >= 0) {
        continue;
      }
      String file = entry.name().substring(app.length());
      if (file.endsWith(".png") && beginsWithOne(sorted, file) && entry.statedBytes() > size) {
        found = entry.name();
        size = entry.statedBytes();
      }
    }
    return found.isEmpty()
        ? names.stream().filter(name -> !name.isBlank()).findFirst()
        : Optional.of(found);
  }

  /**
   * Whether a file begins with one of the names. What begins it stands before it in their order:
   * only as much of it as the nearest shares with it can be the beginning of both.
   */
  private static boolean beginsWithOne(NavigableSet<String> names, String file) {
    String name = names.floor(file);
    while (name != null && !file.startsWith(name)) {
      int shared = 0;
      while (shared < name.length() && name.charAt(shared) == file.charAt(shared)) {
        shared++;
      }
      name = names.floor(file.substring(0, shared));
    }
    return name != null;
  }

  private List<String> iconNames() {
    for (String key : List.of("CFBundleIcons", "CFBundleIcons~ipad")) {
      Plist primary = info.get(key).get("CFBundlePrimaryIcon");
      List<String> names = primary.get("CFBundleIconFiles").texts();
      if (!names.isEmpty()) {
        return names.stream().map(InfoFacts::bare).toList();
      }
      if (!primary.get("CFBundleIconName").text().isBlank()) {
        return List.of(primary.get("CFBundleIconName").text());
      }
    }
    List<String> files = info.get("CFBundleIconFiles").texts();
    return files.isEmpty()
        ? List.of(bare(info.get("CFBundleIconFile").text()))
        : files.stream().map(InfoFacts::bare).toList();
  }

  private static String bare(String file) {
    return file.endsWith(".png") ? file.substring(0, file.length() - 4) : file;
  }

  private void permissions() {
    Map<String, String> reasons = new TreeMap<>();
    info.members()
        .forEach(
            (stated, value) -> {
              String key = anyDevice(stated);
              if (key.endsWith(USAGE)) {
                reason(value.text(), "");
                reasons.merge(key, value.text(), (one, other) -> one.isBlank() ? other : one);
              } else if (key.endsWith("UsageDescriptionDictionary")) { // one for each purpose
                value.members().values().forEach(text -> reason(text.text(), ""));
                reasons.put(key, String.join("\n", members(value)));
              }
            });
    translations.keySet().stream()
        .filter(key -> key.endsWith(USAGE))
        .forEach(key -> reasons.putIfAbsent(key, ""));
    reasons.forEach(this::permission);
  }

  private static List<String> members(Plist value) {
    return value.members().values().stream().map(Plist::text).sorted().toList();
  }

  private void permission(String key, String reason) {
    Map<String, String> translated = translations.getOrDefault(key, Map.of());
    String stated = reason;
    if (stated.isBlank()) {
      stated = new TreeMap<>(translated).values().stream().findFirst().orElse("");
    }
    facts.add(
        FactKind.PERMISSION, at, Map.of(Field.NAME, key, Field.TYPE, "uses", Field.REASON, stated));
    reason(reason, "");
    translated.forEach((locale, text) -> reason(text, locale));
  }

  /** The system shows it when the app asks. */
  private void reason(String text, String locale) {
    UiText.add(facts, Map.of(locale, text), "modal", Origin.APP, "", at);
  }
}

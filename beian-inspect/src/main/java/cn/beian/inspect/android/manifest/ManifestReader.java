package cn.beian.inspect.android.manifest;

import static cn.beian.inspect.android.resource.Attr.*;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.resource.Attr;
import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.Value;
import cn.beian.inspect.android.resource.XmlElement;
import cn.beian.inspect.shared.CodeOrigin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The facts of {@code AndroidManifest.xml}. Values that Android fills in are stated as they take
 * effect: {@code target_sdk} is the minimum, {@code allow_backup} true and {@code
 * uses_cleartext_traffic} true below target 28 unless said otherwise.
 */
public final class ManifestReader {

  /** From this target on cleartext traffic is off unless asked for. */
  private static final int CLEARTEXT_OFF = 28;

  private static final int MAX_API_LEVEL = 10_000;

  private final ResourceTable table;
  private final FactSink facts;
  private final CodeOrigin origins;

  public ManifestReader(ResourceTable table, FactSink facts, CodeOrigin origins) {
    this.table = table;
    this.facts = facts;
    this.origins = origins;
  }

  /** The application id alone, which decides whose code is whose. */
  public static String appId(XmlElement document) {
    return Manifest.root(document, "manifest")
        .flatMap(root -> root.plain("package"))
        .map(XmlElement.Attribute::text)
        .orElse("");
  }

  public Manifest read(XmlElement document) {
    XmlElement root = Manifest.root(document, "manifest").orElse(document);
    Locator at = Manifest.at(root);
    String appId = appId(document);
    identity("package", appId, "", at);
    versionCode(root, at);
    text(root, VERSION_NAME).ifPresent(name -> identity("version_name", name, "", at));
    Optional<String> minSdk = Optional.empty();
    Optional<String> targetSdk = Optional.empty();
    for (XmlElement sdk : root.children("uses-sdk")) {
      minSdk = minSdk.or(() -> text(sdk, MIN_SDK));
      targetSdk = targetSdk.or(() -> text(sdk, TARGET_SDK));
    }
    minSdk.ifPresent(level -> identity("min_sdk", level, "", at));
    int min = minSdk.map(ManifestReader::level).orElse(1);
    int target = targetSdk.map(ManifestReader::level).orElse(min);
    identity("target_sdk", targetSdk.orElse(Integer.toString(target)), "", at);
    permissions(root, target, at);
    SortedSet<String> activities = new TreeSet<>();
    List<Manifest.Screen> screens = new ArrayList<>();
    Optional<Value> network = Optional.empty();
    for (XmlElement application : root.children("application")) {
      flags(application, target);
      labels(application);
      network = network.or(() -> value(application, NETWORK_SECURITY_CONFIG));
      new ComponentReader(table, facts, origins, appId, target)
          .read(application, activities, screens);
      metaData(application);
      application.children("uses-library").forEach(e -> needed(e, "uses_library"));
    }
    return new Manifest(appId, min, target, activities, List.copyOf(screens), network);
  }

  /** Adds what the manifest of a split brings: components and permissions. */
  public Manifest split(XmlElement document, Manifest base) {
    XmlElement root = Manifest.root(document, "manifest").orElse(document);
    root.plain("split")
        .map(XmlElement.Attribute::text)
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> identity("split", name, "", Manifest.at(root)));
    uses(root, new HashSet<>());
    SortedSet<String> activities = new TreeSet<>(base.activities());
    List<Manifest.Screen> screens = new ArrayList<>(base.screens());
    for (XmlElement application : root.children("application")) {
      new ComponentReader(table, facts, origins, base.appId(), base.targetSdk())
          .read(application, activities, screens);
      metaData(application);
    }
    return new Manifest(
        base.appId(),
        base.minSdk(),
        base.targetSdk(),
        activities,
        List.copyOf(screens),
        base.networkConfig());
  }

  private void versionCode(XmlElement root, Locator at) {
    Optional<String> code = text(root, VERSION_CODE);
    Optional<Value> major =
        value(root, VERSION_CODE_MAJOR).filter(v -> v.isInteger() && v.data() != 0);
    if (major.isPresent() && value(root, VERSION_CODE).filter(Value::isInteger).isPresent()) {
      long low = Integer.toUnsignedLong(value(root, VERSION_CODE).orElseThrow().data());
      code = Optional.of(Long.toString((long) major.get().data() << 32 | low));
    }
    code.ifPresent(number -> identity("version_code", number, "", at));
  }

  private void permissions(XmlElement root, int target, Locator at) {
    Set<String> asked = new HashSet<>();
    uses(root, asked);
    ImpliedPermissions.of(asked, target)
        .forEach(
            name ->
                facts.add(
                    FactKind.PERMISSION, at, Map.of(Field.NAME, name, Field.TYPE, "implied")));
  }

  private void uses(XmlElement root, Set<String> asked) {
    for (XmlElement child : root.children()) {
      if (child.name().startsWith("uses-permission")) {
        String name = text(child, NAME).orElse("");
        asked.add(name);
        if (child.name().equals("uses-permission-sdk-23")) {
          identity("uses_permission_sdk_23", name, "", Manifest.at(child));
        }
        Map<Field, Object> values = new EnumMap<>(Field.class);
        values.put(Field.NAME, name);
        values.put(Field.TYPE, "uses");
        value(child, MAX_SDK)
            .map(table::resolved)
            .filter(Value::isInteger)
            .ifPresent(v -> values.put(Field.MAX_SDK, (long) v.data()));
        facts.add(FactKind.PERMISSION, Manifest.at(child), values);
      } else if (child.name().equals("uses-feature")) {
        needed(child, "uses_feature");
      } else if (child.name().equals("permission")) {
        text(child, NAME)
            .ifPresent(
                name ->
                    facts.add(
                        FactKind.IDENTIFIER,
                        Manifest.at(child),
                        Map.of(Field.NAME, name, Field.ROLE, "declared_permission")));
      }
    }
  }

  /** A feature or library, and apart what the app can do without. */
  private void needed(XmlElement element, String as) {
    boolean optional = text(element, REQUIRED).orElse("true").equals("false");
    text(element, NAME)
        .ifPresent(
            name -> identity(optional ? as + "_optional" : as, name, "", Manifest.at(element)));
  }

  private void flags(XmlElement application, int target) {
    Locator at = Manifest.at(application);
    flag(application, DEBUGGABLE, "debuggable", "false", at);
    flag(application, TEST_ONLY, "test_only", "false", at);
    flag(application, ALLOW_BACKUP, "allow_backup", "true", at);
    flag(
        application,
        USES_CLEARTEXT_TRAFFIC,
        "uses_cleartext_traffic",
        Boolean.toString(target < CLEARTEXT_OFF),
        at);
    value(application, ICON)
        .map(table::resolved)
        .filter(v -> v.type() == Value.STRING)
        .ifPresent(icon -> identity("icon", icon.string(), "", at));
    text(application, NAME)
        .ifPresent(
            name ->
                facts.add(
                    FactKind.IDENTIFIER, at, Map.of(Field.NAME, name, Field.ROLE, "application")));
  }

  /** What is not stated is told as a default, at no line. */
  private void flag(XmlElement element, Attr attr, String name, String otherwise, Locator at) {
    Optional<String> stated = text(element, attr);
    if (stated.isPresent()) {
      identity(name, stated.get(), "", at);
    } else {
      facts.add(
          FactKind.IDENTITY,
          Locator.entry(at.entry()),
          Map.of(Field.NAME, name, Field.VALUE, otherwise, Field.ROLE, "default"));
    }
  }

  private void labels(XmlElement application) {
    value(application, LABEL)
        .ifPresent(
            label ->
                table
                    .texts(label)
                    .forEach(
                        (locale, text) ->
                            identity("label", text, locale, Manifest.at(application))));
  }

  private void metaData(XmlElement application) {
    for (XmlElement data : application.children("meta-data")) {
      String name = text(data, NAME).orElse("");
      text(data, VALUE)
          .filter(value -> !value.isEmpty())
          .ifPresent(
              value ->
                  facts.add(
                      FactKind.CONST_STRING,
                      origins.of(name),
                      "",
                      Manifest.at(data),
                      Map.of(Field.TEXT, name + "=" + value)));
    }
  }

  private void identity(String name, String value, String locale, Locator at) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.VALUE, value);
    if (!locale.isEmpty()) {
      values.put(Field.LOCALE, locale);
    }
    facts.add(FactKind.IDENTITY, Origin.APP, "", at, values);
  }

  private static Optional<Value> value(XmlElement element, Attr attr) {
    return element.android(attr).map(XmlElement.Attribute::value);
  }

  private Optional<String> text(XmlElement element, Attr attr) {
    return table.text(element, attr);
  }

  private static int level(String text) {
    try {
      return Math.max(1, Math.min(MAX_API_LEVEL, Integer.parseInt(text.strip())));
    } catch (NumberFormatException e) {
      return MAX_API_LEVEL; // a code name: a preview, newer than every number
    }
  }
}

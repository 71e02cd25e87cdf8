package cn.beian.facts;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The named values that a fact may have. {@link FactKind#fields()} gives the fields of each kind.
 */
public enum Field {
  /** Subject of the fact: a property name, a class, a permission, a called function. */
  NAME("name", FieldType.TEXT),
  /** The value of a named property. */
  VALUE("value", FieldType.TEXT),
  VERSION("version", FieldType.TEXT),
  /** The text itself, as shown or written. */
  TEXT("text", FieldType.TEXT),
  /** BCP 47 language tag of a text; absent when it is the default. */
  LOCALE("locale", FieldType.TEXT),
  /**
   * The role of the text, identifier or property, e.g. {@code button}, {@code hint}, {@code
   * nav_title}.
   */
  ROLE("role", FieldType.TEXT),
  /** A closed sub-kind, e.g. component {@code activity}, form field {@code phone}. */
  TYPE("type", FieldType.TEXT),
  /** Caller of an API: method, handler or function. */
  CALLER("caller", FieldType.TEXT),
  /** Handler of a control. */
  HANDLER("handler", FieldType.TEXT),
  /** The calls of a handler, sorted. */
  CALLS("calls", FieldType.TEXTS),
  /** Literal arguments at a call site, in order of appearance, at most eight. */
  ARGUMENTS("arguments", FieldType.TEXTS),
  /** Route, class or package that this leads to. */
  TARGETS("targets", FieldType.TEXTS),
  /** Intent actions, schemes, hosts or other plain lists. */
  ITEMS("items", FieldType.TEXTS),
  LABEL("label", FieldType.TEXT),
  PLACEHOLDER("placeholder", FieldType.TEXT),
  REQUIRED("required", FieldType.FLAG),
  EXPORTED("exported", FieldType.FLAG),
  /** A permission that guards a component. */
  PERMISSION("permission", FieldType.TEXT),
  /** A reason that the package states. */
  REASON("reason", FieldType.TEXT),
  REACHABLE("reachable", FieldType.FLAG),
  VERIFIED("verified", FieldType.FLAG),
  VENDOR("vendor", FieldType.TEXT),
  PURPOSE("purpose", FieldType.TEXT),
  /** Data items, by their codes. */
  COLLECTS("collects", FieldType.TEXTS),
  /** Class names, or name prefixes if they end with a dot. */
  CLASSES("classes", FieldType.TEXTS),
  /** Licences by SPDX id if known, else by name; sorted. */
  LICENSES("licenses", FieldType.TEXTS),
  /** Lower-case hex SHA-256. */
  SHA256("sha256", FieldType.TEXT),
  SUBJECT("subject", FieldType.TEXT),
  ISSUER("issuer", FieldType.TEXT),
  /** RFC 3339 UTC seconds. */
  NOT_BEFORE("notBefore", FieldType.TEXT),
  /** RFC 3339 UTC seconds. */
  NOT_AFTER("notAfter", FieldType.TEXT),
  ALGORITHM("algorithm", FieldType.TEXT),
  KEY_BITS("keyBits", FieldType.NUMBER),
  /** Stable code of an anomaly or problem. */
  CODE("code", FieldType.TEXT),
  DETAIL("detail", FieldType.TEXT),
  /** Number of units that were read, out of {@link #TOTAL}. */
  READABLE("readable", FieldType.NUMBER),
  TOTAL("total", FieldType.NUMBER),
  SIZE_BYTES("sizeBytes", FieldType.NUMBER),
  INTERVAL_MILLIS("intervalMillis", FieldType.NUMBER),
  MAX_SDK("maxSdk", FieldType.NUMBER);

  private static final Map<String, Field> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(Field::jsonName, Function.identity()));

  private final String jsonName;
  private final FieldType type;

  Field(String jsonName, FieldType type) {
    this.jsonName = jsonName;
    this.type = type;
  }

  /** Name in JSON and in rule files. */
  public String jsonName() {
    return jsonName;
  }

  public FieldType type() {
    return type;
  }

  /** The field with that JSON name. */
  public static Optional<Field> named(String jsonName) {
    return Optional.ofNullable(BY_NAME.get(jsonName));
  }
}

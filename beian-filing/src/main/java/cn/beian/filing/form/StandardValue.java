package cn.beian.filing.form;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A value that is put where a package or the registry has nothing to quote. It is stored by its
 * name and shown in the language of the page.
 */
public enum StandardValue {
  /** There is none. */
  NONE("data.asked", "operation.domains", "sameKind.apps"),
  /** A mini-program, offered on the platform that runs it. */
  OWN_PLATFORM("app.stores"),
  /** The icon is a picture in the package. */
  ICON_IN_PACKAGE("app.icon"),
  /** A mini-program, whose icon its platform keeps. */
  ICON_ON_PLATFORM("app.icon"),
  /** The package names no server. */
  NO_SERVER("operation.hosting"),
  /** On the servers of the government domains that are listed. */
  SERVERS_OF_GOVERNMENT_DOMAINS("operation.hosting"),
  /** On the servers of the domains that are listed. */
  SERVERS_OF_DOMAINS("operation.hosting"),
  /** Nobody has to use the function. */
  VOLUNTARY("explanation.whoMustUse"),
  /** The project was approved in the system. */
  APPROVED("approval.result"),
  /** The same, with conditions. */
  APPROVED_WITH_CONDITIONS("approval.result"),
  /** The letter of the approval in the system. */
  APPROVED_IN_SYSTEM("approval.document"),
  /** The upper unit confirmed the exception in the system. */
  CONFIRMED_IN_SYSTEM("exception.document");

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
  private final List<String> fields;

  StandardValue(String... fields) {
    this.fields = List.of(fields);
  }

  /** The standard value that a stored value is; empty where it is one's own words. */
  public static Optional<StandardValue> of(String fieldId, String value) {
    return ofField(fieldId).stream().filter(one -> one.name().equals(value)).findFirst();
  }

  /** Those that a field may hold. */
  public static List<StandardValue> ofField(String fieldId) {
    return Arrays.stream(values()).filter(one -> one.fields.contains(fieldId)).toList();
  }
}

package cn.beian.filing.form;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A value used if a package or the registry has nothing to quote. It is stored by its name and
 * shown in the language of the page.
 */
public enum StandardValue {
  /** Nothing applies. */
  NONE("data.asked", "operation.domains", "sameKind.apps"),
  /** A mini-program, offered on the platform that runs it. */
  OWN_PLATFORM("app.stores"),
  /** The icon is a picture in the package. */
  ICON_IN_PACKAGE("app.icon"),
  /** A mini-program, whose icon is stored by its platform. */
  ICON_ON_PLATFORM("app.icon"),
  /** The package names no server. */
  NO_SERVER("operation.hosting"),
  /** Hosted on the listed government domains. */
  SERVERS_OF_GOVERNMENT_DOMAINS("operation.hosting"),
  /** Hosted on the listed domains. */
  SERVERS_OF_DOMAINS("operation.hosting"),
  /** Use of the function is voluntary. */
  VOLUNTARY("explanation.whoMustUse"),
  /** The project was approved in the system. */
  APPROVED("approval.result"),
  /** The project was approved in the system, with conditions. */
  APPROVED_WITH_CONDITIONS("approval.result"),
  /** The letter of the approval in the system. */
  APPROVED_IN_SYSTEM("approval.document"),
  /** The upper unit confirmed the exception in the system. */
  CONFIRMED_IN_SYSTEM("exception.document");

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable copy
  private final List<String> fields;

  StandardValue(String... fields) {
    this.fields = List.of(fields);
  }

  /** The standard value for a stored value; empty if it is free text. */
  public static Optional<StandardValue> of(String fieldId, String value) {
    return ofField(fieldId).stream().filter(one -> one.name().equals(value)).findFirst();
  }

  /** The standard values that a field allows. */
  public static List<StandardValue> ofField(String fieldId) {
    return Arrays.stream(values()).filter(one -> one.fields.contains(fieldId)).toList();
  }
}

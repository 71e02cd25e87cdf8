package cn.beian.facts;

import static cn.beian.facts.Field.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The vocabulary: every kind of fact and the fields it may carry. The JSON name is the lower-case
 * constant.
 */
public enum FactKind {
  /**
   * A property of the whole package: {@code package} (application id or AppID), {@code
   * version_code}, {@code version_name}, {@code min_sdk}, {@code target_sdk}, {@code label} (one
   * per locale), {@code icon} (a file of the package; for HarmonyOS, {@code icon_background} is the
   * layer behind it), {@code debuggable}, {@code allow_backup}, {@code uses_cleartext_traffic},
   * {@code test_only}, {@code uses_feature}, {@code uses_library} (one fact each; {@code
   * …_optional} if the app works without it), {@code uses_permission_sdk_23}, {@code plugin},
   * {@code test_build} (SHA-256 of the unpacked build that was read together with a protected one)
   * …. For iOS {@code min_os}, {@code url_scheme}, {@code queried_scheme}, {@code background_mode},
   * {@code device_family} (also for HarmonyOS), {@code team}, {@code distribution} (app-store,
   * ad-hoc, enterprise, development), {@code profile_expires} …. {@code role} is {@code default}
   * for a value that the package does not declare and that follows from other values.
   */
  IDENTITY(NAME, VALUE, LOCALE, ROLE),
  /**
   * Text that a person can see. {@code role} says where: {@code text}, {@code footer}, {@code
   * button}, {@code hint}, {@code content_description}, {@code menu}, {@code nav_title}, {@code
   * tab}, {@code toast}, {@code modal}, {@code string_resource}.
   */
  UI_TEXT(TEXT, ROLE, LOCALE),
  /**
   * A page, activity or ability. Its name is the {@code screen} that other facts refer to. {@code
   * role}: {@code launch}, {@code tab} or absent.
   */
  SCREEN(NAME, LABEL, ROLE, REACHABLE, TARGETS),
  CONST_STRING(TEXT),
  /** A class, method, handler or component name; {@code role} says which. */
  IDENTIFIER(NAME, ROLE),
  /**
   * A call: {@code wx.getLocation} or {@code
   * android.location.LocationManager.requestLocationUpdates}. {@code reachable} is false for code
   * of a library that the app's code never reaches, and absent otherwise; the same applies to the
   * other kinds that describe libraries.
   */
  API_CALL(NAME, CALLER, ARGUMENTS, REACHABLE),
  /**
   * A requested permission or scope, with the reason that the package states. For iOS, {@code type}
   * is {@code uses}, {@code entitlement}, {@code profile_entitlement} or {@code required_reason}.
   */
  PERMISSION(NAME, TYPE, REASON, REQUIRED, MAX_SDK),
  /**
   * {@code type}: activity, service, receiver, provider, extension; {@code role}: {@code launcher}
   * or absent; {@code items}: actions, links, authorities and, for an activity, {@code
   * launch_mode:…} and {@code task_affinity:…} if declared.
   */
  COMPONENT(NAME, TYPE, ROLE, EXPORTED, Field.PERMISSION, ITEMS),
  /**
   * A third-party component: {@code code} is its entry in the catalogue of SDKs, {@code collects}
   * the data that its vendor or other sources say it collects, {@code classes} the prefixes of its
   * class names.
   */
  SDK(NAME, VENDOR, PURPOSE, DETAIL, CODE, COLLECTS, CLASSES, REACHABLE),
  /**
   * A component that the package declares in a file written by its author or build tool. {@code
   * name} and {@code version} are those of its ecosystem, which {@code type} names ({@code maven}
   * with group and artifact separated by a colon, {@code npm}, {@code pub}, {@code cocoapods},
   * {@code ohpm}, {@code wechat-plugin}, {@code framework}, {@code bundle}, {@code file}; absent if
   * unknown). {@code version} is absent if not declared. {@code licenses} are SPDX ids if known,
   * else the declared names. {@code role} is {@code build} for a component used only to build the
   * package.
   */
  LIBRARY(NAME, VERSION, TYPE, ROLE, VENDOR, LICENSES),
  /**
   * A URL. {@code role} is {@code mention} if it only appears in a sentence, names a format or is
   * the device's own address, and no code is seen to call it; else absent.
   */
  URL(TEXT, ROLE),
  /** The host of a URL, with the same {@code role}. */
  DOMAIN(NAME, ROLE),
  URL_PATH(TEXT),
  /**
   * An input: {@code type} is {@code text}, {@code number}, {@code phone}, {@code password}, {@code
   * picker}, {@code image} ….
   */
  FORM_FIELD(NAME, LABEL, PLACEHOLDER, TYPE, REQUIRED),
  /**
   * A file shipped as it is. {@code role} is {@code private_key} or {@code key_store} if its bytes
   * show that it contains one.
   */
  ASSET(NAME, TYPE, ROLE, SIZE_BYTES, SHA256),
  CERTIFICATE(SHA256, SUBJECT, ISSUER, NOT_BEFORE, NOT_AFTER, ALGORITHM, KEY_BITS, ROLE),
  /**
   * {@code name} is v1, v2, v3, v3.1 or v4, apple-code, apple-profile, hap; {@code verified} says
   * whether the signature is valid on the platforms that the package declares.
   */
  SIGNATURE_SCHEME(NAME, VERIFIED, ALGORITHM, DETAIL),
  NATIVE_LIB(NAME, TYPE, ITEMS, SIZE_BYTES, SHA256),
  NETWORK_CONFIG(NAME, VALUE, ITEMS),
  /** Something a person acts on: {@code text} as shown, {@code handler} and what that calls. */
  CONTROL(TYPE, TEXT, HANDLER, CALLS, ARGUMENTS),
  TIMER(NAME, CALLER, INTERVAL_MILLIS, CALLS),
  /** A key under which the app stores data; {@code type}: {@code write} or {@code read}. */
  STORAGE_KEY(NAME, TYPE),
  UPLOAD(NAME, CALLER, ARGUMENTS),
  /**
   * Data that code writes where other apps or people can read it. {@code type}: {@code log}, {@code
   * temporary_file}, {@code external_file}, {@code world_readable}. {@code arguments}: for a log,
   * the names of values and the texts that precede a value; for a file, the user input read by the
   * same method, or the file name.
   */
  OUTPUT(NAME, TYPE, CALLER, ARGUMENTS),
  /** A list shown sorted by a value. */
  SORTED_LIST(NAME, ITEMS),
  CRYPTO_USE(NAME, ALGORITHM, CALLER, REACHABLE),
  HOT_UPDATE(NAME, DETAIL, REACHABLE),
  /** A protector that hides the code; {@code classes} are the prefixes of its own class names. */
  PACKER(NAME, VENDOR, DETAIL, CLASSES),
  /** An irregularity that did not prevent reading. */
  ANOMALY(CODE, DETAIL),
  /**
   * {@code name}: text, code, pages, resources, entries, or signature (whether the package is what
   * its author signed, on a platform it targets). Gives how many units were readable and why the
   * rest were not.
   */
  COVERAGE(NAME, READABLE, TOTAL, REASON);

  private static final Map<String, FactKind> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(FactKind::jsonName, Function.identity()));

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
  private final Set<Field> fields;

  private final String jsonName = name().toLowerCase(Locale.ROOT);

  FactKind(Field... fields) {
    this.fields = Set.copyOf(EnumSet.copyOf(List.of(fields)));
  }

  /** The fields that a fact of this kind may have; all are optional. */
  public Set<Field> fields() {
    return fields;
  }

  /** Name in JSON and in rule files. */
  public String jsonName() {
    return jsonName;
  }

  /** The kind with that JSON name. */
  public static Optional<FactKind> named(String jsonName) {
    return Optional.ofNullable(BY_NAME.get(jsonName));
  }
}

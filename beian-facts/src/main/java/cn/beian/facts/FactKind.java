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
   * per locale), {@code icon} (a file of the package; of HarmonyOS {@code icon_background} is the
   * layer behind it), {@code debuggable}, {@code allow_backup}, {@code uses_cleartext_traffic},
   * {@code test_only}, {@code uses_feature}, {@code uses_library} (each one apart; {@code
   * …_optional} where the app can do without), {@code uses_permission_sdk_23}, {@code plugin},
   * {@code test_build} (SHA-256 of the unpacked build that was read beside a protected one) …. Of
   * iOS {@code min_os}, {@code url_scheme}, {@code queried_scheme}, {@code background_mode}, {@code
   * device_family} (of HarmonyOS, too), {@code team}, {@code distribution} (app-store, ad-hoc,
   * enterprise, development), {@code profile_expires} …. {@code role}: {@code default} of a value
   * that nothing states and that follows from others.
   */
  IDENTITY(NAME, VALUE, LOCALE, ROLE),
  /**
   * Text that a person can see; {@code role} says where: {@code text}, {@code footer}, {@code
   * button}, {@code hint}, {@code content_description}, {@code menu}, {@code nav_title}, {@code
   * tab}, {@code toast}, {@code modal}, {@code string_resource}.
   */
  UI_TEXT(TEXT, ROLE, LOCALE),
  /**
   * A page, activity or ability; its name is the {@code screen} that other facts refer to. {@code
   * role}: {@code launch}, {@code tab} or absent.
   */
  SCREEN(NAME, LABEL, ROLE, REACHABLE, TARGETS),
  CONST_STRING(TEXT),
  /** A class, method, handler or component name; {@code role} says which. */
  IDENTIFIER(NAME, ROLE),
  /**
   * A call: {@code wx.getLocation} or {@code
   * android.location.LocationManager.requestLocationUpdates}. {@code reachable} is false in the
   * code of a library that nothing in the package leads to, and absent otherwise; so it is for the
   * other kinds that tell of libraries.
   */
  API_CALL(NAME, CALLER, ARGUMENTS, REACHABLE),
  /**
   * A permission or scope asked for, with the reason that the package states; of iOS {@code type}
   * is {@code uses}, {@code entitlement}, {@code profile_entitlement} or {@code required_reason}.
   */
  PERMISSION(NAME, TYPE, REASON, REQUIRED, MAX_SDK),
  /**
   * {@code type}: activity, service, receiver, provider, extension; {@code role}: {@code launcher}
   * or absent; {@code items}: actions, links, authorities, of an activity {@code launch_mode:…} and
   * {@code task_affinity:…} where stated.
   */
  COMPONENT(NAME, TYPE, ROLE, EXPORTED, Field.PERMISSION, ITEMS),
  /**
   * A component of somebody else: {@code code} is its entry in the catalogue of SDKs, {@code
   * collects} what its maker or others say that it collects, {@code classes} the beginnings of the
   * names of its classes.
   */
  SDK(NAME, VENDOR, PURPOSE, DETAIL, CODE, COLLECTS, CLASSES, REACHABLE),
  /**
   * A component that the package itself states, in a file that its maker or the tool that built it
   * put there: {@code name} and {@code version} as in its ecosystem, which {@code type} names
   * ({@code maven}, whose name is group and artifact with a colon between, {@code npm}, {@code
   * pub}, {@code cocoapods}, {@code ohpm}, {@code wechat-plugin}, {@code framework}, {@code
   * bundle}, {@code file}; absent where it is not known); {@code version} absent where not stated;
   * {@code licenses} by their SPDX ids, else by the names there; {@code role}: {@code build} of
   * what only made the package.
   */
  LIBRARY(NAME, VERSION, TYPE, ROLE, VENDOR, LICENSES),
  /**
   * An address: {@code role} is {@code mention} where it only stands in a sentence, names a format
   * or is that of the device itself, and nothing is seen to call it; else absent.
   */
  URL(TEXT, ROLE),
  /** The host of an address, with the same {@code role}. */
  DOMAIN(NAME, ROLE),
  URL_PATH(TEXT),
  /**
   * An input: {@code type} is {@code text}, {@code number}, {@code phone}, {@code password}, {@code
   * picker}, {@code image} ….
   */
  FORM_FIELD(NAME, LABEL, PLACEHOLDER, TYPE, REQUIRED),
  /**
   * A file that is shipped as it is; {@code role} is {@code private_key} or {@code key_store} where
   * its bytes say that it holds one.
   */
  ASSET(NAME, TYPE, ROLE, SIZE_BYTES, SHA256),
  CERTIFICATE(SHA256, SUBJECT, ISSUER, NOT_BEFORE, NOT_AFTER, ALGORITHM, KEY_BITS, ROLE),
  /**
   * {@code name} is v1, v2, v3, v3.1 or v4, apple-code, apple-profile, hap; {@code verified}
   * whether it holds for the platforms the package states.
   */
  SIGNATURE_SCHEME(NAME, VERIFIED, ALGORITHM, DETAIL),
  NATIVE_LIB(NAME, TYPE, ITEMS, SIZE_BYTES, SHA256),
  NETWORK_CONFIG(NAME, VALUE, ITEMS),
  /** Something a person acts on: {@code text} as shown, {@code handler} and what that calls. */
  CONTROL(TYPE, TEXT, HANDLER, CALLS, ARGUMENTS),
  TIMER(NAME, CALLER, INTERVAL_MILLIS, CALLS),
  /** A key under which the app keeps something; {@code type}: {@code write} or {@code read}. */
  STORAGE_KEY(NAME, TYPE),
  UPLOAD(NAME, CALLER, ARGUMENTS),
  /**
   * What code writes where others may read it; {@code type}: {@code log}, {@code temporary_file},
   * {@code external_file}, {@code world_readable}; {@code arguments}: of a log the names of values
   * and the texts that stand before a value, of a file what the same method reads from a person, or
   * the name of the file.
   */
  OUTPUT(NAME, TYPE, CALLER, ARGUMENTS),
  /** A list shown in an order by a value. */
  SORTED_LIST(NAME, ITEMS),
  CRYPTO_USE(NAME, ALGORITHM, CALLER, REACHABLE),
  HOT_UPDATE(NAME, DETAIL, REACHABLE),
  /** A protector that hides the code; {@code classes} the beginnings of the names of its own. */
  PACKER(NAME, VENDOR, DETAIL, CLASSES),
  /** Something odd that was readable all the same. */
  ANOMALY(CODE, DETAIL),
  /**
   * {@code name}: text, code, pages, resources, entries, or signature (whether the package is what
   * its maker signed, on a platform that it is for); how many units were readable and why the rest
   * was not.
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

  /** The fields that a fact of this kind may carry; none is mandatory. */
  public Set<Field> fields() {
    return fields;
  }

  /** Name in JSON and in rule files. */
  public String jsonName() {
    return jsonName;
  }

  /** The kind of that JSON name. */
  public static Optional<FactKind> named(String jsonName) {
    return Optional.ofNullable(BY_NAME.get(jsonName));
  }
}

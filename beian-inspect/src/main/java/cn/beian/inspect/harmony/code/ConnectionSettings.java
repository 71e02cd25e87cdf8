package cn.beian.inspect.harmony.code;

import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.ModuleCode;
import cn.beian.inspect.harmony.abc.Step;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What code sets of its connections (OpenHarmony documentation, {@code @ohos.net.http}, {@code
 * @ohos.net.socket} and {@code @ohos.net.webSocket}; HarmonyOS documentation, Remote Communication
 * Kit, {@code SecurityConfiguration}): {@code remoteValidation} is {@code "system"}, {@code "skip"},
 * authorities, or a function that says whether a certificate holds.
 */
final class ConnectionSettings {
  /**
   * A setting as facts name it.
   *
   * @param name {@code remote_validation}: {@code skip} where a server is not verified, {@code
   *     accept} where a function of the app accepts every one, {@code own} where such a function
   *     looks at it; {@code address_family}: {@code ipv4}
   */
  record Setting(String name, String value) {}

  private static final Setting SKIPPED = new Setting("remote_validation", "skip");
  private static final Setting IPV4 = new Setting("address_family", "ipv4");

  private static final Set<String> ADDRESS = Set.of("address");
  private static final Set<String> PORT = Set.of("port");

  /** With pins, what a server shows is compared all the same. */
  private static final Set<String> PINS = Set.of("certificatePinning", "certificatePinner");

  private ConnectionSettings() {}

  /** What was put into an object; empty where it says nothing, or nothing that is known. */
  static Optional<Setting> of(Step.Put put, ModuleCode code) {
    ArkValue value = put.value();
    return switch (put.property()) {
      case "remoteValidation" -> validation(put, code);
      case "skipRemoteValidation", "skipServerCertVerification" ->
          is(value, 1) ? Optional.of(SKIPPED) : Optional.empty();
      case "addressFamily" ->
          is(value, 1)
                  || (value instanceof ArkValue.Name name
                      && name.name().endsWith("AddressFamily.ONLY_V4"))
              ? Optional.of(IPV4)
              : Optional.empty();
      default -> // of an address of a socket
          is(value, 1) && holds(put.object(), ADDRESS) && holds(put.object(), PORT)
              ? Optional.of(IPV4)
              : Optional.empty();
    };
  }

  private static boolean is(ArkValue value, int number) {
    return value instanceof ArkValue.Amount amount && amount.value() == number;
  }

  private static boolean holds(ArkValue object, Set<String> anyOf) {
    return object instanceof ArkValue.Literals literals
        && literals.members().keySet().stream().anyMatch(anyOf::contains);
  }

  private static Optional<Setting> validation(Step.Put put, ModuleCode code) {
    if (put.value() instanceof ArkValue.Text text) {
      return text.text().equals("skip") && !holds(put.object(), PINS)
          ? Optional.of(SKIPPED)
          : Optional.empty();
    }
    if (put.value() instanceof ArkValue.Function function) {
      boolean looks = looks(code, function.method());
      return Optional.of(new Setting("remote_validation", looks ? "own" : "accept"));
    }
    return Optional.empty();
  }

  /** Whether a function reads or calls anything but a log. */
  private static boolean looks(ModuleCode code, int method) {
    Set<String> logged = new HashSet<>();
    Set<String> read = new HashSet<>();
    for (Step step : code.of(method)) {
      if (step instanceof Step.Call call) {
        if (!isLog(call.name())) {
          return true;
        }
        logged.add(call.name().substring(call.name().lastIndexOf('.') + 1));
      } else if (step instanceof Step.Read property) {
        read.add(property.property());
      }
    }
    return !logged.containsAll(read);
  }

  private static boolean isLog(String name) {
    return name.startsWith("console.") || name.startsWith("ohos.hilog.");
  }
}

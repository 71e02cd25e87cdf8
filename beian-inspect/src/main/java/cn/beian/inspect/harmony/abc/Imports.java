package cn.beian.inspect.harmony.abc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of modules as code asks for them (ets_runtime, {@code module_path_helper.h}), and as facts
 * show them:
 *
 * <pre>
 * &#64;ohos:net.http                        ohos.net.http              of the platform
 * &#64;hms:core.account                     hms.core.account
 * &#64;native:system.router                 system.router
 * &#64;bundle:cn.x/entry/ets/view/Card       cn.x/entry/ets/view/Card   of the app
 * &#64;normalized:N&amp;&amp;&amp;entry/src/main/ets/view/Card&amp;  entry/src/main/ets/view/Card
 * &#64;package:pkg_modules/.ohpm/...         as it is                   of ohpm
 * &#64;app:cn.x/entry/hello, &#64;normalized:Y&amp;...  a native library
 * </pre>
 */
public final class Imports {
  private static final Pattern PLATFORM = Pattern.compile("@(ohos|hms|system|arkui|kit):(.*)");
  private static final Pattern NATIVE = Pattern.compile("@native:(.*)");
  private static final Pattern NORMALIZED =
      Pattern.compile("@normalized:[NY]&[^&]*&[^&]*&([^&]*)&.*");
  private static final Pattern OWN = Pattern.compile("@(?:bundle|package|app):(.*)");
  private static final String DEFAULT = "default";

  private Imports() {}

  /** What stands for the module in the names of what is taken from it. */
  public static String module(String request) {
    Matcher platform = PLATFORM.matcher(request);
    if (platform.matches()) {
      return platform.group(1) + "." + platform.group(2);
    }
    Matcher system = NATIVE.matcher(request);
    if (system.matches()) {
      return system.group(1);
    }
    Matcher normalized = NORMALIZED.matcher(request);
    if (normalized.matches()) {
      return normalized.group(1);
    }
    Matcher own = OWN.matcher(request);
    return own.matches() ? own.group(1) : request;
  }

  /** Whether a name is of something that the platform offers. */
  public static boolean isPlatform(String name) {
    return name.startsWith("ohos.")
        || name.startsWith("hms.")
        || name.startsWith("system.")
        || name.startsWith("arkui.");
  }

  static String name(ModuleRecord.Import taken) {
    String module = module(taken.module());
    boolean platform = isPlatform(module);
    return taken.name().isEmpty() || (taken.name().equals(DEFAULT) && platform)
        ? module
        : module + (platform ? "." : "#") + taken.name();
  }

  /** Name of what is called; empty where nothing is known of it. */
  static String called(ArkValue callee) {
    if (callee instanceof ArkValue.Name known) {
      return known.name();
    }
    return callee instanceof ArkValue.Type type ? type.name() : "";
  }
}

package cn.beian.inspect.harmony.abc;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of modules as code asks for them (ets_runtime, {@code module_path_helper.h}), and of what
 * is taken from them, as facts show them. Whose a module is says the scheme of the request alone,
 * since an app chooses the name of its bundle; the name of what comes from outside the platform has
 * a {@value #MARK}, that of the platform's own never has.
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
  /** Stands in names between a module that is not the platform's and what is taken from it. */
  public static final char MARK = '#';

  private static final Pattern PLATFORM = Pattern.compile("@(ohos|hms|system|arkui|kit):(.*)");
  private static final List<String> PLATFORM_NAMES =
      List.of("ohos.", "hms.", "system.", "arkui.", "kit.");
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

  /** Whether what code has by this name, see {@link #name}, is offered by the platform. */
  public static boolean isPlatform(String name) {
    return name.indexOf(MARK) < 0 && PLATFORM_NAMES.stream().anyMatch(name::startsWith);
  }

  /**
   * What code calls that which it takes: {@code ohos.net.http.request} of the platform, {@code
   * cn.x/entry/ets/view/Card#Card} of others, and {@code cn.x/entry/ets/view/Card#} for the whole
   * of such a module.
   */
  static String name(ModuleRecord.Import taken) {
    String module = module(taken.module());
    if (!isOfPlatform(taken.module())) {
      return module + MARK + taken.name();
    }
    return taken.name().isEmpty() || taken.name().equals(DEFAULT)
        ? module
        : module + '.' + taken.name();
  }

  private static boolean isOfPlatform(String request) {
    return PLATFORM.matcher(request).matches() || NATIVE.matcher(request).matches();
  }

  /** Name of what is called; empty where nothing is known of it. */
  static String called(ArkValue callee) {
    if (callee instanceof ArkValue.Name known) {
      return known.name();
    }
    return callee instanceof ArkValue.Type type ? type.name() : "";
  }
}

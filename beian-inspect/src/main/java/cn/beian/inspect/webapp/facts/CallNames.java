package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.shared.LanguageMethods;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of calls as facts show them. */
public final class CallNames {
  private static final Pattern PLATFORM =
      Pattern.compile("(?:wx|uni|my|dd|qq|tt|swan|Taro|system|service)\\.[A-Za-z_$].*");

  /** What a web view that is made into an app offers its pages. */
  private static final Pattern SHELL =
      Pattern.compile("(?:window\\.)?(?:plus|cordova|Capacitor|navigator)\\.[A-Za-z_$].*");

  private static final Set<String> LANGUAGE_ROOTS =
      Set.of(
          "console",
          "Math",
          "JSON",
          "Object",
          "Array",
          "String",
          "Number",
          "Promise",
          "Date",
          "?",
          "parseInt",
          "parseFloat",
          "isNaN",
          "RegExp",
          "Error",
          "Symbol",
          "Boolean",
          "require");

  /** Beside those of {@link LanguageMethods}. */
  private static final Set<String> OTHER_METHODS =
      Set.of(
          "shift",
          "unshift",
          "substr",
          "charCodeAt",
          "match",
          "test",
          "exec",
          "toLowerCase",
          "toUpperCase",
          "startsWith",
          "endsWith",
          "apply",
          "call",
          "getDate",
          "getDay",
          "getFullYear",
          "getMonth",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getTime",
          "setDate",
          "hasOwnProperty",
          "next",
          "reverse",
          "lastIndexOf");

  private CallNames() {}

  /** Whether it calls the platform, as {@code wx.login} does. */
  public static boolean isPlatform(String name) {
    return PLATFORM.matcher(name).matches();
  }

  /** Whether it calls the shell around a page, as {@code plus.geolocation.getCurrentPosition}. */
  static boolean isShell(String name) {
    return SHELL.matcher(name).matches();
  }

  /** Whether it only works on values and says nothing of what the app does. */
  static boolean isLanguage(String name) {
    int dot = name.indexOf('.');
    String root = dot < 0 ? name : name.substring(0, dot);
    return LANGUAGE_ROOTS.contains(root)
        || (dot > 0
            && !isPlatform(name)
            && !name.startsWith("require(")
            && isMethod(name.substring(name.lastIndexOf('.') + 1)));
  }

  private static boolean isMethod(String name) {
    return LanguageMethods.has(name) || OTHER_METHODS.contains(name);
  }

  /**
   * A platform name without what is done with its result: {@code wx.getSystemInfoSync.model.split}
   * is {@code wx.getSystemInfoSync}. Managers, contexts and the cloud keep their methods.
   */
  static String platform(String name) {
    String[] parts = name.split("\\.", -1);
    int keep = parts[0].equals("system") || parts[0].equals("service") ? 3 : 2;
    if (parts.length > 2 && keep == 2) {
      keep =
          parts[1].equals("cloud")
              ? 8
              : parts[1].endsWith("Manager") || parts[1].endsWith("Context") ? 3 : 2;
    }
    return String.join(".", java.util.Arrays.copyOf(parts, Math.min(keep, parts.length)));
  }
}

package cn.beian.inspect.webapp.facts;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a call says, worked out once per name.
 *
 * @param root up to the first dot
 * @param last after the last dot
 * @param platform whether the platform is called
 * @param shell whether the shell around a page is called
 * @param algorithm of cryptography that the name tells of; empty where it tells of none
 */
record CalledName(String root, String last, boolean platform, boolean shell, String algorithm) {
  private static final Pattern CRYPTO =
      Pattern.compile(
          "(?i)(?:^|[./_(-])(md5|sha-?1|sha-?256|sha-?512|hmac|aes|des|3des|tripledes|rc4|rsa|jsencrypt|sm2|sm3|sm4|ecb)(?:[./()_]|encrypt|decrypt|$)");

  static CalledName of(String name) {
    int dot = name.indexOf('.');
    Matcher algorithm = CRYPTO.matcher(name);
    return new CalledName(
        dot < 0 ? name : name.substring(0, dot),
        name.substring(name.lastIndexOf('.') + 1),
        CallNames.isPlatform(name),
        CallNames.isShell(name),
        algorithm.find() ? algorithm.group(1).toUpperCase(Locale.ROOT).replace("SHA-", "SHA") : "");
  }
}

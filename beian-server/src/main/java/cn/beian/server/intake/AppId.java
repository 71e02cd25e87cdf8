package cn.beian.server.intake;

import cn.beian.server.intake.UploadRefusedException.Reason;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** An AppID as somebody declares it beside a package: letters, digits, dot, hyphen, underscore. */
public final class AppId {
  private static final Predicate<String> FORM =
      Pattern.compile("[A-Za-z0-9_.-]{0,64}").asMatchPredicate();

  private AppId() {}

  /** Whether it can be one; empty where none is declared. */
  public static boolean valid(String declared) {
    return FORM.test(declared);
  }

  static void require(String declared) throws UploadRefusedException {
    if (!valid(declared)) {
      throw new UploadRefusedException(
          Reason.APP_ID, "declared AppID of " + declared.length() + " characters");
    }
  }
}

package cn.beian.facts;

import java.util.Optional;

/**
 * Why something was not read: the reasons that {@link FactKind#COVERAGE} gives, and the reasons for
 * which a signature is not valid. In the facts each reason is an English text in which {@code *} is
 * a placeholder for the name it refers to. The reports have the texts for people, in both
 * languages.
 */
public enum Unread {
  DAMAGED("damaged"),
  TOO_LARGE("too large"),
  UNSAFE_NAME("left out for a name that leads out of the package or is a folder"),
  STORED_TWICE("stored twice with different content; the package has to be built anew"),
  PACKED("packed; an unpacked test build of the same version is needed"),
  ENCRYPTED_BY_APP_STORE(
      "encrypted by the App Store; the build before it was submitted is needed"
          + " (exported for development, ad hoc or enterprise distribution)"),
  ENCRYPTED_BY_STORE("encrypted; the build before it was submitted to the store is needed"),
  ENCRYPTED_BY_UNI_APP("encrypted by uni-app"),
  NO_TEXTS("app-view.js, which holds the texts, is not read"),
  FRAMEWORK("framework *"),
  HERMES_VERSION("Hermes bytecode of version *"),
  SCREENS_BY_CODE("screens that code makes"),
  BEGINNING_NOT_SAID("where the app begins is not said in JSON"),
  BEGINS_ON_SERVER("the app begins with a page on a server"),
  MANY_FOLDERS("more folders of web pages than are read"),
  ARCHIVE_DAMAGED("an archive inside is damaged"),
  ARCHIVES_LARGE("archives inside are larger together than is read"),
  ARCHIVE_LARGE("an archive inside is too large to be opened"),
  ARCHIVE_FORM("archives inside of the form * are not opened"),
  ARCHIVE_DEPTH("archives inside of archives are opened to a depth of *"),
  ARCHIVE_LOCKED("encrypted archives inside"),
  ARCHIVE_CODE("code in an archive inside is not read"),
  ARCHIVE_BEHIND("archives of the form * behind other content are not opened"),
  CODE_BEHIND("code of the form * behind other content is not read"),
  CODE_FORM("code of the form * is not read"),
  APP_INSIDE("an app inside is not read"),
  FLUTTER_OBFUSCATED("names of Flutter were taken away by --obfuscate"),
  NO_BYTECODE("no bytecode"),
  BYTECODE_VERSION("bytecode *"),
  CODE_TOO_MUCH("more code than is kept"),
  CODE_NOT_FOUND("the code of the page was not found"),
  WEBSITE("pages that show a website"),
  TEMPLATE_MISSING("pages whose template is missing"),
  PAGE_FORM("pages in a form that is not read"),
  DRAWN("pages that show pictures instead of text"),
  TEMPLATES("templates that could not be read"),
  SCRIPTS("scripts that could not be parsed"),
  SCRIPTS_NO_TEXT("scripts that are no text"),
  SCRIPTS_ELSEWHERE("scripts outside of the folder of their page"),
  SCRIPTS_FETCHED("texts that scripts fetch and run"),
  SCRIPTS_WRITTEN("more scripts in texts of a script than are read"),
  FRAME_DEPTH("pages within frames of each other are read to a depth of *"),
  SETTINGS("configuration files that could not be parsed"),
  OTHER_PROCESSOR("instructions are read of arm64 alone; a build for arm64 is needed"),
  NO_EXECUTABLE("no executable"),
  EXECUTABLE("the executable cannot be read"),
  NOT_SIGNED("not signed"),
  APP_NOT_SIGNED("the app is not signed"),
  SIGNATURE("the signature cannot be read"),
  NO_PLATFORM("no platform would install the package"),
  CHANGED("the package was changed after it was signed"),
  CODE_CHANGED("the code was changed after it was signed"),
  INFO_CHANGED("Info.plist was changed after it was signed"),
  RESOURCES_CHANGED("resources or entitlements were changed after it was signed"),
  FILES_CHANGED("files were changed after it was signed: *"),
  FILES_ADDED("files were added after it was signed: *"),
  CODE_INSIDE_CHANGED("code inside was changed after it was signed: *"),
  CODE_NOT_SIGNED("code inside is not signed: *"),
  NO_CERTIFICATE("signed without a certificate"),
  NOT_BY_CERTIFICATE("the certificate did not sign this code"),
  NOT_BY_APPLE("the certificate was not issued by Apple"),
  NOT_FITTING("the signature does not fit the certificate"),
  ROOT_UNKNOWN("the certificates lead to no root of HarmonyOS"),
  ROOT_PUBLIC("signed with the public material of OpenHarmony");

  private final String before;
  private final String after;
  private final boolean names;

  Unread(String text) {
    int star = text.indexOf('*');
    names = star >= 0;
    before = names ? text.substring(0, star) : text;
    after = names ? text.substring(star + 1) : "";
  }

  /**
   * A reason and the name it refers to.
   *
   * @param named empty if the reason has no placeholder
   */
  public record Said(Unread reason, String named) {
    /** The text as written in the facts. */
    public String text() {
      return reason.before + named + reason.after;
    }
  }

  /** Whether the reason has a placeholder for a name. */
  public boolean names() {
    return names;
  }

  /** Returns this reason with a name: a version, a format, files. */
  public Said naming(String named) {
    return new Said(this, names ? named : "");
  }

  /** The text as written in the facts, without the name. */
  public String text() {
    return before + after;
  }

  /** The reason for a text from the facts; empty if the text is not one of these reasons. */
  public static Optional<Said> of(String text) {
    for (Unread one : values()) {
      if (one.names) {
        int end = text.length() - one.after.length();
        if (end > one.before.length() && text.startsWith(one.before) && text.endsWith(one.after)) {
          return Optional.of(one.naming(text.substring(one.before.length(), end)));
        }
      } else if (one.before.equals(text)) {
        return Optional.of(one.naming(""));
      }
    }
    return Optional.empty();
  }
}

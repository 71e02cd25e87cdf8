package cn.beian.inspect.reader;

/**
 * What a file or folder is that is no package, where it can be told: each has a sentence that says
 * so and what to do instead.
 */
public enum WrongFile {
  /** No bytes at all. */
  EMPTY,
  /** A few lines of text that stand for a file in Git LFS. */
  GIT_LFS,
  /** Begins as a ZIP archive and ends before its directory. */
  CUT_SHORT,
  /** A page of the web: as a rule the log-in or error page of a download. */
  WEB_PAGE,
  /** Any other text. */
  PLAIN_TEXT,
  PDF,
  PICTURE,
  /** A document of an office suite. */
  OFFICE,
  /** RPM or DEB. */
  LINUX_PACKAGE,
  /** DMG or ISO. */
  DISK_IMAGE,
  WINDOWS_PROGRAM,
  /** RAR, 7z, gzip and the like. */
  OTHER_ARCHIVE,
  /** An archive of Xcode, from which an iOS app is exported, or the bare folder of the app. */
  XCODE_ARCHIVE,
  /** The project of an app for Android, iOS or HarmonyOS, whose source is not read. */
  NATIVE_SOURCE,
  /** A folder or ZIP archive with a package somewhere inside. */
  PACKAGE_INSIDE,
  /** A folder that is none of these. */
  OTHER_FOLDER,
  /** A ZIP archive that is none of these. */
  OTHER_ZIP;

  /** Whether it is what was meant to be handed in, and did not arrive whole. */
  boolean isDamaged() {
    return this == EMPTY || this == GIT_LFS || this == CUT_SHORT;
  }
}

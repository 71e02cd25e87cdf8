package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.reader.WrongFile;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ZipBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What people hand in by mistake is told by what it is, and what to do instead. */
class WrongFilesTest {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";

  @TempDir Path folder;

  private PackageFormatException refused(Path path) {
    PackageFormatException e =
        catchThrowableOfType(
            PackageFormatException.class,
            () -> PackageInspector.inspect(PackageInput.of(List.of(path)), Limits.standard()));
    assertThat(e).as(path.toString()).isNotNull();
    return e;
  }

  private PackageFormatException refused(byte[] bytes) throws Exception {
    return refused(Files.write(folder.resolve("a.apk"), bytes));
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void is(WrongFile what, byte[] bytes) throws Exception {
    assertThat(refused(bytes).wrongFile()).contains(what);
  }

  private static byte[] zip(String... names) {
    ZipBytes zip = new ZipBytes();
    for (String name : names) {
      zip.stored(name, latin("{}"));
    }
    return zip.toBytes();
  }

  private Path tree(String name, String... files) throws Exception {
    Path root = Files.createDirectories(folder.resolve(name));
    for (String file : files) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), "x");
    }
    return root;
  }

  @Test
  void pointerOfGitLfs_saysHowToFetchTheRealFile() throws Exception {
    PackageFormatException e = refused(latin(POINTER));
    assertThat(e.wrongFile()).contains(WrongFile.GIT_LFS);
    assertThat(e.code()).isEqualTo(Code.UNREADABLE);
    assertThat(e.sentence(Locale.CHINESE)).contains("git lfs pull", POINTER.length() + " 字节");
    assertThat(e.sentence(Locale.ENGLISH)).contains("git lfs pull", POINTER.length() + " bytes");
  }

  @Test
  void zipThatIsCutShort_saysItsSizeAndToDownloadItAgain() throws Exception {
    byte[] apk = new ApkBytes("cn.gov.demo").label("x", "巡河").unsigned();
    PackageFormatException e = refused(Arrays.copyOf(apk, apk.length / 2));
    assertThat(e.wrongFile()).contains(WrongFile.CUT_SHORT);
    assertThat(e.code()).isEqualTo(Code.UNREADABLE);
    assertThat(e.sentence(Locale.CHINESE)).contains(apk.length / 2 + " 字节", "重新下载");
    assertThat(e.sentence(Locale.ENGLISH)).contains(apk.length / 2 + " bytes", "Download it again");
  }

  @Test
  void otherFiles_areKnownByTheirFirstBytes() throws Exception {
    is(WrongFile.EMPTY, new byte[0]);
    is(WrongFile.WEB_PAGE, latin("\u00ef\u00bb\u00bf\n<!DOCTYPE  html><title>Log in</title>"));
    is(WrongFile.WEB_PAGE, latin("<html lang=\"zh\"><body>"));
    is(WrongFile.PLAIN_TEXT, latin("{\"error\":\"login required\"}\r\n"));
    is(WrongFile.PLAIN_TEXT, latin("<htmlx>"));
    is(WrongFile.PDF, latin("%PDF-1.7\n\0"));
    is(WrongFile.PICTURE, latin("\u0089PNG\r\n\u001a\n\0"));
    is(WrongFile.PICTURE, latin("\u00ff\u00d8\u00ff\u00e0"));
    is(WrongFile.OFFICE, latin("\u00d0\u00cf\u0011\u00e0\0"));
    is(WrongFile.OFFICE, zip("[Content_Types].xml", "word/document.xml"));
    is(WrongFile.LINUX_PACKAGE, latin("\u00ed\u00ab\u00ee\u00db\3\0"));
    is(WrongFile.LINUX_PACKAGE, latin("!<arch>\ndebian-binary   "));
    is(WrongFile.WINDOWS_PROGRAM, latin("MZ\u0090\0"));
    is(WrongFile.OTHER_ARCHIVE, latin("Rar!\u001a\7\1\0"));
    is(WrongFile.OTHER_ARCHIVE, latin("\u001f\u008b\b\0"));
    byte[] image = new byte[2048];
    System.arraycopy(latin("koly"), 0, image, 1536, 4);
    is(WrongFile.DISK_IMAGE, image);
  }

  @Test
  void whatIsNone_isSaidToBeUnknown() throws Exception {
    PackageFormatException e = refused(new byte[] {1, 2, 3, 0, 5});
    assertThat(e.wrongFile()).isEmpty();
    assertThat(e.code()).isEqualTo(Code.UNKNOWN_FORMAT);
  }

  @Test
  void foldersAndArchives_areKnownByTheirFiles() throws Exception {
    Path archive = tree("a.xcarchive", "Info.plist", "Products/Applications/Demo.app/Info.plist");
    assertThat(refused(archive).wrongFile()).contains(WrongFile.XCODE_ARCHIVE);
    is(WrongFile.XCODE_ARCHIVE, zip("Demo.app/Info.plist", "Demo.app/Demo"));
    Path source = tree("src", "settings.gradle.kts", "app/src/main/java/A.java", "app/old.apk");
    assertThat(refused(source).wrongFile()).contains(WrongFile.NATIVE_SOURCE);
    Path inside = tree("out", "release/app-release.ipa", "release/notes.txt");
    assertThat(refused(inside).wrongFile()).contains(WrongFile.PACKAGE_INSIDE);
    assertThat(refused(inside).sentence(Locale.CHINESE)).contains("release/app-release.ipa");
    assertThat(refused(tree("docs", "a/readme.md")).wrongFile()).contains(WrongFile.OTHER_FOLDER);
    is(WrongFile.OTHER_ZIP, zip("a/readme.md"));
  }

  @Test
  void each_hasItsOwnSentenceInBothLanguages() {
    for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      Set<String> sentences =
          EnumSet.allOf(WrongFile.class).stream()
              .map(what -> PackageFormatException.of(what, "7").sentence(language))
              .collect(Collectors.toSet());
      assertThat(sentences).hasSameSizeAs(WrongFile.values());
      assertThat(sentences).noneMatch(text -> text.contains("{"));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pipe_isNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("fifo.apk");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    PackageFormatException e =
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> refused(pipe));
    assertThat(e.code()).isEqualTo(Code.UNREADABLE);
    assertThat(e).hasMessageContaining("neither a file nor a folder");
    assertThat(refused(Path.of("/dev/zero")).code()).isEqualTo(Code.UNREADABLE);
  }
}

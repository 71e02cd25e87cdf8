package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that is not a package is reported in one sentence, in the user's language. */
class WrongInputTest {
  @TempDir Path folder;

  private void told(Path file, String zh, String en) {
    Run chinese = Run.of("inspect", file, "--lang", "zh");
    assertThat(chinese.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(chinese.err().strip()).hasLineCount(1).startsWith(file + "：").contains(zh);
    assertThat(chinese.err()).doesNotContain("UNKNOWN", "UNREADABLE", "format");
    Run english = Run.of("facts", file);
    assertThat(english.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(english.err().strip()).hasLineCount(1).startsWith(file + ": ").contains(en);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void wrongInput_isToldInOneSentence() throws IOException {
    told(
        file("lfs.apk", "version https://git-lfs.github.com/spec/v1\nsize 1\n"),
        "git lfs pull",
        "Git LFS pointer");
    told(file("empty.apk", ""), "文件是空的", "The file is empty");
    told(file("login.apk", "<!doctype html><form>"), "登录页", "web page");
    told(file("half.apk", "PK\3\4 and no more"), "重新下载", "16 bytes");
    told(Files.createDirectory(folder.resolve("photos")), "没有小程序或快应用的工程", "holds no project");
  }
}

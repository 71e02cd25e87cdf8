package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of poppler-utils, which read what we made as PDF. */
final class Poppler {
  private Poppler() {}

  /** Runs one of them; gives what it wrote. */
  static String run(Object... command) throws IOException, InterruptedException {
    List<String> words = Arrays.stream(command).map(String::valueOf).toList();
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(words.toString()).isTrue();
    assertThat(process.exitValue()).as(words + ": " + said).isZero();
    return said;
  }

  /** The text of a PDF, in reading order. */
  static String text(Path pdf) throws IOException, InterruptedException {
    return run("pdftotext", "-layout", "-enc", "UTF-8", pdf, "-");
  }
}

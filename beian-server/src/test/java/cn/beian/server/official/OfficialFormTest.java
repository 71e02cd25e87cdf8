package cn.beian.server.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficialFormTest {
  private static final String HOSTILE =
      "</w:t>&{{app}}<script>\u0000\u001B[31m\u202E\uD800\n第二行\r\n第三行";

  @TempDir private Path folder;

  private static byte[] filled() throws IOException {
    return FormTemplate.bundled()
        .fill(
            Map.of("sponsor", HOSTILE, "app", "清溪巡河", "undertaking", "真实、完整、准确、有效"),
            Map.of(
                "BASIC",
                List.of(
                    Map.of("question", "应用名称", "answer", "长".repeat(50_000)),
                    Map.of("question", "主办单位", "answer", HOSTILE))));
  }

  private static String body(byte[] document) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(document))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("word/document.xml")) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new IOException("no body");
  }

  @Test
  void form_saysThatItIsNotTheOfficialOne_andHoldsWhatWasFilled() throws IOException {
    assertThat(body(filled()))
        .contains("非官方表样", "Not the official form", "真实、完整、准确、有效", "长".repeat(50_000))
        .contains(">第二行<", ">第三行<")
        .contains("&lt;/w:t&gt;&amp;{{app}}&lt;script&gt;\\u0000\\u001B[31m\\u202E")
        .doesNotContain("<script", "{{question}}", "{{rows", "{{sponsor}}", "\u0000", "\u202E");
  }

  @Test
  void ownTemplate_mayBeCutIntoRuns_andHasToBeADocument() throws IOException {
    String cut =
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
            + "<w:p><w:r><w:t>单位：{{spon</w:t></w:r><w:r><w:t>sor}}，完</w:t></w:r></w:p></w:body></w:document>";
    assertThat(body(new FormTemplate(zip(cut)).fill(Map.of("sponsor", "水务局"), Map.of())))
        .contains("单位：水务局，完");
    for (byte[] broken :
        List.of(
            "no zip".getBytes(StandardCharsets.UTF_8),
            zip("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"),
            zip("<cut"))) {
      assertThatThrownBy(() -> new FormTemplate(broken).fill(Map.of(), Map.of()))
          .isInstanceOf(IOException.class);
    }
  }

  private static byte[] zip(String body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Another program opens it (seen with LibreOffice 7.4.7). */
  @Test
  void form_opensInLibreOffice() throws Exception {
    assumeTrue(installed(), "absent: LibreOffice (soffice)");
    Path document = Files.write(folder.resolve("form.docx"), filled());
    List<String> command =
        new ArrayList<>(
            List.of("soffice", "--headless", "--convert-to", "txt:Text (encoded):UTF8"));
    command.add("-env:UserInstallation=" + folder.resolve("profile").toUri());
    command.addAll(List.of("--outdir", folder.toString(), document.toString()));
    Process office =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(office.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(folder.resolve("form.txt")))
        .contains("非官方表样", "清溪巡河", "真实、完整、准确、有效", "{{app}}<script>");
  }

  private static boolean installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(one -> Files.isExecutable(Path.of(one, "soffice")));
  }
}

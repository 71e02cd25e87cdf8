package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verdict that rests on the declaration says so and names what was declared. */
class DeclaredVerdictTest {
  private static final String CHECK_IN = "<button bindtap='x'>打卡</button>";
  private static final String COMPULSORY = CHECK_IN + "<view>未打卡将通报所在单位</view>";
  private static final String EXEMPTION =
      "[{\"target\":\"FORM-101\",\"scenario\":\"OTHER\",\"basis\":\"值班规定\",\"until\":\"2030-01-31\"}]";

  @TempDir Path folder;

  @BeforeEach
  void app() throws IOException {
    Files.createDirectories(folder.resolve("app/pages"));
    Files.writeString(
        folder.resolve("app/app.json"),
        "{\"pages\":[\"pages/a\"],\"window\":{\"navigationBarTitleText\":\"值班\"}}");
    Files.writeString(folder.resolve("app/pages/a.js"), "Page({x(){}})");
  }

  private Run inspect(String page, String declared, String... options) throws IOException {
    Files.writeString(folder.resolve("app/pages/a.wxml"), page);
    Object[] args = new Object[options.length + 4];
    args[0] = "inspect";
    args[1] = folder.resolve("app");
    args[2] = "--declared";
    args[3] = Files.writeString(folder.resolve("declared.json"), declared);
    System.arraycopy(options, 0, args, 4, options.length);
    return Run.of(args);
  }

  private static String declared(String users, String exemptions) {
    return "{\"beian\":\"context/1\",\"declared\":{\"governmentApp\":false,\"sponsorName\":\"某局\","
        + ("\"users\":[\"" + users + "\"]},")
        + ("\"exemptions\":" + exemptions + "}");
  }

  @Test
  void checkInToBeExplained_passesAsDeclared() throws IOException {
    Run run = inspect(CHECK_IN, declared("STAFF", "[]"), "--lang", "en");
    assertThat(run.code()).isEqualTo(ExitCode.PASSED);
    assertThat(run.out())
        .contains("\nPASSED as declared: 1 to explain")
        .containsPattern("the explanation to be given in the\\s+application: FORM-101 Check-in")
        .doesNotContain("at any time");
  }

  @Test
  void checkInUnderAnExemption_passesAsDeclared_andNamesIt() throws IOException {
    Run run = inspect(COMPULSORY, declared("STAFF", EXEMPTION), "--lang", "en");
    assertThat(run.code()).isEqualTo(ExitCode.PASSED);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("PASSED as declared: ")
        .contains("exemption for FORM-101 Check-in function: other scenario, basis: 值班规定")
        .doesNotContain("at any time");
  }

  @Test
  void checkInThatWouldBlockOthers_passesAsDeclared_andNamesTheUsers() throws IOException {
    Run run = inspect(COMPULSORY, declared("PUBLIC", "[]"), "--lang", "en");
    assertThat(run.code()).isEqualTo(ExitCode.PASSED);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("users declared as the public, or else these would block: FORM-101");
    assertThat(inspect(COMPULSORY, declared("PUBLIC", "[]"), "--lang", "zh").out())
        .contains("按申报情况通过：", "以申报为准的事项：使用对象申报为公众")
        .doesNotContain("随时可以");
  }

  @Test
  void nothingDeclared_passesOnAssumptions() throws IOException {
    Run run = inspect(COMPULSORY, "{\"beian\":\"context/1\"}", "--lang", "en");
    assertThat(run.out())
        .contains("\nPASSED on assumptions: ", "It is too early to submit", "FORM-101");
  }

  @Test
  void nothingThatDependsOnTheDeclaration_passes() throws IOException {
    Run run = inspect("<view>今日</view>", declared("STAFF", "[]"), "--lang", "en");
    assertThat(run.out()).contains("\nPASSED: ", "at any time").doesNotContain("rests on");
  }

  @Test
  void everyFormSaysSo() throws Exception {
    String context = declared("STAFF", EXEMPTION);
    String html = inspect(COMPULSORY, context, "--lang", "zh", "--format", "html").out();
    assertThat(html)
        .contains(">按申报情况通过<", "FORM-101 打卡签到功能按例外申报", "可以按申报情况提交备案")
        .doesNotContain("随时可以");
    Path pdf = folder.resolve("a.pdf");
    inspect(COMPULSORY, context, "--lang", "zh", "--format", "pdf", "--out", pdf.toString());
    Process text = new ProcessBuilder("pdftotext", pdf.toString(), "-").start();
    assertThat(new String(text.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("按申报情况通过", "以申报为准的事项")
        .doesNotContain("随时可以");
  }
}

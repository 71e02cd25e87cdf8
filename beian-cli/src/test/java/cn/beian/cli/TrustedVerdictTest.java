package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.Finding;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.ios.IosScreens;
import cn.beian.testkit.ios.IpaBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package does not pass if its signature is invalid or none of its pages were read. */
class TrustedVerdictTest {
  @TempDir Path folder;

  private Run inspect(byte[] bytes) throws IOException {
    return Run.of("inspect", Files.write(folder.resolve("app.rpk"), bytes));
  }

  @Test
  void quickApp_as_it_was_signed_passes() throws IOException {
    assertThat(inspect(Samples.rpk(Samples.quickApp())).code()).isEqualTo(ExitCode.PASSED);
  }

  @Test
  void quickApp_changed_after_it_was_signed_is_undetermined() throws IOException {
    byte[] bytes = Samples.rpk(Samples.quickApp());
    bytes[10] ^= 1; // the time of the first entry
    Run run = inspect(bytes);
    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.out()).contains("SEC-458", "changed after it was signed");
  }

  @Test
  void quickApp_without_signature_is_undetermined() throws IOException {
    Run run = inspect(Samples.quickApp().toBytes());
    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.out()).contains("SEC-458");
  }

  @Test
  void quickApp_with_the_debug_key_of_the_toolkit_is_blocked() throws IOException {
    Run run = inspect(Samples.rpk(Samples.quickApp(), TestSigner.named("C=CN,O=RPK,CN=RPKDebug")));
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out()).contains("SEC-458");
  }

  @Test
  void quickApp_of_a_toolkit_that_is_not_read_is_undetermined() throws IOException {
    String page = "module.exports=function(vm){return aiot.__ce__('div',{__opts__:{}},[])}";
    ZipBytes files =
        new ZipBytes()
            .deflated(
                "manifest.json",
                "{\"package\":\"cn.example.sign\",\"router\":{\"entry\":\"Sign\",\"pages\":{\"Sign\":{}}}}"
                    .getBytes(StandardCharsets.UTF_8))
            .deflated("app.js", "(()=>{})()".getBytes(StandardCharsets.UTF_8))
            .deflated("Sign/index.js", page.getBytes(StandardCharsets.UTF_8));
    Run run = inspect(Samples.rpk(files));
    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.out())
        .contains("SEC-457", "pages that are there in a form that is not read")
        .doesNotContain("template is missing", "not there");
  }

  private static ZipBytes quickAppOfPages(int read, int declared) {
    StringBuilder pages = new StringBuilder();
    for (int i = 0; i < declared; i++) {
      pages.append(i == 0 ? "" : ",").append("\"P").append(i).append("\":{}");
    }
    String manifest =
        "{\"package\":\"cn.example.sign\",\"router\":{\"entry\":\"P0\",\"pages\":{" + pages + "}}}";
    ZipBytes files =
        new ZipBytes()
            .deflated("manifest.json", manifest.getBytes(StandardCharsets.UTF_8))
            .deflated("app.js", "(()=>{})()".getBytes(StandardCharsets.UTF_8));
    String page =
        "(function(){return{1:function(t,e,o){t.exports={type:'div',attr:{},children:"
            + "[{type:'text',attr:{value:'办事指南'}}]}}}})()";
    for (int i = 0; i < read; i++) {
      files.deflated("P" + i + "/index.js", page.getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  @Test
  void quickApp_of_whose_pages_fewer_than_half_were_read_is_undetermined() throws IOException {
    Run run = inspect(Samples.rpk(quickAppOfPages(1, 3)));
    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.out()).contains("SEC-457").doesNotContain("at any time");
  }

  @Test
  void quickApp_of_whose_pages_some_were_not_read_passes_only_as_far_as_that() throws IOException {
    Run some = inspect(Samples.rpk(quickAppOfPages(2, 3)));
    assertThat(some.code()).isEqualTo(ExitCode.PASSED);
    assertThat(some.out())
        .contains("PASSED as far as it could be read")
        .doesNotContain("at any time");
    Run all = inspect(Samples.rpk(quickAppOfPages(3, 3)));
    assertThat(all.code()).isEqualTo(ExitCode.PASSED);
    assertThat(all.out()).doesNotContain("as far as").contains("at any time");
  }

  /** The sample is signed for development, which also blocks. */
  @Test
  void iosApp_of_which_only_the_launch_screen_was_read_is_left_open() throws IOException {
    String bundle = "var __BUNDLE_START_TIME__=1;__d(function(){},0,[]);";
    IpaBytes react =
        new IpaBytes("cn.gov.demo")
            .info("UILaunchStoryboardName", "Launch")
            .file("Launch.nib", IosScreens.plainView("某局主办"))
            .file("main.jsbundle", bundle.getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("app.ipa");
    Files.write(file, react.zip(TestSigner.named("CN=Demo")).toBytes());
    String json = Run.of("inspect", file, "--format", "json").out();
    TestResult result =
        TestResultJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    assertThat(result.finding("SEC-457").map(Finding::leavesOpen)).hasValue(true);
  }
}

package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No package passes whose signature does not hold, or of whose pages nothing was read. */
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
    assertThat(run.out()).contains("SEC-457", "pages");
  }
}

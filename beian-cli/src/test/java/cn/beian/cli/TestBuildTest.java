package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.TestSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A protected release and its unpacked test build. */
class TestBuildTest {
  private static final String MAIN = "cn.gov.demo.MainActivity";
  private static final TestSigner SIGNER = TestSigner.named("CN=Demo,O=某局");
  private static final String LIMIT = "cannot show that the code of the release is the code";

  @TempDir Path folder;

  @Test
  void release_alone_isUndeterminedAndAsksForATestBuild() throws IOException {
    Run run = Run.of("inspect", release());

    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.out()).contains("--test-build", "梆梆加固");
  }

  @Test
  void testBuild_thatAgrees_isJudgedInsteadOfTheHiddenCode() throws IOException {
    Path test = file("test.apk", app().file("classes.dex", code()).signed(SIGNER));

    Run run = Run.of("inspect", release(), "--test-build", test, "--format", "json");

    assertThat(run.err()).contains("agree in identity, version", LIMIT);
    assertThat(run.err()).contains("1 file(s) are in the release only", "assets/secData0.jar");
    assertThat(run.out()).contains("test-build!classes.dex").doesNotContain("\"packed\"");
    assertThat(run.code()).isNotEqualTo(ExitCode.UNDETERMINED);
  }

  @Test
  void testBuild_ofAnotherVersionSignerAndContent_isNotUsed() throws IOException {
    ApkBytes other =
        new ApkBytes("cn.gov.demo")
            .label("Demo", "示例政务二")
            .permission("android.permission.ACCESS_FINE_LOCATION")
            .permission("android.permission.READ_CONTACTS")
            .mainActivity("cn.gov.demo.OtherActivity")
            .file("assets/config.json", "{}".getBytes(StandardCharsets.UTF_8))
            .file("classes.dex", code());
    Path test = file("test.apk", other.signed(TestSigner.named("CN=Somebody")));

    Run run = Run.of("inspect", release(), "--test-build", test);

    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.err())
        .contains(
            "Identity differs",
            "Permissions differ",
            "android.permission.READ_CONTACTS",
            "Components differ",
            "Texts of the resources differ",
            "Files of the test build are missing or different in the release: assets/config.json",
            "The signers differ",
            "not shown to be the same app")
        .doesNotContain(LIMIT);
    assertThat(run.out()).contains("SEC-451");
  }

  @Test
  void testBuild_thatIsProtectedItself_isNotUsed() throws IOException {
    Run run = Run.of("inspect", release(), "--test-build", release());

    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.err()).contains("The test build is protected as well");
  }

  @Test
  void testBuild_forSeveralPackages_isWrongUsage() throws IOException {
    Path release = release();

    assertThat(Run.of("inspect", release, release, "--test-build", release).code())
        .isEqualTo(ExitCode.USAGE);
  }

  private Path release() throws IOException {
    byte[] stub =
        DexBytes.of(
            Map.of(
                "com.SecShell.SecShell.ApplicationWrapper",
                "package com.SecShell.SecShell; public class ApplicationWrapper {}"));
    return file(
        "release.apk",
        app()
            .file("assets/secData0.jar", new byte[] {1, 2, 3})
            .file("classes.dex", stub)
            .signed(SIGNER));
  }

  private static ApkBytes app() {
    ApkBytes app =
        new ApkBytes("cn.gov.demo")
            .label("Demo", "示例政务")
            .permission("android.permission.ACCESS_FINE_LOCATION")
            .mainActivity(MAIN)
            .file("assets/config.json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    app.layout("main", new View("TextView", "", Map.of(Attribute.TEXT, "示例")));
    return app;
  }

  private static byte[] code() throws IOException {
    return DexBytes.of(
        Map.of(
            "android.app.Activity",
            "package android.app; public class Activity {}",
            "android.location.LocationManager",
            "package android.location; public class LocationManager {"
                + " public static void requestLocationUpdates(String p) {} }",
            MAIN,
            "package cn.gov.demo; public class MainActivity extends android.app.Activity {"
                + " public void onCreate() {"
                + " android.location.LocationManager.requestLocationUpdates(\"gps\");"
                + " java.security.MessageDigest d = md5(); }"
                + " static java.security.MessageDigest md5() {"
                + " try { return java.security.MessageDigest.getInstance(\"MD5\"); }"
                + " catch (Exception e) { return null; } } }"));
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}

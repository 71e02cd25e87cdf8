package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the facts say of whether a package can be relied on, and what else others see in it. */
class TrustTest {
  @TempDir static Path folder;

  private static FactSet inspect(byte[] bytes) throws Exception {
    Path file = Files.write(Files.createTempFile(folder, "p", ".apk"), bytes);
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private static long signed(FactSet facts) {
    return facts.of(FactKind.COVERAGE).stream()
        .filter(f -> f.text(Field.NAME).equals("signature"))
        .mapToLong(f -> f.number(Field.READABLE).orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> identity(FactSet facts, String name) {
    return facts.of(FactKind.IDENTITY).stream()
        .filter(f -> f.text(Field.NAME).equals(name))
        .map(f -> f.text(Field.VALUE))
        .toList();
  }

  @Test
  void packageChangedAfterItWasSigned_isInstalledByNoPlatform() throws Exception {
    byte[] apk =
        new ApkBytes("cn.gov.demo")
            .mainActivity("cn.gov.demo.Main")
            .file("assets/a.bin", new byte[999])
            .signed(TestSigner.named("CN=Demo"));
    assertThat(signed(inspect(apk))).isOne();
    apk[40] ^= 1; // in the first entry, which is somewhere in what every scheme covers
    assertThat(signed(inspect(apk))).isZero();
    assertThat(signed(inspect(new ApkBytes("cn.gov.demo").unsigned()))).isZero();
  }

  @Test
  void harmonyPackageOfTheFaModel_isNoDamagedAndroidPackage() throws Exception {
    byte[] config = "{\"app\":{\"bundleName\":\"cn.gov.demo\"}}".getBytes(StandardCharsets.UTF_8);
    byte[] hap =
        new ZipBytes()
            .stored("config.json", config)
            .stored("classes.dex", new byte[200])
            .stored("entry.apk", new byte[20])
            .toBytes();
    FactSet facts = inspect(hap);
    assertThat(facts.header().format()).isEqualTo("hap");
    assertThat(facts.of(FactKind.COVERAGE))
        .anyMatch(
            fact ->
                fact.text(Field.NAME).equals("code")
                    && fact.text(Field.REASON).equals("framework java"));
  }

  @Test
  void featuresLibrariesAndPermissionsOfLaterPlatforms_areFacts() throws Exception {
    FactSet facts =
        inspect(
            new ApkBytes("cn.gov.demo")
                .uses("uses-feature", "android.hardware.camera")
                .uses("uses-permission-sdk-23", "android.permission.CAMERA")
                .library("org.apache.http.legacy", false)
                .library("com.example.map", true)
                .unsigned());
    assertThat(identity(facts, "uses_feature")).containsExactly("android.hardware.camera");
    assertThat(identity(facts, "uses_permission_sdk_23"))
        .containsExactly("android.permission.CAMERA");
    assertThat(identity(facts, "uses_library")).containsExactly("com.example.map");
    assertThat(identity(facts, "uses_library_optional")).containsExactly("org.apache.http.legacy");
    assertThat(facts.of(FactKind.PERMISSION))
        .anyMatch(f -> f.text(Field.NAME).equals("android.permission.CAMERA"));
  }

  @Test
  void activities_sayWhichTaskTheyJoin() throws Exception {
    FactSet facts =
        inspect(
            new ApkBytes("cn.gov.demo")
                .singleTask("cn.gov.demo.A", "")
                .singleTask("cn.gov.demo.B", "cn.gov.other")
                .unsigned());
    assertThat(facts.of(FactKind.COMPONENT))
        .extracting(f -> f.texts(Field.ITEMS))
        .containsExactlyInAnyOrder(
            List.of("launch_mode:singleTask", "task_affinity:none"),
            List.of("launch_mode:singleTask", "task_affinity:cn.gov.other"));
  }

  @Test
  void hostOfAnAddress_standsBehindItsUserName() throws Exception {
    ApkBytes apk = new ApkBytes("cn.gov.demo");
    apk.string("", "url", "https://good.gov.cn@evil.example/a@b");
    FactSet facts = inspect(apk.unsigned());
    assertThat(facts.of(FactKind.DOMAIN))
        .extracting(f -> f.text(Field.NAME))
        .containsExactly("evil.example");
    byte[] script =
        Samples.miniProgram()
            .file("v.js", "wx.request({url: 'https://good.gov.cn@evil.example/'})")
            .zip();
    assertThat(inspect(script).of(FactKind.DOMAIN))
        .extracting(f -> f.text(Field.NAME))
        .containsExactly("evil.example");
  }

  @Test
  void keysThatAreWritten_areTold() throws Exception {
    Map<String, String> sources =
        Map.of(
            "android.content.SharedPreferences",
            "package android.content; public interface SharedPreferences {"
                + " String getString(String k, String d); interface Editor {"
                + " Editor putString(String k, String v); } }",
            "cn.gov.demo.Main",
            "package cn.gov.demo; public class Main { void run(android.content.SharedPreferences p,"
                + " android.content.SharedPreferences.Editor e) { e.putString(\"password\","
                + " p.getString(\"old\", null)); } }");
    FactSet facts =
        inspect(
            new ApkBytes("cn.gov.demo")
                .mainActivity("cn.gov.demo.Main")
                .file("classes.dex", DexBytes.of(sources))
                .unsigned());
    assertThat(facts.of(FactKind.STORAGE_KEY))
        .extracting(f -> f.text(Field.TYPE) + " " + f.text(Field.NAME))
        .containsExactlyInAnyOrder("write password", "read old");
  }
}

package cn.beian.inspect.library;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.BundleBytes;
import cn.beian.testkit.FlutterBytes;
import cn.beian.testkit.ProtoBytes;
import cn.beian.testkit.Samples;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What packages state of their components, in every form that is read. */
class StatedLibrariesTest {
  @TempDir Path folder;

  private FactSet inspect(Path file) throws Exception {
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private FactSet inspect(String name, byte[] bytes) throws Exception {
    return inspect(Files.write(folder.resolve(name), bytes));
  }

  /** What an APK states that holds one more file, or several. */
  private List<String> stated(String... pathsAndTexts) throws Exception {
    ApkBytes apk = new ApkBytes("cn.gov.demo");
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      apk.file(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return stated(inspect("a.apk", apk.unsigned()));
  }

  private static List<String> stated(FactSet facts) {
    return facts.of(FactKind.LIBRARY).stream().map(StatedLibrariesTest::said).toList();
  }

  private static String said(Fact fact) {
    Map<Field, String> values = new TreeMap<>();
    fact.values().forEach((field, value) -> values.put(field, value.toString()));
    return values.entrySet().stream()
        .map(each -> each.getKey().jsonName() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }

  @Test
  void versionFiles_nameArtifactsOfMaven() throws Exception {
    assertThat(
            stated(
                "META-INF/androidx.core_core.version",
                "1.9.0\n",
                "META-INF/com.google.android.material_material.version",
                "task ':lib:writeVersionFile' property 'version'",
                "META-INF/kotlinx_coroutines_core.version",
                "1.6.4",
                "META-INF/odd.version",
                "7"))
        .containsExactlyInAnyOrder(
            "name=androidx.core:core version=1.9.0 type=maven",
            "name=com.google.android.material:material type=maven",
            "name=org.jetbrains.kotlinx:kotlinx-coroutines-core version=1.6.4 type=maven",
            "name=odd version=7");
  }

  @Test
  void filesOfMaven_giveVersionMakerAndLicences() throws Exception {
    String path = "META-INF/maven/com.acme/a-lib/pom.";
    assertThat(
            stated(
                path + "properties",
                "#made\nversion=2.1\ngroupId=com.acme\nartifactId=a-lib\n",
                path + "xml",
                "<project><parent><version>9</version><licenses><license><name>X</name></license>"
                    + "</licenses></parent><organization><name>某司</name></organization><licenses><license><name>The"
                    + " Apache Software License, Version 2.0</name></license><license>"
                    + "<url>https://opensource.org/licenses/MIT</url></license></licenses>"
                    + "<dependencies><dependency><version>3</version></dependency></dependencies></project>"))
        .containsExactlyInAnyOrder(
            "name=com.acme:a-lib version=2.1 type=maven",
            "name=com.acme:a-lib type=maven vendor=某司 licenses=[Apache-2.0, MIT]");
  }

  @Test
  void propertiesOfGoogle_andBuildTools() throws Exception {
    assertThat(
            stated(
                "play-services-location.properties",
                "version=21.0.1\nclient=play-services-location\n",
                "firebase-common.properties",
                "version=20.3.2\nclient=firebase-common\n",
                "other.properties",
                "version=1\nclient=other\n",
                "settings.properties",
                "version=1",
                "kotlin-tooling-metadata.json",
                "{\"buildSystem\":\"Gradle\",\"buildSystemVersion\":\"7.4\",\"buildPlugin\":"
                    + "\"org.jetbrains.kotlin.gradle.plugin.KotlinAndroidPluginWrapper\","
                    + "\"buildPluginVersion\":\"1.7.10\"}",
                "META-INF/com/android/build/gradle/app-metadata.properties",
                "androidGradlePluginVersion=8.1.0"))
        .containsExactlyInAnyOrder(
            "name=com.google.android.gms:play-services-location version=21.0.1 type=maven",
            "name=com.google.firebase:firebase-common version=20.3.2 type=maven",
            "name=other version=1",
            "name=Gradle version=7.4 role=build",
            "name=org.jetbrains.kotlin:kotlin-gradle-plugin version=1.7.10 role=build type=maven",
            "name=com.android.tools.build:gradle version=8.1.0 role=build type=maven");
  }

  @Test
  void listsOfLicences_ofFourTools() throws Exception {
    String first = "http://www.apache.org/licenses/LICENSE-2.0.txt\n";
    String second = "Permission is hereby granted, free of charge, to any person obtaining a copy";
    assertThat(
            stated(
                "res/raw/third_party_licenses",
                first + second,
                "res/raw/third_party_license_metadata",
                "0:%d Core UI\n%d:%d 某库\n999999:5 Gone\nodd\n"
                    .formatted(first.length(), first.length(), second.length()),
                "res/raw/aboutlibraries.json",
                "{\"libraries\":[{\"uniqueId\":\"a.b:c\",\"artifactVersion\":\"1.0\",\"developers\":"
                    + "[{\"name\":\"王\"}],\"licenses\":[\"h1\"]}],\"licenses\":{\"h1\":{\"name\":\"Apache"
                    + " License 2.0\",\"spdxId\":\"Apache-2.0\"}}}",
                "assets/app/cash/licensee/artifacts.json",
                "[{\"groupId\":\"g\",\"artifactId\":\"x\",\"version\":\"2\",\"spdxLicenses\":"
                    + "[{\"identifier\":\"MIT\"}]}]",
                "assets/open_source_licenses.json",
                "[{\"project\":\"P\",\"dependency\":\"g:y:3\",\"licenses\":[{\"license\":\"BSD-3-Clause\"}]}]"))
        .containsExactlyInAnyOrder(
            "name=Core UI licenses=[Apache-2.0]",
            "name=某库 licenses=[MIT]",
            "name=Gone",
            "name=a.b:c version=1.0 type=maven vendor=王 licenses=[Apache-2.0]",
            "name=g:x version=2 type=maven licenses=[MIT]",
            "name=g:y version=3 type=maven licenses=[BSD-3-Clause]");
  }

  @Test
  void textsOfLicences_areFilesOfNobodyKnown() throws Exception {
    assertThat(
            stated(
                "META-INF/LICENSE.txt",
                "Apache License, Version 2.0",
                "assets/NOTICE",
                "nothing that is known",
                "assets/license.png",
                "Apache License, Version 2.0"))
        .containsExactly("name=META-INF/LICENSE.txt type=file licenses=[Apache-2.0]");
  }

  @Test
  void packagesOfDart_areThoseThatTheCodeNames() throws Exception {
    FlutterBytes library = Samples.flutter();
    ApkBytes apk =
        new ApkBytes("cn.gov.flutter")
            .file("lib/arm64-v8a/libapp.so", library.toBytes())
            .file(
                "assets/flutter_assets/NOTICES",
                ("dio\n"
                        + "skia\n\n"
                        + "Permission is hereby granted, free of charge, to any person obtaining a"
                        + " copy")
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(stated(inspect("f.apk", apk.unsigned())))
        .contains("name=dio type=pub", "name=dio licenses=[MIT]", "name=skia licenses=[MIT]")
        .doesNotContain("name=skia type=pub");
  }

  @Test
  void bundle_listsWhatItWasMadeOf() throws Exception {
    ProtoBytes maven = new ProtoBytes().text(1, "a.b").text(2, "c").text(3, "aar").text(5, "4.5");
    ProtoBytes list =
        new ProtoBytes()
            .message(1, new ProtoBytes().message(1, maven))
            .message(1, new ProtoBytes().message(1, new ProtoBytes().text(2, "alone")));
    BundleBytes bundle =
        new BundleBytes("cn.gov.demo")
            .file(
                "BUNDLE-METADATA/com.android.tools.build.libraries/dependencies.pb", list.toBytes())
            .file("base/root/META-INF/androidx.core_core.version", new byte[] {'1'});
    FactSet facts = inspect("a.aab", bundle.unsigned());
    assertThat(stated(facts))
        .containsExactlyInAnyOrder(
            "name=a.b:c version=4.5 type=maven",
            "name=alone",
            "name=androidx.core:core version=1 type=maven");
  }

  @Test
  void packagesOfOhpm_withoutModulesOfTheApp() throws Exception {
    byte[] hap =
        HapSamples.stage(HapSamples.code(12, 0, 2, 0))
            .stored(
                "pkgContextInfo.json",
                ("{\"entry\":{\"packageName\":\"entry\",\"moduleName\":\"entry\",\"version\":\"1.0.0\"},"
                        + "\"phone\":{\"packageName\":\"phone\",\"moduleName\":\"\",\"entryPath\":"
                        + "\"src/main/\",\"version\":\"\"},"
                        + "\"@ohos/axios\":{\"packageName\":\"@ohos/axios\",\"moduleName\":\"\",\"version\":"
                        + "\"2.2.0\"}}")
                    .getBytes(StandardCharsets.UTF_8))
            .toBytes();
    assertThat(stated(inspect("a.hap", hap)))
        .contains("name=@ohos/axios version=2.2.0 type=ohpm")
        .noneMatch(said -> said.contains("name=entry") || said.contains("name=phone"));
  }

  @Test
  void packagesOfNpm_inAMiniProgram() throws Exception {
    MiniProgramFiles files =
        Samples.miniProgram()
            .file("miniprogram_npm/dayjs/index.js", "module.exports = {}")
            .file(
                "miniprogram_npm/@vant/weapp/package.json",
                "{\"name\":\"@vant/weapp\",\"version\":"
                    + "\"1.10.4\",\"license\":\"MIT\",\"author\":\"youzan <a@b.c>\"}")
            .file(
                "miniprogram_npm/old/LICENSE",
                "Permission is hereby granted, free of charge, to any" + " person obtaining a copy")
            .file(
                "package.json",
                "{\"dependencies\":{\"dayjs\":\"^1.11.0\"},\"devDependencies\":{\"x\":\"1\"}}")
            .file(
                "package-lock.json",
                "{\"packages\":{\"\":{},\"node_modules/dayjs\":{\"version\":"
                    + "\"1.11.7\",\"license\":\"MIT\"},\"node_modules/x\":{\"version\":\"1\",\"dev\":true}}}")
            .file("node_modules/x/LICENSE", "Apache License, Version 2.0");
    Path app = files.writeTo(folder.resolve("app"));
    assertThat(stated(inspect(app)))
        .containsExactlyInAnyOrder(
            "name=@vant/weapp type=npm",
            "name=@vant/weapp version=1.10.4 type=npm vendor=youzan licenses=[MIT]",
            "name=dayjs type=npm",
            "name=old type=npm",
            "name=old type=npm licenses=[MIT]",
            "name=dayjs version=1.11.7 type=npm licenses=[MIT]");
  }

  @Test
  void damagedStatements_sayNothing_andReadingGoesOn() throws Exception {
    assertThat(
            stated(
                "META-INF/.version",
                "1",
                "META-INF/maven/a/b/pom.properties",
                "version=\\u00zz",
                "META-INF/maven/a/b/pom.xml",
                "<licenses><license><name>",
                "kotlin-tooling-metadata.json",
                "{\"buildSystem\":",
                "res/raw/aboutlibraries.json",
                "[[[[",
                "res/raw/third_party_license_metadata",
                "99999999999:1 x\n-1:2 y\n0:5 z",
                "META-INF/a.b_c\u001b[2J.version",
                "1\u001b[2J"))
        .containsExactlyInAnyOrder(
            "name=a:b type=maven", "name=z", "name=a.b:c\u001b[2J type=maven");
  }

  @Test
  void moreStatementsThanAnyAppHas_areCut_andSaidSo() throws Exception {
    StringBuilder list = new StringBuilder("{\"libraries\":[");
    for (int i = 0; i < 25_000; i++) {
      list.append("{\"uniqueId\":\"g:a").append(i).append("\"},");
    }
    ApkBytes apk =
        new ApkBytes("cn.gov.demo")
            .file(
                "res/raw/aboutlibraries.json",
                list.append("]}").toString().getBytes(StandardCharsets.UTF_8));
    FactSet facts = inspect("many.apk", apk.unsigned());
    assertThat(facts.of(FactKind.LIBRARY)).hasSize(20_000);
    assertThat(facts.of(FactKind.ANOMALY))
        .anyMatch(fact -> fact.text(Field.CODE).equals("library-list-not-read"));
  }
}

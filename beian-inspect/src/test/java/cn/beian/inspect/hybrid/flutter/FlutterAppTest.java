package cn.beian.inspect.hybrid.flutter;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ElfBytes;
import cn.beian.testkit.FlutterBytes;
import cn.beian.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flutter apps: what their library and their licences say. */
class FlutterAppTest {
  private static final String LIBRARY = "lib/arm64-v8a/libapp.so";
  private static final String NOTICES = "assets/flutter_assets/NOTICES.Z";
  private static final String LINE = "\n" + "-".repeat(80) + "\n";
  private static final String LICENCES =
      "skia\n\nRedistribution and use in source and binary forms … Neither the name …"
          + LINE
          + "dio\nhttp_demo\n\nPermission is hereby granted, free of charge, to any person"
          + LINE
          + "odd";

  @TempDir Path folder;

  private FactSet inspect(ApkBytes apk) throws Exception {
    Path file = Files.write(folder.resolve("a.apk"), apk.unsigned());
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private static ApkBytes apk(byte[] library) {
    return new ApkBytes("cn.gov.flutter").file(LIBRARY, library);
  }

  private static byte[] gzip(String text) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static List<String> values(FactSet facts, FactKind kind, Field field) {
    return facts.of(kind).stream().map(fact -> fact.text(field)).toList();
  }

  @Test
  void strings_areFound_inEveryLayout() throws Exception {
    for (FlutterBytes library :
        List.of(
            Samples.flutter(),
            Samples.flutter().compressedPointers(),
            Samples.flutter().older(),
            Samples.flutter().withoutSections())) {
      FactSet facts = inspect(apk(library.toBytes()));
      assertThat(facts.header().framework()).isEqualTo("flutter");
      assertThat(values(facts, FactKind.DOMAIN, Field.NAME)).containsExactly("api.demo.gov.cn");
      assertThat(values(facts, FactKind.CONST_STRING, Field.TEXT)).containsExactly("立即签到");
      assertThat(values(facts, FactKind.URL_PATH, Field.TEXT)).containsExactly("/v1/apply/submit");
      assertThat(values(facts, FactKind.IDENTITY, Field.VALUE))
          .contains("78da37fed6bf1489361a312568249f3f");
      assertThat(values(facts, FactKind.ANOMALY, Field.CODE)).noneMatch(c -> c.contains("flutter"));
    }
  }

  @Test
  void machineCode_isNotRead_andHardeningOfCIsNotJudged() throws Exception {
    FactSet facts = inspect(apk(Samples.flutter().toBytes()));
    for (String kind : List.of("code", "text", "pages")) {
      assertThat(facts.of(FactKind.COVERAGE))
          .anySatisfy(
              f -> {
                assertThat(f.text(Field.NAME)).isEqualTo(kind);
                assertThat(f.text(Field.REASON)).isEqualTo("framework flutter");
              });
    }
    assertThat(facts.of(FactKind.NATIVE_LIB).get(0).texts(Field.ITEMS)).isEmpty();
  }

  @Test
  void licencesAndStrings_giveComponents_andWhatTheCodeNeverNamesIsTheFrameworks()
      throws Exception {
    FactSet facts = inspect(apk(Samples.flutter().toBytes()).file(NOTICES, gzip(LICENCES)));
    assertThat(facts.of(FactKind.SDK))
        .extracting(f -> f.text(Field.NAME) + " " + f.text(Field.DETAIL) + " " + f.origin())
        .contains(
            "dio MIT " + Origin.SDK,
            "http_demo MIT " + Origin.FRAMEWORK,
            "skia BSD-3-Clause " + Origin.FRAMEWORK);
    Fact dio =
        facts.of(FactKind.SDK).stream()
            .filter(f -> f.text(Field.NAME).equals("dio"))
            .findFirst()
            .orElseThrow();
    assertThat(dio.sites().get(0).entry()).isEqualTo(NOTICES);
  }

  @Test
  void obfuscatedNames_areSaid() throws Exception {
    FlutterBytes library = new FlutterBytes().string("aB1 cD").string("https://a.gov.cn/x");
    FactSet facts = inspect(apk(library.toBytes()));
    assertThat(values(facts, FactKind.ANOMALY, Field.CODE)).contains("flutter_obfuscated");
    assertThat(values(facts, FactKind.DOMAIN, Field.NAME)).containsExactly("a.gov.cn");
  }

  @Test
  void libraryWithoutSnapshot_andDamagedOnes_areSaid() throws Exception {
    assertThat(values(inspect(apk(new ElfBytes().toBytes())), FactKind.ANOMALY, Field.CODE))
        .contains("flutter_unknown");
    assertThat(values(inspect(apk(new byte[] {1, 2, 3})), FactKind.ANOMALY, Field.CODE))
        .contains("flutter_broken");
    byte[] cut = Arrays.copyOf(gzip(LICENCES), 30);
    FactSet facts = inspect(apk(Samples.flutter().toBytes()).file(NOTICES, cut));
    assertThat(values(facts, FactKind.ANOMALY, Field.CODE)).contains("flutter_broken");
    assertThat(values(facts, FactKind.SDK, Field.NAME)).contains("dio");
  }

  /** Any beginning of a library ends in a value or in the one exception. */
  @Test
  void cutAnywhere_isAnsweredAsDocumented() throws Exception {
    byte[] whole = Samples.flutter().toBytes();
    int broken = 0;
    for (int length = 0; length < whole.length; length++) {
      try {
        DartSnapshot.of(Arrays.copyOf(whole, length), Limits.standard());
      } catch (BrokenDataException e) {
        broken++;
      }
    }
    assertThat(broken).isGreaterThan(10);
  }
}

package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ApkBytes.Attribute;
import cn.beian.testkit.ApkBytes.View;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.TestSigner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of an Android app, through reading, comparing and reporting. */
@Tag("once")
class CompareTest {
  private static final String LIST = "cn.gov.demo.ListActivity";
  private static final String DUTY = "cn.gov.demo.DutyActivity";
  private static final TestSigner OFFICE = TestSigner.named("CN=Demo,O=某局");

  private static final String WORDS = "aaa\nbbb\nccc\nddd\neee\nfff\n";

  @TempDir static Path folder;
  private static Path first;

  /** One build of the demo app: a list of matters, a form, and an existing check-in. */
  private static final class Build {
    final ApkBytes apk =
        new ApkBytes("cn.gov.demo")
            .label("Demo", "示例政务")
            .permission("android.permission.INTERNET")
            .mainActivity(LIST);
    final Map<String, String> sources = new TreeMap<>();
    final int list =
        apk.layout(
            "activity_list",
            new View("TextView", "", Map.of(Attribute.TEXT, "办事指南")),
            new View("TextView", "", Map.of(Attribute.TEXT, "常见问题解答")),
            new View("Button", "open", Map.of(Attribute.TEXT, "在线咨询", Attribute.ON_CLICK, "ask")));
    final int panel =
        apk.layout(
            "panel",
            new View("TextView", "", Map.of(Attribute.TEXT, "联系人登记")),
            new View("EditText", "name", Map.of(Attribute.HINT, "请填写姓名")),
            new View("EditText", "note", Map.of(Attribute.HINT, "请填写来访事由")));

    Build() {
      sources.put(
          "android.app.Activity",
          "package android.app; public class Activity { public void setContentView(int layout) {}"
              + " }");
      sources.put("android.view.View", "package android.view; public class View {}");
      sources.put(
          "android.widget.TextView",
          "package android.widget; public class TextView extends android.view.View {"
              + " public void setText(CharSequence text) {} }");
      sources.put(
          "android.location.LocationManager",
          "package android.location; public class LocationManager {"
              + " public static void requestLocationUpdates(String p) {} }");
      sources.put(
          LIST,
          "package cn.gov.demo; public class ListActivity extends android.app.Activity {"
              + " public void onCreate() { setContentView("
              + list
              + "); if (System.nanoTime() > 5) new Panel().show(this); }"
              + " public void ask(android.view.View v) {"
              + " new Client(\"https://api.demo.gov.cn/matters\").send(\"咨询内容已收到\");"
              + " java.util.Collections.sort(new java.util.ArrayList<String>()); } }");
      sources.put(
          "cn.gov.demo.Panel",
          "package cn.gov.demo; class Panel { void show(android.app.Activity a) {"
              + " if (a.hashCode() > 7) a.setContentView("
              + panel
              + "); } }");
      sources.put(
          "cn.gov.demo.Client",
          "package cn.gov.demo; class Client { private final String url;"
              + " Client(String url) { this.url = url; }"
              + " void send(String what) { Runnable later = () -> System.setProperty(url, what);"
              + " later.run(); new android.widget.TextView().setText(what); } }");
    }

    /** Adds the page on which staff check in each day. */
    Build checkIn() {
      int duty =
          apk.layout(
              "activity_duty",
              new View("TextView", "", Map.of(Attribute.TEXT, "每日考勤打卡")),
              new View("TextView", "", Map.of(Attribute.TEXT, "未打卡人员将被通报")),
              new View("Button", "go", Map.of(Attribute.TEXT, "打卡", Attribute.ON_CLICK, "go")));
      sources.put(
          DUTY,
          "package cn.gov.demo; public class DutyActivity extends android.app.Activity {"
              + " public void onCreate() { setContentView("
              + duty
              + "); if (System.nanoTime() > 9) new Panel().show(this); } public void"
              + " go(android.view.View v) { new"
              + " Client(\"https://api.demo.gov.cn/duty\").send(\"打卡成功\"); } }");
      apk.activity(DUTY);
      return this;
    }

    byte[] plain() throws IOException {
      return apk.file("classes.dex", DexBytes.of(sources)).signed(OFFICE);
    }

    byte[] minified(String dictionary) throws IOException {
      Path words = Files.writeString(folder.resolve("words"), dictionary);
      List<String> rules =
          List.of(
              "-keep class * extends android.app.Activity { public *; }",
              "-keep,allowobfuscation class cn.gov.demo.Panel, cn.gov.demo.Client { *; }",
              "-repackageclasses 'x'",
              "-obfuscationdictionary " + words,
              "-classobfuscationdictionary " + words,
              "-packageobfuscationdictionary " + words);
      return apk.file("classes.dex", DexBytes.minified(sources, rules)).signed(OFFICE);
    }
  }

  @BeforeAll
  static void build() throws IOException {
    first = write("first", new Build().plain());
  }

  /** Built once, because R8 is slow. */
  private static Path minifiedWithCheckIn() throws IOException {
    Path known = folder.resolve("twice.apk");
    return Files.exists(known)
        ? known
        : write("twice", new Build().checkIn().minified("oOo\nOoO\nwww\nvvv\nuuu\nttt\n"));
  }

  private static Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name + ".apk"), bytes);
  }

  private static Run with(Consumer<Build> change) throws IOException {
    Build build = new Build();
    change.accept(build);
    return Run.of("compare", first, write("changed", build.plain()));
  }

  private static void assertSame(Run run) {
    assertThat(run.out()).contains("NOTHING DUE").doesNotContain("◆", "■", "    + ", "    - ");
    assertThat(run.code()).isZero();
  }

  @Test
  void two_builds_of_the_same_source_show_no_difference() throws IOException {
    assertSame(Run.of("compare", first, write("again", new Build().plain())));
  }

  @Test
  void same_entries_in_another_order_and_of_another_time_show_no_difference() throws IOException {
    List<Map.Entry<String, byte[]>> entries = new ArrayList<>();
    try (ZipInputStream in =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(first)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().startsWith("META-INF/")) {
          entries.add(Map.entry(entry.getName(), in.readAllBytes()));
        }
      }
    }
    Collections.shuffle(entries, new Random(3));
    Path unsigned = folder.resolve("shuffled-unsigned.apk");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(unsigned))) {
      for (Map.Entry<String, byte[]> entry : entries) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTime(1_600_000_000_000L);
        out.putNextEntry(header);
        out.write(entry.getValue());
      }
    }
    Path shuffled = folder.resolve("shuffled.apk");
    OFFICE.sign(unsigned, shuffled, true);
    assertThat(Files.mismatch(first, shuffled)).isNotNegative();
    assertSame(Run.of("compare", first, shuffled));
  }

  @Test
  void rebuilt_by_r8_with_two_dictionaries_nothing_is_due() throws IOException {
    Path once = write("once", new Build().checkIn().minified(WORDS));
    Path twice = minifiedWithCheckIn();
    Path debug = write("debug", new Build().checkIn().plain());
    assertThat(Run.of("facts", once).out()).contains("demo.aaa").doesNotContain("demo.Client");
    assertThat(Run.of("facts", twice).out()).doesNotContain("demo.aaa");
    for (Path[] pair : new Path[][] {{once, twice}, {twice, once}, {debug, once}, {once, debug}}) {
      Run run = Run.of("compare", pair[0], pair[1]);
      assertThat(run.out()).contains("NOTHING DUE").doesNotContain("■", "◆");
      assertThat(run.code()).isZero();
    }
  }

  @Test
  void gained_check_in_page_is_a_major_change() throws IOException {
    Run run = with(Build::checkIn);
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out())
        .contains("MAJOR FUNCTIONAL CHANGE PROPOSED", "New: Check-in function", "打卡");
    Run chinese = Run.of("compare", first, folder.resolve("changed.apk"), "--lang", "zh");
    assertThat(chinese.out()).contains("建议按重大功能变更申请", "新增“打卡签到功能”", "每日考勤打卡");
  }

  @Test
  void gained_check_in_page_is_a_major_change_behind_other_names() throws IOException {
    Path without = write("without", new Build().minified(WORDS));
    Run run = Run.of("compare", without, minifiedWithCheckIn());
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out()).contains("New: Check-in function");
  }

  @Test
  void check_in_page_that_went_is_no_major_change() throws IOException {
    Path with = write("with", new Build().checkIn().plain());
    Run run = Run.of("compare", with, first);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("CHANGE OF INFORMATION PROPOSED", "No longer there: Check-in function");
  }

  @Test
  void shown_filing_number_calls_for_nothing() throws IOException {
    Run run =
        with(
            build ->
                build.apk.layout(
                    "activity_list",
                    new View("TextView", "", Map.of(Attribute.TEXT, "办事指南")),
                    new View("TextView", "", Map.of(Attribute.TEXT, "常见问题解答")),
                    new View(
                        "Button",
                        "open",
                        Map.of(Attribute.TEXT, "在线咨询", Attribute.ON_CLICK, "ask")),
                    new View(
                        "TextView",
                        "",
                        Map.of(Attribute.TEXT, "主办单位：某局　备案编号：ZW-A-330000-2026-000123-P"))));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("NOTHING DUE", "+ 主办单位：某局");
  }

  @Test
  void new_permission_with_use_is_its_own_reason() throws IOException {
    Run run =
        with(
            build -> {
              build.apk.permission("android.permission.ACCESS_FINE_LOCATION");
              build.sources.computeIfPresent(
                  "cn.gov.demo.Client",
                  (name, source) ->
                      source.replace(
                          "later.run();",
                          "later.run(); android.location.LocationManager"
                              + ".requestLocationUpdates(\"gps\");"));
            });
    assertInformation(run, "Newly asked for and used: location");
  }

  @Test
  void new_permission_without_use_is_told_from_one_with() throws IOException {
    assertInformation(
        with(build -> build.apk.permission("android.permission.READ_CONTACTS")),
        "no use seen: contacts");
  }

  @Test
  void new_data_item_in_a_form_is_its_own_reason() throws IOException {
    Run run =
        with(
            build ->
                build.apk.layout(
                    "panel",
                    new View("TextView", "", Map.of(Attribute.TEXT, "联系人登记")),
                    new View("EditText", "name", Map.of(Attribute.HINT, "请填写姓名")),
                    new View("EditText", "note", Map.of(Attribute.HINT, "请填写来访事由")),
                    new View("EditText", "card", Map.of(Attribute.HINT, "请填写身份证号"))));
    assertInformation(run, "asked for anew: 公民身份号码");
  }

  @Test
  void changed_signer_is_its_own_reason() throws IOException {
    Build build = new Build();
    Path other =
        write(
            "other",
            build
                .apk
                .file("classes.dex", DexBytes.of(build.sources))
                .signed(TestSigner.named("CN=Somebody")));
    assertInformation(Run.of("compare", first, other), "another certificate");
  }

  @Test
  void new_sdk_is_its_own_reason() throws IOException {
    Run run =
        with(
            build ->
                build.sources.put(
                    "com.umeng.analytics.Agent",
                    "package com.umeng.analytics; public class Agent { public void go() {} }"));
    assertInformation(run, "New third-party SDK: 友盟+统计 U-App");
  }

  private static void assertInformation(Run run, String sentence) {
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("CHANGE OF INFORMATION PROPOSED", sentence)
        .doesNotContain("■");
    assertThat(run.out().lines().filter(line -> line.contains("◆"))).hasSize(1);
    assertThat(run.code()).isZero();
  }

  @Test
  void another_package_name_is_another_app() throws IOException {
    Path other = write("other", new ApkBytes("cn.gov.other").signed(OFFICE));
    Run run = Run.of("compare", first, other);
    assertThat(run.out().replaceAll("\\s+", " ")).contains("this is another app");
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
  }

  @Test
  void unreadable_file_and_wrong_usage_end_as_in_inspect() throws IOException {
    Path picture = Files.write(folder.resolve("p.apk"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    assertThat(Run.of("compare", first, picture).code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(Run.of("compare", first, folder.resolve("none")).code())
        .isEqualTo(ExitCode.UNREADABLE);
    assertThat(Run.of("compare", first).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("compare", first, first, "--format", "pdf").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void what_could_not_be_read_leaves_it_open() throws IOException {
    Path empty = write("empty", new ApkBytes("cn.gov.demo").signed(OFFICE));
    Run run = Run.of("compare", empty, empty);
    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.out()).contains("UNDETERMINED BY THE PACKAGES").doesNotContain("NOTHING DUE");
  }

  /** The app with a protector, which leaves its layouts unchanged. */
  private static Path packed() throws IOException {
    Build build = new Build();
    byte[] stub =
        DexBytes.of(
            Map.of(
                "com.SecShell.SecShell.ApplicationWrapper",
                "package com.SecShell.SecShell; public class ApplicationWrapper {}"));
    return write(
        "packed",
        build
            .apk
            .file("assets/secData0.jar", new byte[] {1, 2, 3})
            .file("classes.dex", stub)
            .signed(OFFICE));
  }

  @Test
  void beside_a_packed_version_nothing_is_new_and_nothing_is_gone() throws IOException {
    Path open = write("open", new Build().checkIn().plain());
    Path packed = packed();
    for (Path[] pair : new Path[][] {{packed, open}, {open, packed}}) {
      Run run = Run.of("compare", pair[0], pair[1], "--lang", "zh");
      assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
      assertThat(run.out())
          .contains("从软件包不能断定", "由审核人员决定")
          .doesNotContain("■", "◆", "建议按重大功能变更申请", "无需办理");
    }
    assertThat(Run.of("compare", packed, open).out().replaceAll("\\s+", " "))
        .contains(
            "The old version could not all be read",
            "cannot be told from the packages",
            "Check-in function",
            "neither packed nor encrypted by a store");
  }

  @Test
  void out_is_written_whole() throws IOException {
    Path out = folder.resolve("comparison.json");
    Run run = Run.of("compare", first, first, "--format", "json", "--out", out);
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(out)).startsWith("{\"beian\":\"comparison/1\"").endsWith("}\n");
  }
}

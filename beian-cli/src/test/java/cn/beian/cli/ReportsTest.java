package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.report.Reports;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookKeys;
import cn.beian.rules.book.SignedVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report formats, written and read back. */
class ReportsTest {
  private static final Path PATROL = Run.project("docs/examples/patrol");
  private static final Path DECLARED = Run.project("docs/examples/declared.json");

  @TempDir Path folder;

  @Test
  void pdf_is_read_back_by_another_program_in_both_languages() throws Exception {
    String zh = text(pdf("zh", PATROL));
    assertThat(zh)
        .contains("不通过", "清溪巡河", "要做什么", "整改清单", "全部证据", "FORM-101", "SM3")
        .doesNotContain("[U+", "\ufffd", "#");
    String en = text(pdf("en", PATROL));
    assertThat(en)
        .contains("BLOCKED", "What has to be done", "What to fix", "All evidence", "清溪巡河")
        .doesNotContain("[U+", "\ufffd");
    assertThat(zh).contains("pages/today/today.wxml:4 打卡 -> onCheckIn");
  }

  @Test
  void pdf_is_tagged_has_bookmarks_and_embeds_its_font() throws Exception {
    Path file = pdf("zh", PATROL);
    try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
      var catalog = pdf.getDocumentCatalog();
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(catalog.getLanguage()).isEqualTo("zh-CN");
      assertThat(pdf.getDocumentInformation().getTitle()).contains("清溪巡河");
      List<String> parts = titles(catalog.getDocumentOutline().children());
      assertThat(parts).containsExactly("一页看懂", "整改清单", "全部证据");
      PDOutlineItem last = catalog.getDocumentOutline().getLastChild();
      assertThat(titles(last.children())).anyMatch(title -> title.startsWith("FORM-101 "));
    }
    String fonts = run("pdffonts", file.toString());
    assertThat(fonts.lines().skip(2)).isNotEmpty().allMatch(line -> line.contains(" yes yes yes "));
    assertThat(run("pdfinfo", "-struct-text", file.toString())).contains("H1", "LBody", "打卡签到功能");
  }

  @Test
  void pdf_character_without_glyph_is_named_not_lost() throws Exception {
    Path app = app("㙍村\ud83d\ude00打卡");
    assertThat(text(pdf("zh", app))).contains("[U+364D]村[U+1F600]");
  }

  @Test
  void html_has_a_part_for_each_reader_and_both_digests() throws IOException {
    String html =
        Run.of("inspect", PATROL, "--declared", DECLARED, "--format", "html", "--lang", "zh").out();
    assertThat(html)
        .contains("id=\"summary\"", "id=\"todo\"", "id=\"evidence\"", "href=\"#f-FORM-103\"")
        .contains("整改 ", "什么时候", "SHA-256", "SM3", "申报内容");
    assertThat(html.indexOf("要做什么")).isLessThan(html.indexOf("怎么改"));
  }

  @Test
  void text_names_all_digests() {
    String text = Run.of("inspect", PATROL, "--lang", "en", "--full").out();
    for (String name : List.of("Package", "Facts", "Declaration", "Rulebook")) {
      assertThat(text).containsPattern(name + " +SHA-256 [0-9a-f]{64}\n +SM3 +[0-9a-f]{64}\n");
    }
  }

  @Test
  void text_of_an_ordinary_app_is_short_and_leaves_nothing_out_on_request() throws IOException {
    Run run = Run.of("inspect", app("今日"), "--lang", "en");
    assertThat(run.out().lines()).hasSizeLessThanOrEqualTo(60);
    assertThat(run.out()).contains("Rules met: ", "not applicable: ").doesNotContain("CRYP-501");
    String full = Run.of("inspect", PATROL, "--lang", "en", "--full").out();
    Rulebook.bundled().rules().forEach(rule -> assertThat(full).contains(rule.id()));
  }

  @Test
  void text_tells_what_was_undetermined_by_its_reason_once() throws IOException {
    Path app = app("今日");
    Files.writeString(app.resolve("pages/a.js"), "Page({x(){"); // cannot be parsed
    String text = Run.of("inspect", app, "--lang", "en").out();
    List<String> lines = text.lines().filter(line -> line.startsWith("  ○ ")).toList();
    assertThat(lines).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(6);
    assertThat(text).contains("SEC-457", "SEC-410");
  }

  @Test
  void text_says_what_was_found_not_the_sentence_of_its_grade() {
    String text = Run.of("inspect", PATROL, "--declared", DECLARED, "--lang", "en", "--full").out();
    assertThat(text).contains("Found: 1 × control").doesNotContain("Beside words and controls");
  }

  @Test
  void baseline_only_what_is_new_fails() throws IOException {
    Path app = app("今日");
    Files.writeString(app.resolve("pages/a.wxml"), "<button bindtap='x'>打卡</button>\n");
    Files.writeString(
        app.resolve("pages/a.js"), "Page({x(){wx.request({url:'/a/checkin',method:'POST'})}})");
    Path earlier = folder.resolve("earlier.json");
    int before =
        Run.of("inspect", app, "--declared", DECLARED, "--format", "json", "--out", earlier).code();
    Run same = Run.of("inspect", app, "--declared", DECLARED, "--baseline", earlier);
    assertThat(same.code()).isZero();
    assertThat(same.err()).contains("nothing new since the earlier report");

    Files.writeString(
        app.resolve("pages/a.wxml"),
        "\n\n<button bindtap='x'>打卡</button>\n<view>未打卡将通报所在单位，每日打卡</view>\n");
    Run worse = Run.of("inspect", app, "--declared", DECLARED, "--baseline", earlier);
    assertThat(worse.code()).as(worse.out() + before).isEqualTo(ExitCode.BLOCKED);
    assertThat(worse.err()).contains("new since the earlier report: FORM-101");
    String sarif =
        Run.of("inspect", app, "--declared", DECLARED, "--baseline", earlier, "--format", "sarif")
            .out();
    assertThat(sarif).contains("\"baselineState\":\"new\"");
  }

  @Test
  void baseline_that_is_none_is_told() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{}");
    assertThat(Run.of("inspect", PATROL, "--baseline", other).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("inspect", PATROL, "--baseline", folder.resolve("none")).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void signedRulebook_isTakenOnlyByItsKey() throws Exception {
    Path rulebook = folder.resolve("rulebook-2.json");
    Path signature = folder.resolve("rulebook-2.json.sig");
    Path key = folder.resolve("rulebook.pem");
    KeyPair keys = RulebookKeys.generate();
    try (OutputStream out = Files.newOutputStream(rulebook)) {
      Rulebook.bundled().write(out);
    }
    Files.writeString(key, RulebookKeys.pem(keys.getPublic()));
    Object[] inspect = {"inspect", app("今日"), "--rulebook", rulebook, "--rulebook-key", key};

    Run unsigned = Run.of(inspect);
    assertThat(unsigned.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unsigned.err()).contains(signature + " is missing").contains("Download");
    sign(signature, RulebookKeys.generate());
    assertThat(Run.of(inspect).err()).contains("not made by the owner of " + key);
    sign(signature, keys);
    Run good = Run.of(inspect);
    assertThat(good.code()).as(good.err()).isNotEqualTo(ExitCode.USAGE);
    assertThat(good.out()).contains(Reports.rulebookName(Rulebook.bundled(), Locale.ENGLISH));
    assertThat(Run.of("inspect", PATROL, "--rulebook", rulebook).err())
        .contains("--rulebook-key together");
  }

  private static void sign(Path file, KeyPair keys) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      SignedVersion.sign(Rulebook.bundled(), 2, LocalDate.of(2026, 12, 1), keys.getPrivate())
          .write(out);
    }
  }

  private Path app(String title) throws IOException {
    Path app = folder.resolve("app");
    Files.createDirectories(app.resolve("pages"));
    Files.writeString(
        app.resolve("app.json"),
        "{\"pages\":[\"pages/a\"],\"window\":{\"navigationBarTitleText\":\"" + title + "\"}}");
    Files.writeString(app.resolve("pages/a.wxml"), "<button bindtap='x'>" + title + "</button>");
    Files.writeString(app.resolve("pages/a.js"), "Page({x(){}})");
    return app;
  }

  private Path pdf(String language, Path app) {
    Path file = folder.resolve(language + ".pdf");
    Run run =
        Run.of(
            "inspect",
            app,
            "--declared",
            DECLARED,
            "--format",
            "pdf",
            "--lang",
            language,
            "--out",
            file);
    assertThat(run.code()).as(run.err()).isIn(ExitCode.PASSED, ExitCode.BLOCKED);
    return file;
  }

  private static List<String> titles(Iterable<PDOutlineItem> items) {
    List<String> titles = new java.util.ArrayList<>();
    items.forEach(item -> titles.add(item.getTitle()));
    return titles;
  }

  private static String text(Path pdf) throws Exception {
    return run("pdftotext", "-layout", pdf.toString(), "-");
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}

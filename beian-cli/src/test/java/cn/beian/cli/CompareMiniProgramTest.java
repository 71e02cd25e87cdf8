package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a mini-program, each minified separately. */
class CompareMiniProgramTest {
  private static final Pattern DECLARED = Pattern.compile("\\b(?:const|let|function)\\s+(\\w+)");
  private static final Pattern HANDLER = Pattern.compile("bind\\w+=\"(\\w+)\"");

  @TempDir Path folder;

  private static MiniProgramFiles program() {
    return MiniProgramFiles.atRoot()
        .page(
            "pages/home/home",
            "<view>清溪办事大厅</view>\n<button bindtap=\"openGuide\">办事指南</button>\n"
                + "<text>工作日 9:00 至 17:00</text>",
            "// what the home page does\nconst server = 'https://hall.example.gov.cn/api';\n"
                + "function fetchNews(page, size) {\n  wx.request({ url: server + '/news',"
                + " data: { page, size } });\n}\nPage({\n  openGuide() {\n"
                + "    wx.navigateTo({ url: '/pages/apply/apply' });\n    fetchNews(1, 20);\n  }\n});",
            "{\"navigationBarTitleText\":\"首页\"}")
        .page(
            "pages/apply/apply",
            "<view>居住证办理</view>\n<view>姓名</view><input name=\"name\" placeholder=\"请填写姓名\"/>\n"
                + "<button bindtap=\"submitForm\">提交申请</button>",
            "const helper = require('../../utils/helper.js');\nPage({\n  submitForm() {\n"
                + "    const body = helper.collect(this);\n    wx.request({ url:"
                + " 'https://hall.example.gov.cn/api/apply', method: 'POST', data: body });\n"
                + "    wx.showToast({ title: '已提交' });\n  }\n});",
            "{\"navigationBarTitleText\":\"办理\"}")
        .file(
            "utils/helper.js",
            "function collect(page) {\n  const answer = page.data;\n  return answer;\n}\n"
                + "module.exports = { collect };");
  }

  /** Moves pages to other folders and changes names of functions and variables, and white space. */
  private static MiniProgramFiles minified(MiniProgramFiles program, String letters) {
    Map<String, String> texts = new TreeMap<>();
    program
        .files()
        .forEach(
            (path, bytes) ->
                texts.put(path, new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
    Map<String, String> names = new TreeMap<>();
    texts.values().forEach(text -> name(names, letters, DECLARED.matcher(text)));
    texts.values().forEach(text -> name(names, letters, HANDLER.matcher(text)));
    MiniProgramFiles result = MiniProgramFiles.atRoot();
    texts.forEach(
        (path, text) -> {
          UnaryOperator<String> moved =
              at -> at.replaceAll("pages/(\\w+)/", "pages/$1" + letters + "/");
          String shorter = moved.apply(text);
          if (path.endsWith(".js")) {
            shorter = shorter.replaceAll("//(?!hall).*\n", "").replaceAll("\\s*\n\\s*", "");
          }
          if (path.endsWith(".wxml")) {
            shorter = "\n  " + shorter.replace("\n", "").replace("><", ">\n\t<") + "\n";
          }
          for (Map.Entry<String, String> name : names.entrySet()) {
            shorter = shorter.replaceAll("\\b" + name.getKey() + "\\b(?!\\.js)", name.getValue());
          }
          result.file(moved.apply(path), shorter);
        });
    return result;
  }

  private static void name(Map<String, String> names, String letters, Matcher matcher) {
    while (matcher.find()) {
      names.computeIfAbsent(matcher.group(1), n -> letters + names.size());
    }
  }

  private Run compare(MiniProgramFiles before, MiniProgramFiles after, Object... more)
      throws IOException {
    Path old = Files.write(folder.resolve("old.zip"), before.zip());
    Path newer = Files.write(folder.resolve("new.zip"), after.zip());
    Object[] arguments = new Object[3 + more.length];
    arguments[0] = "compare";
    arguments[1] = old;
    arguments[2] = newer;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Run.of(arguments);
  }

  @Test
  void minified_anew_nothing_is_due() throws IOException {
    MiniProgramFiles once = minified(program(), "q");
    MiniProgramFiles twice = minified(program(), "Zz");
    Path facts = Files.write(folder.resolve("z.zip"), twice.zip());
    assertThat(Run.of("facts", facts).out()).contains("Zz").doesNotContain("submitForm");
    for (List<MiniProgramFiles> pair :
        List.of(List.of(once, twice), List.of(program(), once), List.of(twice, program()))) {
      Run run = compare(pair.get(0), pair.get(1));
      assertThat(run.out()).contains("NOTHING DUE").doesNotContain("■", "◆", "    + ");
      assertThat(run.code()).isZero();
    }
  }

  @Test
  void gained_check_in_page_is_a_major_change_through_all_renaming() throws IOException {
    MiniProgramFiles with =
        program()
            .page(
                "pages/duty/duty",
                "<view>今日签到</view><button bindtap=\"go\">签到</button><view>连续签到 {{days}} 天</view>",
                "Page({ go() { wx.request({ url: 'https://hall.example.gov.cn/api/duty' }); } });",
                "{\"navigationBarTitleText\":\"签到\"}");
    Run run = compare(minified(program(), "q"), minified(with, "Zz"));
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out()).contains("MAJOR FUNCTIONAL CHANGE", "New: Check-in function");
  }

  @Test
  void check_in_on_a_page_that_was_there_is_a_major_change() throws IOException {
    MiniProgramFiles with =
        program()
            .part(
                "pages/home/home",
                "<view>清溪办事大厅</view>\n<button bindtap=\"openGuide\">办事指南</button>\n"
                    + "<text>工作日 9:00 至 17:00</text><button bindtap=\"sign\">每日打卡</button>",
                "Page({ openGuide() {}, sign() { wx.request({ url:"
                    + " 'https://hall.example.gov.cn/api/sign' }); } });",
                "{\"navigationBarTitleText\":\"首页\"}");
    Run run = compare(program(), with);
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out()).contains("New: Check-in function");
  }

  @Test
  void shown_filing_number_calls_for_nothing() throws IOException {
    MiniProgramFiles with =
        program()
            .part(
                "pages/home/home",
                "<view>清溪办事大厅</view>\n<button bindtap=\"openGuide\">办事指南</button>\n"
                    + "<text>工作日 9:00 至 17:00</text>"
                    + "<view>主办单位：清溪县政务服务局 备案编号：ZW-X-330000-2026-000123-4</view>",
                "const server = 'https://hall.example.gov.cn/api';\n"
                    + "function fetchNews(page, size) { wx.request({ url: server + '/news' }); }"
                    + "Page({ openGuide() { wx.navigateTo({ url: '/pages/apply/apply' });"
                    + " fetchNews(1, 20); } });",
                "{\"navigationBarTitleText\":\"首页\"}");
    Run run = compare(program(), with);
    assertThat(run.out()).contains("NOTHING DUE", "备案编号");
    assertThat(run.code()).isZero();
  }

  @Test
  void new_page_that_asks_for_personal_data_is_a_major_change() throws IOException {
    MiniProgramFiles with =
        program()
            .page(
                "pages/visit/visit",
                "<view>走访对象</view><input placeholder=\"请输入身份证号\"/><button bindtap=\"go\">保存</button>",
                "Page({ go() { wx.request({ url: 'https://hall.example.gov.cn/api/visit' }); } });",
                "{\"navigationBarTitleText\":\"走访\"}");
    Run run = compare(program(), with, "--lang", "zh");
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out()).contains("新增页面“走访”，要求填写：公民身份号码");
  }

  @Test
  void new_page_to_read_is_a_change_of_what_is_filed() throws IOException {
    MiniProgramFiles with =
        program().page("pages/news/news", "<view>政策解读专栏</view>", "Page({});", "{}");
    Run run = compare(program(), with, "--lang", "zh");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("建议办理变更备案", "新增 1 个页面：政策解读专栏");
  }
}

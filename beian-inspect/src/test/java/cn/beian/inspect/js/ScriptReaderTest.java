package cn.beian.inspect.js;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.js.ScriptReader.Syntax;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {
  private final ScriptReader reader = ScriptReader.parsing(200);

  private Script read(String text) {
    return reader.read("a.js", text, Syntax.JAVASCRIPT);
  }

  private static List<String> names(Script script) {
    return script.calls().stream().map(Call::name).toList();
  }

  @Test
  void literal_inCallAndKey_saysWhereItStands() {
    Script script = read("Page({ tap() {\n wx.showToast({ title: ok ? '签到成功' : '失败' }) } })");
    assertThat(script.literals())
        .contains(new Literal("签到成功", 2, "tap", "wx.showToast", List.of("title")));
  }

  @Test
  void literals_addedToEachOther_areOne() {
    Script script = read("x = api + '/sign' + '/in?d=' + day + '天'");
    assertThat(script.literals()).extracting(Literal::text).containsExactly("/sign/in?d=", "天");
  }

  @Test
  void decorators_ofTypeScript_areCallsWithTheirTexts() {
    Script script =
        reader.read(
            "a.ts",
            "@Component({ data: () => ({ t: '签到' }) })\nexport default class extends Vue {"
                + " @Prop({ default: '甲' }) readonly p!: string; accessor q = '乙' }",
            Syntax.TYPESCRIPT);
    assertThat(script.problem()).isEmpty();
    assertThat(script.literals()).extracting(Literal::text).contains("签到", "甲", "乙");
    assertThat(names(script)).contains("Component", "Prop");
  }

  @Test
  void literal_comparedWith_isMarked() {
    Script script = read("if (state == '已签到') { go() } switch (a) { case '未签到': }");
    assertThat(script.literals()).allMatch(each -> each.key().equals(Literal.COMPARED));
    assertThat(script.literals()).hasSize(2);
  }

  @Test
  void call_throughAliasAndCallback_belongsToTheHandler() {
    Script script =
        read(
            "const db = wx.cloud.database();Page({ onLoad: function () { const that = this;  "
                + " wx.login({ success: function (r) { that.load(r); db.collection('sign').add({})"
                + " } }) }, load: function () {} })");
    assertThat(names(script)).contains("this.load", "wx.cloud.database.collection.add", "wx.login");
    assertThat(script.calls())
        .filteredOn(call -> call.name().equals("this.load"))
        .allMatch(call -> call.function().equals("onLoad"));
    assertThat(script.functions()).containsOnlyKeys("onLoad", "load");
  }

  @Test
  void call_toRequiredOrImportedModule_namesTheModule() {
    assertThat(names(read("const { sign } = require('../api'); sign()")))
        .contains("require(../api).sign");
    assertThat(names(read("import api, { rank as r } from './api.js'\napi.get(); r()")))
        .contains("require(./api.js).get", "require(./api.js).rank");
  }

  @Test
  void function_throughWrapper_keepsItsName() {
    Script script = read("Page({ onTap: throttle(function () { wx.scanCode() }) })");
    assertThat(script.calls())
        .anyMatch(call -> call.name().equals("wx.scanCode") && call.function().equals("onTap"));
  }

  @Test
  void reference_passedOn_countsAsCall() {
    assertThat(names(read("const p = promisify(wx.getLocation); p()"))).contains("wx.getLocation");
  }

  @Test
  void log_namesTheValues() {
    Script script =
        read(
            "console.log('id', res.data.openid, 'a' + token, JSON.stringify(user.phone), 3, f(x))");

    assertThat(script.calls().get(script.calls().size() - 1).arguments())
        .containsExactly("res.data.openid", "token", "user.phone");
  }

  @Test
  void sort_namesTheComparedProperties() {
    Script script = read("list.sort((a, b) => b.score - a.score)");
    assertThat(script.calls().get(0).arguments()).containsExactly("score");
  }

  @Test
  void pageData_keysAreKnown() {
    assertThat(read("Page({ data: { signDays: 0, list: [{ a: 1 }] } })").dataKeys())
        .containsOnlyKeys("signDays", "list");
  }

  @Test
  void script_thatDoesNotParse_isScannedAndSaysSo() {
    Script script = read("function ( {\nlet t = '每日打卡'; wx.login()");
    assertThat(script.parsed()).isFalse();
    assertThat(script.problem()).isNotEmpty();
    assertThat(script.literals()).extracting(Literal::text).contains("每日打卡");
    assertThat(names(script)).contains("wx.login");
  }

  @Test
  void nesting_beyondTheLimit_isScannedOnly() {
    for (String open : List.of("[", "(", "{", "`${")) {
      Script script = read(open.repeat(100_000));
      assertThat(script.parsed()).isFalse();
    }
    assertThat(read("a=1" + "+1".repeat(200_000)).calls()).isEmpty();
  }

  @Test
  void modernSyntax_parses() {
    Script script =
        read(
            "class A { #p = 1; static { A.x = 1n } m() { return #p in this } }\n"
                + "a ??= b?.c; await f()");
    assertThat(script.problem()).isEmpty();
  }
}

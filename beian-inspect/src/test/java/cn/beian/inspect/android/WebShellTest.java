package cn.beian.inspect.android;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.ApkBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Apps that are a web view around pages of their own. */
class WebShellTest {
  private static final String UNI = "assets/apps/__UNI__1A2B3C4/www/";

  @TempDir Path folder;

  private FactSet inspect(ApkBytes apk) throws IOException, PackageFormatException {
    Path file = Files.write(folder.resolve("shell.apk"), apk.unsigned());
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private static ApkBytes apk(String path, String content) {
    return new ApkBytes("cn.gov.shell").file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  private static Fact text(FactSet facts, String text) {
    return facts.of(FactKind.UI_TEXT).stream()
        .filter(f -> f.text(Field.TEXT).equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(facts.of(FactKind.UI_TEXT)));
  }

  /** What the build of a uni-app with Vue 3 makes of two pages, a component and a module. */
  private static final String SERVICE =
      "(function(vue) {\n"
          + "const _export = (sfc, props) => sfc;\n"
          + "function sign(where) { return uni.request({url: 'https://api.demo.gov.cn/sign'}); }\n"
          + "const _main$2 = { props: ['list'], methods: { sorted() {"
          + " return this.list.sort((a, b) => b.score - a.score); } } };\n"
          + "function _render$2(_ctx, _cache, $props, $setup, $data, $options) {"
          + " return vue.openBlock(), vue.createElementBlock('view', null, '积分排行榜'); }\n"
          + "const Rank = _export(_main$2, [['render', _render$2]]);\n"
          + "const _main$1 = { components: { Rank }, methods: { toSign() {"
          + " uni.navigateTo({url: '/pages/sign/sign'}); } } };\n"
          + "function _render$1(_ctx, _cache, $props, $setup, $data, $options) {"
          + " const _component_Rank = vue.resolveComponent('Rank');"
          + " return vue.openBlock(), vue.createElementBlock('view', null, ["
          + "vue.createElementVNode('button', { onClick: _cache[0] || (_cache[0] = (...args) =>"
          + " $options.toSign && $options.toSign(...args)) }, '去签到'),"
          + " vue.createVNode(_component_Rank, { list: _ctx.list }, null)]); }\n"
          + "const PagesIndex = _export(_main$1, [['render', _render$1]]);\n"
          + "const PagesSign = { __name: 'sign', setup(props) { const remark = vue.ref('');\n"
          + " function submit() { uni.getLocation({ success(res) { sign(res); } }); }\n"
          + " return (_ctx, _cache) => (vue.openBlock(), vue.createElementBlock('view', null, [\n"
          + " vue.withDirectives(vue.createElementVNode('input', { 'onUpdate:modelValue':"
          + " _cache[0] || (_cache[0] = ($event) => remark.value = $event),"
          + " placeholder: '请填写备注' }, null, 512), [[vue.vModelText, remark.value]]),\n"
          + " vue.createElementVNode('button', { onClick: submit }, '立即签到')])); } };\n"
          + "__definePage('pages/index/index', PagesIndex);\n"
          + "__definePage('pages/sign/sign', PagesSign);\n"
          + "})(Vue);";

  private static final String CONFIG =
      "const __uniConfig = {'tabBar':{'list':[{'pagePath':'pages/sign/sign','text':'签到'}]}};\n"
          + "const __uniRoutes = [{'path':'pages/index/index','meta':{'navigationBar':"
          + "{'titleText':'首页'}}},{'path':'pages/sign/sign','meta':{'navigationBar':"
          + "{'titleText':'每日签到'}}}].map(r => (r.path = '/' + r.path, r));";

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void uniApp_pagesTextsControlsAndCalls_areJoined_andCoverageIsFull() throws Exception {
    FactSet facts =
        inspect(
            apk(UNI + "app-service.js", SERVICE).file(UNI + "app-config-service.js", utf8(CONFIG)));
    assertThat(facts.header().framework()).isEqualTo("uni-app");
    assertThat(facts.of(FactKind.SCREEN))
        .extracting(f -> f.text(Field.NAME) + " " + f.text(Field.LABEL))
        .contains("pages/index/index 首页", "pages/sign/sign 每日签到");
    Fact toSign = control(facts, "去签到");
    assertThat(toSign.screen()).isEqualTo("pages/index/index");
    assertThat(toSign.text(Field.HANDLER)).isEqualTo("toSign");
    assertThat(toSign.texts(Field.CALLS)).containsExactly("uni.navigateTo");
    Fact submit = control(facts, "立即签到");
    assertThat(submit.screen()).isEqualTo("pages/sign/sign");
    assertThat(submit.texts(Field.CALLS)).contains("uni.getLocation", "uni.request");
    assertThat(facts.of(FactKind.FORM_FIELD))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.screen()).isEqualTo("pages/sign/sign");
              assertThat(f.text(Field.NAME)).isEqualTo("remark");
              assertThat(f.text(Field.PLACEHOLDER)).isEqualTo("请填写备注");
            });
    assertThat(facts.of(FactKind.UI_TEXT))
        .anyMatch(f -> f.text(Field.TEXT).equals("积分排行榜") && f.screen().equals("pages/index/index"))
        .noneMatch(f -> f.text(Field.TEXT).equals("积分排行榜") && f.screen().equals("pages/sign/sign"));
    assertThat(facts.of(FactKind.COVERAGE))
        .filteredOn(f -> !f.text(Field.NAME).equals("signature")) // there is none
        .allMatch(f -> f.number(Field.READABLE).equals(f.number(Field.TOTAL)));
  }

  private static Fact control(FactSet facts, String text) {
    return facts.of(FactKind.CONTROL).stream()
        .filter(f -> f.text(Field.TEXT).equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(facts.of(FactKind.CONTROL)));
  }

  @Test
  void uniApp_encrypted_isToldAndCountedAsNotRead() throws Exception {
    FactSet facts =
        inspect(
            apk(UNI + "app-config-service.js", CONFIG)
                .file(UNI + "app-service.js", new byte[] {(byte) 0x9f, 0, (byte) 0xfe, 3})
                .file(
                    UNI + "manifest.json",
                    utf8("{\"plus\":{\"confusion\":{\"resources\":{\"app-service.js\":{}}}}}")));
    assertThat(facts.of(FactKind.ANOMALY))
        .anyMatch(
            f ->
                f.text(Field.CODE).equals("uni_app_encrypted")
                    && f.text(Field.DETAIL).equals("listed in manifest.json"));
    for (String part : List.of("code", "text", "pages")) {
      assertThat(facts.of(FactKind.COVERAGE))
          .as(part)
          .anyMatch(
              f ->
                  f.text(Field.NAME).equals(part)
                      && f.number(Field.READABLE).getAsLong() < f.number(Field.TOTAL).getAsLong());
    }
  }

  @Test
  void uniApp_ofVue2_leavesItsPagesUnread() throws Exception {
    FactSet facts =
        inspect(
            apk(UNI + "app-config-service.js", CONFIG)
                .file(
                    UNI + "app-service.js",
                    utf8("(function(m){})({\"a\":function(){uni.getLocation({})}})")));
    assertThat(facts.of(FactKind.API_CALL))
        .anyMatch(f -> f.text(Field.NAME).equals("uni.getLocation"));
    assertThat(facts.of(FactKind.COVERAGE))
        .anyMatch(
            f ->
                f.text(Field.NAME).equals("pages")
                    && f.number(Field.READABLE).getAsLong() == 0
                    && f.number(Field.TOTAL).getAsLong() == 2);
  }

  /** What the build of a uni-app with Vue 2 makes of a page: code and handlers in one script … */
  private static final String MODULES =
      "(this['webpackJsonp']=this['webpackJsonp']||[]).push([['app-service'],{"
          + "'c1':function(t,e,n){n.r(e);var r=n('t1'),a=n('s1');for(var i in a)'default'!==i&&"
          + "function(t){n.d(e,t,(function(){return a[t]}))}(i);var o=n('f0'),u=Object(o['a'])"
          + "(a['default'],r['b'],r['c'],!1);e['default']=u.exports},"
          + "'t1':function(t,e,n){var r=function(){var t=this,e=t.$createElement,n=t._self._c||e;"
          + "return n('view',{attrs:{_i:0}},[n('text'),n('input',{directives:[{name:'model',"
          + "rawName:'v-model',value:t.remark,expression:'remark'}],attrs:{_i:2},domProps:{value:"
          + "t._$s(2,'v-model',t.remark)},on:{input:function(e){e.target.composing||"
          + "(t.remark=e.target.value)}}}),n('button',{attrs:{_i:3},on:{click:function(e){return "
          + "t.submit()}}}),n('rank',{attrs:{_i:4}})])},a=[]},"
          + "'s1':function(t,e,n){n.r(e);var r=n('s2'),a=n.n(r);for(var i in r)'default'!==i&&"
          + "function(t){n.d(e,t,(function(){return r[t]}))}(i);e['default']=a.a},"
          + "'s2':function(t,e,n){e.default=void 0;var a=n('api'),k=n('c2');var r={components:{"
          + "rank:k.default},methods:{submit:function(){uni.getLocation({});(0,a.sign)(1)}}};"
          + "e.default=r},"
          + "'api':function(t,e,n){var r=function(t){return uni.request({url:"
          + "'https://api.demo.gov.cn/sign',data:t})};e.sign=r},"
          + "'c2':function(t,e,n){var r=n('t2'),o=n('f0');e['default']=Object(o['a'])({},r['b'])},"
          + "'t2':function(t,e,n){var r=function(){var t=this,e=t.$createElement,n=t._self._c||e;"
          + "return n('view',[t._v(t._$s(0,'t0-0',t._s(t.rank)))])}},"
          + "'f0':function(t,e,n){e['a']=function(){}},"
          + "'m0':function(t,e,n){__definePage('pages/sign/sign',(function(){return Vue.extend("
          + "n('c1').default)}))}}]);";

  /** … and texts in the other, by the same numbers of elements. */
  private static final String VIEW =
      "(function(t){var e={};function n(i){return t[i]}n.d=function(t,e,i){Object.defineProperty("
          + "t,e,{enumerable:!0,get:i})};n('m0')})({"
          + "'t1':function(t,e,n){var r=function(){var t=this,e=t.$createElement,n=t._self._c||e;"
          + "return n('v-uni-view',{attrs:{_i:0}},[n('v-uni-text',{attrs:{_i:1}},[t._v('今日签到')]),"
          + "n('v-uni-input',{attrs:{placeholder:'请填写备注',type:'text',_i:2},model:{value:"
          + "t._$g(2,'v-model'),callback:function(){},expression:'remark'}}),n('v-uni-button',"
          + "{attrs:{_i:3},on:{click:function(e){return t.$handleViewEvent(e)}}},"
          + "[t._v('立即签到')]),n('rank',{attrs:{_i:4}})],1)}},"
          + "'t2':function(t,e,n){var r=function(){var t=this,e=t._self._c;"
          + "return e('v-uni-view',[t._v('排名 '+t._$g(0,'t0-0'))])}}});";

  @Test
  void uniApp_ofVue2_textsAndHandlersOfItsTwoScripts_areJoined() throws Exception {
    FactSet facts =
        inspect(
            apk(UNI + "app-service.js", MODULES)
                .file(UNI + "app-view.js", utf8(VIEW))
                .file(
                    UNI + "app-config-service.js",
                    utf8("const __uniRoutes = [{'path':'pages/sign/sign','meta':{}}]")));
    assertThat(facts.of(FactKind.UI_TEXT))
        .filteredOn(f -> f.screen().equals("pages/sign/sign"))
        .extracting(f -> f.text(Field.TEXT))
        .contains("今日签到", "立即签到", "请填写备注")
        .anyMatch(text -> text.startsWith("排名"));
    Fact submit = control(facts, "立即签到");
    assertThat(submit.screen()).isEqualTo("pages/sign/sign");
    assertThat(submit.text(Field.HANDLER)).isEqualTo("submit");
    assertThat(submit.texts(Field.CALLS)).contains("uni.getLocation", "uni.request");
    assertThat(submit.at().entry()).isEqualTo(UNI + "app-service.js!pages/sign/sign.js");
    assertThat(facts.of(FactKind.CONTROL)).hasSize(1);
    assertThat(facts.of(FactKind.FORM_FIELD))
        .singleElement()
        .satisfies(f -> assertThat(f.text(Field.NAME)).isEqualTo("remark"));
    assertThat(facts.of(FactKind.COVERAGE))
        .filteredOn(f -> !f.text(Field.NAME).equals("signature")) // there is none
        .allMatch(f -> f.number(Field.READABLE).equals(f.number(Field.TOTAL)));
  }

  /** Without the script that holds the texts the page is there, but its texts are not. */
  @Test
  void uniApp_ofVue2_withoutItsTexts_saysSo() throws Exception {
    FactSet facts =
        inspect(
            apk(UNI + "app-service.js", MODULES)
                .file(
                    UNI + "app-config-service.js",
                    utf8("const __uniRoutes = [{'path':'pages/sign/sign','meta':{}}]")));
    assertThat(facts.of(FactKind.COVERAGE))
        .anyMatch(
            f ->
                f.text(Field.NAME).equals("text")
                    && f.text(Field.REASON)
                        .equals("app-view.js, which holds the texts, is not read"));
  }

  @Test
  void cordovaThatBeginsOnAServer_leavesItsPagesUnread() throws Exception {
    FactSet facts =
        inspect(
            apk("assets/capacitor.config.json", "{\"server\":{\"url\":\"https://m.demo.gov.cn/\"}}")
                .file("assets/public/index.html", utf8("<p>请稍候</p>")));
    assertThat(facts.of(FactKind.COVERAGE))
        .anyMatch(f -> f.text(Field.REASON).equals("the app begins with a page on a server"));
    assertThat(facts.of(FactKind.DOMAIN)).anyMatch(f -> f.text(Field.NAME).equals("m.demo.gov.cn"));
  }

  @Test
  void cordovaPage_textsHintsAndInlineScripts_areReadWithTheirLines() throws Exception {
    FactSet facts =
        inspect(
            apk(
                    "assets/www/index.html",
                    "<html><head><title>村务通</title>\n<style>a{content:'不读'}</style>\n"
                        + "<!-- 注释不读 --><script>\nalert('请先登录')\n</script></head>\n"
                        + "<body><input placeholder=\"请输入手机号\">\n<button>提交</button>"
                        + "</body></html>")
                .file("assets/www/cordova.js", "var cordova={}".getBytes(StandardCharsets.UTF_8)));
    assertThat(facts.header().framework()).isEqualTo("cordova");
    assertThat(text(facts, "村务通").text(Field.ROLE)).isEqualTo("nav_title");
    assertThat(text(facts, "请输入手机号").text(Field.ROLE)).isEqualTo("hint");
    assertThat(text(facts, "提交").at().line()).isEqualTo(7);
    assertThat(text(facts, "请先登录"))
        .satisfies(
            f -> {
              assertThat(f.text(Field.ROLE)).isEqualTo("modal");
              assertThat(f.at().line()).isEqualTo(4);
            });
    assertThat(facts.of(FactKind.UI_TEXT)).noneMatch(f -> f.text(Field.TEXT).contains("不读"));
    assertThat(text(facts, "提交").screen()).isEqualTo("index.html");
    assertThat(facts.of(FactKind.COVERAGE))
        .filteredOn(f -> !f.text(Field.NAME).equals("signature")) // there is none
        .allMatch(f -> f.number(Field.READABLE).equals(f.number(Field.TOTAL)));
  }

  @Test
  void capacitorApp_isRecognised() throws Exception {
    FactSet facts =
        inspect(
            apk("assets/capacitor.config.json", "{}")
                .file(
                    "assets/public/main.js",
                    "navigator.geolocation.getCurrentPosition(f)"
                        .getBytes(StandardCharsets.UTF_8)));
    assertThat(facts.header().framework()).isEqualTo("capacitor");
    assertThat(facts.of(FactKind.API_CALL))
        .anyMatch(f -> f.text(Field.NAME).equals("navigator.geolocation.getCurrentPosition"));
  }

  @Test
  @Timeout(60) // a page takes milliseconds; quadratic work would take hours
  void marksThatAreNeverClosed_costOnePass() throws Exception {
    String page = "<!--<script><style><a".repeat(100_000);
    FactSet facts =
        inspect(
            apk("assets/page.html", page)
                .file("assets/b.html", "<".repeat(2_000_000).getBytes(StandardCharsets.UTF_8)));
    assertThat(facts.of(FactKind.UI_TEXT)).isEmpty();
  }
}

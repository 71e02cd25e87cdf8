package cn.beian.inspect.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.hybrid.EmbeddedWorldsTest.Platform;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts and pages that a page brings in by other ways than the source of a script. */
class LoadedScriptsTest {
  private static final String SCRIPT =
      "function check(){fetch('http://hidden.demo.gov.cn/a');alert('打卡成功')}";
  private static final String DATA =
      "data:text/javascript;base64,"
          + Base64.getEncoder().encodeToString(SCRIPT.getBytes(StandardCharsets.UTF_8));
  private static final String FRAME =
      "data:text/html;base64,"
          + Base64.getEncoder()
              .encodeToString(
                  ("<p>未打卡将通报</p><script>" + SCRIPT + "</script>")
                      .getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;

  private FactSet inspect(Map<String, String> files) throws Exception {
    Map<String, byte[]> bytes = new java.util.TreeMap<>();
    files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    Path file = Files.write(folder.resolve("a.bin"), Platform.APK.of(bytes));
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
  }

  private static List<String> domains(FactSet facts) {
    return facts.of(FactKind.DOMAIN).stream().map(f -> f.text(Field.NAME)).toList();
  }

  private static List<String> texts(FactSet facts) {
    return facts.of(FactKind.UI_TEXT).stream().map(f -> f.text(Field.TEXT)).toList();
  }

  private static List<String> unread(FactSet facts) {
    return facts.of(FactKind.COVERAGE).stream()
        .filter(f -> !f.number(Field.READABLE).equals(f.number(Field.TOTAL)))
        .filter(f -> !f.text(Field.NAME).equals("signature"))
        .map(f -> f.text(Field.NAME) + " " + f.text(Field.REASON))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script type=module>import './a.dat'</script>",
        "<script type=module>import {x} from './a.dat'</script>",
        "<script type=module>import('./a.dat')</script>",
        "<script>new Worker('a.dat')</script>",
        "<script>importScripts('a.dat')</script>",
        "<script>var s=document.createElement('script');s.src='a.dat';b.appendChild(s)</script>",
        "<script>s.setAttribute('src','a.dat')</script>",
        "<script>$.getScript('a.dat?v=1')</script>",
        "<script>fetch('a.dat').then(r=>r.text()).then(eval)</script>",
        "<script>fetch('a.dat').then(r=>r.text()).then(t=>new Function(t)())</script>",
        "<script src='file:///android_asset/www/a.dat'></script>",
        "<base href='file:///android_asset/www/'><script src=a.dat></script>"
      })
  void scripts_thatAPageLoadsSomehow_areRead(String page) throws Exception {
    FactSet facts =
        inspect(Map.of("assets/www/index.html", "<p>a</p>" + page, "assets/www/a.dat", SCRIPT));
    assertThat(domains(facts)).contains("hidden.demo.gov.cn");
    assertThat(texts(facts)).contains("打卡成功");
    assertThat(unread(facts)).isEmpty();
  }

  @Test
  void whatALoadedScriptLoads_isRead() throws Exception {
    FactSet facts =
        inspect(
            Map.of(
                "assets/www/index.html", "<base href='q/'><script src='a.dat'></script>",
                "assets/www/q/a.dat", "importScripts('b.dat')",
                "assets/www/q/b.dat", SCRIPT));
    assertThat(domains(facts)).contains("hidden.demo.gov.cn");
  }

  @Test
  void scriptsInAddresses_areRead() throws Exception {
    FactSet script =
        inspect(Map.of("assets/www/index.html", "<p>a</p><script src=\"" + DATA + "\"></script>"));
    assertThat(domains(script)).contains("hidden.demo.gov.cn");
    assertThat(unread(script)).isEmpty();
    FactSet frame =
        inspect(Map.of("assets/www/index.html", "<p>a</p><iframe src=\"" + FRAME + "\"></iframe>"));
    assertThat(domains(frame)).contains("hidden.demo.gov.cn");
    assertThat(texts(frame)).contains("未打卡将通报");
  }

  private static final String PAGE =
      "<p>未打卡将通报</p><button onclick=\"check()\">打卡</button><script>" + SCRIPT + "</script>";

  private static String framed(String page, int depth) {
    String all = page;
    for (int i = 0; i < depth; i++) {
      all =
          "<p>"
              + i
              + "</p><iframe title='a > b' srcdoc=\""
              + all.replace("&", "&amp;").replace("\"", "&quot;")
              + "\"></iframe>";
    }
    return all;
  }

  private static String addressed(String page, int depth) {
    String all = page;
    for (int i = 0; i < depth; i++) {
      all =
          "<p>"
              + i
              + "</p><iframe src=\"data:text/html;base64,"
              + Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.UTF_8))
              + "\"></iframe>";
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void pagesInSourceDocuments_areRead(int depth) throws Exception {
    FactSet facts = inspect(Map.of("assets/www/index.html", framed(PAGE, depth)));
    assertThat(texts(facts)).contains("未打卡将通报", "打卡", "打卡成功");
    assertThat(facts.of(FactKind.CONTROL)).isNotEmpty();
    assertThat(domains(facts)).contains("hidden.demo.gov.cn");
    assertThat(unread(facts)).isEmpty();
  }

  @Test
  void aSourceDocumentInAScriptOrAComment_isNoPage() throws Exception {
    FactSet facts =
        inspect(
            Map.of(
                "assets/www/index.html",
                "<p>a</p><!-- <iframe srcdoc='<p>甲甲甲</p>'> --><script>var a='<iframe srcdoc=\"'"
                    + "+go('http://b.demo.gov.cn/a')+'\"></iframe>'</script>"));
    assertThat(texts(facts)).doesNotContain("甲甲甲");
    assertThat(domains(facts)).contains("b.demo.gov.cn");
    assertThat(unread(facts)).isEmpty();
  }

  @Test
  void pagesTooDeepInFrames_areTold() throws Exception {
    for (String page : List.of(framed(PAGE, 4), addressed(PAGE, 4), addressed(PAGE, 12))) {
      FactSet facts = inspect(Map.of("assets/www/index.html", page));
      String why = " pages within frames of each other are read to a depth of 3";
      assertThat(unread(facts)).contains("pages" + why, "text" + why, "code" + why);
    }
    assertThat(unread(inspect(Map.of("assets/www/index.html", addressed(PAGE, 3))))).isEmpty();
  }

  @Test
  void scriptsInTexts_areRead() throws Exception {
    String plain = SCRIPT.replace("'", "\\'");
    for (String script :
        List.of(
            "new Worker('" + DATA + "')",
            "new SharedWorker(\"" + DATA + "\")",
            "import('" + DATA + "').then(m=>m)",
            "importScripts('" + DATA + "')",
            "s.src='" + DATA + "'",
            "setTimeout('" + plain + ";check()',1)",
            "window.setInterval('" + plain + "',1000)",
            "eval('" + plain + "')",
            "new Function('" + plain + "')()",
            "setTimeout('eval(\"" + plain.replace("\\'", "\\\\\\'") + "\")',1)")) {
      FactSet facts =
          inspect(Map.of("assets/www/index.html", "<p>a</p><script>" + script + "</script>"));
      assertThat(domains(facts)).as(script).contains("hidden.demo.gov.cn");
      assertThat(texts(facts)).as(script).contains("打卡成功");
      assertThat(unread(facts)).as(script).isEmpty();
    }
    FactSet module =
        inspect(
            Map.of(
                "assets/www/index.html",
                "<p>a</p><script type=module>import '" + DATA + "'</script>"));
    assertThat(texts(module)).contains("打卡成功");
  }

  @Test
  void textsThatAreNoScripts_areNone() throws Exception {
    FactSet facts =
        inspect(
            Map.of(
                "assets/www/index.html",
                "<script>i.src='data:image/png;base64,AAAA';setTimeout(go,1,'a (b');"
                    + "setTimeout('not = ( a script',1)</script>"));
    assertThat(unread(facts)).isEmpty();
    FactSet broken =
        inspect(
            Map.of(
                "assets/www/index.html",
                "<script>new Worker('data:text/javascript,%25%25 unlike code')</script>"));
    assertThat(unread(broken)).contains("code scripts that could not be parsed");
  }

  @Test
  void templatesInScripts_areOfTheirPage() throws Exception {
    String template = "template:'<div><p>未打卡将通报</p><button @click=\"go\">打卡</button></div>'";
    String methods = "methods:{go(){uni.request({url:'http://hidden.demo.gov.cn/a'})}}";
    for (String script :
        List.of(
            "new Vue({el:'#app'," + template + "," + methods + "})",
            "Vue.component('x',{" + template + "," + methods + "})",
            "Vue.createApp({" + template.replace('\'', '`') + "," + methods + "}).mount('#a')")) {
      FactSet inside =
          inspect(
              Map.of("assets/www/index.html", "<div id=app></div><script>" + script + "</script>"));
      FactSet beside =
          inspect(
              Map.of(
                  "assets/www/index.html",
                  "<div id=app></div><script src=a.js></script>",
                  "assets/www/a.js",
                  script));
      FactSet module =
          inspect(
              Map.of(
                  "assets/www/index.html",
                  "<div id=app></div><script type=module>import './b.js'</script>",
                  "assets/www/b.js",
                  "import './a.js'",
                  "assets/www/a.js",
                  script));
      for (FactSet facts : List.of(inside, beside, module)) {
        assertThat(facts.of(FactKind.UI_TEXT))
            .as(script)
            .anyMatch(f -> f.text(Field.TEXT).equals("未打卡将通报") && f.screen().equals("index.html"));
        assertThat(facts.of(FactKind.CONTROL))
            .as(script)
            .anyMatch(f -> f.text(Field.TEXT).equals("打卡") && f.screen().equals("index.html"));
        assertThat(facts.of(FactKind.SCREEN))
            .as(script)
            .noneMatch(f -> f.text(Field.NAME).contains("!"));
        assertThat(unread(facts)).isEmpty();
      }
    }
  }

  @Test
  void whatAScriptWrites_isSeen() throws Exception {
    for (String write :
        List.of(
            "document.write('<p>未打卡<b>将通报</b></p>')",
            "a.innerHTML='<p>未打卡<b>将通报</b></p>'",
            "a.insertAdjacentHTML('beforeend','<p>未打卡<b>将通报</b></p>')")) {
      FactSet facts =
          inspect(Map.of("assets/www/index.html", "<p>a</p><script>" + write + "</script>"));
      assertThat(texts(facts)).as(write).contains("未打卡 将通报");
    }
  }

  @Test
  void whatIsNotRead_isTold() throws Exception {
    FactSet elsewhere =
        inspect(
            Map.of(
                "assets/www/index.html",
                "<script src='file:///android_asset/z/a.dat'></script>",
                "assets/z/a.dat",
                SCRIPT));
    assertThat(unread(elsewhere)).contains("code scripts outside of the folder of their page");
    FactSet fetched =
        inspect(
            Map.of(
                "assets/www/index.html", "<script>fetch('a.dat').then(d).then(eval)</script>",
                "assets/www/a.dat", "%%% unlike code"));
    assertThat(unread(fetched)).contains("code texts that scripts fetch and run");
  }

  @Test
  void dataAndPictures_areNoScripts() throws Exception {
    FactSet facts =
        inspect(
            Map.of(
                "assets/www/index.html",
                "<script>i.src='a.png';fetch('a.json');$.get('b.dat');import('./c.css');"
                    + "var g=Function('return this')()</script>",
                "assets/www/a.png",
                "\u0001 picture",
                "assets/www/a.json",
                "{\"a\":1}",
                "assets/www/b.dat",
                "some data",
                "assets/www/c.css",
                "p{color:red}"));
    assertThat(unread(facts)).isEmpty();
    assertThat(facts.of(FactKind.ANOMALY))
        .noneMatch(f -> f.text(Field.CODE).equals("script_not_parsed"));
  }
}

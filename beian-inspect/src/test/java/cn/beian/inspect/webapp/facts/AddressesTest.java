package cn.beian.inspect.webapp.facts;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which addresses of pages and scripts somebody calls, by what they are used for. */
class AddressesTest {
  private static final String CALLED = "";
  private static final String MENTION = "mention";

  @TempDir Path folder;

  /** The addresses of one script and one template, each with its role. */
  private List<String> addresses(String script, String template) throws Exception {
    Path page = Files.createDirectories(folder.resolve("pages"));
    Files.writeString(
        folder.resolve("app.json"), "{\"pages\":[\"pages/a\"],\"sitemapLocation\":\"s.json\"}");
    Files.writeString(folder.resolve("app.js"), "App({})");
    Files.writeString(page.resolve("a.js"), script + ";Page({})");
    Files.writeString(page.resolve("a.wxml"), template);
    FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(folder)), Limits.standard());
    assertThat(facts.of(FactKind.DOMAIN)).hasSameSizeAs(facts.of(FactKind.URL));
    return facts.of(FactKind.URL).stream()
        .map(fact -> fact.text(Field.TEXT) + " " + fact.text(Field.ROLE))
        .toList();
  }

  private List<String> script(String script) throws Exception {
    return addresses(script, "<view/>");
  }

  @Test
  void addressInASentence_isRead_notCalled() throws Exception {
    assertThat(
            script(
                "function f(){throw Error('Minified error, visit"
                    + " https://reactjs.org/docs/error-decoder.html for the full message')}"))
        .containsExactly("https://reactjs.org/docs/error-decoder.html " + MENTION);
    assertThat(script("function f(){g('参见开源许可证全文 http://www.apache.org/licenses/LICENSE-2.0')}"))
        .containsExactly("http://www.apache.org/licenses/LICENSE-2.0 " + MENTION);
  }

  @Test
  void nameOfAFormat_isNoAddress_unlessItIsCalled() throws Exception {
    assertThat(script("function f(){document.createElementNS('http://www.w3.org/2000/svg','svg')}"))
        .isEmpty();
    assertThat(script("var ns='http://www.w3.org/1999/xhtml'")).isEmpty();
    assertThat(script("function f(){wx.request({url:'http://www.w3.org/2000/svg'})}"))
        .containsExactly("http://www.w3.org/2000/svg " + CALLED);
    assertThat(script("function f(){g('http://www.w3.org/collect')}"))
        .containsExactly("http://www.w3.org/collect " + CALLED);
  }

  @Test
  void addressOfTheDevice_isCalled_whereTheCodeUsesIt() throws Exception {
    assertThat(script("function f(p){return new URL(p,'http://localhost')}"))
        .containsExactly("http://localhost " + MENTION);
    assertThat(script("function f(p){return p||'http://127.0.0.1:80'}"))
        .containsExactly("http://127.0.0.1:80 " + MENTION);
    for (String use :
        List.of(
            "const base='http://localhost:3000'",
            "function f(){wx.request({url:'http://localhost:3000'})}",
            "function f(){return {baseURL:'http://localhost:3000'}}",
            "function f(){fetch('http://localhost:3000')}")) {
      assertThat(script(use)).as(use).containsExactly("http://localhost:3000 " + CALLED);
    }
  }

  @Test
  void attributes_linkOrName() throws Exception {
    assertThat(
            addresses(
                "",
                "<view xmlns='http://www.w3.org/1999/xhtml'><web-view src='http://localhost/a'/>"
                    + "<image src='http://img.demo.gov.cn/a.png'/></view>"))
        .containsExactlyInAnyOrder(
            "http://localhost/a " + CALLED, "http://img.demo.gov.cn/a.png " + CALLED);
  }

  /** Whoever writes markup into a text puts the address in it to use. */
  @Test
  void addressInMarkupOrCodeWithinAText_isCalled() throws Exception {
    assertThat(script("function f(){a.b('<p>请看下面的图片说明</p><img src=\"http://a.demo.cn/b\">')}"))
        .containsExactly("http://a.demo.cn/b " + CALLED);
  }
}

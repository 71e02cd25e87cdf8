package cn.beian.server.filings.answers;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.filing.policies.AppForm;
import cn.beian.rules.book.Rulebook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where nothing stands in a package, it answers nothing. */
class PackageAnswersTest {
  private static Map<Question, Answer> answers(FactSet.Collector found, String format) {
    String digest = "ab".repeat(32);
    FactSet facts =
        found.toFactSet(
            new PackageHeader(format, "native", digest, digest, 1000, "test", digest, "limits"));
    return PackageAnswers.together(
        List.of(PackageAnswers.of(facts, "p", Rulebook.bundled())), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "apk, APP",
    "aab, APP",
    "hap, APP",
    "ipa, APP",
    "wxapkg, MINI_PROGRAM",
    "amr, MINI_PROGRAM",
    "wechat-source, MINI_PROGRAM",
    "alipay-source, MINI_PROGRAM",
    "uni-app-source, MINI_PROGRAM",
    "mpvue-source, MINI_PROGRAM",
    "rpk, QUICK_APP",
    "quick-app-source, QUICK_APP"
  })
  void kindOfAnApp_isThatOfItsPackage(String format, AppForm form) {
    assertThat(PackageAnswers.form(format)).isEqualTo(form);
    assertThat(answers(new FactSet.Collector(), format))
        .extractingByKey(Question.once("app.kind"))
        .satisfies(one -> assertThat(one.value()).isEqualTo(form.name()));
  }

  @Test
  void wordsOfLibraries_andTheDeviceItself_areNoDomains() {
    FactSet.Collector found = new FactSet.Collector();
    for (String name : List.of("a", "x", "localhost", "127.0.0.1", "api.hz.gov.cn", "10.1.2.3")) {
      found.add(FactKind.DOMAIN, Origin.APP, "", Locator.PACKAGE, Map.of(Field.NAME, name));
    }
    assertThat(answers(found, "apk"))
        .extractingByKey(Question.once("operation.domains"))
        .satisfies(
            one -> assertThat(one.value().lines()).containsOnly("api.hz.gov.cn", "10.1.2.3"));
  }

  @Test
  void addressThatIsOnlyMentioned_isNoDomainOfTheApp() {
    FactSet.Collector found = new FactSet.Collector();
    Locator at = Locator.PACKAGE;
    found.add(FactKind.DOMAIN, Origin.APP, "", at, Map.of(Field.NAME, "api.hz.gov.cn"));
    found.add(
        FactKind.DOMAIN,
        Origin.APP,
        "",
        at,
        Map.of(Field.NAME, "www.apache.org", Field.ROLE, "mention"));
    assertThat(answers(found, "apk"))
        .extractingByKey(Question.once("operation.domains"))
        .satisfies(one -> assertThat(one.value()).isEqualTo("api.hz.gov.cn"));
  }

  @Test
  void package_withoutAddressesAndInputs_saysNothingOfServersIpv6AndData() {
    assertThat(answers(new FactSet.Collector(), "apk").keySet())
        .extracting(Question::fieldId)
        .doesNotContain(
            "operation.domains",
            "operation.hosting",
            "operation.ipv6",
            "data.asked",
            "data.personal",
            "app.stores");
  }

  @Test
  void boxForFreeText_asksForNoData_butByItsLabel() {
    FactSet.Collector found = new FactSet.Collector();
    field(found, "textarea", Map.of(Field.PLACEHOLDER, "请写下投诉内容"));
    field(found, "textarea", Map.of(Field.LABEL, "家庭住址", Field.PLACEHOLDER, "写到门牌号"));
    field(found, "text", Map.of(Field.PLACEHOLDER, "请输入手机号"));
    assertThat(answers(found, "wechat-source"))
        .extractingByKey(Question.once("data.asked"))
        .satisfies(one -> assertThat(one.value().lines()).containsOnly("家庭住址", "手机号码"));
  }

  @Test
  void placeholderOfABoxForFreeText_isNoItem_evenAlone() {
    FactSet.Collector found = new FactSet.Collector();
    field(found, "textarea", Map.of(Field.PLACEHOLDER, "请写下学习心得"));
    field(found, "text", Map.of(Field.PLACEHOLDER, "请输入留言"));
    assertThat(answers(found, "wechat-source")).doesNotContainKey(Question.once("data.asked"));
  }

  private static void field(FactSet.Collector found, String type, Map<Field, String> words) {
    Map<Field, Object> values = new HashMap<>(words);
    values.put(Field.TYPE, type);
    found.add(FactKind.FORM_FIELD, Origin.APP, "pages/a", Locator.PACKAGE, values);
  }

  @Test
  void pagesThatEveryAppHas_areNoFunctions() {
    FactSet.Collector found = new FactSet.Collector();
    for (String label : List.of("首页", "我的", "关于我们", "预约助餐")) {
      found.add(
          FactKind.SCREEN,
          Origin.APP,
          "",
          Locator.PACKAGE,
          Map.of(Field.NAME, "pages/" + label, Field.LABEL, label, Field.ROLE, "tab"));
    }
    assertThat(answers(found, "wechat-source").values())
        .extracting(Answer::value)
        .contains("预约助餐")
        .doesNotContain("首页", "我的", "关于我们");
  }

  @Test
  void ipv6Literal_isAYes_andTheDomainsAreThoseThatStandThere() {
    FactSet.Collector found = new FactSet.Collector();
    found.add(
        FactKind.URL,
        Origin.APP,
        "",
        Locator.PACKAGE,
        Map.of(Field.TEXT, "https://[2001:db8::1]/api"));
    found.add(
        FactKind.DOMAIN, Origin.APP, "", Locator.PACKAGE, Map.of(Field.NAME, "a.example.gov.cn"));
    Map<Question, Answer> answers = answers(found, "wechat-source");
    assertThat(answers.get(Question.once("operation.ipv6")))
        .extracting(Answer::value)
        .isEqualTo("yes");
    assertThat(answers.get(Question.once("operation.domains")))
        .extracting(Answer::value)
        .isEqualTo("a.example.gov.cn");
    assertThat(answers).doesNotContainKey(Question.once("operation.hosting"));
    assertThat(answers.get(Question.once("app.stores")))
        .extracting(Answer::value)
        .isEqualTo("OWN_PLATFORM");
  }
}

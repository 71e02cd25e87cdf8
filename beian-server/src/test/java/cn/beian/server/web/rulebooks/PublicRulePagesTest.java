package cn.beian.server.web.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.Rule;
import cn.beian.rules.book.RuleSample;
import cn.beian.rules.book.Rulebook;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.platform.SoftwareVersion;
import cn.beian.server.rulebooks.RulebookSteps;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/** Rules, terms and what the site is, for everybody. */
class PublicRulePagesTest extends ServerTest {
  private static final Pattern LINK = Pattern.compile("href=\"/rules/([A-Z]+-[0-9]+)\"");

  @Autowired private ApplicationContext server;
  @Autowired private UserDetailsService users;

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return new Visitor(url("")).get(path);
  }

  private static long links(String page) {
    return LINK.matcher(page).results().map(link -> link.group(1)).distinct().count();
  }

  @Test
  void list_hasEveryRule_andIsLight() throws Exception {
    for (String language : new String[] {"zh", "en"}) {
      String page = get("/rules?lang=" + language).body();
      assertThat(links(page)).isEqualTo(Rulebook.bundled().rules().size());
      assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(200_000);
      assertThat(page).doesNotContain("??");
    }
  }

  @Test
  void search_byNumberByWordsOfEitherLanguage_andByGroup() throws Exception {
    assertThat(get("/rules?q=101").body()).contains("FORM-101").doesNotContain("FORM-102");
    assertThat(get("/rules?q=form-101").body()).contains("FORM-101");
    assertThat(get("/rules?q=%E6%89%93%E5%8D%A1&lang=en").body()).contains("/rules/FORM-101\"");
    assertThat(links(get("/rules?q=Check-in+function").body())).isPositive();
    assertThat(get("/rules?group=SEC").body()).contains("SEC-404").doesNotContain("FORM-101");
    assertThat(get("/rules?q=no-such-word").body()).contains("没有这样的规则");
  }

  private String found(String typed) throws Exception {
    return get("/rules?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8)).body();
  }

  /** As people type: pieces of what the rule says, in their own order, in either language. */
  @Test
  void search_findsPartsOfWords_andWordsInAnotherOrder_andSaysWhatToTry() throws Exception {
    for (String typed :
        new String[] {"打卡 签到", "签到打卡", "打卡的签到", "打卡form101", "checkin", "exempted emergency"}) {
      assertThat(found(typed)).as(typed).contains("/rules/FORM-101\"");
    }
    assertThat(found("qqq")).contains("href=\"/rules?q=", "少写几个词");
    for (String one : new String[] {"打卡", "积分", "排名", "隐私政策", "权限", "适老化"}) {
      assertThat(links(found(one))).as(one).isPositive();
    }
    for (String one :
        new String[] {"check-in", "points", "ranking", "privacy policy", "permission", "access"}) {
      assertThat(links(found(one))).as(one).isPositive();
    }
    assertThat(get("/rules?group=SEC&q=101").body()).contains("在其他类别中有 1 条");
  }

  @Test
  void rule_saysWhatItDemands_whatFollows_howToMendIt_andShowsSamples() throws Exception {
    Rule rule = Rulebook.bundled().rule("FORM-101").orElseThrow();
    assertThat(get("/rules/FORM-101").body())
        .contains(rule.title().zh(), rule.demand().zh(), rule.remedy().zh())
        .contains("国办函〔2026〕12号", "以下情形必须整改", "首次列入")
        .contains("每日打卡", "确认签收", "不符合", "现行有效")
        .doesNotContain("??");
    assertThat(get("/rules/FORM-101?lang=en").body())
        .contains(rule.title().en(), "a button that records the daily check-in", "Conforms")
        .doesNotContain("??");
  }

  @Test
  void everyRule_hasItsPage() throws Exception {
    Visitor visitor = new Visitor(url(""));
    for (Rule rule : Rulebook.bundled().rules()) {
      HttpResponse<String> page = visitor.get("/rules/" + rule.id());
      assertThat(page.statusCode()).as(rule.id()).isEqualTo(200);
      assertThat(page.body()).as(rule.id()).doesNotContain("??");
      assertThat(RuleSample.bundled(rule.id()))
          .as(rule.id())
          .extracting(RuleSample::violating)
          .containsExactly(true, false);
    }
  }

  @Test
  void rule_inSmallLetters_leadsToItsPage_andOneThatIsNone_isNotThere() throws Exception {
    HttpResponse<String> small = get("/rules/form-101");
    assertThat(small.headers().firstValue("Location").orElseThrow()).endsWith("/rules/FORM-101");
    assertThat(get("/rules/FORM-999").statusCode()).isEqualTo(404);
  }

  @Test
  void history_namesTheVersionThatChangedTheRule() throws Exception {
    String unit = person(UUID.randomUUID(), "RULEBOOK_ADMINISTRATOR");
    String signer = person(UUID.randomUUID(), "SIGNER");
    int number = RulebookSteps.strictVersion(server, this::as, unit, signer);
    assertThat(get("/rules/FORM-104").body())
        .contains("href=\"/rulebooks/" + number + "\"", "修改", "首次列入", "href=\"/rulebooks/1\"");
    assertThat(get("/rules/SEC-404").body()).doesNotContain("href=\"/rulebooks/" + number + "\"");
  }

  @Test
  void terms_areInBothLanguages_andAboutNamesTheVersionOfTheSoftware() throws Exception {
    for (String language : new String[] {"zh", "en"}) {
      assertThat(get("/terms?lang=" + language).body())
          .contains("备案凭证", "Certificate of filing")
          .doesNotContain("??");
      assertThat(get("/about?lang=" + language).body())
          .contains("beian " + SoftwareVersion.NUMBER)
          .doesNotContain("??");
    }
    Path pom = Path.of(System.getProperty("beian.root", "..")).resolve("pom.xml");
    assertThat(Files.readString(pom)).contains("<version>" + SoftwareVersion.NUMBER);
  }

  private void as(String login) {
    UserDetails user = users.loadUserByUsername(login);
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
  }
}

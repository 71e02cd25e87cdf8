package cn.beian.server.filings.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.casefile.CardRule;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.FunctionCard;
import cn.beian.server.filings.casefile.Outlook;
import cn.beian.server.filings.casefile.Prospect;
import cn.beian.server.filings.drafting.Explanations.Tick;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.filings.review.NationalReview.Judged;
import cn.beian.server.fixtures.FilingSteps;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A function is explained once, whatever rules it touches, and judged on the same card. */
class ExplanationsTest extends ServerTest {
  private static final Path EXAMPLE = Path.of("..", "docs", "examples", "patrol");
  private static final int MOST_FIELDS = 12;

  /** Check-in: blocks and knows exceptions. */
  private static final String CHECK_IN = "FORM-101";

  /** Assessment: to be explained, and knows no exceptions. */
  private static final String ASSESSMENT = "FORM-111";

  /** Traces of work: blocks, and no words help. */
  private static final String TRACES = "FORM-105";

  private static final String RANKING = "FORM-103";

  @Autowired private ApplicationContext server;
  @Autowired private Explanations explanations;
  @Autowired private NationalReview national;
  @TempDir private Path folder;
  private final String appId =
      "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  private FilingSteps steps;

  @BeforeEach
  void stage() {
    steps = new FilingSteps(server);
  }

  /** A draft of the example project of the README, used by the grassroots. */
  private UUID example() throws Exception {
    Path zip = folder.resolve("patrol.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(EXAMPLE.relativize(file).toString().replace('\\', '/')));
        String text = Files.readString(file).replace("wx0000000000000001", appId);
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      out.putNextEntry(new ZipEntry("note.txt")); // bytes of this test's own
      out.write(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
    }
    UUID id = steps.begun(zip);
    steps.save(id, Map.of(Question.once("app.audience"), "GRASSROOTS_STAFF"));
    return id;
  }

  private FunctionCard card(UUID id, String rule) {
    return FunctionCard.of(steps.file(id)).stream()
        .filter(one -> one.rule(rule).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private Prospect prospect(UUID id, String rule) {
    return card(id, rule).rule(rule).orElseThrow().prospect();
  }

  private String said(UUID id, String rule, String field) {
    return card(id, rule).rule(rule).orElseThrow().finding().said("explanation." + field);
  }

  /** Saves the card of the check-in as its page does. */
  private void save(UUID id, Map<String, String> answers, String... ticked) {
    Map<Question, EnteredAnswer> typed = new LinkedHashMap<>();
    answers.forEach(
        (field, value) ->
            typed.put(new Question("explanation." + field, CHECK_IN), EnteredAnswer.said(value)));
    List<Tick> ticks = new ArrayList<>();
    for (String rule : List.of(CHECK_IN, ASSESSMENT)) {
      ticks.add(new Tick(CHECK_IN, rule, List.of(ticked).contains(rule)));
    }
    explanations.save(id, typed, ticks);
  }

  private static final Map<String, String> EXCEPTION =
      Map.of(
          "purpose", "汛期巡查留痕",
          "scenario", "EMERGENCY",
          "legalBasis", "云水〔2025〕18 号第六条",
          "whoMustUse", "村级河长，约 240 人",
          "until", "2027-09-30");

  private String page(UUID id) throws Exception {
    return WebSession.of(server, url(""), steps.handler).page(path(id));
  }

  private static String path(UUID id) {
    return "/applications/" + id + "/topics/EXPLANATIONS";
  }

  private static Set<String> fields(String page) {
    Set<String> names = new LinkedHashSet<>();
    Pattern.compile("name=\"(a:[^\"]+)\"")
        .matcher(page)
        .results()
        .forEach(r -> names.add(r.group(1)));
    return names;
  }

  private static Set<String> codes(CommandRefusedException refused) {
    Set<String> codes = new LinkedHashSet<>();
    refused.problems().forEach(one -> codes.add(FilingProblem.code(one)));
    return codes;
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String code) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CommandRefusedException.class, e -> assertThat(codes(e)).containsExactly(code));
  }

  @Test
  void exampleProject_isExplainedInTwoCards_ofTwelveFieldsAtMost() throws Exception {
    UUID id = example();
    assertThat(FunctionCard.of(steps.file(id)))
        .extracting(FunctionCard::screen, FunctionCard::control, one -> one.rules().size())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("pages/today/today", "打卡", 4),
            org.assertj.core.groups.Tuple.tuple("pages/rank/rank", "", 1));
    String page = page(id);
    assertThat(fields(page)).hasSizeBetween(2, MOST_FIELDS);
    assertThat(page).contains("第 1 个功能，共 2 个", "今日巡查 · 打卡", "去填第 2 问", "换一个软件包");
    save(id, EXCEPTION, CHECK_IN, ASSESSMENT);
    assertThat(fields(page(id))).hasSizeLessThanOrEqualTo(MOST_FIELDS);
    assertThat(asked(steps.file(id))).as("of each rule only what matters").hasSizeLessThan(15);
  }

  private static List<Question> asked(CaseFile file) {
    return file.form().questions().stream()
        .filter(one -> one.fieldId().startsWith("explanation."))
        .toList();
  }

  @Test
  void card_isSaidOfEveryTickedRule_andJudgedAtOnce() throws Exception {
    UUID id = example();
    assertThat(prospect(id, CHECK_IN)).isEqualTo(Prospect.EXCEPTION_POSSIBLE);
    assertThat(prospect(id, ASSESSMENT)).isEqualTo(Prospect.UNEXPLAINED);
    assertThat(prospect(id, TRACES)).isEqualTo(Prospect.NEW_PACKAGE);

    Map<String, String> withoutBasis = new LinkedHashMap<>(EXCEPTION);
    withoutBasis.put("legalBasis", "");
    save(id, withoutBasis, CHECK_IN, ASSESSMENT);
    assertThat(prospect(id, CHECK_IN)).isEqualTo(Prospect.NO_BASIS);
    assertThat(prospect(id, ASSESSMENT)).isEqualTo(Prospect.TO_BE_JUDGED);
    assertThat(page(id)).contains("缺依据，会阻断", "去填第 4 问");

    save(id, EXCEPTION, CHECK_IN, ASSESSMENT);
    assertThat(prospect(id, CHECK_IN)).isEqualTo(Prospect.TO_BE_JUDGED);
    assertThat(said(id, ASSESSMENT, "legalBasis")).isEqualTo("云水〔2025〕18 号第六条");
    assertThat(said(id, ASSESSMENT, "scenario")).as("it knows no exceptions").isEqualTo("ORDINARY");
    assertThat(said(id, TRACES, "purpose")).isEmpty();
    assertThat(said(id, RANKING, "purpose")).as("of another function").isEmpty();
    assertThat(Outlook.of(steps.file(id)).blocking())
        .flatExtracting(Outlook.Row::rules)
        .extracting(CardRule::id)
        .contains(TRACES, RANKING)
        .doesNotContain(CHECK_IN, ASSESSMENT);
    assertThat(page(id)).contains("已申请例外，由审核员判断", "已说明，由审核员判断", "说明不适用，改软件包");
  }

  /** A rule without exceptions that was explained before the card asked for a scenario. */
  @Test
  void cardSavedAsItStands_changesNothing() throws Exception {
    UUID id = example();
    save(id, EXCEPTION, CHECK_IN, ASSESSMENT);
    jdbc.sql(
            "delete from answer where application_id = ? and field = 'explanation.scenario'"
                + " and item = ?")
        .params(id, ASSESSMENT)
        .update();
    int before = steps.version(id);
    save(id, EXCEPTION, CHECK_IN, ASSESSMENT);
    assertThat(steps.version(id)).isEqualTo(before);
  }

  @Test
  void untickedRule_losesTheWords_andTakesThemAgain() throws Exception {
    UUID id = example();
    save(id, EXCEPTION, CHECK_IN, ASSESSMENT);
    save(id, EXCEPTION, CHECK_IN);
    assertThat(said(id, ASSESSMENT, "purpose")).isEmpty();
    assertThat(prospect(id, ASSESSMENT)).isEqualTo(Prospect.UNEXPLAINED);
    save(id, EXCEPTION, CHECK_IN, ASSESSMENT);
    assertThat(said(id, ASSESSMENT, "purpose")).isEqualTo("汛期巡查留痕");
    save(id, EXCEPTION, ASSESSMENT); // the one under whose name the page sends them
    assertThat(said(id, CHECK_IN, "purpose")).isEmpty();
    assertThat(said(id, ASSESSMENT, "purpose")).isEqualTo("汛期巡查留痕");
    refused(() -> save(id, EXCEPTION), "noTick");
    assertThat(said(id, ASSESSMENT, "purpose")).as("nothing is lost").isEqualTo("汛期巡查留痕");
  }

  @Test
  void whatThePageLeftAsItWas_isSaidAsAColleagueHasChangedIt() throws Exception {
    UUID id = example();
    save(id, EXCEPTION, CHECK_IN);
    steps.save(id, Map.of(new Question("explanation.purpose", CHECK_IN), "同事改过的"));
    Question purpose = new Question("explanation.purpose", CHECK_IN);
    EnteredAnswer left =
        new EnteredAnswer(
            "汛期巡查留痕", java.util.Optional.of("汛期巡查留痕"), false, false, java.util.List.of());
    explanations.save(
        id,
        Map.of(purpose, left),
        List.of(new Tick(CHECK_IN, CHECK_IN, true), new Tick(CHECK_IN, ASSESSMENT, true)));
    assertThat(said(id, CHECK_IN, "purpose")).isEqualTo("同事改过的");
    assertThat(said(id, ASSESSMENT, "purpose")).isEqualTo("同事改过的");
  }

  @Test
  void ruleThatNoWordsCure_orOfAnotherFunction_cannotBeTicked() throws Exception {
    UUID id = example();
    Map<Question, EnteredAnswer> typed =
        Map.of(new Question("explanation.purpose", CHECK_IN), EnteredAnswer.said("说明"));
    refused(
        () -> explanations.save(id, typed, List.of(new Tick(CHECK_IN, TRACES, true))), "noWords");
    refused(
        () -> explanations.save(id, typed, List.of(new Tick(CHECK_IN, RANKING, true))),
        "noFinding");
    assertThat(steps.file(id).answers().keySet())
        .noneMatch(one -> one.fieldId().startsWith("explanation."));
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String key = "explanation.purpose@" + CHECK_IN;
    var sent =
        handler.post(path(id), Map.of("a:" + key, "说明", "w", CHECK_IN + " " + TRACES, "next", ""));
    assertThat(sent.statusCode()).isEqualTo(422);
    assertThat(sent.body()).contains("说明不适用于这一项");
    assertThat(said(id, TRACES, "purpose")).isEmpty();
  }

  /** Answers by rule, as they were asked before there were cards. */
  @Test
  void draftOfBefore_opens_isComplete_andWhatDiffersStandsApart() throws Exception {
    UUID id = example();
    Map<Question, String> before = new LinkedHashMap<>();
    for (String rule : List.of(CHECK_IN, ASSESSMENT, TRACES, RANKING)) {
      EXCEPTION.forEach((f, value) -> before.put(new Question("explanation." + f, rule), value));
    }
    for (String rule : List.of(ASSESSMENT, TRACES)) {
      before.put(new Question("explanation.scenario", rule), "ORDINARY");
    }
    before.put(new Question("explanation.purpose", ASSESSMENT), "另有用途");
    steps.save(id, before);
    FunctionCard card = card(id, CHECK_IN);
    assertThat(card.apart(card.rule(ASSESSMENT).orElseThrow())).isTrue();
    assertThat(steps.file(id).completeness().gaps())
        .noneMatch(gap -> gap.field().topic() == Topic.EXPLANATIONS);
    String page = page(id);
    assertThat(page).contains("单独说明：", "另有用途", "汛期巡查留痕");
    assertThat(said(id, TRACES, "purpose")).as("stays").isEqualTo("汛期巡查留痕");

    save(id, EXCEPTION, CHECK_IN, ASSESSMENT);
    assertThat(said(id, ASSESSMENT, "purpose")).as("ticked again").isEqualTo("汛期巡查留痕");
    assertThat(page(id)).doesNotContain("另有用途");
  }

  @Test
  void pageSavesAsTyped_andTheAnswerBringsTheVerdict() throws Exception {
    UUID id = example();
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    Map<String, String> form = new LinkedHashMap<>();
    String key = "explanation.scenario@" + CHECK_IN;
    form.put("a:" + key, "EMERGENCY");
    form.put("b:" + key, "");
    form.put("t", key);
    form.put("w", CHECK_IN + " " + CHECK_IN);
    form.put("o", CHECK_IN + " " + ASSESSMENT);
    assertThat(handler.part(path(id), form))
        .contains("已保存", "id=\"verdict\"", "hx-swap-oob=\"true\"", "缺依据，会阻断")
        .contains("data-shown=\"" + key + "\"");
    assertThat(said(id, CHECK_IN, "scenario")).isEqualTo("EMERGENCY");
    assertThat(said(id, ASSESSMENT, "scenario")).as("was not ticked").isEmpty();
  }

  @Test
  void wrongDay_isNamedOnTop_andTheLinkLeadsToItsField_alsoOfARuleThatNoWordsCure()
      throws Exception {
    UUID id = example();
    save(id, EXCEPTION, CHECK_IN, ASSESSMENT);
    steps.save(
        id,
        Map.of(
            new Question("explanation.until", CHECK_IN), "2020-01-01",
            new Question("explanation.until", ASSESSMENT), "2020-01-01",
            new Question("explanation.until", TRACES), "2020-01-01"));
    assertThat(page(id))
        .contains("href=\"#f:explanation.until@" + CHECK_IN + "\"")
        .contains("id=\"f:explanation.until@" + CHECK_IN + "\"")
        .contains("id=\"f:explanation.until@" + TRACES + "\"") // as a draft of before has it
        .doesNotContain("href=\"#f:explanation.until@" + ASSESSMENT + "\"");
  }

  @Test
  void basisOfAnEarlierFiling_isTakenWithOneClick() throws Exception {
    UUID first = inReview();
    steps.judgeAll(first);
    String number = steps.accept(first).toString();
    UUID id = example();
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page(path(id))).contains("用本单位 " + number + " 备案里的依据");
    handler.post(
        path(id),
        Map.of(
            "take",
            CHECK_IN,
            "a:explanation.purpose@" + CHECK_IN,
            "汛期值守",
            "o",
            CHECK_IN + " " + ASSESSMENT,
            "w",
            CHECK_IN + " " + CHECK_IN));
    assertThat(said(id, CHECK_IN, "legalBasis")).isEqualTo("云水〔2025〕18 号第六条");
    assertThat(said(id, CHECK_IN, "purpose")).as("typed beside it").isEqualTo("汛期值守");
  }

  private UUID inReview() throws Exception {
    UUID id = example();
    save(id, EXCEPTION, CHECK_IN, ASSESSMENT);
    return steps.inNationalReview(id);
  }

  private Judged judged(UUID id, String rule) {
    CaseFinding one = card(id, rule).rule(rule).orElseThrow().finding();
    return new Judged(one.testId(), rule);
  }

  @Test
  void reviewer_judgesTheTickedRulesOfACardInOneAct() throws Exception {
    UUID id = inReview();
    steps.as(steps.reviewer);
    national.judge(
        id,
        steps.version(id),
        List.of(judged(id, CHECK_IN), judged(id, ASSESSMENT)),
        Judgement.Outcome.ACCEPTED,
        "已核对防汛文件");
    Map<String, Judgement.Outcome> outcomes = new LinkedHashMap<>();
    for (CaseFinding one : steps.file(id).findings()) {
      one.judgement().ifPresent(j -> outcomes.put(one.rule().id(), j.outcome()));
    }
    assertThat(outcomes)
        .containsOnly(
            Map.entry(CHECK_IN, Judgement.Outcome.ACCEPTED),
            Map.entry(ASSESSMENT, Judgement.Outcome.ACCEPTED));
    assertThat(card(id, CHECK_IN).rule(CHECK_IN).orElseThrow().finding().exempted()).isTrue();
    Judged left = judged(id, TRACES);
    String page =
        WebSession.of(server, url(""), steps.reviewer)
            .page("/cases/" + id + "?finding=" + left.testId() + "/" + left.ruleId());
    assertThat(page).contains("今日巡查 · 打卡", "第 1 个功能，共 2 个", "一并记录到");
  }

  @Test
  void reviewer_cannotJudgeAnotherFunctionInTheSameAct_norWordsThatNobodySaid() throws Exception {
    UUID id = inReview();
    UUID other = inReview();
    steps.as(steps.reviewer);
    Judged mine = judged(id, CHECK_IN);
    for (Map.Entry<String, Judged> wrong :
        Map.of(
                "otherFunction", judged(id, RANKING),
                "noFinding", judged(other, ASSESSMENT),
                "nothingSaid", judged(id, TRACES))
            .entrySet()) {
      refused(
          () ->
              national.judge(
                  id,
                  steps.version(id),
                  List.of(mine, wrong.getValue()),
                  Judgement.Outcome.ACCEPTED,
                  "已核对"),
          wrong.getKey());
    }
    assertThat(steps.file(id).findings()).allMatch(one -> one.judgement().isEmpty());
    var sent =
        WebSession.of(server, url(""), steps.reviewer)
            .post(
                "/cases/" + id + "/judgements",
                Map.of(
                    "version",
                    "" + steps.version(id),
                    "finding",
                    judged(other, ASSESSMENT).testId() + "/" + ASSESSMENT,
                    "outcome",
                    "DISMISSED",
                    "reason",
                    "已核对"));
    assertThat(sent.statusCode()).isEqualTo(422);
  }
}

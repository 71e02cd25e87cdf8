package cn.beian.filing.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import cn.beian.filing.form.Completeness.Gap;
import cn.beian.filing.form.Completeness.Why;
import cn.beian.filing.states.ApplicationKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletenessTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final FormCase FORM =
      new FormCase(
          ApplicationKind.EXISTING,
          Set.of(Condition.WITH_PACKAGE, Condition.EXISTING_APP, Condition.STAMPED_UNDERTAKING),
          List.of("package"),
          List.of("notices"),
          List.of("finding"));

  private static Map<Question, Answer> allAnswered() {
    Map<Question, Answer> answers = new HashMap<>();
    for (Question question : FORM.questions()) {
      FormField field = FieldDictionary.find(question.fieldId()).orElseThrow();
      answers.put(question, Answer.said(good(field)));
    }
    return answers;
  }

  private static String good(FormField field) {
    return switch (field.type()) {
      case YES_NO -> "yes";
      case CHOICE -> field.choices().get(0);
      case DATE -> field.days() == DayRange.AFTER_TODAY ? "2027-09-30" : "2025-03-01";
      case CREDIT_CODE -> "91350100M000100Y43";
      case DIVISION_CODE -> "330000";
      case TEXT, LONG_TEXT, LIST, DOCUMENT, SIGNATURE -> "text 1";
    };
  }

  @Test
  void allAnswered_isComplete() {
    Completeness completeness = Completeness.of(FORM, allAnswered(), TODAY);
    assertThat(completeness.gaps()).isEmpty();
    assertThat(completeness.answered()).isEqualTo(completeness.expected()).isEqualTo(50);
  }

  @Test
  void answer_thatNeedNotBeGiven_isJudgedOnceItIs() {
    FormCase initial =
        new FormCase(
            ApplicationKind.INITIAL, Set.of(), List.of(), List.of("notices"), List.of("finding"));
    Map<Question, Answer> answers = new HashMap<>();
    Completeness without = Completeness.of(initial, answers, TODAY);
    Question online = Question.once("app.onlineSince");
    assertThat(without.gaps()).extracting(Gap::question).doesNotContain(online);
    answers.put(online, Answer.said("2026-11-25"));
    assertThat(Completeness.of(initial, answers, TODAY)).isEqualTo(without);
    answers.put(online, Answer.said("2099-01-01"));
    Completeness wrong = Completeness.of(initial, answers, TODAY);
    assertThat(wrong.gaps())
        .filteredOn(gap -> gap.question().equals(online))
        .extracting(Gap::why)
        .containsExactly(Why.IN_FUTURE);
    assertThat(wrong.answered()).isEqualTo(without.answered());
  }

  @Test
  void anyOneQuestion_unanswered_isTheOnlyGap() {
    for (Question question : FORM.questions()) {
      Map<Question, Answer> answers = allAnswered();
      answers.remove(question);
      assertThat(Completeness.missing(FORM, answers, TODAY))
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.question()).isEqualTo(question);
                assertThat(gap.why()).isEqualTo(Why.NOT_ANSWERED);
              });
    }
  }

  @Test
  void proposal_ofThePackage_waitsForTheSponsorsYes() {
    Question domains = Question.once("operation.domains");
    Map<Question, Answer> answers = allAnswered();
    Answer proposal = Answer.proposed("example.gov.cn", Origin.PACKAGE, "classes.dex:0x42");
    answers.put(domains, proposal);
    assertThat(Completeness.missing(FORM, answers, TODAY))
        .extracting(Gap::why)
        .containsExactly(Why.NOT_CONFIRMED);
    answers.put(domains, proposal.confirm());
    assertThat(Completeness.missing(FORM, answers, TODAY)).isEmpty();
  }

  @Test
  void readAnswer_thatNeedsNoYes_isTakenAsItIs() {
    Map<Question, Answer> answers = allAnswered();
    answers.put(
        Question.once("app.name"), Answer.proposed("Inbox", Origin.PACKAGE, "AndroidManifest.xml"));
    assertThat(Completeness.missing(FORM, answers, TODAY)).isEmpty();
  }

  @Test
  void value_notOfItsType_isAGapUnlessItStandsInAnAttachment() {
    Question level = Question.once("acceptance.stability");
    Map<Question, Answer> answers = allAnswered();
    answers.put(level, Answer.said("third"));
    answers.put(Question.once("app.onlineSince"), Answer.said("last spring"));
    assertThat(Completeness.missing(FORM, answers, TODAY))
        .extracting(Gap::why)
        .containsExactly(Why.NOT_VALID, Why.NOT_VALID);
    answers.put(level, Answer.proposed("certificate.pdf", Origin.ATTACHMENT, "certificate.pdf"));
    assertThat(Completeness.missing(FORM, answers, TODAY)).hasSize(1);
  }

  @Test
  void attachment_whereNoDocumentAnswers_isAGap() {
    Map<Question, Answer> answers = allAnswered();
    answers.put(
        Question.once("sponsor.name"), Answer.proposed("c.pdf", Origin.ATTACHMENT, "c.pdf"));
    assertThat(Completeness.missing(FORM, answers, TODAY))
        .extracting(Gap::why)
        .containsExactly(Why.NOT_VALID);
  }

  @Test
  void answer_longerThanItsField_isAGap() {
    Map<Question, Answer> answers = allAnswered();
    answers.put(Question.once("app.name"), Answer.said("𠮷".repeat(200)));
    assertThat(Completeness.missing(FORM, answers, TODAY)).isEmpty();
    answers.put(Question.once("app.name"), Answer.said("名".repeat(201)));
    assertThat(Completeness.missing(FORM, answers, TODAY))
        .extracting(Gap::why)
        .containsExactly(Why.TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource({
    "EXISTING, app.onlineSince, 2026-11-25, ",
    "EXISTING, app.onlineSince, 2026-11-26, IN_FUTURE",
    "EXISTING, app.onlineSince, 0026-01-01, UNLIKELY_YEAR",
    "EXISTING, app.onlineSince, 2000-01-01, ",
    "EXISTING, app.endDate, 9999-01-01, UNLIKELY_YEAR",
    "DEREGISTRATION, shutDown.offlineOn, 1999-12-31, UNLIKELY_YEAR",
    "EXISTING, app.endDate, 2026-11-26, ",
    "EXISTING, app.endDate, 2026-11-25, NOT_IN_FUTURE",
    "EXISTING, app.endDate, 2020-01-01, NOT_IN_FUTURE",
    "EXISTING, explanation.until, 2026-11-24, NOT_IN_FUTURE",
    "MAJOR_CHANGE, change.plannedOn, 2026-11-25, NOT_IN_FUTURE",
    "DEREGISTRATION, shutDown.announcedOn, 2026-11-26, IN_FUTURE",
    "DEREGISTRATION, shutDown.offlineOn, 2027-01-01, ",
    "DEREGISTRATION, shutDown.offlineOn, 2026-01-01, "
  })
  void day_thatCannotBeMeant_isAGapThatSaysWhy(
      ApplicationKind kind, String field, String day, @Nullable Why why) {
    FormCase form =
        new FormCase(
            kind,
            Set.of(Condition.ENDS_BY_DATE, Condition.EXISTING_APP),
            List.of(),
            List.of(),
            List.of("finding"));
    Question asked =
        form.questions().stream().filter(q -> q.fieldId().equals(field)).findFirst().orElseThrow();
    assertThat(
            Completeness.missing(form, Map.of(asked, Answer.said(day)), TODAY).stream()
                .filter(gap -> gap.question().equals(asked))
                .map(Gap::why))
        .isEqualTo(why == null ? List.of() : List.of(why));
  }

  @Test
  void explanation_isAskedForEachFormalismFunctionAndOnlyThen() {
    FormCase none =
        new FormCase(
            FORM.kind(), FORM.conditions(), List.of("package"), List.of("notices"), List.of());
    assertThat(none.questions()).noneMatch(q -> q.fieldId().startsWith("explanation."));
    FormCase two =
        new FormCase(
            FORM.kind(),
            FORM.conditions(),
            List.of("package"),
            List.of("notices"),
            List.of("a", "b"));
    assertThat(two.questions().stream().filter(q -> q.fieldId().startsWith("explanation.")))
        .hasSize(10);
    FormCase voluntary =
        new FormCase(
            FORM.kind(),
            FORM.conditions(),
            List.of("package"),
            List.of("notices"),
            Map.of("a", Set.of("explanation.purpose", "explanation.whoMustUse")));
    assertThat(voluntary.questions().stream().filter(q -> q.fieldId().startsWith("explanation.")))
        .as("only what matters of that function")
        .containsExactlyInAnyOrder(
            new Question("explanation.purpose", "a"), new Question("explanation.whoMustUse", "a"));
    assertThat(voluntary.has(new Question("explanation.until", "a"))).isTrue();
  }

  @Test
  void kinds_eachAskForWhatIsTheirs() {
    assertThat(ids(ApplicationKind.EXISTING, Condition.EXISTING_APP))
        .contains("app.onlineSince")
        .noneMatch(id -> id.startsWith("approval."));
    assertThat(ids(ApplicationKind.INITIAL, Condition.PROJECT_APPROVED))
        .contains("approval.basis", "approval.document")
        .doesNotContain("app.onlineSince");
    assertThat(ids(ApplicationKind.MAJOR_CHANGE)).contains("change.what", "change.plannedOn");
    assertThat(ids(ApplicationKind.DEREGISTRATION))
        .contains("shutDown.announcement", "undertaking.signature", "sponsor.name")
        .doesNotContain("approval.basis", "operation.domains");
  }

  @Test
  void gradedProtectionAndCryptography_areAskedOnlyWhereTheyAreDue() {
    assertThat(ids(ApplicationKind.EXISTING))
        .contains("security.mlpsLevel", "security.cii")
        .doesNotContain(
            "security.mlpsCertificate", "security.cryptographyReport", "security.mlpsReason");
    assertThat(
            ids(
                ApplicationKind.EXISTING,
                Condition.MLPS_CERTIFICATE,
                Condition.CRYPTOGRAPHY_ASSESSMENT))
        .contains("security.mlpsCertificate", "security.cryptographyReport");
  }

  @ParameterizedTest
  @CsvSource({
    "无, NO_REASON",
    "没有。, NO_REASON",
    "None, NO_REASON",
    "无：因为, NO_REASON",
    "'none, because', NO_REASON",
    "'无，因为本单位自行开发', ",
    "'none, because we built it ourselves', ",
    "没有，自行运维, ",
    "无锡某某公司, ",
    "无障碍改造公司, ",
    "No. 12 Company, "
  })
  void none_isAnAnswerWithItsReasonOnly(String said, @Nullable Why why) {
    Map<Question, Answer> answers = allAnswered();
    answers.put(Question.once("operation.builder"), Answer.said(said));
    assertThat(Completeness.missing(FORM, answers, TODAY))
        .extracting(Gap::why)
        .isEqualTo(why == null ? List.of() : List.of(why));
  }

  @ParameterizedTest
  @CsvSource({
    "未通过, NOT_VALID",
    "立项审核不予通过, NOT_VALID",
    "不同意建设, NOT_VALID",
    "Not approved, NOT_VALID",
    "无不同意见，通过, ",
    "同意建设, ",
    "审核通过, "
  })
  void approvalThatWasNotGiven_isNoAnswer(String said, @Nullable Why why) {
    assertThat(why("approval.result", "", said)).isEqualTo(why == null ? List.of() : List.of(why));
  }

  @ParameterizedTest
  @CsvSource({"一点零, NOT_VALID", "最新版, NOT_VALID", "1.0, ", "V２.3, "})
  void version_withoutADigit_isNoAnswer(String said, @Nullable Why why) {
    assertThat(why("app.version", "package", said))
        .isEqualTo(why == null ? List.of() : List.of(why));
  }

  private static List<Why> why(String field, String item, String said) {
    FormCase form =
        new FormCase(
            ApplicationKind.INITIAL,
            Set.of(Condition.WITH_PACKAGE, Condition.PROJECT_APPROVED),
            List.of("package"),
            List.of("notices"),
            List.of());
    Question question = new Question(field, item);
    return Completeness.missing(form, Map.of(question, Answer.said(said)), TODAY).stream()
        .filter(gap -> gap.question().equals(question))
        .map(Gap::why)
        .toList();
  }

  @Test
  void none_isNoReasonOfACounty() {
    Map<Question, Answer> answers = allAnswered();
    Question reason = Question.once("exception.countyReason");
    FormCase county =
        new FormCase(
            ApplicationKind.EXISTING,
            Set.of(Condition.WITH_PACKAGE, Condition.EXISTING_APP, Condition.COUNTY_REASON),
            List.of("package"),
            List.of("notices"),
            List.of("finding"));
    answers.put(reason, Answer.said("无"));
    assertThat(Completeness.missing(county, answers, TODAY))
        .extracting(Gap::question, Gap::why)
        .contains(tuple(reason, Why.NO_REASON));
    answers.put(reason, Answer.said("省、市均无同类应用"));
    assertThat(Completeness.missing(county, answers, TODAY))
        .extracting(Gap::question)
        .doesNotContain(reason);
  }

  /** Quadratic work would take minutes here. */
  @Test
  void none_followedByAFloodOfBlanks_isJudgedInOneWalk() {
    String flood = "无" + " ，".repeat(1_000_000);
    assertThat(Absence.unexplained(flood + "。")).isTrue();
    assertThat(Absence.unexplained(flood + "本单位自行开发")).isFalse();
  }

  @Test
  void none_ofTheRegistry_needsNoReason() {
    Map<Question, Answer> answers = allAnswered();
    answers.put(
        Question.once("sameKind.apps"),
        Answer.proposed("NONE", Origin.EARLIER, "registry").confirm());
    assertThat(Completeness.missing(FORM, answers, TODAY)).isEmpty();
    answers.put(Question.once("sameKind.apps"), Answer.said("无"));
    assertThat(Completeness.missing(FORM, answers, TODAY)).as("nor where it is typed").isEmpty();
  }

  @Test
  void exceptionOfTheUpperLevel_isAskedOnlyWhereItIsNeeded() {
    assertThat(ids(ApplicationKind.INITIAL)).noneMatch(id -> id.startsWith("exception."));
    assertThat(ids(ApplicationKind.INITIAL, Condition.LEVEL_EXCEPTION))
        .contains(
            "exception.authority",
            "exception.documentNumber",
            "exception.reason",
            "exception.document");
  }

  @Test
  void withoutPackage_aHumanTestReportAndAnAddressAreAsked() {
    assertThat(ids(ApplicationKind.INITIAL, Condition.WITHOUT_PACKAGE))
        .contains("security.humanTestReport", "app.address")
        .doesNotContain("app.icon");
  }

  @Test
  void answer_blank_isNoAnswer() {
    assertThatIllegalArgumentException().isThrownBy(() -> Answer.said(" "));
  }

  private static List<String> ids(ApplicationKind kind, Condition... conditions) {
    return new FormCase(kind, Set.of(conditions), List.of("p"), List.of("f"), List.of())
        .questions().stream().map(Question::fieldId).toList();
  }
}

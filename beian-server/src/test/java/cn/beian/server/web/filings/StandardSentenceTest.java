package cn.beian.server.web.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.rules.book.Rulebook;
import cn.beian.server.ServerTest;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.CompletenessReview.Ticked;
import cn.beian.server.fixtures.FilingSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;

/** A letter of gaps in each language says the standard sentences in that language. */
class StandardSentenceTest extends ServerTest {
  private static final Question REPORT = Question.once("security.testReport");
  private static final Question COPY = Question.once("undertaking.stampedCopy");
  private static final Question FINDING = new Question("explanation.purpose", "FORM-105");

  @Autowired private ApplicationContext server;
  @Autowired private CompletenessReview completeness;
  @Autowired private MessageSource messages;

  @Test
  void standardSentences_areSaidInTheLanguageOfTheLetter_andTypedOnesAsTheyWereTyped()
      throws Exception {
    FilingText zh = new FilingText(messages, Locale.CHINESE);
    FilingSteps steps = new FilingSteps(server);
    UUID id = steps.ready();
    steps.submit(id);
    String label = zh.rule("field." + COPY.fieldId());
    List<Ticked> gaps =
        List.of(
            new Ticked(REPORT, "“自己写的”不清楚，请写完整。"),
            new Ticked(COPY, zh.page("province.sentence.ATTACHMENT_UNREADABLE", label)));
    for (String seat : List.of(steps.firstSeat, steps.secondSeat)) {
      steps.stage.as(seat);
      completeness.vote(id, steps.version(id), Opinion.ASK_SUPPLEMENT, gaps, "");
    }
    assertThat(letter(id, "zh")).contains("“自己写的”不清楚，请写完整。", "的附件看不清或不完整");
    assertThat(letter(id, "en"))
        .contains("“自己写的”不清楚，请写完整。", "is unreadable or incomplete. Please upload a clear")
        .doesNotContain("看不清", label);
  }

  private String letter(UUID id, String language) {
    return jdbc.sql(
            """
            select html from issued_letter where case_id = ? and language = ?
              order by place desc limit 1
            """)
        .params(id, language)
        .query(String.class)
        .single();
  }

  @Test
  void everyStandardSentence_ofEitherLanguage_isSaidInTheOther() {
    FilingText zh = new FilingText(messages, Locale.CHINESE);
    FilingText en = new FilingText(messages, Locale.ENGLISH);
    Rulebook rules = Rulebook.bundled();
    List<String> found = new ArrayList<>();
    for (StandardSentence one : StandardSentence.values()) {
      for (Question question : List.of(REPORT, COPY, FINDING)) {
        String chinese = sentence(one, question, zh, rules);
        String english = sentence(one, question, en, rules);
        assertThat(new StandardSentence.InLetter(en, List.of(zh), rules).of(gap(question, chinese)))
            .isEqualTo(english)
            .doesNotContainPattern("\\p{IsHan}");
        assertThat(new StandardSentence.InLetter(zh, List.of(en), rules).of(gap(question, english)))
            .isEqualTo(chinese);
        found.add(english);
      }
    }
    assertThat(found).hasSize(33);
  }

  private static Gap gap(Question question, String demand) {
    return new Gap(1, question, demand, Optional.empty(), new UUID(0, 1), Optional.empty(), "");
  }

  private static String sentence(
      StandardSentence one, Question question, FilingText words, Rulebook of) {
    String label = words.rule("field." + question.fieldId());
    String name =
        of.rule(question.item())
            .map(rule -> words.page("province.of", label, words.text(rule.title())))
            .orElse(label);
    return words.page("province.sentence." + one.name(), name);
  }
}

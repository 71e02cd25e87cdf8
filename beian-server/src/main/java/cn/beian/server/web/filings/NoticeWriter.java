package cn.beian.server.web.filings;

import cn.beian.server.cases.LetterNumber;
import cn.beian.server.cases.LetterText;
import cn.beian.server.cases.LetterWriter;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.Cases.Told;
import cn.beian.server.filings.casefile.Notice;
import cn.beian.server.testing.TestRuns;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterPress;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes the letters to the sponsor of an application. */
@Component
class NoticeWriter implements LetterWriter {
  static final String PROCEDURE = "application";
  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

  private final Cases cases;
  private final LetterPress press;
  private final MessageSource messages;
  private final TestRuns tests;

  NoticeWriter(Cases cases, LetterPress press, MessageSource messages, TestRuns tests) {
    this.tests = tests;
    this.cases = cases;
    this.press = press;
    this.messages = messages;
  }

  @Override
  public String procedure() {
    return PROCEDURE;
  }

  @Override
  public LetterText write(
      UUID id, int place, Locale language, Optional<LocalDate> reconstructedOn) {
    Told told = cases.told(id);
    Notice notice = told.notice(place);
    LetterHead head =
        new LetterHead(
            FilingText.titleKey(told.application(), notice.kind()),
            LetterNumber.of(id, place),
            notice.at(),
            reconstructedOn);
    FilingText words = new FilingText(messages, language);
    List<FilingText> others =
        LANGUAGES.stream()
            .filter(one -> !one.getLanguage().equals(language.getLanguage()))
            .map(one -> new FilingText(messages, one))
            .toList();
    StandardSentence.InLetter demand =
        new StandardSentence.InLetter(words, others, tests.rulebook());
    return press.write(
        "filings/notice",
        head,
        language,
        Map.of("file", told, "notice", notice, "words", words, "demand", demand));
  }
}

package cn.beian.server.web.filings;

import cn.beian.server.cases.LetterNumber;
import cn.beian.server.cases.LetterText;
import cn.beian.server.cases.LetterWriter;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.Cases.Told;
import cn.beian.server.filings.casefile.Notice;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterPress;
import java.time.LocalDate;
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

  private final Cases cases;
  private final LetterPress press;
  private final MessageSource messages;

  NoticeWriter(Cases cases, LetterPress press, MessageSource messages) {
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
    return press.write(
        "filings/notice", head, language, Map.of("file", told, "notice", notice, "words", words));
  }
}

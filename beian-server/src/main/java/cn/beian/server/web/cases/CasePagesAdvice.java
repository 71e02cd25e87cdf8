package cn.beian.server.web.cases;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.web.filings.FilingText;
import cn.beian.server.web.filings.FindingWords;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Words for pages of cases, and the day on which they are read. */
@ControllerAdvice(annotations = CasePages.class)
class CasePagesAdvice {
  private final MessageSource messages;
  private final Clock clock;

  CasePagesAdvice(MessageSource messages, Clock clock) {
    this.messages = messages;
    this.clock = clock;
  }

  @ModelAttribute
  void words(Model model, Locale locale) {
    FilingText words = new FilingText(messages, locale);
    model.addAttribute("words", words);
    model.addAttribute("findingWords", new FindingWords(words));
    model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
  }
}

package cn.beian.server.web.supervision;

import cn.beian.server.web.filings.FindingWords;
import cn.beian.server.web.filings.Words;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Words for these pages. */
@ControllerAdvice(basePackageClasses = SupervisionAdvice.class)
class SupervisionAdvice {
  private final MessageSource messages;

  SupervisionAdvice(MessageSource messages) {
    this.messages = messages;
  }

  @ModelAttribute
  void words(Model model, Locale locale) {
    Words words = new Words(messages, locale);
    model.addAttribute("words", words);
    model.addAttribute("findingWords", new FindingWords(words));
  }
}

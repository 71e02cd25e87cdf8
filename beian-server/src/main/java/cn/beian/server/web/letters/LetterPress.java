package cn.beian.server.web.letters;

import cn.beian.server.cases.LetterText;
import cn.beian.server.web.NumbersToShow;
import cn.beian.server.web.VisibleWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Writes the words of letters from their templates, whose fragment {@code letter} is the letter
 * itself. It knows neither a request nor a reader: a letter reads alike for everybody.
 */
@Component
public class LetterPress {
  private final SpringTemplateEngine templates;
  private final MessageSource messages;
  private final NumbersToShow numbers;

  LetterPress(SpringTemplateEngine templates, MessageSource messages, NumbersToShow numbers) {
    this.templates = templates;
    this.messages = messages;
    this.numbers = numbers;
  }

  /** The letter of a template. */
  public LetterText write(
      String template, LetterHead head, Locale language, Map<String, Object> model) {
    Context context = new Context(language, model);
    context.setVariable("head", head);
    context.setVariable("numbers", numbers);
    StringWriter html = new StringWriter();
    templates.process(template, Set.of("letter"), context, new VisibleWriter(html));
    return new LetterText(
        messages.getMessage(head.title(), null, language), html.toString().strip());
  }
}

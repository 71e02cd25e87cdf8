package cn.beian.server.web.letters;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Finds views that are named {@code pdf:} and the template of a letter, whose fragment {@code
 * letter} is the letter itself.
 */
@Component
public class LetterViews implements ViewResolver, Ordered {
  /** The end of the address of a letter’s PDF. */
  public static final String PDF = "/pdf";

  private static final String PREFIX = "pdf:";

  private final ObjectProvider<ThymeleafViewResolver> templates;
  private final MessageSource messages;

  LetterViews(ObjectProvider<ThymeleafViewResolver> templates, MessageSource messages) {
    this.templates = templates;
    this.messages = messages;
  }

  /** The name of the view of a letter: its page, or its PDF where the address ends so. */
  public static String of(String template, String address) {
    return address.endsWith(PDF) ? PREFIX + template : template;
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) throws Exception {
    if (!name.startsWith(PREFIX)) {
      return null;
    }
    View letter =
        templates
            .getObject()
            .resolveViewName(name.substring(PREFIX.length()) + " :: letter", locale);
    return letter == null ? null : new LetterPdfView(letter, messages);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}

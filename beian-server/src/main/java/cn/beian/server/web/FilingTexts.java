package cn.beian.server.web;

import cn.beian.filing.Messages;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;

/**
 * The texts of beian-filing, such as the names of roles, states and defects, as messages of the
 * pages.
 */
final class FilingTexts extends AbstractMessageSource {

  @Override
  protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
    String text = resolveCodeWithoutArguments(code, locale);
    return text == null ? null : new MessageFormat(text.replace("'", "''"), locale);
  }

  @Override
  protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
    try {
      return Messages.in(locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.CHINESE)
          .text(code);
    } catch (MissingResourceException e) {
      return null; // a key of nobody: the caller reports it
    }
  }
}

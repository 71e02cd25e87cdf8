package cn.beian.server.web.intake;

import cn.beian.rules.Context.Audience;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What a screen with findings, and those who use an app, are called in the page's language. */
public final class FindingScreen {
  private final MessageSource messages;
  private final Locale locale;

  private FindingScreen(MessageSource messages, Locale locale) {
    this.messages = messages;
    this.locale = locale;
  }

  /** The title of a screen; where it has none, the end of its name. */
  public String of(ScreenFindings one) {
    if (one.name().isEmpty()) {
      return text("testing.screen.whole");
    }
    if (!one.label().isEmpty()) {
      return one.label();
    }
    String name = one.name();
    return one.launch()
        ? text("testing.screen.first")
        : name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
  }

  /** Always in the same order. */
  public List<Audience> inOrder(Set<Audience> users) {
    return Arrays.stream(Audience.values()).filter(users::contains).toList();
  }

  private String text(String key) {
    return messages.getMessage(key, null, locale);
  }

  /** Gives the words to the pages of packages. */
  @ControllerAdvice(basePackageClasses = FindingScreen.class)
  static final class Words {
    private final MessageSource messages;

    Words(MessageSource messages) {
      this.messages = messages;
    }

    @ModelAttribute
    void words(Model model, Locale locale) {
      model.addAttribute("findingScreen", new FindingScreen(messages, locale));
    }
  }
}

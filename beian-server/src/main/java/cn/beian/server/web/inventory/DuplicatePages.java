package cn.beian.server.web.inventory;

import cn.beian.server.inventory.Duplicates;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Entries that may be of one app, and their merging. */
@Controller
class DuplicatePages {
  private final Duplicates duplicates;
  private final MessageSource messages;

  DuplicatePages(Duplicates duplicates, MessageSource messages) {
    this.duplicates = duplicates;
    this.messages = messages;
  }

  @GetMapping("/inventory/duplicates")
  String show(Model model, Locale locale) {
    Form.show(model, Map.of());
    return page(model, locale);
  }

  private String page(Model model, Locale locale) {
    model.addAttribute("pairs", duplicates.pairs());
    model.addAttribute("distinct", duplicates.distinct());
    model.addAttribute("words", new FilingText(messages, locale));
    return "inventory/duplicates";
  }

  /**
   * Merges two entries.
   *
   * @param from one of them, or absent where {@code pair} names both
   * @param pair both; the one that is not {@code into} goes
   */
  @PostMapping("/inventory/duplicates")
  String merge(
      @RequestParam Optional<UUID> from,
      @RequestParam(defaultValue = "") List<UUID> pair,
      @RequestParam UUID into,
      @RequestParam(defaultValue = "false") boolean confirmed,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      duplicates.merge(
          from.or(() -> pair.stream().filter(one -> !one.equals(into)).findFirst()).orElse(into),
          into,
          confirmed);
      return "redirect:/apps/" + into;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(model, locale);
    }
  }

  /** Two that are not the same. */
  @PostMapping("/inventory/duplicates/distinct")
  String dismiss(
      @RequestParam UUID one,
      @RequestParam UUID other,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      duplicates.dismiss(one, other);
      return "redirect:/inventory/duplicates";
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(model, locale);
    }
  }

  /** Lists two again. */
  @PostMapping("/inventory/duplicates/relisted")
  String relist(@RequestParam UUID one, @RequestParam UUID other) {
    duplicates.relist(one, other);
    return "redirect:/inventory/duplicates";
  }
}

package cn.beian.server.web.inventory;

import cn.beian.server.inventory.Duplicates;
import cn.beian.server.inventory.Duplicates.Groups;
import cn.beian.server.inventory.Duplicates.Merge;
import cn.beian.server.inventory.Duplicates.Side;
import cn.beian.server.inventory.RegionNames;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.web.Form;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Entries that may be of one app, and their merging. */
@Controller
class DuplicatePages {
  private final Duplicates duplicates;
  private final RegionNames regions;
  private final MessageSource messages;

  DuplicatePages(Duplicates duplicates, RegionNames regions, MessageSource messages) {
    this.duplicates = duplicates;
    this.regions = regions;
    this.messages = messages;
  }

  @GetMapping("/inventory/duplicates")
  String show(Model model, Locale locale) {
    Form.show(model, Map.of());
    return page(model, locale);
  }

  private String page(Model model, Locale locale) {
    Groups groups = duplicates.groups();
    model.addAttribute("groups", groups.shown());
    model.addAttribute("more", groups.more());
    model.addAttribute(
        "regionNames",
        regions.of(
            groups.shown().stream()
                .flatMap(one -> one.sides().stream())
                .map(Side::region)
                .toList()));
    model.addAttribute("distinct", duplicates.distinct());
    model.addAttribute("words", new FilingText(messages, locale));
    return "inventory/duplicates";
  }

  /**
   * Merges entries.
   *
   * @param same those that are the same as the one that is kept; it may be among them
   */
  @PostMapping("/inventory/duplicates")
  String merge(
      @RequestParam(defaultValue = "") List<UUID> same,
      @RequestParam Optional<UUID> into,
      @RequestParam(defaultValue = "false") boolean confirmed,
      Model model,
      Locale locale,
      RedirectAttributes redirect,
      HttpServletResponse response) {
    try {
      Merge done = duplicates.merge(same, kept(into), confirmed);
      redirect.addFlashAttribute("mergedInto", kept(into).toString());
      redirect.addFlashAttribute("mergedWords", said(done, locale));
      return "redirect:/inventory/duplicates";
    } catch (RejectedInput rejected) {
      return again(rejected, same, into, model, locale, response);
    }
  }

  private String said(Merge done, Locale locale) {
    String gone =
        done.gone().stream()
            .map(one -> text("inventory.merge.name", locale, named(one, locale)))
            .collect(Collectors.joining(text("list.separator", locale)));
    return text("inventory.merge.done", locale, gone, named(done.kept(), locale));
  }

  private String named(String name, Locale locale) {
    return name.isEmpty() ? text("filings.untitled", locale) : name;
  }

  private String text(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  private static UUID kept(Optional<UUID> into) {
    return into.orElseThrow(
        () -> new RejectedInput(List.of(Problem.of("", "inventory.merge.into"))));
  }

  private String again(
      RejectedInput rejected,
      List<UUID> same,
      Optional<UUID> into,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    Map<String, String> input = new HashMap<>();
    same.forEach(one -> input.put("same-" + one, "true"));
    into.ifPresent(one -> input.put("into-" + one, "true"));
    Form.reject(model, input, rejected, response);
    return page(model, locale);
  }

  /** Some of a group that are not the same as the others. */
  @PostMapping("/inventory/duplicates/distinct")
  String separate(
      @RequestParam(defaultValue = "") List<UUID> group,
      @RequestParam(defaultValue = "") List<UUID> same,
      @RequestParam Optional<UUID> into,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      duplicates.separate(group, same);
      return "redirect:/inventory/duplicates";
    } catch (RejectedInput rejected) {
      return again(rejected, same, into, model, locale, response);
    }
  }

  /** Lists two again. */
  @PostMapping("/inventory/duplicates/relisted")
  String relist(@RequestParam UUID one, @RequestParam UUID other) {
    duplicates.relist(one, other);
    return "redirect:/inventory/duplicates";
  }
}

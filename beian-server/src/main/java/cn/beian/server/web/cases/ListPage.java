package cn.beian.server.web.cases;

import cn.beian.server.cases.CaseDesk;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.ui.Model;

/**
 * Where in a list somebody is.
 *
 * @param later whether it is not the first page
 * @param more whether others follow
 */
public record ListPage(boolean later, boolean more) {

  /**
   * The first page, or what comes after a case, as {@code cases} in the model.
   *
   * @param after the last case of the page before
   * @param due when that one was due
   */
  public static void show(
      Model model,
      CaseDesk<?> desk,
      boolean closed,
      Optional<UUID> after,
      Optional<LocalDate> due) {
    List<?> found = desk.page(closed, after, due);
    boolean more = found.size() > CaseDesk.PAGE;
    model.addAttribute("closed", closed);
    model.addAttribute("page", new ListPage(after.isPresent(), more));
    model.addAttribute("cases", more ? found.subList(0, CaseDesk.PAGE) : found);
  }
}

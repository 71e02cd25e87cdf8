package cn.beian.server.web.cases;

import cn.beian.server.cases.CaseDesk;
import org.springframework.ui.Model;

/**
 * Where in a list somebody is.
 *
 * @param number of the page, from 1
 * @param pages at least 1
 */
public record ListPage(int number, int pages) {

  /** The page that was wanted, or the one next to it, as {@code cases} in the model. */
  public static void show(Model model, CaseDesk<?> desk, boolean closed, int wanted) {
    int count = desk.count(closed);
    int pages = Math.max(1, (count + CaseDesk.PAGE - 1) / CaseDesk.PAGE);
    int number = Math.max(1, Math.min(wanted, pages));
    model.addAttribute("closed", closed);
    model.addAttribute("count", count);
    model.addAttribute("page", new ListPage(number, pages));
    model.addAttribute("cases", desk.list(closed, number));
  }
}

package cn.beian.server.web.cases;

import org.springframework.ui.Model;

/**
 * Where in a list somebody is.
 *
 * @param number of the page, from 1
 * @param pages at least 1
 */
public record ListPage(int number, int pages) {

  /** The page that was wanted, or the one next to it; with its count in the model. */
  public static int show(Model model, boolean closed, int count, int rows, int wanted) {
    int pages = Math.max(1, (count + rows - 1) / rows);
    int number = Math.max(1, Math.min(wanted, pages));
    model.addAttribute("closed", closed);
    model.addAttribute("count", count);
    model.addAttribute("page", new ListPage(number, pages));
    return number;
  }
}

package cn.beian.server.web.filings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The order in which the forms of one page were sent. A form holds all answers of its page, so one
 * that was overtaken on the way by a later one has nothing to say any more; saved late, it would
 * undo a correction. Kept with the session, which is where the page is open.
 */
final class FormSteps {
  private static final String ATTRIBUTE = "beian.form-steps";
  private static final int PAGES = 50;

  private final Map<String, Integer> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > PAGES;
        }
      };

  /** Saves a form unless a later one of its page was saved; one without a number always. */
  static void inOrder(HttpServletRequest request, Runnable save) {
    String page = Optional.ofNullable(request.getParameter("page")).orElse("");
    int step = number(Optional.ofNullable(request.getParameter("step")).orElse(""));
    if (page.isEmpty() || step <= 0) {
      save.run();
      return;
    }
    FormSteps steps = of(request.getSession());
    synchronized (steps) { // held while it is saved, else the order could still be turned about
      if (steps.latest.getOrDefault(page, 0) < step) {
        save.run();
        steps.latest.put(page, step);
      }
    }
  }

  private static FormSteps of(HttpSession session) {
    synchronized (FormSteps.class) {
      if (session.getAttribute(ATTRIBUTE) instanceof FormSteps steps) {
        return steps;
      }
      FormSteps made = new FormSteps();
      session.setAttribute(ATTRIBUTE, made);
      return made;
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}

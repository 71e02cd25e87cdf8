package cn.beian.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * What the layout shows as help: the text of a page is {@code help.} and the name of its template,
 * in {@code i18n/help}. A template without text has no help.
 */
final class PageHelp implements HandlerInterceptor {
  /** Where the words of a page are explained, by the beginning of its template's name. */
  private static final Map<String, String> TERMS =
      Map.ofEntries(
          Map.entry("approvals/", "approval"),
          Map.entry("endings/", "shutDown"),
          Map.entry("exceptions/", "exceptionFromAbove"),
          Map.entry("facts/", "fact"),
          Map.entry("filings/", "completeness"),
          Map.entry("inquiries/", "inquiry"),
          Map.entry("revocations/", "revocation"),
          Map.entry("intake/", "finding"),
          Map.entry("portal/", "register"),
          Map.entry("rulebooks/", "rulebook"),
          Map.entry("supervision/", "supervision"),
          Map.entry("work/", "workday"));

  /**
   * The help of a page.
   *
   * @param key of its text
   * @param terms address where its words are explained, empty where there is none
   */
  record Help(String key, Optional<String> terms) {
    /** Of a template. */
    static Help of(String view) {
      return new Help(
          "help." + view.replace('/', '.'),
          TERMS.entrySet().stream()
              .filter(one -> view.startsWith(one.getKey()))
              .map(one -> "/terms#" + one.getValue())
              .findFirst());
    }
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    String view = page == null ? null : page.getViewName();
    if (view != null && !view.contains(":")) {
      request.setAttribute("help", Help.of(view));
    }
  }
}

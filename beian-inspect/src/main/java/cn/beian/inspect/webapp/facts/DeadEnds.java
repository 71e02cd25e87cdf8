package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.webapp.project.KnownRoutes;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import java.util.List;
import java.util.Set;

/**
 * Handlers and links that lead nowhere: to a page that does not exist, or to the word that it will
 * come.
 */
final class DeadEnds {
  private static final Set<String> MOVES =
      Set.of("navigateTo", "redirectTo", "switchTab", "reLaunch");

  private static final Set<String> QUIET =
      Set.of("showToast", "showModal", "toast", "alert", "log", "stopPropagation", "vibrateShort");

  private DeadEnds() {}

  /**
   * Whether a function of that script does nothing but say that something will come, or but repeat
   * what was pressed, or but lead to routes that are none; no where it is not known.
   *
   * @param pressed what a person presses
   */
  static boolean contains(
      ProjectModel app, Handlers handlers, String file, String function, Element pressed) {
    Script script = app.scripts().get(file);
    if (script == null || !script.functions().containsKey(function)) {
      return false;
    }
    List<Call> calls = handlers.callsIn(file, function);
    List<Literal> literals = handlers.literalsIn(file, function);
    if (calls.isEmpty()) {
      return false;
    }
    if (calls.stream().allMatch(call -> QUIET.contains(call.lastName()))) {
      String said = ControlFacts.said(pressed);
      return literals.stream()
          .map(Literal::text)
          .anyMatch(
              text ->
                  Catalogue.bundled().notYet().stream().anyMatch(text::contains)
                      || (!said.isBlank() && text.equals(said)));
    }
    List<Literal> routes =
        literals.stream().filter(each -> MOVES.contains(last(each.call()))).toList();
    return calls.stream()
            .allMatch(call -> MOVES.contains(call.lastName()) || QUIET.contains(call.lastName()))
        && routes.size() == calls.stream().filter(c -> MOVES.contains(c.lastName())).count()
        && routes.stream().allMatch(route -> missing(app, file, route.text()));
  }

  /** Whether an element says where it leads, and no page is there. */
  static boolean contains(ProjectModel app, String file, Element element) {
    String url = element.value("url");
    if (url.isBlank() || url.contains("{{") || !missing(app, file, url)) {
      return false;
    }
    String absolute = ProjectFiles.resolved("", url); // of a folder of pages, not of a server
    String folder = absolute.substring(0, absolute.indexOf('/') + 1);
    return app.routes().known().anyBegins(folder);
  }

  private static String last(String call) {
    return call.substring(call.lastIndexOf('.') + 1);
  }

  /** Whether a route is a whole one and no page has it, wherever its folder begins. */
  private static boolean missing(ProjectModel app, String file, String text) {
    KnownRoutes known = app.routes().known();
    String absolute = ProjectFiles.resolved("", text);
    boolean whole = text.startsWith("/") && !text.endsWith("/") && absolute.contains("/");
    return whole
        && !known.contains(absolute)
        && !known.contains(ProjectFiles.resolved(file, text))
        && !known.anyEnds(absolute);
  }
}

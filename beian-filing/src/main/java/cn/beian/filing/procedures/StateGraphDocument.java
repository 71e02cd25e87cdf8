package cn.beian.filing.procedures;

import cn.beian.filing.Messages;
import cn.beian.filing.Role;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.ChangeGraph;
import cn.beian.filing.states.EndingGraph;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.StateGraph;
import cn.beian.filing.states.SupervisionGraph;
import cn.beian.filing.states.Transition;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The graphs as a Markdown page with Mermaid pictures: {@code docs/design/states.md}. */
public final class StateGraphDocument {
  private static final Messages ZH = Messages.in(Locale.CHINESE);
  private static final Messages EN = Messages.in(Locale.ENGLISH);

  private StateGraphDocument() {}

  /** The whole page, lines ended by {@code \n}. */
  public static String markdown() {
    return """
        # States of applications, records and the other cases

        Drawn from the graphs of `cn.beian.filing.states` by `StateGraphDocument`; a test compares. To draw it again:
        `mvn -pl beian-filing -am test -Dtest=StateGraphDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dbeian.docs.write=true`

        An edge without an actor fires by itself; one whose cause is a passed limit only when that limit is verified and
        its date not provisional, else a person causes the edge beside it. Where another cause has to come before, two
        people act.

        """
        + section("Application", ApplicationGraph.GRAPH)
        + "\n"
        + section("Application for a change of information", ChangeGraph.GRAPH)
        + "\n"
        + section("Record", RecordGraph.GRAPH)
        + "\n"
        + section("Supervision", SupervisionGraph.GRAPH)
        + "\n"
        + section("Request for information", InquiryDeclaration.PROCEDURE.graph())
        + section("Revocation", RevocationDeclaration.PROCEDURE.graph())
        + "\n"
        + section("Ending", EndingGraph.GRAPH)
        + "\n"
        + section("Project approval", ApprovalDeclaration.PROCEDURE.graph())
        + "\n"
        + section("Exception of the upper level", LevelExceptionDeclaration.PROCEDURE.graph());
  }

  private static <S extends Enum<S>, C extends Enum<C>> String section(
      String title, StateGraph<S, C> graph) {
    StringBuilder page = new StringBuilder("## ").append(title).append("\n\n");
    page.append("```mermaid\nstateDiagram-v2\n");
    page.append("  [*] --> ").append(graph.initial()).append('\n');
    for (Transition<S, C> edge : graph.transitions()) {
      page.append(arrow(edge));
    }
    graph.states().stream()
        .filter(graph::terminal)
        .forEach(end -> page.append("  ").append(end).append(" --> [*]\n"));
    page.append("```\n\n| state | 中文 | English |\n|---|---|---|\n");
    for (S state : graph.states()) {
      page.append(row(List.of("`" + state + "`", ZH.text(state), EN.text(state))));
    }
    page.append("\n| from | cause | to | by | requirement | limit |\n|---|---|---|---|---|---|\n");
    for (Transition<S, C> edge : graph.transitions()) {
      page.append(
          row(
              List.of(
                  "`" + edge.from() + "`",
                  ZH.text(edge.cause()) + " · " + EN.text(edge.cause()),
                  "`" + edge.to() + "`",
                  actors(edge),
                  String.join(", ", edge.requirements()),
                  EN.text(edge.deadline().effect())
                      + edge.deadline()
                          .limit()
                          .map(ParameterKey::id)
                          .map(id -> ": `" + id + "`")
                          .orElse(""))));
    }
    return page.toString();
  }

  private static String arrow(Transition<?, ?> edge) {
    return "  " + edge.from() + " --> " + edge.to() + ": " + EN.text(edge.cause()) + "\n";
  }

  private static String actors(Transition<?, ?> edge) {
    return switch (edge.initiator()) {
      case CLOCK, SYSTEM -> "by itself";
      case PUBLIC -> "anybody";
      case ROLE_HOLDER -> roles(edge);
    };
  }

  private static String roles(Transition<?, ?> edge) {
    return edge.actors().stream()
            .sorted()
            .map((Role role) -> EN.text(role))
            .collect(Collectors.joining(edge.joint() ? " **and** " : " or "))
        + edge.proposal()
            .map(cause -> ", not who caused *" + EN.text(cause) + "* before")
            .orElse("");
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}

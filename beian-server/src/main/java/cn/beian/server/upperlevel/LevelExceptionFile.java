package cn.beian.server.upperlevel;

import cn.beian.filing.procedures.LevelExceptionDeclaration;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.DeclaredDraft.Change;
import cn.beian.server.cases.DeclaredFile;
import cn.beian.server.cases.Letter;
import java.util.List;
import java.util.Map;

/** An exception as somebody reads it, with what the upper unit was asked, in order. */
public record LevelExceptionFile(
    DeclaredFile<LevelExceptionState, LevelException> it, List<Asked> asked) {
  public LevelExceptionFile {
    asked = List.copyOf(asked);
  }

  /** The exception of a file. */
  public LevelExceptionFile(DeclaredFile<LevelExceptionState, LevelException> it) {
    this(it, Asked.in(it.steps()));
  }

  public LevelException exception() {
    return it.one();
  }

  /** Whether he reads what the unit writes now; others read it once it is sent. */
  public boolean content() {
    return it.own() || !exception().withUnit();
  }

  /** What was asked before what stands in it now. */
  public List<Asked> before() {
    return exception().withUnit() || asked.isEmpty() ? asked : asked.subList(0, asked.size() - 1);
  }

  /** What differs; nothing where it was never asked before. */
  public List<Change> changes() {
    List<Asked> before = before();
    if (before.isEmpty() || !content()) {
      return List.of();
    }
    Asked last = before.get(before.size() - 1);
    return Change.of(
        LevelExceptionDeclaration.PROCEDURE.draft(),
        Map.of("app", last.app(), "reason", last.reason()),
        Map.of("app", exception().appName(), "reason", exception().reason()));
  }

  /** The name of the app that a letter is about. */
  public String appOf(Letter<LevelExceptionState> letter) {
    return asked.stream()
        .filter(one -> one.place() < letter.place())
        .reduce((first, last) -> last)
        .map(Asked::app)
        .orElse(exception().appName());
  }
}

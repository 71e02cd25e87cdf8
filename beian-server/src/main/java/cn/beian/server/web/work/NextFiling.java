package cn.beian.server.web.work;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.RecordState;
import cn.beian.server.cases.WorkItem;
import cn.beian.server.filings.casefile.AppFiles.AppFile;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.identity.Identity;
import cn.beian.server.records.OutOfScope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How the handler of its unit files an app that has no number, from its page. */
@Component
class NextFiling {
  private final Cases cases;
  private final OutOfScope outOfScope;
  private final Identity identity;

  NextFiling(Cases cases, OutOfScope outOfScope, Identity identity) {
    this.cases = cases;
    this.outOfScope = outOfScope;
    this.identity = identity;
  }

  /**
   * An application to be made anew.
   *
   * @param kind of the one before
   * @param packages with which that was made; none of what has no package
   */
  record Anew(ApplicationKind kind, List<UUID> packages) {}

  /** Whether no application about an app runs. */
  boolean nothingRuns(AppFile file) {
    return applications(file).allMatch(WorkItem::closed);
  }

  /** Where the last application came to nothing, and the reader may make another. */
  Optional<Anew> anew(AppFile file) {
    boolean may =
        file.own()
            && identity.current().has(Role.HANDLER)
            && file.app().state() == RecordState.UNFILED
            && nothingRuns(file);
    return may
        ? applications(file)
            .findFirst()
            .map(WorkItem::caseId)
            .filter(one -> !outOfScope.applications(file.unit().id()).contains(one))
            .map(cases::file)
            .map(NextFiling::likeBefore)
        : Optional.empty();
  }

  private static Anew likeBefore(CaseFile before) {
    return new Anew(
        before.application().kind(),
        before.packages().stream().map(one -> one.submitted().packageId()).toList());
  }

  /** The latest first, what runs before what is closed. */
  private static Stream<WorkItem> applications(AppFile file) {
    return file.cases().stream().filter(one -> one.procedure().equals("application"));
  }
}

package cn.beian.server.supervision;

import cn.beian.facts.FactSet;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.server.filings.filed.FiledApps;
import cn.beian.server.filings.filed.FiledApps.FiledApp;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.testing.Inspections;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What a re-test does to one filed app, at once. */
public final class SupervisionSteps {
  private SupervisionSteps() {}

  /** Looks at once whether a later version shows what a case is about. */
  public static void lookAgain(ApplicationContext server, UUID id) {
    server.getBean(LaterVersions.class).look(id);
  }

  /** What the server does at its start about exemptions on rules that know none. */
  public static void groundless(ApplicationContext server) {
    server.getBean(GroundlessExemptions.class).look();
  }

  /** The case that a version of the rulebook opens for a filed app; empty where it opens none. */
  public static Optional<UUID> open(ApplicationContext server, int version, UUID application) {
    Rulebooks rulebooks = server.getBean(Rulebooks.class);
    Rulebook before = rulebooks.of(rulebooks.version(version - 1).orElseThrow());
    Rulebook after = rulebooks.of(rulebooks.version(version).orElseThrow());
    LocalDate today = OfficialTime.dayOf(server.getBean(Clock.class).instant());
    FiledApp app = server.getBean(FiledApps.class).of(application);
    List<TestedAgain> tested =
        app.packages().stream()
            .map(
                build -> {
                  FactSet facts =
                      server.getBean(Inspections.class).facts(build.stored().id()).orElseThrow();
                  return new TestedAgain(
                      build,
                      RuleEngine.evaluate(facts, build.context(), before, today),
                      RuleEngine.evaluate(facts, build.context(), after, today));
                })
            .toList();
    Optional<UUID> opened =
        server
            .getBean(TransactionTemplate.class)
            .execute(
                status ->
                    server
                        .getBean(SupervisionOpening.class)
                        .open(new Origin.Retest(version), app, tested));
    return opened == null ? Optional.empty() : opened;
  }
}

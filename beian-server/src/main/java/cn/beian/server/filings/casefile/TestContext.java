package cn.beian.server.filings.casefile;

import cn.beian.rules.Context;
import cn.beian.rules.Context.Audience;
import cn.beian.rules.Exemption;
import cn.beian.server.filings.AcceptedExemption;
import cn.beian.server.filings.answers.Exemptions;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.records.Records;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What the rules are told beside a package: declared data, registry snapshot, exemptions. */
@Component
public class TestContext {
  private final ApplicationStore store;
  private final CaseStore cases;
  private final Records records;

  TestContext(ApplicationStore store, CaseStore cases, Records records) {
    this.store = store;
    this.cases = cases;
    this.records = records;
  }

  /** The context of an application as it stands. */
  public Context of(CaseFile file) {
    return of(file, file.application().number().orElse(""));
  }

  /** The same for a build from before the number was given: it cannot show any. */
  public Context beforeNumber(CaseFile file) {
    return of(file, "");
  }

  private Context of(CaseFile file, String number) {
    Set<String> identities = new TreeSet<>();
    file.packages().forEach(one -> identities.add(one.submitted().identity()));
    identities.remove("");
    return new Context(
        new Context.Declared(
            true,
            file.value("app.name"),
            file.sponsor().name(),
            number,
            records.officialNumber(number),
            List.copyOf(identities),
            file.value("app.platforms"),
            users(file.value("app.audience")),
            functions(file),
            criticalInfrastructure(file.value("security.cii"))),
        Optional.of(
            new Context.Registry(
                known(file, identities, number), cases.dataItemsHeld(file.application()))),
        exemptions(file));
  }

  /** Filed packages of these names; its own filing among them only where its number is told. */
  private List<Context.KnownPackage> known(CaseFile file, Set<String> identities, String number) {
    String own = file.application().filing().orElse("");
    return store.known(identities).stream()
        .filter(one -> !number.isEmpty() || !one.number().equals(own))
        .toList();
  }

  /** Accepted ones, as long as the sponsor claims the same. */
  private static List<Exemption> exemptions(CaseFile file) {
    return file.exemptions().stream()
        .map(AcceptedExemption::exemption)
        .filter(one -> Exemptions.claim(one.target(), file.plain()).filter(one::equals).isPresent())
        .toList();
  }

  private static List<String> functions(CaseFile file) {
    return file.answers().values().stream()
        .filter(stored -> stored.question().fieldId().equals("function.description"))
        .map(stored -> stored.answer().value())
        .sorted()
        .toList();
  }

  private static Context.Belongs criticalInfrastructure(String said) {
    return switch (said) {
      case "yes" -> Context.Belongs.YES;
      case "no" -> Context.Belongs.NO;
      default -> Context.Belongs.UNKNOWN;
    };
  }

  private static Set<Audience> users(String audience) {
    return switch (audience) {
      case "ORGAN_STAFF" -> EnumSet.of(Audience.STAFF);
      case "GRASSROOTS_STAFF" -> EnumSet.of(Audience.GRASSROOTS);
      case "ORGAN_AND_GRASSROOTS_STAFF" -> EnumSet.of(Audience.STAFF, Audience.GRASSROOTS);
      case "PUBLIC" -> EnumSet.of(Audience.PUBLIC);
      default -> EnumSet.noneOf(Audience.class);
    };
  }
}

package cn.beian.server.filings;

import cn.beian.rules.Context;
import cn.beian.rules.Context.Audience;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an application tells the rules beside its packages. */
final class TestContext {
  private TestContext() {}

  static Context of(CaseFile file) {
    return new Context(
        new Context.Declared(
            true,
            file.application().appName(),
            file.sponsor().name(),
            file.application().number().orElse(""),
            "",
            file.packages().stream()
                .map(one -> one.submitted().identity())
                .filter(identity -> !identity.isEmpty())
                .sorted()
                .toList(),
            file.value("app.platforms"),
            users(file.value("app.audience")),
            functions(file)),
        Optional.empty(),
        List.of());
  }

  private static List<String> functions(CaseFile file) {
    return file.answers().values().stream()
        .filter(stored -> stored.question().fieldId().equals("function.description"))
        .map(stored -> stored.answer().value())
        .sorted()
        .toList();
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

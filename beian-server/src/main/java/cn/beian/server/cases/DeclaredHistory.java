package cn.beian.server.cases;

import cn.beian.server.cases.DeclaredFile.Happened;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Who did what in a case, and when, as one reader may know it. */
final class DeclaredHistory {
  private final Procedure<?, ?> procedure;
  private final Identity identity;
  private final Person reader;
  private final Map<UUID, Optional<Person>> people = new HashMap<>();
  private final Map<UUID, String> units = new HashMap<>();

  DeclaredHistory(Procedure<?, ?> procedure, Identity identity, Person reader) {
    this.procedure = procedure;
    this.identity = identity;
    this.reader = reader;
  }

  /**
   * The steps in order; several by one person of one name count as the last one.
   *
   * @param own whether what a unit does before it sends something is part of it
   */
  List<Happened> of(List<? extends CaseStep<?>> steps, boolean own) {
    List<CaseStep<?>> known = new ArrayList<>();
    for (CaseStep<?> step : steps) {
      if (own || procedure.read(step)) {
        if (!known.isEmpty() && repeats(known.get(known.size() - 1), step)) {
          known.remove(known.size() - 1);
        }
        known.add(step);
      }
    }
    return known.stream().map(this::happened).toList();
  }

  private static boolean repeats(CaseStep<?> before, CaseStep<?> step) {
    return before.from() == before.to()
        && before.name().equals(step.name())
        && Objects.equals(before.actorId(), step.actorId());
  }

  private Happened happened(CaseStep<?> step) {
    Optional<Person> by = step.actorId().flatMap(this::person);
    return new Happened(
        step.at(),
        step.name(),
        by.map(one -> unit(one.organizationId())).orElse(""),
        by.filter(one -> one.organizationId().equals(reader.organizationId()))
            .map(Person::name)
            .orElse(""));
  }

  private Optional<Person> person(UUID id) {
    return people.computeIfAbsent(id, identity::person);
  }

  private String unit(UUID id) {
    return units.computeIfAbsent(id, one -> identity.organization(one).name());
  }
}

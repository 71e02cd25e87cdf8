package cn.beian.server.identity;

import cn.beian.filing.Messages;
import cn.beian.filing.Role;
import cn.beian.server.identity.AccountActs.Act;
import cn.beian.server.identity.ImportedRow.Outcome;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.TableRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes people of the own unit from the rows of a table, for its administrator: name, login, roles,
 * post, telephone, e-mail. Each row is an act of {@link UnitPeople} by itself, so that one that
 * fails leaves the others as they are.
 */
@Service
public class PeopleImport {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleImport.class);

  /** Most people of a table. */
  public static final int MOST_ROWS = 500;

  /** Login of the example in the template. */
  private static final String EXAMPLE = "lin-example";

  private static final Map<String, Role> ROLES = roles();

  private final UnitPeople people;
  private final Identity identity;
  private final TableImports imports;

  PeopleImport(UnitPeople people, Identity identity, TableImports imports) {
    this.people = people;
    this.identity = identity;
    this.imports = imports;
  }

  private static Map<String, Role> roles() {
    Map<String, Role> roles = new HashMap<>();
    for (Role role : UnitPeople.GIVEN) {
      roles.put(role.name(), role);
      roles.put(Messages.in(Locale.CHINESE).text(role), role);
      roles.put(Messages.in(Locale.ENGLISH).text(role).toUpperCase(Locale.ROOT), role);
    }
    return Map.copyOf(roles);
  }

  /**
   * What became of a row.
   *
   * @param asked what waits for a second person, where it made an account or gave a role
   */
  public record Done(ImportedRow row, Optional<Act.Asked> asked) {}

  /** What would become of each row. */
  public List<ImportedRow> preview(List<TableRow> rows) {
    return plans(rows).stream().map(Plan::row).toList();
  }

  /**
   * Takes a table that was previewed, and keeps what became of its rows, without their codes.
   *
   * @param results how that is written
   * @throws RejectedInput when it was acted on, or is gone
   */
  public List<Done> run(UUID table, Function<List<ImportedRow>, String> results) {
    List<Done> done =
        plans(imports.take(TableImports.Kind.PEOPLE, table).rows()).stream()
            .map(this::act)
            .toList();
    imports.finish(table, results.apply(done.stream().map(Done::row).toList()));
    return done;
  }

  /** A row, whom it names, and whose account it is; null where there is none. */
  private record Plan(ImportedRow row, NewPerson entered, Optional<Person> before) {}

  private List<Plan> plans(List<TableRow> rows) {
    Set<String> logins =
        rows.stream().map(row -> LoginName.folded(row.cell(1))).collect(Collectors.toSet());
    Map<String, Person> known =
        identity.people(Set.of(), logins).stream()
            .collect(Collectors.toMap(Person::login, Function.identity()));
    UnaryOperator<NewPerson> intoUnit = people.intoUnit();
    Set<String> seen = new HashSet<>();
    List<Plan> plans = new ArrayList<>();
    for (TableRow row : rows) {
      String login = LoginName.folded(row.cell(1));
      Optional<Set<Role>> roles = roles(row.cell(2));
      NewPerson entered =
          intoUnit.apply(
              new NewPerson(
                  row.cell(1),
                  row.cell(0),
                  row.cell(3),
                  row.cell(4),
                  row.cell(5),
                  new UUID(0, 0),
                  roles.orElse(Set.of()),
                  ""));
      Optional<Person> before = Optional.ofNullable(known.get(login));
      String refused = row.problem();
      if (refused.isEmpty() && !seen.add(login)) {
        refused = "admin.flag.twice";
      }
      if (refused.isEmpty() && login.equals(EXAMPLE)) {
        refused = "admin.flag.example";
      }
      if (refused.isEmpty() && roles.isEmpty()) {
        refused = "import.role";
      }
      plans.add(new Plan(line(row, entered, before, refused), entered, before));
    }
    return plans;
  }

  private ImportedRow line(
      TableRow row, NewPerson entered, Optional<Person> before, String refused) {
    String named = (row.cell(0) + " " + row.cell(1)).strip();
    if (!refused.isEmpty()) {
      return ImportedRow.refused(row.number(), named, refused);
    }
    List<Problem> problems = entered.problems();
    if (!problems.isEmpty()) {
      return new ImportedRow(
          row.number(),
          named,
          Outcome.REFUSED,
          List.of(),
          problems.stream().map(Problem::key).toList());
    }
    if (before.isEmpty()) {
      return new ImportedRow(row.number(), named, Outcome.NEW, List.of(), List.of());
    }
    Person person = before.get();
    if (!people.manages(person)) {
      boolean own = person.organizationId().equals(entered.organizationId());
      String why = own ? "import.notManaged" : "import.loginTaken";
      return ImportedRow.refused(row.number(), named, why);
    }
    if (!person.active()) {
      return ImportedRow.refused(row.number(), named, "import.left");
    }
    if (!person.name().equals(entered.name().strip())) {
      return ImportedRow.refused(row.number(), named, "import.otherName");
    }
    return person.roles().equals(entered.roles())
        ? new ImportedRow(row.number(), named, Outcome.UNCHANGED, List.of(), List.of())
        : new ImportedRow(
            row.number(),
            named,
            Outcome.CHANGED,
            List.of(new ImportedRow.Change("roles", names(person.roles()), names(entered.roles()))),
            List.of());
  }

  private static String names(Set<Role> roles) {
    return String.join(" ", Rows.names(roles));
  }

  /** The roles that a cell names; empty where one of them is none that he gives. */
  private static Optional<Set<Role>> roles(String cell) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : cell.split("[、,，;；/|+]", -1)) {
      String name = word.strip().toUpperCase(Locale.ROOT);
      Role role = ROLES.get(name);
      if (role == null && !name.isEmpty()) {
        return Optional.empty();
      }
      if (role != null) {
        roles.add(role);
      }
    }
    return Optional.of(roles);
  }

  private Done act(Plan plan) {
    ImportedRow row = plan.row();
    try {
      switch (row.outcome()) {
        case NEW -> {
          return new Done(row, Optional.of(people.invite(plan.entered())));
        }
        case CHANGED -> {
          Person before = plan.before().orElseThrow();
          return people.assign(before.id(), plan.entered().roles()) instanceof Act.Asked asked
              ? new Done(row, Optional.of(asked))
              : new Done(row, Optional.empty());
        }
        case UNCHANGED, REFUSED, TOTAL, NOTE -> {} // nothing to be done
      }
      return new Done(row, Optional.empty());
    } catch (RejectedInput since) { // somebody else was faster
      return refused(row, "import.changedSince");
    } catch (RuntimeException e) { // the codes of the rows before stand nowhere else
      LOG.error("row {} of a table of people failed", row.number(), e);
      return refused(row, "import.failed");
    }
  }

  private static Done refused(ImportedRow row, String why) {
    return new Done(ImportedRow.refused(row.number(), row.name(), why), Optional.empty());
  }
}

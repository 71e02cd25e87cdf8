package cn.beian.server.identity;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.identity.OrganizationRow.Wanted;
import cn.beian.server.identity.Organizations.NewOrganization;
import cn.beian.server.platform.TableRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes units from the rows of a table. A row is the unit whose credit code it has: what differs is
 * changed, what is doubtful is flagged, and what cannot be taken is refused, row by row. {@link
 * #preview} says what {@link #run} would do, and writes nothing.
 */
@Service
public class OrganizationImport {
  /** Most units of a table. */
  public static final int MOST_ROWS = 20_000;

  private final Organizations organizations;
  private final OrganizationTree tree;
  private final OrganizationRows stored;
  private final TableImports imports;

  OrganizationImport(
      Organizations organizations,
      OrganizationTree tree,
      OrganizationRows stored,
      TableImports imports) {
    this.organizations = organizations;
    this.tree = tree;
    this.stored = stored;
    this.imports = imports;
  }

  /** What would become of each row. */
  @Transactional(readOnly = true)
  public List<ImportedRow> preview(List<TableRow> rows) {
    return new Plan(rows).lines();
  }

  /**
   * Takes a table that was previewed, and keeps what became of its rows.
   *
   * @param results how that is written
   * @throws cn.beian.server.platform.RejectedInput when it was acted on, or is gone
   */
  @Transactional
  public void run(UUID table, Function<List<ImportedRow>, String> results) {
    imports.finish(table, results.apply(run(imports.take(TableImports.Kind.UNITS, table).rows())));
  }

  /** Takes the rows; what became of each. */
  @Transactional
  public List<ImportedRow> run(List<TableRow> rows) {
    organizations.lockTree();
    Plan plan = new Plan(rows);
    plan.write();
    return plan.lines();
  }

  /** What a table asks for, compared with the units that there are. */
  private final class Plan {
    private final List<Wanted> wanted;
    private final Map<String, Organization> byCode;
    private final Map<String, Organization> byName;
    private final Map<UUID, Organization> parents;
    private final Map<String, Integer> first = new HashMap<>();
    private final Map<String, String> above = new HashMap<>();
    private final List<ImportedRow> lines = new ArrayList<>();

    /** Rows to write, by their place. */
    private final Map<Integer, @Nullable Organization> writes = new HashMap<>();

    Plan(List<TableRow> rows) {
      wanted = stored.withUpperCodes(rows.stream().map(OrganizationRow::read).toList());
      Set<String> codes = new HashSet<>();
      Set<String> names = new HashSet<>();
      for (Wanted one : wanted) {
        codes.add(one.creditCode());
        codes.add(one.parent());
        if (!one.codeValid()) {
          names.add(one.name());
        }
      }
      codes.remove("");
      byCode = stored.byCode(codes);
      byName = stored.byName(names);
      List<Organization> all = new ArrayList<>(byCode.values());
      all.addAll(byName.values());
      parents = stored.parents(all);
      for (int i = 0; i < wanted.size(); i++) {
        Wanted one = wanted.get(i);
        if (one.refused().isEmpty() && one.codeValid()) {
          first.putIfAbsent(one.creditCode(), i);
        }
      }
      readPaths();
      for (int i = 0; i < wanted.size(); i++) {
        lines.add(line(i, wanted.get(i)));
      }
    }

    List<ImportedRow> lines() {
      return List.copyOf(lines);
    }

    /** Who is above whom, by credit code: as it is, and as the table wants it. */
    private void readPaths() {
      Map<UUID, Organization> units = new HashMap<>();
      byCode.values().forEach(one -> units.put(one.id(), one));
      tree.above(units.keySet())
          .forEach(
              (id, path) -> {
                Organization lower = units.get(id);
                for (int i = path.size() - 1; i >= 0 && lower != null; i--) {
                  above.put(key(lower), key(path.get(i)));
                  lower = path.get(i);
                }
              });
      for (Wanted one : wanted) {
        if (one.refused().isEmpty() && one.codeValid() && knows(one.parent())) {
          above.put(one.creditCode(), one.parent());
        }
      }
    }

    private static String key(Organization unit) {
      return CreditCode.read(unit.creditCode()).valid() ? unit.creditCode() : unit.id().toString();
    }

    private boolean knows(String code) {
      return byCode.containsKey(code) || first.containsKey(code);
    }

    /** Whether a path upwards comes back to where it began, or does not end. */
    private boolean circles(String code) {
      String now = code;
      for (int i = 0; i < OrganizationTree.DEEPEST; i++) {
        String next = above.get(now);
        if (next == null) {
          return false;
        }
        if (next.equals(code)) {
          return true;
        }
        now = next;
      }
      return true;
    }

    private ImportedRow line(int place, Wanted one) {
      if (!one.refused().isEmpty()) {
        return ImportedRow.refused(one.number(), one.name(), one.refused());
      }
      if (one.codeValid() && first.getOrDefault(one.creditCode(), place) != place) {
        return ImportedRow.refused(one.number(), one.name(), "admin.flag.twice");
      }
      List<String> flags = new ArrayList<>(one.flags());
      boolean parentKnown = knows(one.parent());
      if (!one.parent().isEmpty() && !parentKnown) {
        if (!flags.contains("admin.flag.parentNames")) {
          flags.add("admin.flag.parent");
        }
      } else if (parentKnown && one.codeValid() && circles(one.creditCode())) {
        return ImportedRow.refused(one.number(), one.name(), "admin.flag.circle");
      }
      Organization before = before(one);
      if (before == null) {
        writes.put(place, null);
        return new ImportedRow(one.number(), one.name(), ImportedRow.Outcome.NEW, List.of(), flags);
      }
      List<ImportedRow.Change> changes = changes(before, one);
      if (changes.isEmpty()) {
        return new ImportedRow(
            one.number(), one.name(), ImportedRow.Outcome.UNCHANGED, List.of(), List.of());
      }
      writes.put(place, before);
      return new ImportedRow(one.number(), one.name(), ImportedRow.Outcome.CHANGED, changes, flags);
    }

    private @Nullable Organization before(Wanted one) {
      return one.codeValid()
          ? byCode.get(one.creditCode())
          : byName.get(OrganizationRows.key(one.name(), one.creditCode(), one.division()));
    }

    private List<ImportedRow.Change> changes(Organization before, Wanted one) {
      List<ImportedRow.Change> changes = new ArrayList<>();
      add(changes, "name", before.name(), one.name());
      one.level().ifPresent(level -> add(changes, "level", before.level().name(), level.name()));
      one.kind().ifPresent(kind -> add(changes, "kind", before.kind().name(), kind.name()));
      if (one.divisionValid()) {
        add(changes, "division", before.division(), one.division());
      }
      if (knows(one.parent())) {
        Organization parent = parent(before);
        add(changes, "parent", parent == null ? "" : key(parent), one.parent());
      }
      return changes;
    }

    private @Nullable Organization parent(Organization unit) {
      UUID id = unit.parentId();
      return id == null ? null : parents.get(id);
    }

    private static void add(
        List<ImportedRow.Change> changes, String field, String before, String after) {
      if (!before.equals(after)) {
        changes.add(new ImportedRow.Change(field, before, after));
      }
    }

    /** Units above come before those below them. */
    void write() {
      Map<String, UUID> made = new HashMap<>();
      Collection<Integer> left = new ArrayList<>(writes.keySet().stream().sorted().toList());
      while (!left.isEmpty()) {
        Collection<Integer> later = new ArrayList<>();
        for (int place : left) {
          Wanted one = wanted.get(place);
          boolean waits =
              !byCode.containsKey(one.parent())
                  && first.containsKey(one.parent())
                  && !made.containsKey(one.parent());
          if (waits) {
            later.add(place);
          } else {
            UUID id = write(one, writes.get(place), made, lines.get(place));
            if (one.codeValid()) { // no unit is above another by a code that it does not have
              made.put(one.creditCode(), id);
            }
          }
        }
        if (later.size() == left.size()) {
          throw new IllegalStateException("rows that wait for one another");
        }
        left = later;
      }
    }

    private UUID write(
        Wanted one, @Nullable Organization before, Map<String, UUID> made, ImportedRow line) {
      Organization known = byCode.get(one.parent());
      UUID parent = known == null ? made.get(one.parent()) : known.id();
      if (before == null) {
        OrganizationLevel level = one.level().orElseGet(one::usualLevel);
        NewOrganization unit =
            new NewOrganization(
                one.name(),
                one.creditCode(),
                level,
                one.kind().orElse(OrganizationRow.UNKNOWN_KIND),
                one.division(),
                parent,
                Route.of(level));
        return organizations.accept(unit, line.flags()).id();
      }
      OrganizationLevel level = one.level().orElse(before.level());
      boolean usualRoute = before.route() == Route.of(before.level());
      organizations.change(
          before,
          new NewOrganization(
              one.name(),
              before.creditCode(),
              level,
              one.kind().orElse(before.kind()),
              one.divisionValid() ? one.division() : before.division(),
              parent == null ? before.parentId() : parent,
              usualRoute ? Route.of(level) : before.route()),
          line.flags());
      return before.id();
    }
  }
}

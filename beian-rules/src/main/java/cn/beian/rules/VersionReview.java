package cn.beian.rules;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.rules.ShownPages.Page;
import cn.beian.rules.VersionComparison.Difference;
import cn.beian.rules.VersionComparison.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares two versions, aspect after aspect. */
final class VersionReview {
  /** Fewer new pages are no other app, whatever their share. */
  private static final int MANY_PAGES = 3;

  private static final int MAX_NAMED = 5;

  /** Purposes of components that serve the makers alone. */
  private static final Set<String> LIBRARIES = Set.of("library", "user interface", "cryptography");

  /** Addresses of the device itself and of many at once (RFC 1122, RFC 5771). */
  private static final Pattern OWN =
      Pattern.compile("(127|0|22[4-9]|23[0-9])(\\.[0-9]+){3}|www\\.w3\\.org");

  private final FactSet before;
  private final FactSet after;
  private final Context context;
  private final Rulebook rulebook;
  private final LocalDate asOf;
  private final ShownPages pagesBefore;
  private final ShownPages pagesAfter;
  private final PagePairs pairs;
  private final AskedItems itemsBefore;
  private final List<Change> changes = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();

  VersionReview(
      FactSet before, FactSet after, Context declared, Rulebook rulebook, LocalDate asOf) {
    this.before = before;
    this.after = after;
    this.context = forDetection(declared);
    this.rulebook = rulebook;
    this.asOf = asOf;
    this.pagesBefore = new ShownPages(before, rulebook);
    this.pagesAfter = new ShownPages(after, rulebook);
    this.pairs = new PagePairs(pagesBefore, pagesAfter);
    this.itemsBefore = new AskedItems(before, rulebook);
  }

  /**
   * What is there is asked, not whether it is excused: no exemptions, users as strict as can be.
   */
  private static Context forDetection(Context context) {
    Context.Declared said = context.declared();
    Context.Declared declared =
        new Context.Declared(
            true,
            said.appName(),
            said.sponsorName(),
            said.filingNumber(),
            said.officialNumber(),
            said.packageIds(),
            said.platform(),
            EnumSet.allOf(Context.Audience.class),
            said.functions());
    return new Context(declared, Optional.empty(), List.of());
  }

  VersionComparison comparison() {
    packageName();
    name();
    functions();
    pages();
    texts();
    items();
    accesses();
    sdks();
    domains();
    signers();
    differ(Aspect.COMPONENTS, VersionReview::components);
    differ(Aspect.CALLED_APIS, facts -> names(facts, FactKind.API_CALL));
    order();
    changes.sort(Comparator.comparing(Change::due).reversed());
    return new VersionComparison(
        Version.of(before),
        Version.of(after),
        rulebook.version(),
        asOf,
        changes,
        differences.stream().sorted(Comparator.comparing(Difference::aspect)).toList());
  }

  // --- differences

  private Difference differ(Aspect aspect, Function<FactSet, Set<String>> of) {
    return differ(aspect, of.apply(before), of.apply(after));
  }

  private Difference differ(Aspect aspect, Set<String> earlier, Set<String> later) {
    Difference difference =
        new Difference(aspect, without(later, earlier), without(earlier, later));
    if (!difference.added().isEmpty() || !difference.missing().isEmpty()) {
      differences.add(difference);
    }
    return difference;
  }

  private static List<String> without(Collection<String> some, Set<String> others) {
    return some.stream().filter(one -> !others.contains(one)).sorted().toList();
  }

  private static Set<String> names(FactSet facts, FactKind kind) {
    return facts.of(kind).stream().map(fact -> fact.text(Field.NAME)).collect(Collectors.toSet());
  }

  private static Set<String> components(FactSet facts) {
    return facts.of(FactKind.COMPONENT).stream()
        .map(
            fact ->
                fact.text(Field.TYPE)
                    + " "
                    + fact.text(Field.NAME)
                    + (fact.flag(Field.EXPORTED).orElse(false) ? " exported" : ""))
        .collect(Collectors.toSet());
  }

  // --- changes

  private void change(Proposal due, String code, Map<String, String> params, List<Fact> facts) {
    changes.add(Change.of(due, reason(code, params), evidence(facts)));
  }

  private static Reason reason(String code, Map<String, String> params) {
    return new Reason("version." + code, params);
  }

  private static List<Evidence> evidence(List<Fact> facts) {
    return facts.stream()
        .limit(Finding.MAX_EVIDENCE)
        .map(
            fact ->
                new Evidence(
                    fact.at(),
                    Evaluator.screen(fact),
                    seen(fact),
                    "",
                    fact.kind(),
                    Reason.of("why." + fact.kind().jsonName(), "term", "")))
        .toList();
  }

  /** What a person sees of it, else what the code says. */
  private static String seen(Fact fact) {
    String text = ShownPages.text(fact);
    return text.isEmpty() ? RuleRun.text(fact, "") : RuleRun.cut(text, "");
  }

  /** The first few, and how many more there are. */
  private static Map<String, String> named(String param, Collection<String> all) {
    String some = all.stream().limit(MAX_NAMED).collect(Collectors.joining("、"));
    return Map.of(
        param, some + (all.size() > MAX_NAMED ? " …" : ""), "count", String.valueOf(all.size()));
  }

  private void packageName() {
    Difference difference =
        differ(
            Aspect.PACKAGE,
            facts -> facts.identity("package").stream().collect(Collectors.toSet()));
    if (!difference.added().isEmpty() && !difference.missing().isEmpty()) {
      change(
          Proposal.MAJOR_CHANGE,
          "package.other",
          Map.of("before", difference.missing().get(0), "after", difference.added().get(0)),
          List.of());
    }
  }

  private void name() {
    Difference difference = differ(Aspect.APP_NAME, VersionReview::labels);
    if (!difference.added().isEmpty() && !difference.missing().isEmpty()) {
      change(
          Proposal.INFORMATION_CHANGE,
          "name",
          Map.of(
              "before",
              String.join("、", difference.missing()),
              "after",
              String.join("、", difference.added())),
          List.of());
    }
  }

  private static Set<String> labels(FactSet facts) {
    return facts.of(FactKind.IDENTITY).stream()
        .filter(fact -> fact.text(Field.NAME).equals("label"))
        .map(fact -> fact.text(Field.VALUE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * A version that is not later is no version to file, or the two were given the wrong way round.
   */
  private void order() {
    Optional<Long> earlier = code(before);
    Optional<Long> later = code(after);
    if (earlier.isPresent() && later.isPresent() && later.get() < earlier.get()) {
      change(
          Proposal.NOTHING_DUE,
          "order",
          Map.of("before", earlier.get().toString(), "after", later.get().toString()),
          List.of());
    }
  }

  private static Optional<Long> code(FactSet facts) {
    return facts
        .identity("version_code")
        .filter(code -> code.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  /** Functions that have to be explained, found by the rules on both versions. */
  private void functions() {
    Map<String, Finding> earlier = formalism(before);
    Map<String, Finding> later = formalism(after);
    later.forEach((id, now) -> function(id, Optional.ofNullable(earlier.get(id)), now));
    earlier.forEach(
        (id, once) -> {
          if (!later.containsKey(id) && once.evidence().stream().anyMatch(one -> gone(one))) {
            function(Proposal.INFORMATION_CHANGE, "function.gone", id, once.evidence());
          }
        });
    differ(Aspect.FUNCTIONS, rules("version.function.gone"), rules("version.function.gained"));
  }

  /** The rules that changes of that code name. */
  private Set<String> rules(String code) {
    return changes.stream()
        .map(Change::reason)
        .filter(reason -> reason.code().equals(code))
        .map(reason -> reason.params().getOrDefault("rule", ""))
        .collect(Collectors.toSet());
  }

  private Map<String, Finding> formalism(FactSet facts) {
    return RuleEngine.findings(RuleGroup.FORM, facts, context, rulebook, asOf).stream()
        .filter(
            finding -> finding.outcome() == Outcome.VIOLATION && finding.effect() != Effect.ADVISE)
        .collect(
            Collectors.toMap(
                Finding::ruleId, Function.identity(), (one, same) -> one, LinkedHashMap::new));
  }

  /**
   * A function that is found now and was not before is new only where something shown of it is:
   * names in code may have come back from a minifier.
   */
  private void function(String id, Optional<Finding> once, Finding now) {
    List<Evidence> fresh = now.evidence().stream().filter(this::fresh).toList();
    if (fresh.isEmpty()) {
      return;
    }
    if (once.isEmpty()) {
      function(Proposal.MAJOR_CHANGE, "function.gained", id, fresh);
    } else if (now.blocks() && !once.get().blocks()) {
      function(Proposal.MAJOR_CHANGE, "function.pressed", id, fresh);
    }
  }

  private void function(Proposal due, String code, String id, List<Evidence> evidence) {
    LocalText title = rulebook.rule(id).map(Rule::title).orElseGet(() -> new LocalText(id, id));
    changes.add(new Change(due, reason(code, Map.of("rule", id)), title, evidence));
  }

  private boolean fresh(Evidence evidence) {
    String text = shown(evidence);
    Page page = pagesAfter.byName().get(evidence.screen());
    return !text.isEmpty()
        && (!pagesBefore.shows(evidence.kind(), text) || (page != null && pairs.isNew(page)));
  }

  private boolean gone(Evidence evidence) {
    String text = shown(evidence);
    return !text.isEmpty() && !pagesAfter.shows(evidence.kind(), text);
  }

  /** What a person sees of a piece of evidence: not the handler, not a name in code. */
  private static String shown(Evidence evidence) {
    String text = evidence.text();
    return switch (evidence.kind()) {
      case UI_TEXT -> text;
      case CONTROL -> {
        int handler = text.lastIndexOf(" → ");
        yield (handler < 0 ? text : text.substring(0, handler)).strip();
      }
      case SCREEN -> text.equals(evidence.screen()) ? "" : text;
      default -> "";
    };
  }

  private void pages() {
    List<Page> added = pairs.added();
    List<Page> missing = pairs.missing();
    differ(Aspect.PAGES, titles(missing), titles(added));
    long all = pagesAfter.all().stream().filter(page -> !page.words.isEmpty()).count();
    List<Page> plain = new ArrayList<>();
    for (Page page : added) {
      Map<String, List<Fact>> asked = asked(page);
      if (asked.isEmpty()) {
        plain.add(page);
      } else {
        Map<String, String> params = new TreeMap<>(named("items", asked.keySet()));
        params.put("page", page.title());
        List<Fact> fields = asked.values().stream().flatMap(List::stream).distinct().toList();
        boolean askedBefore = itemsBefore.byItem().keySet().containsAll(asked.keySet());
        change(
            askedBefore ? Proposal.INFORMATION_CHANGE : Proposal.MAJOR_CHANGE,
            "page.form",
            params,
            fields);
      }
    }
    if (added.size() >= MANY_PAGES && added.size() * 3L >= all) {
      Map<String, String> params = new TreeMap<>(named("pages", titles(added)));
      params.put("total", String.valueOf(all));
      change(Proposal.MAJOR_CHANGE, "pages.many", params, firsts(added));
    } else if (!plain.isEmpty()) {
      change(
          Proposal.INFORMATION_CHANGE,
          "pages.gained",
          named("pages", titles(plain)),
          firsts(plain));
    }
    List<Page> blank = pairs.addedBlank();
    if (!blank.isEmpty()) {
      change(
          Proposal.INFORMATION_CHANGE, "pages.blank", named("pages", titles(blank)), firsts(blank));
    }
    if (!missing.isEmpty()) {
      change(
          Proposal.INFORMATION_CHANGE,
          "pages.gone",
          named("pages", titles(missing)),
          firsts(missing));
    }
  }

  private static Set<String> titles(List<Page> pages) {
    return pages.stream().map(Page::title).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Fact> firsts(List<Page> pages) {
    return pages.stream().map(page -> page.first()).toList();
  }

  /** What a page asks people that the dictionary knows: what is of a person or a unit. */
  private Map<String, List<Fact>> asked(Page page) {
    AskedItems asked = new AskedItems(FactSet.of(after.header(), page.facts), rulebook);
    Map<String, List<Fact>> known = new TreeMap<>(asked.byItem());
    known.keySet().removeIf(item -> !asked.isKnown(item));
    return known;
  }

  private void texts() {
    differ(
        Aspect.TEXTS,
        beside(pagesBefore.texts(), pagesAfter.texts()),
        beside(pagesAfter.texts(), pagesBefore.texts()));
  }

  /** The texts of the first that the second does not show in any spelling. */
  private static Set<String> beside(Map<String, String> some, Map<String, String> others) {
    return some.entrySet().stream()
        .filter(text -> !others.containsKey(text.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  private void items() {
    AskedItems later = new AskedItems(after, rulebook);
    Difference difference =
        differ(Aspect.DATA_ITEMS, itemsBefore.byItem().keySet(), later.byItem().keySet());
    List<String> others = new ArrayList<>();
    for (String item : difference.added()) {
      if (later.isKnown(item)) {
        change(
            Proposal.INFORMATION_CHANGE,
            "item.personal",
            Map.of("item", item),
            later.byItem().getOrDefault(item, List.of()));
      } else {
        others.add(item);
      }
    }
    if (!others.isEmpty()) {
      change(
          Proposal.INFORMATION_CHANGE,
          "items.other",
          named("items", others),
          others.stream()
              .flatMap(item -> later.byItem().getOrDefault(item, List.of()).stream())
              .toList());
    }
  }

  private void accesses() {
    differ(Aspect.PERMISSIONS, facts -> names(facts, FactKind.PERMISSION));
    Map<DeviceAccess, List<Fact>> earlier = accesses(before);
    accesses(after)
        .forEach((access, facts) -> access(access, earlier.getOrDefault(access, List.of()), facts));
  }

  private static Map<DeviceAccess, List<Fact>> accesses(FactSet facts) {
    Map<DeviceAccess, List<Fact>> byAccess = new EnumMap<>(DeviceAccess.class);
    Stream.of(FactKind.PERMISSION, FactKind.API_CALL)
        .flatMap(kind -> facts.of(kind).stream())
        .forEach(
            fact ->
                DeviceAccess.of(fact)
                    .ifPresent(
                        access ->
                            byAccess.computeIfAbsent(access, a -> new ArrayList<>()).add(fact)));
    return byAccess;
  }

  private void access(DeviceAccess access, List<Fact> once, List<Fact> now) {
    boolean permitted = has(FactKind.PERMISSION, now);
    boolean used = has(FactKind.API_CALL, now);
    boolean newlyPermitted = permitted && !has(FactKind.PERMISSION, once);
    boolean newlyUsed = used && !has(FactKind.API_CALL, once);
    if (!newlyPermitted && !newlyUsed) {
      return;
    }
    String code = newlyPermitted ? used ? "access.gained" : "access.unused" : "access.used";
    String purpose =
        now.stream()
            .map(fact -> fact.text(Field.REASON))
            .filter(reason -> !reason.isEmpty())
            .findFirst()
            .orElse("");
    Map<String, String> params = purpose.isEmpty() ? Map.of() : Map.of("purpose", purpose);
    changes.add(
        new Change(
            Proposal.INFORMATION_CHANGE,
            reason(purpose.isEmpty() ? code : code + ".purpose", params),
            access.title(),
            evidence(now)));
  }

  private static boolean has(FactKind kind, List<Fact> facts) {
    return facts.stream().anyMatch(fact -> fact.kind() == kind);
  }

  /** A library is a difference, no change of the record. */
  private void sdks() {
    Difference difference = differ(Aspect.SDKS, facts -> names(facts, FactKind.SDK));
    for (String name : difference.added()) {
      List<Fact> facts =
          after.of(FactKind.SDK).stream()
              .filter(fact -> fact.text(Field.NAME).equals(name))
              .toList();
      String purpose = facts.get(0).text(Field.PURPOSE);
      if (!purpose.isEmpty() && !LIBRARIES.contains(purpose)) {
        change(
            Proposal.INFORMATION_CHANGE,
            "sdk",
            Map.of("sdk", name, "vendor", facts.get(0).text(Field.VENDOR), "purposes", purpose),
            facts);
      }
    }
  }

  private void domains() {
    Difference difference = differ(Aspect.DOMAINS, VersionReview::domains);
    if (!difference.added().isEmpty()) {
      change(
          Proposal.INFORMATION_CHANGE,
          "domains",
          named("domains", difference.added()),
          after.of(FactKind.DOMAIN).stream()
              .filter(fact -> difference.added().contains(fact.text(Field.NAME)))
              .toList());
    }
  }

  /** What the app's own code may connect to: no address of the device itself, no name space. */
  private static Set<String> domains(FactSet facts) {
    return facts.of(FactKind.DOMAIN).stream()
        .filter(fact -> fact.origin() == Origin.APP)
        .map(fact -> fact.text(Field.NAME))
        .filter(
            name -> name.indexOf('.') > 0 && !name.endsWith(".") && !OWN.matcher(name).matches())
        .collect(Collectors.toSet());
  }

  private void signers() {
    Difference difference =
        differ(Aspect.SIGNER, facts -> signers(facts, Set.of("signer", "debug")));
    boolean signedBefore = !signers(before, Set.of("signer", "debug")).isEmpty();
    boolean signedAfter = !signers(after, Set.of("signer", "debug")).isEmpty();
    List<Fact> evidence = after.of(FactKind.CERTIFICATE);
    if (difference.added().isEmpty() && difference.missing().isEmpty()) {
      return;
    }
    String code =
        !signedAfter
            ? "signer.gone"
            : !signedBefore
                ? "signer.gained"
                : signers(after, Set.of("earlier_signer")).containsAll(difference.missing())
                        && !difference.missing().isEmpty()
                    ? "signer.rotated"
                    : "signer.other";
    change(Proposal.INFORMATION_CHANGE, code, Map.of(), evidence);
  }

  private static Set<String> signers(FactSet facts, Set<String> roles) {
    return facts.of(FactKind.CERTIFICATE).stream()
        .filter(fact -> roles.contains(fact.text(Field.ROLE)))
        .map(fact -> fact.text(Field.SHA256))
        .collect(Collectors.toSet());
  }
}

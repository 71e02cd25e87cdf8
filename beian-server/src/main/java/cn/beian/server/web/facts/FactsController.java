package cn.beian.server.web.facts;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.PackageHeader;
import cn.beian.report.sbom.Sbom;
import cn.beian.rules.book.Rulebook;
import cn.beian.server.filings.answers.DeclaredData;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.filed.PackageReaders;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.CompanionBuilds;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.StoredFacts;
import cn.beian.server.testing.TestRuns;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.web.intake.AppSummary;
import cn.beian.server.web.intake.BesideFiled;
import cn.beian.server.web.intake.ComponentsView;
import cn.beian.server.web.intake.SbomFile;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was read from a package, in pages; for its unit and for those who may read its case. */
@Controller
@RequestMapping("/packages/{id}/facts")
class FactsController {
  /** The parts that have a page of their own, in the order of the navigation. */
  static final List<String> SECTIONS =
      List.of("", "screens", "inputs", "permissions", "sdks", "components", "domains", "search");

  private static final int ROWS_A_PAGE = 50;
  private static final int LONGEST_QUERY = 200;
  private static final Set<FactKind> PARTIES =
      EnumSet.of(FactKind.SDK, FactKind.NATIVE_LIB, FactKind.HOT_UPDATE, FactKind.PACKER);

  private final PackageReaders readers;
  private final Inspections inspections;
  private final CompanionBuilds companions;
  private final TestRuns tests;
  private final BesideFiled filed;
  private final AuditTrail audit;
  private final Identity identity;
  private final MessageSource messages;
  private final Clock clock;

  FactsController(
      PackageReaders readers,
      Inspections inspections,
      CompanionBuilds companions,
      TestRuns tests,
      BesideFiled filed,
      AuditTrail audit,
      Identity identity,
      MessageSource messages,
      Clock clock) {
    this.readers = readers;
    this.inspections = inspections;
    this.companions = companions;
    this.tests = tests;
    this.filed = filed;
    this.audit = audit;
    this.identity = identity;
    this.messages = messages;
    this.clock = clock;
  }

  @ModelAttribute
  void words(Model model, Locale locale) {
    model.addAttribute("words", new FactWords(messages, locale));
  }

  @GetMapping
  String overview(@PathVariable UUID id, Model model) {
    PackageView view = PackageView.of(open(id, "", model));
    model.addAttribute("view", view);
    model.addAttribute("now", clock.instant());
    StoredPackage upload = readers.require(id).stored();
    model.addAttribute(
        "compared",
        filed
            .of(upload, PackageAnswers.member(view.header().format(), view.packageId()))
            .orElse(null));
    model.addAttribute("beside", companions.of(id).orElse(null));
    return "facts/overview";
  }

  @GetMapping("/screens")
  String screens(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String screen,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    StoredFacts facts = open(id, "screens", model);
    if (screen.isEmpty()) {
      model.addAttribute("page", ScreenReader.page(facts, page));
      return "facts/screens";
    }
    ScreenReader.One one = ScreenReader.one(facts, screen, page).orElseThrow();
    model.addAttribute("screen", one.screen());
    model.addAttribute("page", one.texts());
    model.addAttribute("controls", one.controls());
    model.addAttribute("inputs", one.inputs());
    return "facts/screen";
  }

  @GetMapping("/inputs")
  String inputs(@PathVariable UUID id, @RequestParam(defaultValue = "1") int page, Model model) {
    Rulebook rulebook = tests.rulebook();
    List<Fact> telling = new ArrayList<>();
    PackageHeader header =
        open(id, "inputs", model)
            .read(
                DeclaredData.KINDS,
                "",
                fact -> {
                  if (DeclaredData.tells(fact, rulebook)) {
                    telling.add(fact);
                  }
                });
    FactSet read = FactSet.of(header, telling);
    model.addAttribute("data", DeclaredData.of(read, rulebook));
    model.addAttribute("page", Paged.of(read.of(FactKind.FORM_FIELD), page, ROWS_A_PAGE));
    return "facts/inputs";
  }

  @GetMapping("/permissions")
  String permissions(
      @PathVariable UUID id, @RequestParam(defaultValue = "1") int page, Model model) {
    List<PermissionView> all =
        PermissionView.of(open(id, "permissions", model), tests.rulebook().deviceAccesses());
    model.addAttribute("page", Paged.of(all, page, ROWS_A_PAGE));
    return "facts/permissions";
  }

  @GetMapping("/sdks")
  String sdks(@PathVariable UUID id, @RequestParam(defaultValue = "1") int page, Model model) {
    Paged<Fact> rows = new Paged<>(page, ROWS_A_PAGE);
    open(id, "sdks", model).read(PARTIES, "", rows::add);
    model.addAttribute("page", rows);
    return "facts/sdks";
  }

  /** Of what the package is made. */
  @GetMapping("/components")
  String components(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String group,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    StoredFacts stored = open(id, "components", model);
    FactSet facts = stored.of(Sbom.KINDS);
    Sbom sbom = Sbom.of(facts, stored.digest());
    model.addAttribute(
        "page", ComponentsView.of(sbom, facts, new ComponentsView.Asked(q, group, page)));
    return "facts/components";
  }

  /** The same as CycloneDX. */
  @GetMapping("/components/sbom")
  void sbom(@PathVariable UUID id, Model model, HttpServletResponse response) throws IOException {
    StoredFacts stored = open(id, "components", model);
    SbomFile.send(Sbom.of(stored.of(Sbom.KINDS), stored.digest()), response);
  }

  @GetMapping("/domains")
  String domains(@PathVariable UUID id, @RequestParam(defaultValue = "1") int page, Model model) {
    List<DomainView> all = DomainView.of(open(id, "domains", model));
    model.addAttribute("own", all.stream().filter(DomainView::own).count());
    model.addAttribute("page", Paged.of(all, page, ROWS_A_PAGE));
    return "facts/domains";
  }

  /**
   * Finds facts by their text.
   *
   * @param kind JSON name of a kind; all kinds where it is none
   */
  @GetMapping("/search")
  String search(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    StoredFacts facts = open(id, "search", model);
    String sought = q.strip().substring(0, Math.min(LONGEST_QUERY, q.strip().length()));
    Optional<FactKind> only = FactKind.named(kind);
    Paged<Fact> found = new Paged<>(page, ROWS_A_PAGE);
    if (!sought.isEmpty() || only.isPresent()) {
      facts.read(only.map(Set::of).orElse(EnumSet.allOf(FactKind.class)), sought, found::add);
      model.addAttribute("page", found);
    }
    model.addAttribute("q", sought);
    model.addAttribute("kind", only.map(FactKind::jsonName).orElse(""));
    model.addAttribute("factKinds", FactKind.values());
    return "facts/search";
  }

  /** The facts as they are stored: canonical NDJSON, whose SHA-256 is the digest of record. */
  @GetMapping("/export")
  void export(@PathVariable UUID id, Model model, HttpServletResponse response) throws IOException {
    StoredFacts facts = open(id, "", model);
    audit.record("facts.exported", id.toString(), "facts sha256 " + facts.digest());
    response.setContentType("application/x-ndjson");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"beian-facts-" + facts.digest().substring(0, 12) + ".ndjson\"");
    facts.copyTo(response.getOutputStream());
  }

  /** A supervisor reads what was read from a package, and the case of supervision, no filing. */
  private boolean readsCases() {
    return identity.currentIfAny().filter(me -> AccessRules.opens(me, "/cases/x")).isPresent();
  }

  private StoredFacts open(UUID id, String section, Model model) {
    PackageReaders.Granted granted = readers.require(id);
    StoredFacts facts = inspections.stored(id).orElseThrow();
    FactSet identity = facts.of(Set.of(FactKind.IDENTITY));
    String label = AppSummary.label(identity);
    model.addAttribute("upload", granted.stored());
    model.addAttribute("caseId", granted.caseId().orElse(null));
    model.addAttribute("readsCases", readsCases());
    model.addAttribute("heading", label.isEmpty() ? granted.stored().fileName() : label);
    model.addAttribute("version", identity.identity("version_name").orElse(""));
    model.addAttribute("sections", SECTIONS);
    model.addAttribute("section", section);
    return facts;
  }
}

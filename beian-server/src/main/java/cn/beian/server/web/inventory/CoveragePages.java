package cn.beian.server.web.inventory;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.inventory.AppCoverage;
import cn.beian.server.inventory.AppCoverage.Asked;
import cn.beian.server.inventory.AppCoverage.Figures;
import cn.beian.server.inventory.AppCoverage.Line;
import cn.beian.server.inventory.AppCoverage.ListedApp;
import cn.beian.server.inventory.AppCoverage.Page;
import cn.beian.server.inventory.AppCoverage.Part;
import cn.beian.server.inventory.AppCoverage.Standing;
import cn.beian.server.inventory.ClaimDecisions;
import cn.beian.server.inventory.RegionNames;
import cn.beian.server.inventory.SentReminders;
import cn.beian.server.official.Disputes;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.web.TableFile;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How far the apps of a region are filed, by region and unit, and the apps themselves. */
@Controller
class CoveragePages {
  private static final List<String> FIGURES =
      List.of(
          "inventory.figure.known",
          "inventory.figure.FILED",
          "inventory.figure.IN_REVIEW",
          "inventory.figure.OVERDUE",
          "inventory.figure.UNLAWFUL",
          "inventory.figure.OTHER",
          "inventory.figure.ofThem");

  private final AppCoverage coverage;
  private final RegionNames regions;
  private final ClaimDecisions claims;
  private final Disputes disputes;
  private final SentReminders reminders;
  private final Identity identity;
  private final AuditTrail audit;
  private final MessageSource messages;

  CoveragePages(
      AppCoverage coverage,
      RegionNames regions,
      ClaimDecisions claims,
      Disputes disputes,
      SentReminders reminders,
      Identity identity,
      AuditTrail audit,
      MessageSource messages) {
    this.coverage = coverage;
    this.regions = regions;
    this.claims = claims;
    this.disputes = disputes;
    this.reminders = reminders;
    this.identity = identity;
    this.audit = audit;
    this.messages = messages;
  }

  @GetMapping("/inventory")
  String coverage(
      @RequestParam Optional<String> region,
      @RequestParam Optional<UUID> after,
      Locale locale,
      Model model) {
    String of = coverage.region(region);
    boolean supervises = identity.current().has(Role.SUPERVISOR);
    model.addAttribute("region", of);
    model.addAttribute("above", of.equals(identity.current().region()) ? "" : above(of));
    List<Line> below = after.isPresent() ? List.of() : coverage.byRegion(of);
    Page<Line> units = coverage.byUnit(of, after);
    model.addAttribute("regions", below);
    model.addAttribute("units", units);
    model.addAttribute(
        "regionNames",
        regions.of(
            Stream.concat(
                    Stream.of(of),
                    Stream.concat(below.stream(), units.rows().stream()).map(Line::code))
                .toList()));
    model.addAttribute("later", after.isPresent());
    model.addAttribute("days", coverage.days());
    model.addAttribute("supervises", supervises);
    model.addAttribute(
        "takes",
        AccessRules.readers("/inventory/import").stream().anyMatch(identity.current()::has));
    model.addAttribute(
        "sentOn",
        reminders.latest(units.rows().stream().flatMap(one -> one.unit().stream()).toList()));
    model.addAttribute(
        "imports",
        AccessRules.readers("/official-lists").stream().anyMatch(identity.current()::has));
    model.addAttribute("waiting", supervises ? claims.waiting().size() : 0);
    model.addAttribute("disputed", supervises ? disputes.open().size() : 0);
    model.addAttribute("words", new FilingText(messages, locale));
    return "inventory/coverage";
  }

  /** The region above one, within the reader's. */
  private static String above(String region) {
    if (region.endsWith("0000")) {
      return "100000";
    }
    return region.endsWith("00") ? region.substring(0, 2) + "0000" : region.substring(0, 4) + "00";
  }

  @GetMapping({"/inventory.csv", "/inventory.xlsx"})
  void file(
      @RequestParam Optional<String> region,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String of = coverage.region(region);
    TableFile.answer(
        response,
        request.getRequestURI(),
        "beian-coverage",
        rows -> {
          audit.record("work.exported", "work:list", "coverage " + of);
          rows.add(
              Stream.concat(Stream.of("inventory.division", "filings.sponsor"), FIGURES.stream())
                  .map(key -> text(key, locale))
                  .toList());
          for (Line one : coverage.byRegion(of)) {
            rows.add(cells(one, place(one, locale)));
          }
          for (Line one : coverage.allUnits(of, TableFile.MOST)) {
            rows.add(cells(one, one.name()));
          }
        });
  }

  /** What a region is called; empty where nobody says so. */
  private String place(Line line, Locale locale) {
    if (line.nobodys()) {
      return text("inventory.unowned", locale);
    }
    return line.code().endsWith("0000")
        ? Objects.requireNonNullElse(
            messages.getMessage("portal.region." + line.code().substring(0, 2), null, "", locale),
            "")
        : line.name();
  }

  private static List<String> cells(Line line, String name) {
    Figures figures = line.figures();
    return Stream.concat(
            Stream.of(line.code(), name),
            Stream.of(
                    figures.known(),
                    figures.filed(),
                    figures.inReview(),
                    figures.overdue(),
                    figures.unlawful(),
                    figures.other(),
                    figures.unowned())
                .map(String::valueOf))
        .toList();
  }

  private String text(String key, Locale locale) {
    return messages.getMessage(key, null, locale);
  }

  @GetMapping("/inventory/apps")
  String apps(
      @RequestParam Optional<String> region,
      @RequestParam Optional<Standing> standing,
      @RequestParam Optional<UUID> unit,
      @RequestParam Optional<Part> part,
      @RequestParam(defaultValue = "") String q,
      @RequestParam Optional<UUID> after,
      @RequestParam(defaultValue = "false") boolean noLetter,
      Locale locale,
      Model model) {
    String of = coverage.region(region);
    model.addAttribute("noLetter", noLetter);
    model.addAttribute("region", of);
    model.addAttribute("supervises", identity.current().has(Role.SUPERVISOR));
    model.addAttribute("standing", standing.map(Standing::name).orElse(""));
    model.addAttribute("standings", Standing.values());
    model.addAttribute("unit", unit.map(UUID::toString).orElse(""));
    model.addAttribute("part", part.map(Part::name).orElse(""));
    model.addAttribute("q", q);
    Page<ListedApp> apps = coverage.apps(of, new Asked(standing, unit, part, q), after);
    model.addAttribute("apps", apps);
    model.addAttribute(
        "regionNames",
        regions.of(
            Stream.concat(Stream.of(of), apps.rows().stream().map(ListedApp::division)).toList()));
    model.addAttribute("later", after.isPresent());
    model.addAttribute("days", coverage.days());
    model.addAttribute("words", new FilingText(messages, locale));
    return "inventory/apps";
  }

  @GetMapping({"/inventory/apps.csv", "/inventory/apps.xlsx"})
  void appsFile(
      @RequestParam Optional<String> region,
      @RequestParam Optional<Standing> standing,
      @RequestParam Optional<UUID> unit,
      @RequestParam Optional<Part> part,
      @RequestParam(defaultValue = "") String q,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String of = coverage.region(region);
    TableFile.answer(
        response,
        request.getRequestURI(),
        "beian-apps",
        rows -> {
          audit.record("work.exported", "work:list", "apps " + of);
          rows.add(
              Stream.of(
                      "inventory.division",
                      "filings.sponsor",
                      "filings.app",
                      "inventory.column.form",
                      "inventory.column.since",
                      "inventory.standing")
                  .map(key -> text(key, locale))
                  .toList());
          List<ListedApp> found =
              coverage.all(of, new Asked(standing, unit, part, q), TableFile.MOST + 1);
          for (ListedApp one : found.subList(0, Math.min(found.size(), TableFile.MOST))) {
            rows.add(
                List.of(
                    one.division(),
                    one.unit().isEmpty() ? text("inventory.unowned", locale) : one.unit(),
                    one.name(),
                    text("app.form." + one.form(), locale),
                    one.online().orElse(""),
                    standing(one, locale)));
          }
          if (found.size() > TableFile.MOST) {
            rows.add(
                List.of(messages.getMessage("work.more", new Object[] {TableFile.MOST}, locale)));
          }
        });
  }

  private String standing(ListedApp app, Locale locale) {
    List<String> words =
        Stream.of(
                app.overdue() && !app.filing().inReview() ? "inventory.figure.OVERDUE" : "",
                app.unlawful() && !app.filing().inReview() ? "inventory.figure.UNLAWFUL" : "",
                app.filing().inReview() ? "inventory.figure.IN_REVIEW" : "",
                app.overdue() || app.unlawful() || app.filing().inReview()
                    ? ""
                    : app.offline() ? "inventory.figure.OFFLINE" : "portal.state." + app.state())
            .filter(key -> !key.isEmpty())
            .map(key -> text(key, locale))
            .toList();
    return String.join(text("import.separator", locale), words);
  }
}

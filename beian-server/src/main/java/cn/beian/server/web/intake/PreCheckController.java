package cn.beian.server.web.intake;

import cn.beian.facts.FactSet;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.report.Report;
import cn.beian.report.sbom.Sbom;
import cn.beian.rules.Context;
import cn.beian.rules.Context.Audience;
import cn.beian.server.intake.AppId;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.testing.PreCheck;
import cn.beian.server.testing.PreCheckSettings;
import cn.beian.server.testing.TestRuns;
import cn.beian.server.web.LanguageLinks;
import cn.beian.server.web.NavItem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Tells anybody what the test would find in a package; no account. The package is removed at once;
 * what was read from it stays in memory for minutes, see {@link RecentPreChecks}.
 */
@Controller
@ConditionalOnProperty(name = "beian.pre-check.enabled", matchIfMissing = true)
class PreCheckController {
  private static final Logger LOG = LoggerFactory.getLogger(PreCheckController.class);
  private static final String PAGE = "intake/pre-check";
  private static final int MOST_RESULTS = 40;
  private static final int MOST_AT_A_TIME = 4;
  private static final Duration RESULT_AGAIN = Duration.ofSeconds(10);

  private final PreCheck preCheck;
  private final PreCheckSettings settings;
  private final TestRuns tests;
  private final RecentPreChecks recent;
  private final RateLimiter limiter;
  private final RateLimiter results;
  private final Clock clock;

  /** So many results are worked out at a time; each needs the facts of its package in memory. */
  private final Semaphore turning = new Semaphore(MOST_AT_A_TIME);

  PreCheckController(
      PreCheck preCheck,
      PreCheckSettings settings,
      TestRuns tests,
      RecentPreChecks recent,
      RateLimiters limiters,
      Clock clock) {
    this.preCheck = preCheck;
    this.settings = settings;
    this.tests = tests;
    this.recent = recent;
    this.limiter = limiters.named("pre-check", settings.attempts(), settings.refill());
    this.results = limiters.named("pre-check-result", MOST_RESULTS, RESULT_AGAIN);
    this.clock = clock;
  }

  @Bean
  static NavItem preCheckNavItem() {
    return new NavItem("intake.preCheck.nav", "/pre-check", Set.of(), 55);
  }

  @GetMapping("/pre-check")
  String form(Model model) {
    model.addAttribute("assumed", Assumed.GOVERNMENT_APP);
    return page(model, "");
  }

  /**
   * Shows what was found, or gives it as a file.
   *
   * @param governmentApp whether it is one
   * @param users who uses it; staff and the grassroots where nobody is named
   * @param form of the report, empty for the page
   */
  @PostMapping("/pre-check")
  Object check(
      @RequestParam("file") MultipartFile file,
      @RequestParam(defaultValue = "") String appId,
      @RequestParam(defaultValue = "true") boolean governmentApp,
      @RequestParam(required = false) @Nullable Set<Audience> users,
      @RequestParam Optional<ReportForm> form,
      Locale locale,
      Model model,
      HttpServletRequest request)
      throws IOException {
    Context.Declared assumed = assumed(governmentApp, users);
    model.addAttribute("assumed", assumed);
    String problem = refusal(file, appId.strip(), request.getRemoteAddr(), model);
    if (!problem.isEmpty()) {
      return page(model, problem);
    }
    String name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
    PreCheck.Answer answer = checked(file, request.getRemoteAddr(), appId.strip(), assumed);
    if (answer instanceof PreCheck.NotRead notRead) {
      return page(model, "testing.failure." + notRead.failure().name());
    }
    if (!(answer instanceof PreCheck.Tested tested)) {
      return page(model, "intake.preCheck.busy");
    }
    if (form.isPresent()) {
      return ReportForm.download(form.get(), report(tested), locale, name);
    }
    String kept = recent.keep(name, tested.facts()).orElse("");
    if (!kept.isEmpty()) {
      model.addAttribute(
          LanguageLinks.ATTRIBUTE, LanguageLinks.of("/pre-check/" + kept, query(assumed)));
    }
    show(tested, name, kept, model);
    return page(model, "");
  }

  /**
   * The result again, for another audience.
   *
   * @param kept as the page of the result calls it
   */
  @GetMapping("/pre-check/{kept}")
  String again(
      @PathVariable String kept,
      @RequestParam(defaultValue = "true") boolean governmentApp,
      @RequestParam(required = false) @Nullable Set<Audience> users,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Context.Declared assumed = assumed(governmentApp, users);
    model.addAttribute("assumed", assumed);
    Optional<RecentPreChecks.Kept> found = recent.find(kept);
    if (found.isEmpty() || often(request) || !turning.tryAcquire()) {
      return without(found.isEmpty(), model, response);
    }
    try {
      show(tested(found.get(), assumed), found.get().fileName(), kept, model);
    } finally {
      turning.release();
    }
    return page(model, "");
  }

  /** The page where a result cannot be shown again: it is gone, or too much is asked at a time. */
  private String without(boolean gone, Model model, HttpServletResponse response) {
    response.setStatus((gone ? HttpStatus.NOT_FOUND : HttpStatus.SERVICE_UNAVAILABLE).value());
    return page(model, gone ? "intake.preCheck.gone" : "intake.preCheck.busy");
  }

  private boolean often(HttpServletRequest request) {
    return !results.attempt(RateLimiter.network(request.getRemoteAddr())).isZero();
  }

  /** The result as a file. */
  @GetMapping("/pre-check/{kept}/report")
  Object report(
      @PathVariable String kept,
      @RequestParam ReportForm form,
      @RequestParam(defaultValue = "true") boolean governmentApp,
      @RequestParam(required = false) @Nullable Set<Audience> users,
      Locale locale,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Context.Declared assumed = assumed(governmentApp, users);
    Optional<RecentPreChecks.Kept> found = recent.find(kept);
    if (found.isEmpty() || often(request) || !turning.tryAcquire()) {
      model.addAttribute("assumed", assumed);
      return without(found.isEmpty(), model, response);
    }
    try {
      return ReportForm.download(
          form, report(tested(found.get(), assumed)), locale, found.get().fileName());
    } finally {
      turning.release();
    }
  }

  /** Of what the package is made; kept as long as its result. */
  @GetMapping("/pre-check/{kept}/components")
  String components(
      @PathVariable String kept,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String group,
      @RequestParam(defaultValue = "1") int page,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    model.addAttribute("assumed", Assumed.GOVERNMENT_APP);
    Optional<RecentPreChecks.Kept> found = recent.find(kept);
    if (found.isEmpty() || often(request) || !turning.tryAcquire()) {
      return without(found.isEmpty(), model, response);
    }
    try {
      FactSet facts = found.get().facts();
      model.addAttribute("fileName", found.get().fileName());
      model.addAttribute("kept", kept);
      model.addAttribute("app", AppSummary.of(facts));
      model.addAttribute(
          "page",
          ComponentsView.of(Sbom.of(facts), facts, new ComponentsView.Asked(q, group, page)));
    } finally {
      turning.release();
    }
    return "intake/components";
  }

  /** The same as CycloneDX. */
  @GetMapping("/pre-check/{kept}/components/sbom")
  @Nullable Object sbom(
      @PathVariable String kept,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<RecentPreChecks.Kept> found = recent.find(kept);
    if (found.isEmpty() || often(request) || !turning.tryAcquire()) {
      model.addAttribute("assumed", Assumed.GOVERNMENT_APP);
      return without(found.isEmpty(), model, response);
    }
    try {
      SbomFile.send(Sbom.of(found.get().facts()), response);
    } finally {
      turning.release();
    }
    return null; // written
  }

  /** As the page of a result is asked for. */
  private static String query(Context.Declared assumed) {
    return assumed.users().stream()
        .sorted()
        .map(one -> "&users=" + one)
        .collect(Collectors.joining("", "governmentApp=" + assumed.governmentApp(), ""));
  }

  private static Context.Declared assumed(boolean governmentApp, @Nullable Set<Audience> users) {
    return Context.Declared.of(
        governmentApp, users == null || users.isEmpty() ? Assumed.AT_WORK : users);
  }

  private PreCheck.Tested tested(RecentPreChecks.Kept kept, Context.Declared assumed) {
    return preCheck.test(kept.facts(), assumed, OfficialTime.dayOf(clock.instant()));
  }

  private void show(PreCheck.Tested tested, String name, String kept, Model model) {
    model.addAttribute("fileName", name);
    model.addAttribute("kept", kept);
    model.addAttribute("offersNoGovernment", true);
    model.addAttribute("audienceSets", Assumed.SETS);
    model.addAttribute("app", AppSummary.of(tested.facts()));
    model.addAttribute(
        "test",
        FindingsView.of(
            tested.result(), tested.facts(), tested.context(), tests.rulebook(tested.result())));
  }

  /** Why a package is not even looked at; empty where it is. */
  private String refusal(MultipartFile file, String appId, String address, Model model) {
    if (file.isEmpty()) {
      return "intake.refused.EMPTY";
    }
    if (file.getSize() > settings.packageLimit().toBytes()) {
      return "intake.preCheck.tooLarge";
    }
    if (!AppId.valid(appId)) {
      return "intake.refused.APP_ID";
    }
    Duration wait = limiter.attempt(RateLimiter.network(address));
    if (wait.isZero()) {
      return "";
    }
    LOG.warn("pre-check refused: too many packages from {}", address);
    model.addAttribute("minutes", wait.toMinutes() + 1);
    return "intake.preCheck.wait";
  }

  private PreCheck.Answer checked(
      MultipartFile file, String address, String appId, Context.Declared assumed)
      throws IOException {
    try (InputStream in = file.getInputStream()) {
      return preCheck.check(
          in, RateLimiter.network(address), appId, assumed, OfficialTime.dayOf(clock.instant()));
    }
  }

  private Report report(PreCheck.Tested tested) {
    return new Report(
        tested.result(), tests.rulebook(tested.result()), tested.facts(), tested.context());
  }

  private String page(Model model, String problem) {
    model.addAttribute("problem", problem);
    model.addAttribute("forms", ReportForm.values());
    model.addAttribute("audiences", Audience.values());
    model.addAttribute("megabytes", settings.packageLimit().toMegabytes());
    return PAGE;
  }
}

package cn.beian.server.web.intake;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.report.Report;
import cn.beian.rules.Context;
import cn.beian.rules.Context.Audience;
import cn.beian.server.intake.AppId;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.testing.PreCheck;
import cn.beian.server.testing.PreCheckSettings;
import cn.beian.server.testing.TestRuns;
import cn.beian.server.web.NavItem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Tells anybody what the test would find in a package; no account, nothing is kept. */
@Controller
@ConditionalOnProperty(name = "beian.pre-check.enabled", matchIfMissing = true)
class PreCheckController {
  private static final Logger LOG = LoggerFactory.getLogger(PreCheckController.class);
  private static final String PAGE = "intake/pre-check";

  private final PreCheck preCheck;
  private final PreCheckSettings settings;
  private final TestRuns tests;
  private final RateLimiter limiter;
  private final Clock clock;

  PreCheckController(
      PreCheck preCheck,
      PreCheckSettings settings,
      TestRuns tests,
      RateLimiters limiters,
      Clock clock) {
    this.preCheck = preCheck;
    this.settings = settings;
    this.tests = tests;
    this.limiter = limiters.named("pre-check", settings.attempts(), settings.refill());
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
    Context.Declared assumed =
        Context.Declared.of(
            governmentApp, users == null || users.isEmpty() ? Assumed.AT_WORK : users);
    model.addAttribute("assumed", assumed);
    String problem = refusal(file, appId.strip(), request.getRemoteAddr(), model);
    if (!problem.isEmpty()) {
      return page(model, problem);
    }
    String name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
    PreCheck.Answer answer = checked(file, appId.strip(), assumed);
    if (answer instanceof PreCheck.NotRead notRead) {
      return page(model, "testing.failure." + notRead.failure().name());
    }
    if (!(answer instanceof PreCheck.Tested tested)) {
      return page(model, "intake.preCheck.busy");
    }
    if (form.isPresent()) {
      return download(form.get(), report(tested), locale, name);
    }
    model.addAttribute("fileName", name);
    model.addAttribute("app", AppSummary.of(tested.facts()));
    model.addAttribute("test", FindingsView.of(tested.result(), tests.rulebook(tested.result())));
    return page(model, "");
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

  private PreCheck.Answer checked(MultipartFile file, String appId, Context.Declared assumed)
      throws IOException {
    try (InputStream in = file.getInputStream()) {
      return preCheck.check(in, appId, assumed, OfficialTime.dayOf(clock.instant()));
    }
  }

  private Report report(PreCheck.Tested tested) {
    return new Report(
        tested.result(), tests.rulebook(tested.result()), tested.facts(), tested.context());
  }

  private static ResponseEntity<byte[]> download(
      ReportForm form, Report report, Locale locale, String packageName) throws IOException {
    return ResponseEntity.ok()
        .contentType(form.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"beian-report." + form.extension() + "\"")
        .body(form.write(report, locale, packageName));
  }

  private String page(Model model, String problem) {
    model.addAttribute("problem", problem);
    model.addAttribute("forms", ReportForm.values());
    model.addAttribute("audiences", Audience.values());
    model.addAttribute("megabytes", settings.packageLimit().toMegabytes());
    return PAGE;
  }
}

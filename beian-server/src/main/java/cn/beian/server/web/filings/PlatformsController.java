package cn.beian.server.web.filings;

import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.PlatformBuilds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The builds of one service side by side, for its unit and for those who review it. */
@Controller
class PlatformsController {
  private final Cases cases;
  private final PlatformBuilds builds;
  private final MessageSource messages;

  PlatformsController(Cases cases, PlatformBuilds builds, MessageSource messages) {
    this.cases = cases;
    this.builds = builds;
    this.messages = messages;
  }

  @GetMapping({"/applications/{id}/platforms", "/cases/{id}/platforms"})
  String platforms(@PathVariable UUID id, Locale locale, HttpServletRequest request, Model model) {
    CaseFile file = cases.file(id);
    List<CasePackage> packages = PlatformBuilds.comparable(file);
    model.addAttribute("file", file);
    model.addAttribute("back", request.getRequestURI().replaceFirst("/platforms$", ""));
    model.addAttribute(
        "platforms",
        builds.of(file).map(one -> PlatformsView.of(one, packages, messages, locale)).orElse(null));
    return "filings/platforms";
  }
}

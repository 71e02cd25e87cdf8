package cn.beian.server.web.filings;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.server.filings.changes.AppChanges;
import cn.beian.server.filings.changes.AppChanges.NewVersion;
import cn.beian.server.filings.changes.AppChanges.Outlook;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A change of a filed app: what a new version calls for, and the beginning of what is chosen. */
@Controller
class ChangeController {
  private final AppChanges changes;
  private final Inspections inspections;

  ChangeController(AppChanges changes, Inspections inspections) {
    this.changes = changes;
    this.inspections = inspections;
  }

  /** While a new version is read, the page asks for itself again, and then compares. */
  @GetMapping("/apps/{id}/change")
  String change(
      @PathVariable UUID id,
      @RequestParam(name = "package") Optional<UUID> packageId,
      Model model) {
    Outlook outlook = changes.outlook(id, packageId);
    model.addAttribute("outlook", outlook);
    model.addAttribute("sent", packageId.orElse(null));
    model.addAttribute(
        "inspection",
        packageId
            .flatMap(inspections::find)
            .filter(one -> one.status() != Inspection.Status.READ)
            .orElse(null));
    model.addAttribute("appId", appId(outlook));
    model.addAttribute("version", outlook.version().orElse(null));
    model.addAttribute(
        "compared",
        outlook
            .version()
            .flatMap(NewVersion::compared)
            .map(
                (VersionComparison both) ->
                    new ComparedView(both, outlook.record().number(), outlook.app().id()))
            .orElse(null));
    return "filings/change";
  }

  /** The one AppID under which the app is filed; empty where it has another name, or several. */
  private static String appId(Outlook outlook) {
    List<String> names =
        outlook.record().builds().stream()
            .map(PublicRecord.Build::packageId)
            .distinct()
            .filter(one -> outlook.app().form() == AppForm.MINI_PROGRAM)
            .toList();
    return names.size() == 1 ? names.get(0) : "";
  }

  @PostMapping("/apps/{id}/changes")
  String begin(
      @PathVariable UUID id,
      @RequestParam ApplicationKind kind,
      @RequestParam(name = "package") Optional<UUID> packageId,
      @RequestParam(defaultValue = "") String objection) {
    return "redirect:/applications/" + changes.begin(id, kind, packageId, objection);
  }

  @PostMapping("/applications/{id}/major-change")
  String asMajor(@PathVariable UUID id, Command command) {
    changes.asMajor(id, command.version());
    return "redirect:/applications/" + id;
  }
}

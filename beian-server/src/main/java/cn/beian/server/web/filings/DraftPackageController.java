package cn.beian.server.web.filings;

import cn.beian.filing.form.Question;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.drafting.DraftPackages;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How far the packages of a draft are read, taking one out, and one of another name in. */
@Controller
class DraftPackageController {
  private final DraftPackages packages;
  private final Cases cases;

  DraftPackageController(DraftPackages packages, Cases cases) {
    this.packages = packages;
    this.cases = cases;
  }

  /**
   * What is being read, for a page that waits.
   *
   * @param asked how often it was asked
   */
  @GetMapping("/applications/{id}/packages")
  String reading(@PathVariable UUID id, @RequestParam(defaultValue = "1") int asked, Model model) {
    model.addAttribute("file", cases.file(id));
    model.addAttribute("readAsked", Math.max(1, asked));
    return "filings/packages :: reading";
  }

  /** What goes with a package is asked again before it goes. */
  @GetMapping("/applications/{id}/packages/{package}/removal")
  String confirmRemoval(
      @PathVariable UUID id, @PathVariable("package") UUID packageId, Model model) {
    CaseFile file = cases.file(id);
    Optional<CasePackage> one =
        file.packages().stream()
            .filter(each -> each.submitted().packageId().equals(packageId))
            .findFirst();
    if (one.isEmpty() || !file.application().editable()) {
      return "redirect:/applications/" + id;
    }
    model.addAttribute("file", file);
    model.addAttribute("one", one.get());
    model.addAttribute(
        "gone",
        file.entries().stream()
            .filter(entry -> entry.question().item().equals(packageId.toString()))
            .filter(entry -> entry.stored().isPresent())
            .toList());
    model.addAttribute("renaming", packages.renamedWithout(file, packageId).orElse(null));
    model.addAttribute(
        "lapses", file.answers().containsKey(Question.once("undertaking.stampedCopy")));
    return "filings/removal";
  }

  /** It is of another name, and takes the place all the same. */
  @PostMapping("/applications/{id}/packages/{package}/replacement")
  String replaceKnowingly(@PathVariable UUID id, @PathVariable("package") UUID packageId) {
    packages.replaceKnowingly(id, packageId);
    return "redirect:/applications/" + id + "#packages";
  }

  @PostMapping("/applications/{id}/packages/{package}/removal")
  String remove(@PathVariable UUID id, @PathVariable("package") UUID packageId) {
    packages.remove(id, packageId);
    return "redirect:/applications/" + id + "#packages";
  }
}

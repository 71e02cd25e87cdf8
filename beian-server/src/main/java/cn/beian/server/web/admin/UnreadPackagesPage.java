package cn.beian.server.web.admin;

import cn.beian.server.testing.Inspections;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Packages that could not be read; one can be read anew. */
@Controller
class UnreadPackagesPage {
  private static final int MOST = 100;

  private final Inspections inspections;

  UnreadPackagesPage(Inspections inspections) {
    this.inspections = inspections;
  }

  @GetMapping("/admin/unread-packages")
  String list(Model model) {
    model.addAttribute("packages", inspections.failed(MOST));
    model.addAttribute("otherKinds", inspections.otherKinds());
    return "admin/unread-packages";
  }

  @PostMapping("/admin/unread-packages")
  String readAnew(
      @RequestParam String sha256,
      @RequestParam(defaultValue = "") String appId,
      RedirectAttributes redirect) {
    boolean begun = inspections.readAnew(sha256, appId);
    redirect.addFlashAttribute("said", begun ? "admin.unread.begun" : "admin.unread.notThere");
    return "redirect:/admin/unread-packages";
  }
}

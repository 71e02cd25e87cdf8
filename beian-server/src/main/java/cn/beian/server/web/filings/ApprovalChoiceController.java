package cn.beian.server.web.filings;

import cn.beian.server.filings.drafting.ApprovalOfDraft;
import cn.beian.server.filings.drafting.ExceptionOfDraft;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which project approval, and which exception of the upper level, a draft refers to. */
@Controller
class ApprovalChoiceController {
  private final ApprovalOfDraft approvals;
  private final ExceptionOfDraft exceptions;

  ApprovalChoiceController(ApprovalOfDraft approvals, ExceptionOfDraft exceptions) {
    this.approvals = approvals;
    this.exceptions = exceptions;
  }

  @PostMapping("/applications/{id}/approval")
  String choose(@PathVariable UUID id, @RequestParam Optional<UUID> approval) {
    approvals.choose(id, approval);
    return "redirect:/applications/" + id + "/topics/APPROVAL";
  }

  @PostMapping("/applications/{id}/exception")
  String except(
      @PathVariable UUID id,
      @RequestParam Optional<UUID> exception,
      @RequestParam(defaultValue = "false") boolean otherName) {
    exceptions.choose(id, exception, otherName);
    return "redirect:/applications/" + id + "/topics/LEVEL_EXCEPTION";
  }
}

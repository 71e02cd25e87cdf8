package cn.beian.server.web.filings;

import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.drafting.DraftAttachments;
import java.io.IOException;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The undertaking with the stamp of the unit, which may follow what was sent. */
@Controller
class StampedUndertakingController {
  private final Cases cases;
  private final DraftAttachments attachments;
  private final FormUploads uploads;

  StampedUndertakingController(Cases cases, DraftAttachments attachments, FormUploads uploads) {
    this.cases = cases;
    this.attachments = attachments;
    this.uploads = uploads;
  }

  @PostMapping("/applications/{id}/stamped-undertaking")
  String take(@PathVariable UUID id, @RequestParam(name = "file") MultipartFile file)
      throws IOException {
    cases.file(id); // whose it is comes before what is taken
    attachments.stampedCopy(id, uploads.attachment(file));
    return "redirect:/applications/" + id;
  }
}

package cn.beian.server.web.filings;

import cn.beian.filing.form.Origin;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.StoredResource;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Documents of a case, for whoever may read the case; always saved, never shown by the browser. */
@Controller
class AttachmentController {
  private final Cases cases;
  private final Intake intake;
  private final ObjectStore objects;
  private final AuditTrail audit;

  AttachmentController(Cases cases, Intake intake, ObjectStore objects, AuditTrail audit) {
    this.cases = cases;
    this.intake = intake;
    this.objects = objects;
    this.audit = audit;
  }

  @GetMapping({
    "/applications/{id}/attachments/{attachment}",
    "/cases/{id}/attachments/{attachment}"
  })
  ResponseEntity<Resource> open(@PathVariable UUID id, @PathVariable UUID attachment) {
    if (!belongs(cases.file(id), attachment)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    Attachment found =
        intake
            .findAttachment(attachment)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    audit.record("file.read", "application:" + id, found.fileName());
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(found.mediaType()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(found.fileName(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new StoredResource(objects, found.sha256()));
  }

  private static boolean belongs(CaseFile file, UUID attachment) {
    boolean answers =
        file.answers().values().stream()
            .map(stored -> stored.answer())
            .filter(answer -> answer.origin() == Origin.ATTACHMENT)
            .anyMatch(answer -> answer.value().equals(attachment.toString()));
    return answers
        || file.humanTests().stream().map(ManualTest::reportId).anyMatch(attachment::equals);
  }
}

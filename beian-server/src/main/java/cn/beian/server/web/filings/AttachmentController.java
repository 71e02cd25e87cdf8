package cn.beian.server.web.filings;

import cn.beian.filing.form.Origin;
import cn.beian.server.documents.Documents;
import cn.beian.server.documents.PagePicture;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.StoredResource;
import cn.beian.server.trail.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ResponseStatusException;

/**
 * Documents of a case, for whoever may read it; the browser saves them and is never to open one.
 */
@Controller
class AttachmentController {
  private static final CacheControl KEPT = CacheControl.noCache().cachePrivate();

  private final Cases cases;
  private final Intake intake;
  private final ObjectStore objects;
  private final AuditTrail audit;
  private final Documents documents;

  AttachmentController(
      Cases cases, Intake intake, ObjectStore objects, AuditTrail audit, Documents documents) {
    this.cases = cases;
    this.intake = intake;
    this.objects = objects;
    this.audit = audit;
    this.documents = documents;
  }

  /**
   * A page of a document as a picture, for officials: drawn by the server from the document, never
   * the document itself. The browser may keep it, and asks each time whether it still may.
   */
  @GetMapping("/cases/{id}/attachments/{attachment}/pages/{page}")
  ResponseEntity<byte[]> page(
      @PathVariable UUID id,
      @PathVariable UUID attachment,
      @PathVariable int page,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = "") String kept) {
    Attachment found = found(id, attachment);
    audit.record("file.read", "application:" + id, found.fileName());
    String tag = '"' + Documents.tag(found, page) + '"';
    if (kept.contains(tag)) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).cacheControl(KEPT).eTag(tag).build();
    }
    PagePicture drawn = documents.page(found, page - 1);
    byte[] picture =
        drawn
            .png()
            .orElseThrow(
                () ->
                    new ResponseStatusException(
                        drawn.later()
                            ? HttpStatus.SERVICE_UNAVAILABLE
                            : HttpStatus.UNPROCESSABLE_CONTENT));
    return ResponseEntity.ok()
        .cacheControl(KEPT)
        .eTag(tag)
        .contentType(MediaType.IMAGE_PNG)
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(picture);
  }

  @GetMapping({
    "/applications/{id}/attachments/{attachment}",
    "/cases/{id}/attachments/{attachment}"
  })
  ResponseEntity<Resource> open(@PathVariable UUID id, @PathVariable UUID attachment) {
    Attachment found = found(id, attachment);
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

  private Attachment found(UUID id, UUID attachment) {
    if (!belongs(cases.file(id), attachment)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return intake
        .findAttachment(attachment)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** Of what was submitted, also before a supplement. */
  private boolean belongs(CaseFile file, UUID attachment) {
    boolean answers =
        Stream.concat(
                file.answers().values().stream(), cases.earlierAnswers(file.application()).stream())
            .map(stored -> stored.answer())
            .filter(answer -> answer.origin() == Origin.ATTACHMENT)
            .anyMatch(answer -> answer.value().equals(attachment.toString()));
    return answers
        || file.humanTests().stream().map(ManualTest::reportId).anyMatch(attachment::equals);
  }
}

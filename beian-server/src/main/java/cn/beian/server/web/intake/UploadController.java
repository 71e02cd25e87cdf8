package cn.beian.server.web.intake;

import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.IntakeSettings;
import cn.beian.server.intake.PartialUpload;
import cn.beian.server.intake.UploadRefusedException;
import cn.beian.server.intake.Uploads;
import cn.beian.server.platform.FullDisk;
import cn.beian.server.platform.StorableText;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Uploads that go on where they were cut: tus 1.0.0, core with creation, expiration and termination
 * (https://tus.io/protocols/resumable-upload). What has been uploaded becomes a package; {@code
 * GET} leads to it.
 */
@Controller
@RequestMapping("/uploads")
class UploadController {
  private static final Logger LOG = LoggerFactory.getLogger(UploadController.class);
  private static final String RESUMABLE = "Tus-Resumable";
  private static final String VERSION = "1.0.0";
  private static final String OFFSET = "Upload-Offset";
  private static final String LENGTH = "Upload-Length";

  private final Uploads uploads;
  private final Identity identity;
  private final IntakeSettings settings;
  private final MessageSource messages;

  UploadController(
      Uploads uploads, Identity identity, IntakeSettings settings, MessageSource messages) {
    this.uploads = uploads;
    this.identity = identity;
    this.settings = settings;
    this.messages = messages;
  }

  @RequestMapping(method = RequestMethod.OPTIONS)
  ResponseEntity<Void> options() {
    return answer(HttpStatus.NO_CONTENT)
        .header("Tus-Version", VERSION)
        .header("Tus-Extension", "creation,expiration,termination")
        .header("Tus-Max-Size", Long.toString(settings.packageLimit().toBytes()))
        .build();
  }

  @PostMapping
  ResponseEntity<Void> begin(
      @RequestHeader(LENGTH) long length,
      @RequestHeader(name = "Upload-Metadata", defaultValue = "") String metadata)
      throws UploadRefusedException, IOException {
    Person me = identity.current();
    Map<String, String> named = named(metadata);
    String name = named.getOrDefault("filename", "");
    PartialUpload begun =
        named.getOrDefault("kind", "").equals("document")
            ? uploads.beginDocument(length, name, me.organizationId(), me.id())
            : uploads.begin(
                length,
                name,
                named.getOrDefault("appId", "").strip(),
                me.organizationId(),
                me.id());
    return answer(HttpStatus.CREATED).location(URI.create("/uploads/" + begun.id())).build();
  }

  /** {@code Upload-Metadata}: names and Base64 values, comma separated. */
  private static Map<String, String> named(String metadata) {
    Map<String, String> named = new TreeMap<>();
    for (String pair : metadata.split(",", -1)) {
      String[] words = pair.strip().split(" ", 2);
      try {
        byte[] value = words.length < 2 ? new byte[0] : Base64.getDecoder().decode(words[1]);
        String text = new String(value, StandardCharsets.UTF_8);
        if (!StorableText.storable(text)) {
          throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Upload-Metadata");
        }
        named.put(words[0], text);
      } catch (IllegalArgumentException e) {
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Upload-Metadata", e);
      }
    }
    return named;
  }

  @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
  ResponseEntity<Void> offset(@PathVariable UUID id) {
    PartialUpload upload = own(id);
    return answer(HttpStatus.OK)
        .header(OFFSET, Long.toString(upload.offsetBytes()))
        .header(LENGTH, Long.toString(upload.lengthBytes()))
        .header("Cache-Control", "no-store")
        .build();
  }

  @PatchMapping(path = "/{id}", consumes = "application/offset+octet-stream")
  ResponseEntity<Void> append(
      @PathVariable UUID id, @RequestHeader(OFFSET) long offset, HttpServletRequest request)
      throws Uploads.OutOfStepException, UploadRefusedException, IOException {
    own(id);
    UUID unit = identity.current().organizationId();
    PartialUpload upload = uploads.append(id, unit, offset, request.getInputStream());
    if (upload.complete() && !upload.document()) {
      uploads.finish(id, unit);
    }
    return answer(HttpStatus.NO_CONTENT)
        .header(OFFSET, Long.toString(upload.offsetBytes()))
        .build();
  }

  /**
   * Leads to the package, or to the app whose new version it is. What was all here when a server
   * ended is made one by a job.
   */
  @GetMapping("/{id}")
  String become(@PathVariable UUID id, @RequestParam Optional<UUID> app) {
    return own(id)
        .packageId()
        .map(one -> "redirect:" + NewVersionAddress.of(one, app))
        .orElse("redirect:" + app.map(NewVersionAddress::uploadedAt).orElse("/"));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> drop(@PathVariable UUID id) throws IOException {
    own(id);
    uploads.drop(id, identity.current().organizationId());
    return answer(HttpStatus.NO_CONTENT).build();
  }

  private PartialUpload own(UUID id) {
    return uploads
        .find(id, identity.current().organizationId())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
    return ResponseEntity.status(status).header(RESUMABLE, VERSION);
  }

  @ExceptionHandler
  ResponseEntity<Void> outOfStep(Uploads.OutOfStepException e) {
    return answer(HttpStatus.CONFLICT).build();
  }

  /** A disk that ran full under a piece is told as one that was full before. */
  @ExceptionHandler
  ResponseEntity<String> failed(IOException e, Locale locale) throws IOException {
    if (!FullDisk.in(e)) {
      throw e;
    }
    LOG.error("a disk is full: {}", e.getMessage());
    return said(HttpStatus.INSUFFICIENT_STORAGE, UploadRefusedException.Reason.NO_SPACE, locale);
  }

  /** The sentence that the start page shows. */
  @ExceptionHandler
  ResponseEntity<String> refused(UploadRefusedException e, Locale locale) {
    LOG.warn("upload refused: {}", e.getMessage());
    HttpStatus status =
        e.reason() == UploadRefusedException.Reason.TOO_LARGE
            ? HttpStatus.CONTENT_TOO_LARGE
            : e.reason().wantsRoom()
                ? HttpStatus.INSUFFICIENT_STORAGE
                : HttpStatus.UNPROCESSABLE_CONTENT;
    return said(status, e.reason(), locale);
  }

  private ResponseEntity<String> said(
      HttpStatus status, UploadRefusedException.Reason reason, Locale locale) {
    return answer(status)
        .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
        .body(messages.getMessage("intake.refused." + reason.name(), null, locale));
  }
}

package cn.beian.server.web.portal;

import cn.beian.server.documents.Documents;
import cn.beian.server.endings.Endings;
import cn.beian.server.official.ListedNumbers;
import cn.beian.server.platform.PublicAddress;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.FilingLookup.Answer;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.FilingLookup.Status;
import cn.beian.server.records.Platform;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriUtils;

/**
 * "Is the package in my hand the filed one?" and what else a store asks, as a page. A file is
 * hashed in the browser and not sent; a photo of a QR code is sent only where the browser cannot
 * read it.
 */
@Controller
class LookupController {
  private static final int LONGEST = 200;
  private static final List<String> FIELDS =
      List.of("sha256", "number", "platform", "packageId", "signer");

  private static final List<String> PLATFORMS =
      Stream.of(Platform.values()).map(Platform::id).toList();

  private static final String PAGE = "portal/lookup";
  private static final long MOST_BYTES_OF_A_PHOTO = 5L << 20;
  private static final int MOST_PHOTOS = 20;
  private static final Duration PHOTO_AGAIN = Duration.ofSeconds(20);

  private final FilingLookup lookup;
  private final ListedNumbers listed;
  private final Endings endings;
  private final Documents documents;
  private final PublicAddress address;
  private final RateLimiter photos;

  LookupController(
      FilingLookup lookup,
      ListedNumbers listed,
      Endings endings,
      Documents documents,
      PublicAddress address,
      RateLimiters limiters) {
    this.lookup = lookup;
    this.listed = listed;
    this.endings = endings;
    this.documents = documents;
    this.address = address;
    this.photos = limiters.named("photos of codes", MOST_PHOTOS, PHOTO_AGAIN);
  }

  /** The record of a QR code of which somebody has a photo; the photo is not kept. */
  @PostMapping("/lookup/photo")
  String photo(
      @RequestParam("file") MultipartFile photo,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (photo.isEmpty()) {
      return photoProblem(model, response, "EMPTY");
    }
    if (photo.getSize() > MOST_BYTES_OF_A_PHOTO) {
      return photoProblem(model, response, "TOO_LARGE");
    }
    if (isPdf(photo)) {
      return photoProblem(model, response, "PDF");
    }
    if (!photos.attempt(RateLimiter.network(request.getRemoteAddr())).isZero()) {
      return photoProblem(model, response, "NOT_NOW");
    }
    try (InputStream in = photo.getInputStream()) {
      Documents.Code code = documents.code(in);
      return code.reading() == Documents.CodeReading.READ
          ? followed(code.text(), model, response)
          : photoProblem(model, response, code.reading().name());
    }
  }

  private static boolean isPdf(MultipartFile file) throws IOException {
    try (InputStream in = file.getInputStream()) {
      return new String(in.readNBytes(5), StandardCharsets.ISO_8859_1).equals("%PDF-");
    }
  }

  /** To the page of the record that a code names, or the sentence that says what it was. */
  private String followed(String text, Model model, HttpServletResponse response) {
    ScannedCode code = ScannedCode.of(text, address.of(""));
    return code.kind() == ScannedCode.Kind.NUMBER
        ? "redirect:/records/" + UriUtils.encodePathSegment(code.number(), StandardCharsets.UTF_8)
        : photoProblem(model, response, code.kind().name(), code.host());
  }

  private static String photoProblem(
      Model model, HttpServletResponse response, String problem, Object... arguments) {
    model.addAttribute("platforms", PLATFORMS);
    Form.reject(
        model,
        asked(Map.of()),
        new RejectedInput(
            List.of(Problem.of("photo", "portal.lookup.photo." + problem, arguments))),
        response);
    return PAGE;
  }

  private static Map<String, String> asked(Map<String, String> input) {
    Map<String, String> asked = new TreeMap<>();
    for (String field : FIELDS) {
      String value = input.getOrDefault(field, "").strip();
      asked.put(field, value.substring(0, Math.min(LONGEST, value.length())));
    }
    return asked;
  }

  /**
   * Answers what is asked.
   *
   * @param code what a browser has read from a photo
   */
  @GetMapping("/lookup")
  String page(
      @RequestParam Map<String, String> input,
      @RequestParam(defaultValue = "") String code,
      Model model,
      HttpServletResponse response) {
    if (!code.isBlank()) {
      return followed(code, model, response);
    }
    Map<String, String> asked = asked(input);
    Form.show(model, asked);
    model.addAttribute("platforms", PLATFORMS);
    List<Problem> problems =
        Stream.of("sha256", "signer")
            .filter(field -> !isDigest(asked.getOrDefault(field, "")))
            .map(field -> Problem.of(field, "portal.lookup.noDigest"))
            .toList();
    if (!problems.isEmpty()) {
      Form.reject(model, asked, new RejectedInput(problems), response);
      return PAGE;
    }
    if (asked.entrySet().stream().anyMatch(one -> isAsked(one.getKey(), one.getValue()))) {
      answer(asked, model);
    } else if (!input.isEmpty() && input.keySet().stream().anyMatch(FIELDS::contains)) {
      Form.reject(
          model,
          asked,
          new RejectedInput(List.of(Problem.of("sha256", "portal.lookup.nothingAsked"))),
          response);
    }
    return PAGE;
  }

  private void answer(Map<String, String> asked, Model model) {
    Question question =
        new Question(
            asked.getOrDefault("number", ""),
            asked.getOrDefault("sha256", ""),
            asked.getOrDefault("platform", ""),
            asked.getOrDefault("packageId", ""),
            asked.getOrDefault("signer", ""));
    Answer answer = lookup.ask(question);
    List<PublicRecord> named =
        answer.status() == Status.UNKNOWN ? lookup.sameName(question) : List.of();
    boolean withoutPackage =
        answer.status() == Status.FILED_OTHER_BUILD && question.sha256().isEmpty();
    model.addAttribute("answer", answer);
    model.addAttribute("listed", answer.byList() ? listed.find(question).orElse(null) : null);
    model.addAttribute("named", named);
    Set<String> reported =
        endings.reported(Stream.concat(named.stream(), answer.record().stream()).toList());
    model.addAttribute("reported", reported);
    model.addAttribute("followedBy", answer.record().flatMap(lookup::followedBy).orElse(null));
    boolean gone =
        answer.status() == Status.SHUTTING_DOWN
            && answer.record().filter(one -> reported.contains(one.number())).isPresent();
    model.addAttribute(
        "said",
        withoutPackage
            ? question.number().isEmpty() ? "APP" : "NUMBER"
            : !named.isEmpty() ? "NAME_ONLY" : answer.status().name() + (gone ? ".reported" : ""));
  }

  /** As tools print one, with colons or without; nothing is none that is wrong. */
  private static boolean isDigest(String text) {
    return text.isEmpty() || text.replace(":", "").matches("[0-9A-Fa-f]{64}");
  }

  /** A platform or a signer alone asks nothing. */
  private static boolean isAsked(String field, String value) {
    return !value.isEmpty() && !field.equals("platform") && !field.equals("signer");
  }
}

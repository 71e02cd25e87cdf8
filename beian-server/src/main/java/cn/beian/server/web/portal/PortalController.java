package cn.beian.server.web.portal;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.tree.ProofException;
import cn.beian.report.Certificate;
import cn.beian.report.QrCode;
import cn.beian.report.Reports;
import cn.beian.rules.Rule;
import cn.beian.server.endings.Endings;
import cn.beian.server.filings.filed.FiledDeclarations;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.official.Batches;
import cn.beian.server.official.ListedNumbers;
import cn.beian.server.platform.PublicAddress;
import cn.beian.server.records.Certificates;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.rulebooks.Rulebooks;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Pages of the public portal. */
@Controller
class PortalController {
  private static final int LONGEST_NUMBER_SHOWN = 60;
  private static final int LONGEST_PROOF = 100_000;
  private static final String FIRST_OF_A_PROOF = "c2sp.org/tlog-proof@";
  private static final Pattern LIKE_A_NUMBER = Pattern.compile("ZW-[0-9A-Z-]{1,40}");

  private final FilingLookup lookUp;
  private final Records records;
  private final FiledDeclarations declarations;
  private final PublicLedger ledger;
  private final Certificates certificates;
  private final Rulebooks rulebooks;
  private final Batches batches;
  private final ListedNumbers listed;
  private final Endings endings;
  private final RecordActs acts;
  private final PublicAddress address;
  private final Clock clock;

  PortalController(
      FilingLookup lookUp,
      Records records,
      FiledDeclarations declarations,
      PublicLedger ledger,
      Certificates certificates,
      Rulebooks rulebooks,
      Batches batches,
      ListedNumbers listed,
      Endings endings,
      RecordActs acts,
      PublicAddress address,
      Clock clock) {
    this.lookUp = lookUp;
    this.records = records;
    this.declarations = declarations;
    this.ledger = ledger;
    this.certificates = certificates;
    this.rulebooks = rulebooks;
    this.batches = batches;
    this.listed = listed;
    this.endings = endings;
    this.acts = acts;
    this.address = address;
    this.clock = clock;
  }

  /**
   * What became of a proof.
   *
   * @param reason why there is none or it fails; empty when it holds
   * @param record of which the entry tells, as it is now
   */
  record Verification(
      Outcome outcome,
      String reason,
      long index,
      long size,
      String entry,
      Optional<PublicRecord> record) {
    static Verification without(Outcome outcome, String reason) {
      return new Verification(outcome, reason, -1, -1, "", Optional.empty());
    }
  }

  /** Whether a proof holds; what carries none neither holds nor fails. */
  enum Outcome {
    HOLDS,
    FAILS,
    NO_PROOF
  }

  @GetMapping("/search")
  String search(@RequestParam(defaultValue = "") String q, Model model) {
    FilingLookup.Found found = lookUp.search(q);
    String typed = q.strip().toUpperCase(Locale.ROOT);
    if (found.records().isEmpty() && LIKE_A_NUMBER.matcher(typed).matches()) {
      return "redirect:/records/" + typed; // it says what is wrong with the number
    }
    model.addAttribute("q", q);
    model.addAttribute("found", found.records());
    model.addAttribute("reported", endings.reported(found.records()));
    model.addAttribute("more", found.more());
    model.addAttribute("listed", found.records().isEmpty() ? listed.find(q).orElse(null) : null);
    model.addAttribute(
        "formerly",
        found.records().stream()
            .filter(one -> !one.restricted() && records.formerly(one, q))
            .findFirst()
            .orElse(null));
    return "portal/search";
  }

  /**
   * Categories of rules that know exceptions, by the version that decides today: one given on
   * another stays and is marked.
   */
  private Set<String> withExceptions() {
    return rulebooks.inForce(OfficialTime.dayOf(clock.instant())).rules().stream()
        .filter(Rule::exemptible)
        .map(Rule::category)
        .collect(Collectors.toSet());
  }

  /** As reports name it; of one that never was here, the digest; empty where a human tested. */
  private String rulebookName(String version, Locale locale) {
    return version.isEmpty()
        ? ""
        : rulebooks.find(version).map(one -> Reports.rulebookName(one, locale)).orElse(version);
  }

  @GetMapping("/records/{number}")
  String record(
      @PathVariable String number, Locale locale, Model model, HttpServletResponse response) {
    Optional<PublicRecord> found = records.find(number);
    if (found.isEmpty()) {
      return noRecord(number, model, response);
    }
    PublicRecord record = found.get();
    if (!record.number().equals(number)) {
      return "redirect:/records/" + record.number();
    }
    model.addAttribute("record", record);
    model.addAttribute("followedBy", lookUp.followedBy(record).orElse(null));
    model.addAttribute("qr", QrCode.base64(address.of("/records/" + record.number())));
    model.addAttribute("tested", records.tested(record.number()).orElse(null));
    model.addAttribute("rulebookName", rulebookName(record.summary().rulebookVersion(), locale));
    model.addAttribute("batches", batches.of(record.number()));
    model.addAttribute(
        "ending", record.restricted() ? null : endings.announced(record).orElse(null));
    model.addAttribute("reported", endings.reported(List.of(record)));
    model.addAttribute("declared", declarations.of(record).orElse(null));
    model.addAttribute("exceptions", withExceptions());
    model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
    model.addAttribute("acts", acts.about(record));
    model.addAttribute(
        "certificates",
        certificates.revisions(record.number(), locale.getLanguage().equals("en") ? "en" : "zh"));
    model.addAttribute(
        "signedSize", ledger.checkpoint().map(checkpoint -> checkpoint.size()).orElse(0L));
    return "portal/record";
  }

  /** What a number means that no record has: misprinted, or of nothing that was filed. */
  private String noRecord(String number, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    model.addAttribute(
        "number", number.substring(0, Math.min(number.length(), LONGEST_NUMBER_SHOWN)));
    model.addAttribute("defects", FilingNumber.read(number).defects());
    model.addAttribute("listed", listed.find(number).orElse(null));
    return "portal/no-record";
  }

  @GetMapping("/records/{number}/certificate/{language}")
  ResponseEntity<Resource> certificate(
      @PathVariable String number,
      @PathVariable String language,
      @RequestParam Optional<Integer> revision) {
    return records
        .find(number)
        .filter(record -> !record.restricted())
        .flatMap(record -> certificates.find(record.number(), language, revision))
        .map(
            pdf ->
                ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_PDF)
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"" + number.replaceAll("[^A-Z0-9-]", "") + ".pdf\"")
                    .<Resource>body(pdf))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  @GetMapping("/verify")
  String verifyForm(@RequestParam(defaultValue = "") String proof, Model model) {
    model.addAttribute("proof", proof);
    model.addAttribute("key", ledger.verifier().vkey());
    return "portal/verify";
  }

  @PostMapping("/verify")
  String verify(
      @RequestParam(defaultValue = "") String proof,
      @RequestParam(defaultValue = "") String entry,
      Model model) {
    model.addAttribute("proof", proof);
    model.addAttribute("entry", entry);
    model.addAttribute("key", ledger.verifier().vkey());
    show(check(asProof(proof), entry.strip()), model);
    return "portal/verify";
  }

  /** Checks the proof that a file is or carries; of the file nothing is unpacked or kept. */
  @PostMapping("/verify/certificate")
  String verifyCertificate(@RequestParam("file") MultipartFile file, Model model)
      throws IOException {
    byte[] bytes = file.getBytes();
    Optional<String> proof = Certificate.plainProofIn(bytes).or(() -> proofAlone(bytes));
    model.addAttribute("proof", proof.orElse(""));
    model.addAttribute("key", ledger.verifier().vkey());
    show(
        proof
            .map(text -> check(text, ""))
            .orElse(Verification.without(Outcome.NO_PROOF, "NO_PROOF_IN_FILE")),
        model);
    return "portal/verify";
  }

  private void show(Verification verification, Model model) {
    model.addAttribute("verification", verification);
    model.addAttribute("reported", endings.reported(verification.record().stream().toList()));
  }

  /** The text of a file that is a proof by itself. */
  private static Optional<String> proofAlone(byte[] file) {
    String text = new String(file, 0, Math.min(file.length, LONGEST_PROOF), StandardCharsets.UTF_8);
    return Optional.of(asProof(text)).filter(proof -> proof.startsWith(FIRST_OF_A_PROOF));
  }

  /** Without what editors of other systems put into it. */
  private static String asProof(String text) {
    return text.replaceFirst("^\uFEFF", "").replace("\r\n", "\n").stripLeading();
  }

  /**
   * Checks a proof of an entry; without an entry, of the one that the ledger holds at its index.
   */
  private Verification check(String text, String entry) {
    if (!text.startsWith(FIRST_OF_A_PROOF)) {
      return Verification.without(Outcome.NO_PROOF, "MALFORMED");
    }
    try {
      TlogProof proof = TlogProof.parse(text.endsWith("\n") ? text : text + "\n");
      Optional<byte[]> bytes =
          entry.isEmpty()
              ? ledger.entry(proof.index())
              : Optional.of(entry.getBytes(StandardCharsets.UTF_8));
      if (bytes.isEmpty()) {
        return Verification.without(Outcome.FAILS, "NO_ENTRY");
      }
      proof.verify(bytes.get(), ledger.verifier());
      return new Verification(
          Outcome.HOLDS,
          "",
          proof.index(),
          proof.checkpoint().size(),
          new String(bytes.get(), StandardCharsets.UTF_8),
          records.ofEntry(proof.index()));
    } catch (ProofException e) {
      return Verification.without(Outcome.FAILS, e.code().name());
    }
  }
}

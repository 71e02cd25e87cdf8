package cn.beian.server.web.rulebooks;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.report.Reports;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookDifference;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.rulebooks.RulebookDrafts;
import cn.beian.server.rulebooks.RulebookVersion;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.web.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The versions of the rulebook, for everybody. */
@Controller
class RulebookPages {
  private static final String SIGNATURE = ".sig";

  private final Rulebooks rulebooks;
  private final RulebookDrafts drafts;
  private final Identity identity;
  private final Clock clock;

  RulebookPages(Rulebooks rulebooks, RulebookDrafts drafts, Identity identity, Clock clock) {
    this.rulebooks = rulebooks;
    this.drafts = drafts;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * A version as pages show it.
   *
   * @param state {@code IN_FORCE}, {@code COMING} or {@code PAST}
   * @param signer name, empty for the first
   */
  record Shown(
      int number,
      String state,
      LocalDate from,
      String version,
      Rulebook rulebook,
      String signer,
      LocalDate signedOn) {
    /** How many rules it has. */
    public int rules() {
      return rulebook.rules().size();
    }

    /** The rulebook, named as reports name it. */
    public String name(Locale locale) {
      return Reports.rulebookName(rulebook, locale);
    }
  }

  @GetMapping("/rulebooks")
  String list(Model model) {
    Form.show(model, Map.of());
    fill(model);
    return "rulebooks/list";
  }

  /** What the list shows, also after a draft was refused. */
  void fill(Model model) {
    model.addAttribute("versions", rulebooks.versions().stream().map(this::shown).toList());
    boolean insider =
        identity
            .currentIfAny()
            .filter(person -> AccessRules.opens(person, "/rulebooks/drafts/x"))
            .isPresent();
    model.addAttribute("drafts", insider ? drafts.all() : List.of());
  }

  @GetMapping("/rulebooks/{number}")
  String show(
      @PathVariable int number,
      @RequestParam Optional<Integer> against,
      Model model,
      Locale locale) {
    RulebookVersion version = rulebooks.version(number).orElseThrow();
    model.addAttribute("one", shown(version));
    model.addAttribute(
        "others",
        rulebooks.versions().stream()
            .map(RulebookVersion::number)
            .filter(other -> other != number)
            .toList());
    Optional<RulebookVersion> other = rulebooks.version(against.orElse(number - 1));
    model.addAttribute("against", other.map(RulebookVersion::number).orElse(0));
    other.ifPresent(
        before ->
            model.addAttribute(
                "difference",
                DifferenceView.of(
                    RulebookDifference.of(rulebooks.of(before), rulebooks.of(version)), locale)));
    return "rulebooks/version";
  }

  /** The rulebook or its signature, as {@code beian inspect --rulebook} takes them. */
  @GetMapping("/rulebooks/{number}/{file}")
  ResponseEntity<byte[]> file(@PathVariable int number, @PathVariable String file)
      throws IOException {
    RulebookVersion version = rulebooks.version(number).orElseThrow();
    String name = "rulebook-" + number + ".json";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (file.equals(name)) {
      rulebooks.of(version).write(out);
    } else if (file.equals(name + SIGNATURE)) {
      version.signed().write(out);
    } else {
      return ResponseEntity.notFound().build();
    }
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(out.toByteArray());
  }

  @GetMapping(path = "/rulebooks/key", produces = "application/x-pem-file")
  @ResponseBody
  String key() {
    return rulebooks.publicKey();
  }

  private Shown shown(RulebookVersion version) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    int now = rulebooks.versionInForce(today).number();
    Rulebook rulebook = rulebooks.of(version);
    return new Shown(
        version.number(),
        version.number() == now ? "IN_FORCE" : version.number() > now ? "COMING" : "PAST",
        version.signed().effectiveFrom(),
        version.version(),
        rulebook,
        version.signedBy().map(this::name).orElse(""),
        OfficialTime.dayOf(version.signedAt()));
  }

  private String name(UUID person) {
    return identity.person(person).map(Person::name).orElse("");
  }
}

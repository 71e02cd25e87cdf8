package cn.beian.server.web.admin;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.audit.AuditSearch;
import cn.beian.server.audit.AuditSearch.By;
import cn.beian.server.audit.AuditSearch.Entry;
import cn.beian.server.audit.AuditSearch.Wanted;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.SpreadsheetText;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.StandingKind;
import cn.beian.server.web.Form;
import cn.beian.server.web.Moments;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The audit trail: search, page by page, and as a table for a spreadsheet. */
@Controller
class AuditPages {
  private static final int PAGE = 50;
  private static final int EXPORT_PAGE = 1000;
  private static final String BY = "by";
  private static final List<String> FIELDS = List.of("who", "what", "object", "from", "until", BY);

  private final AuditSearch search;
  private final AuditWordSearch wordSearch;
  private final AuditNames names;
  private final AuditWords words;
  private final AuditTrail audit;
  private final Identity identity;

  AuditPages(
      AuditSearch search,
      AuditWordSearch wordSearch,
      AuditNames names,
      AuditWords words,
      AuditTrail audit,
      Identity identity) {
    this.search = search;
    this.wordSearch = wordSearch;
    this.names = names;
    this.words = words;
    this.audit = audit;
    this.identity = identity;
  }

  @GetMapping("/admin/audit")
  String page(
      @RequestParam Map<String, String> input,
      @RequestParam(required = false) @Nullable Long before,
      Model model,
      Locale locale) {
    Person reader = identity.current();
    AuditWordSearch.Found answer =
        wordSearch.find(
            wanted(input, By.PEOPLE), Optional.ofNullable(before), PAGE + 1, reader, locale);
    List<Entry> found = answer.rows();
    List<Entry> shown = found.subList(0, Math.min(PAGE, found.size()));
    AuditNames.Known known = names.of(shown);
    Form.show(model, asked(input));
    By by = wanted(input, By.PEOPLE).by();
    model.addAttribute("actions", actions(by, input.getOrDefault("what", ""), locale));
    model.addAttribute(
        "entries",
        shown.stream()
            .map(
                one ->
                    new Row(
                        words.action(one.action(), locale),
                        words.subject(one.subject(), known, reader, locale),
                        words.detail(one.action(), one.detail(), locale),
                        words.actor(one.actor(), known, reader, locale),
                        Moments.SECOND.format(one.at()),
                        one.id(),
                        one.digest()))
            .toList());
    model.addAttribute("by", by);
    model.addAttribute("all", By.ALL);
    model.addAttribute("byAddresses", byAddresses(input));
    model.addAttribute("searched", asked(input).keySet().stream().anyMatch(one -> !one.equals(BY)));
    model.addAttribute("later", before != null);
    model.addAttribute(
        "lookedBackTo", answer.lookedBackTo().map(Moments.SECOND::format).orElse(""));
    model.addAttribute("newestAddress", address("/admin/audit", input));
    model.addAttribute("csvAddress", address("/admin/audit.csv", with(input, by)));
    model.addAttribute(
        "olderAddress",
        found.size() > PAGE
            ? UriComponentsBuilder.fromUriString(address("/admin/audit", input))
                .queryParam("before", shown.get(PAGE - 1).id())
                .build()
                .toUriString()
            : "");
    return "admin/audit";
  }

  /**
   * Codes and words, so that it can be sorted and read, written as it is read: of the trail no more
   * than {@value #EXPORT_PAGE} rows are held at a time. Who takes it away stands in the trail. An
   * address without a filter gives every row.
   */
  @GetMapping("/admin/audit.csv")
  void export(@RequestParam Map<String, String> input, Locale locale, HttpServletResponse response)
      throws IOException {
    Person reader = identity.current();
    Wanted wanted = wanted(input, By.ALL);
    audit.record(
        "audit.exported",
        "audit:trail",
        asked(input).values().stream().collect(Collectors.joining(", ")));
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"beian-audit.csv\"");
    try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
      out.write('\uFEFF'); // spreadsheets read it as UTF-8 then
      line(
          out, "id", "at", "actor", "who", "action", "what", "subject", "object", "detail",
          "digest");
      Optional<Long> before = Optional.empty();
      List<Entry> rows;
      do {
        rows = search.find(AuditWordSearch.anyObject(wanted), before, EXPORT_PAGE);
        AuditNames.Known known = names.of(rows);
        for (Entry one : rows) {
          before = Optional.of(one.id());
          if (!wordSearch.shows(one, known, wanted.object(), reader, locale)) {
            continue;
          }
          line(
              out,
              Long.toString(one.id()),
              one.at().toString(),
              one.actor(),
              words.actor(one.actor(), known, reader, locale).text(),
              one.action(),
              words.action(one.action(), locale),
              one.subject(),
              words.subject(one.subject(), known, reader, locale).text(),
              one.detail(),
              one.digest());
        }
      } while (rows.size() == EXPORT_PAGE);
    }
  }

  private static void line(Writer out, String... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      out.write(i == 0 ? "" : ",");
      out.write(cell(cells[i]));
    }
    out.write("\r\n");
  }

  private static String cell(String text) {
    return '"' + SpreadsheetText.of(text).replace("\"", "\"\"") + '"';
  }

  /** Words by code, in their order; those of states only where people are not looked for. */
  private Map<String, String> actions(By by, String asked, Locale locale) {
    Map<String, String> sorted = new LinkedHashMap<>();
    search.actions().stream()
        .filter(code -> by != By.PEOPLE || !state(code) || code.equals(asked))
        .map(code -> Map.entry(code, words.action(code, locale)))
        .sorted(Map.Entry.comparingByValue(Collator.getInstance(locale)))
        .forEach(one -> sorted.put(one.getKey(), one.getValue()));
    return sorted;
  }

  private static boolean state(String action) {
    return action.endsWith(StandingKind.SUFFIX) || action.endsWith(".standings");
  }

  private static Map<String, String> asked(Map<String, String> input) {
    Map<String, String> asked = new TreeMap<>();
    for (String field : FIELDS) {
      String value = input.getOrDefault(field, "").strip();
      if (!value.isEmpty()) {
        asked.put(field, value);
      }
    }
    return asked;
  }

  private static String address(String path, Map<String, String> input) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    asked(input).forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
    return address.encode().buildAndExpand(asked(input)).toUriString();
  }

  private static Map<String, String> with(Map<String, String> input, By by) {
    Map<String, String> asked = asked(input);
    asked.put(BY, by.name().toLowerCase(Locale.ROOT));
    return asked;
  }

  private static Map<By, String> byAddresses(Map<String, String> input) {
    Map<By, String> addresses = new EnumMap<>(By.class);
    for (By one : By.values()) {
      addresses.put(one, address("/admin/audit", with(input, one)));
    }
    return addresses;
  }

  /** Without a choice, an action that is asked for is looked for among all rows. */
  private static By by(Map<String, String> asked, By usual) {
    boolean narrow =
        asked.containsKey("what") || AuditTrail.SYSTEM.equalsIgnoreCase(asked.get("who"));
    return Arrays.stream(By.values())
        .filter(one -> one.name().equalsIgnoreCase(asked.get(BY)))
        .findFirst()
        .orElse(narrow ? By.ALL : usual);
  }

  private static Wanted wanted(Map<String, String> input, By usual) {
    Map<String, String> asked = asked(input);
    return new Wanted(
        asked.getOrDefault("who", ""),
        asked.getOrDefault("what", ""),
        asked.getOrDefault("object", ""),
        by(asked, usual),
        day(asked.getOrDefault("from", ""), 0),
        day(asked.getOrDefault("until", ""), 1));
  }

  /** The beginning of a day, or of one after it; null where it is none. */
  private static @Nullable Instant day(String text, int later) {
    try {
      return LocalDate.parse(text).plusDays(later).atStartOfDay(OfficialTime.ZONE).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A row in words. */
  record Row(
      String what,
      AuditWords.Named object,
      String detail,
      AuditWords.Named who,
      String at,
      long id,
      String digest) {}
}

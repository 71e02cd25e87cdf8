package cn.beian.server.web.filings;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Group;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.official.OfficialForm;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The form of a filing as a document of Word, in Chinese, to be copied into the official system.
 */
@Controller
class OfficialFormController {
  private static final MediaType WORD =
      MediaType.parseMediaType(
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

  /** Characters that a name of a file must not hold on some system. */
  private static final Pattern NOT_IN_FILES = Pattern.compile("[\\\\/:*?\"<>|\\p{Cc}\\p{Cf}]+");

  /** Most characters of the name of an app in the name of a file. */
  private static final int LONGEST = 60;

  private final Cases cases;
  private final Records records;
  private final OfficialForm form;
  private final MessageSource messages;
  private final Clock clock;

  OfficialFormController(
      Cases cases, Records records, OfficialForm form, MessageSource messages, Clock clock) {
    this.cases = cases;
    this.records = records;
    this.form = form;
    this.messages = messages;
    this.clock = clock;
  }

  @GetMapping({"/applications/{id}/official-form.docx", "/cases/{id}/official-form.docx"})
  ResponseEntity<byte[]> form(@PathVariable UUID id) throws IOException {
    CaseFile file = cases.file(id);
    FilingText words = new FilingText(messages, Locale.CHINESE);
    return ResponseEntity.ok()
        .contentType(WORD)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(fileName(file.application().appName()), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(form.fill(values(file, words), rows(file, words)));
  }

  /** "备案表-", the name of the app as far as files may be called so, and the end. */
  private String fileName(String app) {
    String name = NOT_IN_FILES.matcher(app).replaceAll(" ").strip();
    String kept = name.codePointCount(0, name.length()) <= LONGEST ? name : cut(name);
    return message("official.form.file") + (kept.isEmpty() ? "" : "-" + kept) + ".docx";
  }

  private static String cut(String name) {
    return name.substring(0, name.offsetByCodePoints(0, LONGEST));
  }

  private Map<String, String> values(CaseFile file, FilingText words) {
    Application application = file.application();
    Optional<PublicRecord> record = application.number().flatMap(records::find);
    Map<String, String> values = new HashMap<>();
    values.put("sponsor", file.sponsor().name());
    values.put("app", application.appName());
    values.put("kind", words.name(application.kind()));
    values.put("workingNumber", application.number().orElse(""));
    values.put("officialNumber", record.map(PublicRecord::officialNumber).orElse(""));
    values.put(
        "officialDay",
        record.flatMap(PublicRecord::officialNumberOn).map(LocalDate::toString).orElse(""));
    values.put(
        "packages",
        file.packages().stream()
            .map(one -> one.stored().sha256())
            .collect(Collectors.joining("\n")));
    values.put("day", OfficialTime.dayOf(clock.instant()).toString());
    values.put(
        "undertaking",
        messages.getMessage(
            "filings.undertaking.text",
            new Object[] {file.sponsor().name(), application.appName()},
            Locale.CHINESE));
    return values;
  }

  private Map<String, List<Map<String, String>>> rows(CaseFile file, FilingText words) {
    Map<String, List<Map<String, String>>> rows = new HashMap<>();
    for (Group group : Group.values()) {
      List<Map<String, String>> own = rows(file, group, words);
      rows.put(
          group.name(),
          own.isEmpty()
              ? List.of(Map.of("question", message("official.form.nothing"), "answer", ""))
              : own);
    }
    return rows;
  }

  /** Of what is unanswered one row a question, with all that it is asked for. */
  private List<Map<String, String>> rows(CaseFile file, Group group, FilingText words) {
    List<Map<String, String>> rows = new ArrayList<>();
    Map<String, Set<String>> unanswered = new LinkedHashMap<>();
    for (CaseFile.Entry entry : file.entries()) {
      if (entry.field().topic().group() != group) {
        continue;
      }
      String item = entry.question().item().isEmpty() ? "" : words.item(file, entry);
      String label = words.label(entry.field());
      if (entry.stored().isEmpty()) {
        unanswered.computeIfAbsent(label, unused -> new LinkedHashSet<>()).add(item);
      } else {
        String answer = words.shown(entry);
        rows.add(row(label, item.equals(answer) ? "" : item, answer));
      }
    }
    unanswered.forEach(
        (label, items) ->
            rows.add(
                row(
                    label,
                    items.stream().filter(one -> !one.isEmpty()).collect(Collectors.joining("、")),
                    message("official.form.unanswered"))));
    return rows;
  }

  private static Map<String, String> row(String label, String item, String answer) {
    return Map.of("question", item.isEmpty() ? label : label + "（" + item + "）", "answer", answer);
  }

  private String message(String key) {
    return messages.getMessage(key, null, Locale.CHINESE);
  }
}

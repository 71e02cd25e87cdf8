package cn.beian.cli;

import cn.beian.facts.JsonValues;
import cn.beian.facts.VisibleText;
import cn.beian.filing.Messages;
import cn.beian.filing.deadlines.OfficialTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The content of a ledger entry in words; an entry of another form is printed unchanged. */
final class RecordText {
  private static final Set<String> FORMS = Set.of("entry/1", "entry/2", "entry/3", "entry/4");
  private static final List<String> LINES =
      List.of(
          "number",
          "officialNumber",
          "officialNumberOn",
          "appName",
          "sponsorName",
          "issuer",
          "users",
          "filedOn",
          "state",
          "at");

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(OfficialTime.ZONE);

  private final Console console;

  RecordText(Console console) {
    this.console = console;
  }

  String of(byte[] entry) {
    String text = new String(entry, StandardCharsets.UTF_8).strip();
    Map<?, ?> record = members(text);
    if (!(record.get("beian") instanceof String form) || !FORMS.contains(form)) {
      return VisibleText.of(text);
    }
    StringBuilder lines = new StringBuilder();
    for (String name : LINES) {
      String value = value(record, name);
      if (!value.isEmpty()) {
        String said =
            switch (name) {
              case "state" -> console.textOr("record.state." + value, value);
              case "users" -> users(value);
              case "at" -> moment(value);
              default -> value;
            };
        lines.append(console.text("record." + name, said)).append('\n');
      }
    }
    lines
        .append(console.text("record.revision", String.valueOf(record.get("revision"))))
        .append('\n');
    if (record.get("commitments") instanceof Map<?, ?> commitments) {
      lines.append(console.text("record.sealed", String.valueOf(commitments.size()))).append('\n');
    }
    if (!value(record, "case").isEmpty()) {
      lines.append(console.text("record.case", value(record, "case"))).append('\n');
    }
    if (record.get("packages") instanceof List<?> packages) {
      for (Object one : packages) {
        if (one instanceof Map<?, ?> build) {
          String name = platform(value(build, "platform")) + " " + value(build, "packageId");
          String version = value(build, "versionName");
          lines
              .append(console.text("record.package", (name + " " + version).strip()))
              .append("\n  SHA-256 ")
              .append(value(build, "sha256"))
              .append('\n');
        }
      }
    }
    return lines.toString().stripTrailing();
  }

  /** In the time of official dates, which is not that of the machine; else as it was written. */
  private static String moment(String value) {
    try {
      return MOMENT.format(Instant.parse(value));
    } catch (DateTimeException e) {
      return value;
    }
  }

  private String platform(String id) {
    return console.textOr("record.platform." + id, id);
  }

  private String users(String value) {
    Messages words = Messages.in(console.language().locale());
    String key = "choice.app.audience." + value;
    return words.has(key) ? words.text(key) : value;
  }

  /** Empty if the member is missing. */
  private static String value(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text ? VisibleText.of(text) : "";
  }

  private static Map<?, ?> members(String text) {
    try (JsonParser json =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), text)) {
      return json.nextToken() != null && JsonValues.read(json) instanceof Map<?, ?> members
          ? members
          : Map.of();
    } catch (JacksonException | JsonValues.Refused e) {
      return Map.of();
    }
  }
}

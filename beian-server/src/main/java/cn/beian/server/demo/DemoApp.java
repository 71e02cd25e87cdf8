package cn.beian.server.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A government app of the demo: what its sponsor says of it, and its mini-program source or its
 * builds.
 *
 * <p>Resource {@code demo/apps/<id>.txt}: lines {@code key: value}, where a key is {@code name},
 * {@code unit}, {@code purpose}, {@code appId}, {@code host}, {@code builds} or a question of the
 * form, {@code builds} being names below {@code demo/builds}; then each file of the source after a
 * line {@code -- path --}. What it does not say is taken from {@code common.txt}. <code>{name}
 * {unit} {purpose} {appId} {host} {id} {number}</code> stand for those values, <code>{+90}</code>
 * for the day that comes so many days after today; a line with <code>{number}</code> is left out
 * while there is none.
 *
 * @param said answers and other values, by key
 * @param files source files, by path
 */
record DemoApp(String id, Map<String, String> said, Map<String, String> files) {
  private static final List<String> PLACEHOLDERS =
      List.of("name", "unit", "purpose", "appId", "host");
  private static final Pattern FILE = Pattern.compile("-- (\\S+) --");
  private static final Pattern DAY = Pattern.compile("\\{\\+(\\d+)}");
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  DemoApp {
    said = Map.copyOf(said);
    files = new TreeMap<>(files);
  }

  /** Reads an app. */
  static DemoApp read(String id) {
    DemoApp common = parse("common");
    DemoApp own = parse(id);
    Map<String, String> said = new LinkedHashMap<>(common.said);
    said.putAll(own.said);
    Map<String, String> files = new TreeMap<>(common.files);
    files.putAll(own.files);
    return new DemoApp(id, said, files);
  }

  private static DemoApp parse(String id) {
    Map<String, String> said = new LinkedHashMap<>();
    Map<String, String> files = new TreeMap<>();
    String path = "";
    for (String line :
        new String(resource("apps/" + id + ".txt"), StandardCharsets.UTF_8).split("\n", -1)) {
      Matcher file = FILE.matcher(line);
      int colon = line.indexOf(": ");
      if (file.matches()) {
        path = file.group(1);
        files.put(path, "");
      } else if (!path.isEmpty()) {
        files.merge(path, line + "\n", String::concat);
      } else if (colon > 0) {
        said.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return new DemoApp(id, said, files);
  }

  private static byte[] resource(String name) {
    try (InputStream in = DemoApp.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no " + name + " in the demo");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return said.getOrDefault("name", "");
  }

  String unit() {
    return said.getOrDefault("unit", "");
  }

  /** What the sponsor answers to a question, if the demo knows. */
  Optional<String> answer(String questionKey, LocalDate today) {
    int item = questionKey.indexOf('@');
    String field = item < 0 ? questionKey : questionKey.substring(0, item);
    String answer = said.getOrDefault(questionKey, said.get(field));
    return Optional.ofNullable(answer).map(text -> days(filled(text), today));
  }

  /** A file of the sponsor's. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Build(String fileName, byte[] bytes) {}

  /** The review builds, the same bytes each time. */
  List<Build> reviewBuilds() {
    String builds = said.getOrDefault("builds", "");
    return builds.isEmpty()
        ? List.of(new Build(id + ".zip", zip("")))
        : Arrays.stream(builds.split(" "))
            .map(name -> new Build(name, resource("builds/" + name)))
            .toList();
  }

  /** The launch build: the same app, showing its number. */
  byte[] launchBuild(String number) {
    return zip(number);
  }

  private byte[] zip(String number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
        zip.write(numbered(filled(file.getValue()), number).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String numbered(String text, String number) {
    return number.isEmpty()
        ? text.replaceAll("(?m)^.*\\{number}.*\n", "")
        : text.replace("{number}", number);
  }

  private String filled(String text) {
    String filled = text.replace("{id}", id);
    for (String key : PLACEHOLDERS) {
      filled = filled.replace("{" + key + "}", said.getOrDefault(key, ""));
    }
    return filled;
  }

  private static String days(String text, LocalDate today) {
    return DAY.matcher(text)
        .replaceAll(found -> today.plusDays(Long.parseLong(found.group(1))).toString());
  }
}

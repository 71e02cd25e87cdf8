package cn.beian.server.filings.answers;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Personal data that a permission opens. Answers keep its Chinese name; pages in English show it in
 * English and give it back.
 */
public enum PermissionData {
  LOCATION("位置", "Location", "LOCATION", "userLocation"),
  CAMERA("相机（照片、视频）", "Camera (photos, video)", "CAMERA", "camera"),
  AUDIO("录音", "Recordings", "RECORD_AUDIO"),
  CONTACTS("通讯录", "Contacts", "CONTACTS"),
  PROFILE("昵称、头像", "Nickname and picture", "userInfo");

  private static final Set<String> FIELDS = Set.of("data.personal", "data.personalPurposes");

  private final String chinese;
  private final String english;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> parts;

  PermissionData(String chinese, String english, String... parts) {
    this.chinese = chinese;
    this.english = english;
    this.parts = List.of(parts);
  }

  /** What answers call it. */
  String chinese() {
    return chinese;
  }

  /** What a permission of that name opens. */
  static List<PermissionData> of(String permission) {
    return Arrays.stream(values())
        .filter(one -> one.parts.stream().anyMatch(permission::contains))
        .toList();
  }

  /** An answer as a page in English shows it; of other fields as it is. */
  public static String shown(String field, String stored) {
    return FIELDS.contains(field) ? lines(stored, PermissionData::inEnglish) : stored;
  }

  /** An answer as it is stored, whatever the language of the page it was typed on. */
  public static String stored(String field, String written) {
    return FIELDS.contains(field) ? lines(written, PermissionData::inChinese) : written;
  }

  private static String lines(String text, UnaryOperator<String> each) {
    return text.lines().map(each).collect(Collectors.joining("\n"));
  }

  private static String inEnglish(String line) {
    return Arrays.stream(values())
        .map(one -> named(line, one.chinese, "：", one.english, ": "))
        .filter(named -> !named.equals(line))
        .findFirst()
        .orElse(line);
  }

  private static String inChinese(String line) {
    return Arrays.stream(values())
        .map(one -> named(line, one.english, ": ", one.chinese, "："))
        .filter(named -> !named.equals(line))
        .findFirst()
        .orElse(line);
  }

  /** A line that is a name, or begins with it and a colon, under the other name. */
  private static String named(
      String line, String name, String colon, String other, String otherColon) {
    if (line.strip().equals(name)) {
      return other;
    }
    return line.startsWith(name + colon)
        ? other + otherColon + line.substring(name.length() + colon.length())
        : line;
  }
}

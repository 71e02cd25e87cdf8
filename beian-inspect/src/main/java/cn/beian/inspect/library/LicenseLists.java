package cn.beian.inspect.library;

import cn.beian.inspect.webapp.project.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of licences that tools of the build make for the page "open source licences":
 *
 * <pre>
 * res/raw/third_party_license_metadata  OFFSET:LENGTH NAME, a line each, into
 * res/raw/third_party_licenses          the texts, or addresses of texts (oss-licenses-plugin)
 * res/raw/aboutlibraries.json           libraries: uniqueId, artifactVersion, licenses (AboutLibraries)
 * app/cash/licensee/artifacts.json      groupId, artifactId, version, spdxLicenses (Licensee)
 * open_source_licenses.json             dependency g:a:v, licenses (gradle-license-plugin)
 * </pre>
 */
final class LicenseLists {
  private static final Pattern PLACE = Pattern.compile("(\\d{1,9}):(\\d{1,9}) (.{1,256})");

  private LicenseLists() {}

  /** Each library that the plugin of Google lists, with what its part of the texts says. */
  static List<Library> google(String metadata, byte[] texts) {
    List<Library> found = new ArrayList<>();
    Map<String, Optional<String>> known = new HashMap<>();
    long left = 4L * texts.length; // parts may overlap: work stays linear
    for (String line : metadata.split("\n", -1)) {
      Matcher place = PLACE.matcher(line.strip());
      if (!place.matches()) {
        continue;
      }
      int from = Integer.parseInt(place.group(1));
      int length = Math.min(Integer.parseInt(place.group(2)), 1 << 14); // its head tells
      String part = from + ":" + length;
      if (from < texts.length && length <= left && !known.containsKey(part)) {
        int end = Math.min(texts.length, from + length);
        left -= length;
        known.put(
            part, Licenses.ofText(new String(texts, from, end - from, StandardCharsets.UTF_8)));
      }
      found.add(
          Library.of("", place.group(3), "")
              .under(known.getOrDefault(part, Optional.empty()).stream().toList()));
    }
    return found;
  }

  static List<Library> aboutLibraries(Json json) {
    List<Library> found = new ArrayList<>();
    Json texts = json.get("licenses");
    for (Json each : json.get("libraries").items()) {
      Set<String> licenses = new TreeSet<>();
      for (Json key : each.get("licenses").items()) {
        Json license = texts.get(key.text());
        Licenses.named(license.get("spdxId").text())
            .or(() -> Licenses.named(license.get("name").text()))
            .or(() -> Licenses.named(key.text()))
            .ifPresent(licenses::add);
      }
      String maker = each.get("organization").get("name").text();
      List<Json> developers = each.get("developers").items();
      if (maker.isEmpty() && developers.size() == 1) {
        maker = developers.get(0).get("name").text();
      }
      found.add(
          coordinates(each.get("uniqueId").text(), each.get("artifactVersion").text())
              .by(maker)
              .under(licenses));
    }
    return found;
  }

  static List<Library> licensee(Json json) {
    List<Library> found = new ArrayList<>();
    for (Json each : json.items()) {
      Set<String> licenses = new TreeSet<>();
      for (Json license : each.get("spdxLicenses").items()) {
        Licenses.named(license.get("identifier").text()).ifPresent(licenses::add);
      }
      for (Json license : each.get("unknownLicenses").items()) {
        Licenses.named(license.get("name").text())
            .or(() -> Licenses.named(license.get("url").text()))
            .ifPresent(licenses::add);
      }
      found.add(
          Library.maven(
                  each.get("groupId").text(),
                  each.get("artifactId").text(),
                  each.get("version").text())
              .under(licenses));
    }
    return found;
  }

  static List<Library> licensePlugin(Json json) {
    List<Library> found = new ArrayList<>();
    for (Json each : json.items()) {
      Set<String> licenses = new TreeSet<>();
      for (Json license : each.get("licenses").items()) {
        Licenses.named(license.get("license").text())
            .or(() -> Licenses.named(license.get("license_url").text()))
            .ifPresent(licenses::add);
      }
      String dependency = each.get("dependency").text();
      int version = dependency.lastIndexOf(':');
      found.add(
          (dependency.indexOf(':') == version || version < 0
                  ? Library.of("", each.get("project").text(), each.get("version").text())
                  : coordinates(
                      dependency.substring(0, version), dependency.substring(version + 1)))
              .under(licenses));
    }
    return found;
  }

  private static Library coordinates(String name, String version) {
    int colon = name.indexOf(':');
    return colon < 0
        ? Library.of("", name, version)
        : Library.maven(name.substring(0, colon), name.substring(colon + 1), version);
  }
}

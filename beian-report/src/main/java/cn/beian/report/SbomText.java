package cn.beian.report;

import cn.beian.report.sbom.Sbom;
import cn.beian.report.sbom.SbomComponent;
import cn.beian.report.sbom.SbomComponent.Kind;
import cn.beian.rules.CoverageSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The components of a package for a terminal: how many, under which licences, then each. */
final class SbomText {
  private static final int COLUMNS = 76;
  private static final int MANY = 40;

  private final StringBuilder out = new StringBuilder();
  private final Sbom sbom;
  private final Messages messages;
  private final TextStyle style;

  SbomText(Sbom sbom, Locale locale, TextStyle style) {
    this.sbom = sbom;
    this.style = style;
    this.messages = Messages.in(locale);
  }

  String render() {
    String name = sbom.name().isEmpty() ? messages.text("app.unnamed") : sbom.name();
    out.append(style.bold(Columns.visible(name))).append('\n');
    line("  ", (sbom.packageId() + "  " + sbom.version()).strip());
    List<SbomComponent> parts = sbom.components().stream().filter(one -> !one.buildOnly()).toList();
    line(
        "",
        messages.text(
            "sbom.lede",
            parts.size(),
            count(parts, one -> !one.version().isEmpty()),
            count(parts, one -> !one.licenses().isEmpty())));
    if (sbom.components().isEmpty()) {
      line("", messages.text("sbom.none"));
    }
    if (!sbom.unread().isEmpty()) {
      line("", messages.text("sbom.unread"));
      sbom.unread().stream().limit(MANY).forEach(each -> line("  - ", unread(each)));
    }
    licenses(parts);
    list("sbom.stated", of(parts, Kind.STATED));
    list("sbom.recognised", of(parts, Kind.RECOGNISED));
    list("sbom.native", of(parts, Kind.NATIVE));
    list("sbom.build", sbom.components().stream().filter(SbomComponent::buildOnly).toList());
    out.append('\n').append(style.faint("SHA-256 " + sbom.header().sha256())).append('\n');
    return out.toString();
  }

  /** A part of the package with its reason, or a list with what is the matter with it. */
  private String unread(String each) {
    int colon = each.indexOf(": ");
    String name = colon < 0 ? each : each.substring(0, colon);
    String part = messages.nameOf("coverage.", name);
    return part.equals(name)
        ? each
        : part
            + messages.text(
                "because", CoverageSummary.why(name, each.substring(colon + 2), messages.locale()));
  }

  private static long count(List<SbomComponent> of, Predicate<SbomComponent> which) {
    return of.stream().filter(which).count();
  }

  private static List<SbomComponent> of(List<SbomComponent> parts, Kind kind) {
    return parts.stream().filter(one -> one.kind() == kind).toList();
  }

  private void licenses(List<SbomComponent> parts) {
    Map<String, Integer> byLicense = new TreeMap<>();
    parts.forEach(one -> one.licenses().forEach(each -> byLicense.merge(each, 1, Integer::sum)));
    if (byLicense.isEmpty()) {
      return;
    }
    heading("sbom.licenses");
    byLicense.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MANY)
        .forEach(each -> line("  - ", each.getKey() + "  " + each.getValue()));
  }

  private void list(String key, List<SbomComponent> components) {
    if (components.isEmpty()) {
      return;
    }
    heading(key);
    for (SbomComponent one : components.subList(0, Math.min(MANY, components.size()))) {
      String said = String.join("  ", one.name(), one.version(), one.vendor(), licensesOf(one));
      String unused = one.unreached() ? "  " + messages.text("sbom.unused") : "";
      line("  - ", said.replaceAll(" {2,}", "  ").strip() + unused);
    }
    if (components.size() > MANY) {
      line("    ", messages.text("evidence.more", components.size() - MANY));
    }
  }

  private static String licensesOf(SbomComponent one) {
    return one.kind() == Kind.NATIVE ? one.type() : String.join(" ", one.licenses());
  }

  private void heading(String key) {
    out.append('\n').append(style.bold(messages.text(key))).append('\n');
  }

  private void line(String indent, String text) {
    String start = indent;
    for (String line : Columns.wrap(Columns.visible(text), COLUMNS - indent.length())) {
      out.append(start).append(line).append('\n');
      start = " ".repeat(indent.length());
    }
  }
}

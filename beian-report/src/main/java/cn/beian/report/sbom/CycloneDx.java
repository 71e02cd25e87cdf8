package cn.beian.report.sbom;

import cn.beian.facts.Locator;
import cn.beian.facts.PackageHeader;
import cn.beian.facts.SpdxIds;
import cn.beian.facts.VisibleJsonStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * CycloneDX 1.6 (ECMA-424, cyclonedx.org/docs/1.6/json): metadata, components with evidence,
 * dependencies of the app, and that the list is not known to be complete. Equal facts give equal
 * bytes: the serial number is derived from their digest. SM3 is no algorithm of CycloneDX 1.6 and
 * stands among the properties.
 */
public final class CycloneDx {
  private static final String APP = "app";
  private static final String LIBRARY = "library";
  private static final String FILE = "file";
  private static final String NAME = "name";
  private static final String VERSION = "version";
  private static final String TYPE = "type";

  private static final JsonFactory LINES =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final Sbom sbom;
  private final JsonGenerator json;
  private final Map<String, Integer> taken = new HashMap<>(Map.of(APP, 1));
  private final List<String> included = new ArrayList<>();

  private CycloneDx(Sbom sbom, JsonGenerator json) {
    this.sbom = sbom;
    this.json = json;
  }

  /**
   * Writes one line of JSON, in which characters that are not seen stand by their number; the
   * stream is flushed, not closed.
   *
   * @param software version of this program
   * @param asOf becomes the time stamp; without it there is none
   */
  public static void write(Sbom sbom, String software, Optional<LocalDate> asOf, OutputStream out)
      throws IOException {
    OutputStream visible = new VisibleJsonStream(out);
    try (JsonGenerator json =
        LINES.createGenerator(ObjectWriteContext.empty(), visible, JsonEncoding.UTF8)) {
      new CycloneDx(sbom, json).write(software, asOf);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
    out.write('\n');
    out.flush();
  }

  private void write(String software, Optional<LocalDate> asOf) {
    json.writeStartObject();
    json.writeStringProperty("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    json.writeStringProperty("bomFormat", "CycloneDX");
    json.writeStringProperty("specVersion", "1.6");
    json.writeStringProperty("serialNumber", "urn:uuid:" + uuid(sbom.factsDigest()));
    json.writeNumberProperty(VERSION, 1);
    metadata(software, asOf);
    json.writeArrayPropertyStart("components");
    sbom.components().forEach(this::component);
    json.writeEndArray();
    dependencies();
    json.writeArrayPropertyStart("compositions");
    json.writeStartObject();
    json.writeStringProperty("aggregate", sbom.unread().isEmpty() ? "unknown" : "incomplete");
    json.writeArrayPropertyStart("assemblies");
    json.writeString(APP);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  /** A UUID of version 8 (RFC 9562) from a digest. */
  private static String uuid(String digest) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256")
              .digest(("CycloneDX " + digest).getBytes(StandardCharsets.US_ASCII));
      bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x80);
      bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
      String hex = HexFormat.of().formatHex(bytes, 0, 16);
      return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- metadata --------------------------------------------------------------------------------

  private void metadata(String software, Optional<LocalDate> asOf) {
    PackageHeader header = sbom.header();
    json.writeObjectPropertyStart("metadata");
    asOf.ifPresent(day -> json.writeStringProperty("timestamp", day + "T00:00:00Z"));
    json.writeObjectPropertyStart("tools");
    json.writeArrayPropertyStart("components");
    json.writeStartObject();
    json.writeStringProperty(TYPE, "application");
    json.writeStringProperty(NAME, "beian");
    json.writeStringProperty(VERSION, software);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectPropertyStart("component");
    json.writeStringProperty(TYPE, "application");
    json.writeStringProperty("bom-ref", APP);
    supplier(sbom.supplier());
    json.writeStringProperty(NAME, sbom.name().isEmpty() ? header.sha256() : sbom.name());
    text(VERSION, sbom.version());
    hash(header.sha256());
    json.writeArrayPropertyStart("properties");
    property("beian:package", sbom.packageId());
    property("beian:format", header.format());
    property("beian:framework", header.framework());
    property("beian:sm3", header.sm3());
    property("beian:sizeBytes", Long.toString(header.sizeBytes()));
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayPropertyStart("properties");
    property("beian:facts", sbom.factsDigest());
    property("beian:inspector", header.inspector());
    property("beian:catalogue", header.catalogue());
    sbom.unread().forEach(each -> property("beian:notRead", each));
    json.writeEndArray();
    json.writeEndObject();
  }

  // ---- components ------------------------------------------------------------------------------

  private void component(SbomComponent one) {
    json.writeStartObject();
    json.writeStringProperty(TYPE, type(one));
    String reference = reference(one);
    json.writeStringProperty("bom-ref", reference);
    if (!one.buildOnly()) {
      included.add(reference);
    }
    supplier(one.vendor());
    text("group", one.group());
    json.writeStringProperty(NAME, one.shortName().isEmpty() ? one.name() : one.shortName());
    text(VERSION, one.version());
    if (one.buildOnly()) {
      json.writeStringProperty("scope", "excluded");
    }
    if (!one.sha256().isEmpty()) {
      hash(one.sha256());
    }
    licenses(one.licenses());
    one.purl().ifPresent(purl -> json.writeStringProperty("purl", purl));
    json.writeArrayPropertyStart("properties");
    property("beian:known", one.kind().name().toLowerCase(Locale.ROOT));
    property(
        one.kind() == SbomComponent.Kind.NATIVE ? "beian:processor" : "beian:type", one.type());
    property("beian:sdk", one.code());
    property("beian:reachable", one.unreached() ? "false" : "");
    json.writeEndArray();
    evidence(one.places());
    if (!one.files().isEmpty()) {
      json.writeArrayPropertyStart("components");
      one.files().forEach(this::file);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** The file of a library for one processor, within the library. */
  private void file(SbomComponent one) {
    json.writeStartObject();
    json.writeStringProperty(TYPE, FILE);
    json.writeStringProperty("bom-ref", reference(one));
    json.writeStringProperty(NAME, one.name());
    if (!one.sha256().isEmpty()) {
      hash(one.sha256());
    }
    json.writeArrayPropertyStart("properties");
    property("beian:processor", one.type());
    json.writeEndArray();
    evidence(one.places());
    json.writeEndObject();
  }

  private static String type(SbomComponent one) {
    return switch (one.kind()) {
      case STATED -> one.buildOnly() ? "application" : one.type().equals(FILE) ? FILE : LIBRARY;
      case RECOGNISED -> LIBRARY;
      case NATIVE -> {
        boolean shared = one.name().endsWith(".so") || one.name().endsWith(".dylib");
        boolean framework = one.places().get(0).entry().contains(".framework/");
        yield shared || framework ? LIBRARY : FILE;
      }
    };
  }

  private String reference(SbomComponent one) {
    String plain =
        one.purl()
            .orElseGet(
                () ->
                    one.kind().name().toLowerCase(Locale.ROOT)
                        + ":"
                        + (one.type().isEmpty() ? "" : one.type() + "/")
                        + one.name()
                        + (one.version().isEmpty() ? "" : "@" + one.version())
                        + (one.code().isEmpty() ? "" : "#" + one.code())
                        + (one.sha256().isEmpty() ? "" : "#" + one.sha256()));
    String free = plain;
    while (taken.putIfAbsent(free, 1) != null) {
      free = plain + "#" + taken.merge(plain, 1, Integer::sum);
    }
    return free;
  }

  private void licenses(List<String> licenses) {
    if (licenses.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("licenses");
    for (String license : licenses) {
      json.writeStartObject();
      json.writeObjectPropertyStart("license");
      json.writeStringProperty(SpdxIds.isKnown(license) ? "id" : NAME, license);
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void evidence(List<Locator> places) {
    json.writeObjectPropertyStart("evidence");
    json.writeArrayPropertyStart("occurrences");
    for (Locator at : places) {
      json.writeStartObject();
      json.writeStringProperty("location", at.entry().isEmpty() ? "/" : at.entry());
      if (at.line() > 0) {
        json.writeNumberProperty("line", at.line());
      }
      if (at.offset() >= 0) {
        json.writeNumberProperty("offset", at.offset());
      }
      text("symbol", at.member());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void dependencies() {
    json.writeArrayPropertyStart("dependencies");
    json.writeStartObject();
    json.writeStringProperty("ref", APP);
    if (!included.isEmpty()) {
      json.writeArrayPropertyStart("dependsOn");
      included.forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  // ---- parts -----------------------------------------------------------------------------------

  private void supplier(String name) {
    if (!name.isEmpty()) {
      json.writeObjectPropertyStart("supplier");
      json.writeStringProperty(NAME, name);
      json.writeEndObject();
    }
  }

  private void hash(String sha256) {
    json.writeArrayPropertyStart("hashes");
    json.writeStartObject();
    json.writeStringProperty("alg", "SHA-256");
    json.writeStringProperty("content", sha256);
    json.writeEndObject();
    json.writeEndArray();
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }

  private void property(String name, String value) {
    if (!value.isEmpty()) {
      json.writeStartObject();
      json.writeStringProperty(NAME, name);
      json.writeStringProperty("value", value);
      json.writeEndObject();
    }
  }
}

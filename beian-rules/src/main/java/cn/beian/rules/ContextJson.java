package cn.beian.rules;

import cn.beian.rules.Context.Audience;
import cn.beian.rules.Context.Belongs;
import cn.beian.rules.Context.Declared;
import cn.beian.rules.Context.KnownPackage;
import cn.beian.rules.Context.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** The canonical JSON of a {@link Context}; schema in docs/formats/context.schema.json. */
public final class ContextJson {
  /** Value of the first member; changes when the form does. */
  public static final String VERSION = "context/1";

  private ContextJson() {}

  /** Writes the canonical form: members in a fixed order, UTF-8, one line; does not close. */
  public static void write(Context context, OutputStream out) throws IOException {
    try (JsonGenerator json = NodeJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("beian", VERSION);
      json.writeName("declared");
      declared(json, context.declared());
      if (context.registry().isPresent()) {
        json.writeName("registry");
        registry(json, context.registry().get());
      }
      json.writeArrayPropertyStart("exemptions");
      context.exemptions().forEach(exemption -> exemption(json, exemption));
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void declared(JsonGenerator json, Declared declared) {
    json.writeStartObject();
    json.writeBooleanProperty("governmentApp", declared.governmentApp());
    json.writeStringProperty("appName", declared.appName());
    json.writeStringProperty("sponsorName", declared.sponsorName());
    json.writeStringProperty("filingNumber", declared.filingNumber());
    json.writeStringProperty("officialNumber", declared.officialNumber());
    JsonParts.texts(json, "packageIds", declared.packageIds());
    json.writeStringProperty("platform", declared.platform());
    JsonParts.texts(json, "users", declared.users().stream().map(Enum::name).toList());
    JsonParts.texts(json, "functions", declared.functions());
    if (declared.criticalInfrastructure() != Belongs.UNKNOWN) { // older contexts keep their digest
      json.writeStringProperty("criticalInfrastructure", declared.criticalInfrastructure().name());
    }
    json.writeEndObject();
  }

  private static void registry(JsonGenerator json, Registry registry) {
    json.writeStartObject();
    json.writeArrayPropertyStart("known");
    for (KnownPackage known : registry.known()) {
      json.writeStartObject();
      json.writeStringProperty("packageId", known.packageId());
      json.writeStringProperty("number", known.number());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonParts.texts(json, "dataItemsHeld", registry.dataItemsHeld());
    json.writeEndObject();
  }

  static void exemption(JsonGenerator json, Exemption exemption) {
    json.writeStartObject();
    json.writeStringProperty("target", exemption.target());
    json.writeStringProperty("scenario", exemption.scenario().name());
    json.writeStringProperty("basis", exemption.basis());
    json.writeStringProperty("until", exemption.until().toString());
    json.writeEndObject();
  }

  /**
   * Reads a context; members may stand in any order and be left out.
   *
   * @throws JsonFormatException when it is not a context: says where, what, expected
   */
  public static Context read(InputStream in) throws IOException {
    try {
      return parse(NodeJson.read(in));
    } catch (Node.Refused e) {
      throw JsonFormatException.of(e);
    }
  }

  public static Context parse(Node node) {
    node.only("beian", "declared", "registry", "exemptions");
    if (!node.text("beian", VERSION).equals(VERSION)) {
      throw node.get("beian").refuse("version " + node.text("beian") + ", expected " + VERSION);
    }
    return new Context(
        node.find("declared").map(ContextJson::declared).orElse(Context.EMPTY.declared()),
        node.find("registry").map(ContextJson::registry),
        node.list("exemptions").stream().map(ContextJson::exemption).toList());
  }

  private static Declared declared(Node node) {
    node.only(
        "governmentApp",
        "appName",
        "sponsorName",
        "filingNumber",
        "officialNumber",
        "packageIds",
        "platform",
        "users",
        "functions",
        "criticalInfrastructure");
    Set<Audience> users = EnumSet.noneOf(Audience.class);
    node.list("users").forEach(user -> users.add(user.constant(Audience.class)));
    return new Declared(
        node.find("governmentApp").map(Node::flag).orElse(false),
        node.text("appName", ""),
        node.text("sponsorName", ""),
        node.text("filingNumber", ""),
        node.text("officialNumber", ""),
        node.texts("packageIds"),
        node.text("platform", ""),
        users,
        node.texts("functions"),
        node.find("criticalInfrastructure")
            .map(belongs -> belongs.constant(Belongs.class))
            .orElse(Belongs.UNKNOWN));
  }

  private static Registry registry(Node node) {
    node.only("known", "dataItemsHeld");
    return new Registry(
        node.list("known").stream()
            .map(known -> known.only("packageId", "number"))
            .map(known -> new KnownPackage(known.text("packageId"), known.text("number")))
            .toList(),
        node.texts("dataItemsHeld"));
  }

  static Exemption exemption(Node node) {
    node.only("target", "scenario", "basis", "until");
    return new Exemption(
        node.filled("target"),
        node.get("scenario").constant(Exemption.Scenario.class),
        node.filled("basis"),
        node.get("until").date());
  }

  public static String digest(Context context) {
    return CanonicalDigest.sha256(out -> write(context, out));
  }

  static Optional<Exemption> optionalExemption(Node node) {
    return node.find("exemption").map(ContextJson::exemption);
  }
}

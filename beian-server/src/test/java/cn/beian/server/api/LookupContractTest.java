package cn.beian.server.api;

import static cn.beian.server.records.Filed.acceptance;
import static cn.beian.server.records.Filed.android;
import static cn.beian.server.records.Filed.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.states.RecordState;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.server.ServerTest;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.ChangeRevision;
import cn.beian.server.records.FilingLookup.BuildRole;
import cn.beian.server.records.FilingLookup.Status;
import cn.beian.server.records.Records;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the running server answers is what its contract says, which it serves itself. */
class LookupContractTest extends ServerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DIGEST = "a".repeat(64);

  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;

  private final HttpClient client = HttpClient.newHttpClient();
  private JsonNode contract = JSON.createObjectNode();

  @BeforeEach
  void contract() throws Exception {
    HttpResponse<String> document = get("/api/v1/openapi.yaml");
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/yaml");
    Map<String, Object> read = new Yaml().load(document.body());
    contract = JSON.valueToTree(read);
    assertThat(contract.path("openapi").asString()).startsWith("3.1.");
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url("/api/v1/lookup")))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Whether an answer is what the contract says of that schema of its own. */
  private void obeys(String schema, String body) {
    Map<String, Object> whole = new HashMap<>();
    whole.put("$ref", "#/components/schemas/" + schema);
    whole.put("components", contract.path("components"));
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.writeValueAsString(whole), InputFormat.JSON);
    assertThat(compiled.validate(body, InputFormat.JSON)).as(schema + ": " + body).isEmpty();
  }

  private JsonNode asked(String query) throws Exception {
    HttpResponse<String> answer = get("/api/v1/lookup?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    obeys("AnswerWithHead", answer.body());
    return JSON.readTree(answer.body());
  }

  private String accept(FiledPackage build) {
    return Objects.requireNonNull(
        transactions.execute(status -> records.accept(acceptance(build)).toString()));
  }

  private void status(String query, Status expected) throws Exception {
    assertThat(asked(query).path("status").asString()).as(query).isEqualTo(expected.name());
  }

  @Test
  void everyAnswer_isWhatTheContractSays() throws Exception {
    FiledPackage build = android();
    String number = accept(build);
    status("number=" + number, Status.FILED_OTHER_BUILD);
    status("sha256=" + build.sha256(), Status.FILED_THIS_BUILD);
    String name = "platform=android&packageId=" + build.packageId();
    status(name + "&signer=" + build.signer(), Status.FILED_OTHER_BUILD);
    status(name + "&signer=" + hex(), Status.SIGNER_DIFFERS);
    status(name, Status.UNKNOWN);
    status("sha256=" + hex(), Status.UNKNOWN);

    FiledPackage next = new FiledPackage("android", build.packageId(), "2", hex(), build.signer());
    transactions.executeWithoutResult(
        open -> records.change(number, acceptance(next), ChangeRevision.CHANGED));
    status("sha256=" + next.sha256(), Status.FILED_UNTESTED);
    assertThat(asked("sha256=" + build.sha256()).path("build").asString())
        .isEqualTo(BuildRole.EARLIER.name());
    for (RecordState state :
        List.of(RecordState.RECTIFYING, RecordState.SHUTTING_DOWN, RecordState.DEREGISTERED)) {
      transactions.executeWithoutResult(open -> records.changeState(number, state));
      status("sha256=" + next.sha256(), Status.valueOf(state.name()));
    }
    HttpResponse<String> record = get("/api/v1/records/" + number);
    obeys("Record", record.body());
    String restricted = accept(android());
    transactions.executeWithoutResult(open -> records.restrict(restricted, true));
    assertThat(asked("number=" + restricted).path("record").path("appName").isNull()).isTrue();
    obeys("Record", get("/api/v1/records/" + restricted).body());

    HttpResponse<String> batch =
        post("[{\"number\":\"" + number + "\",\"sha256\":null},{\"packageId\":\"cn.nobody\"}]");
    assertThat(batch.statusCode()).isEqualTo(200);
    JSON.readTree(batch.body()).forEach(one -> obeys("Answer", one.toString()));
  }

  @Test
  void contract_namesEveryStatusAndEveryMember_thatThereIs() {
    JsonNode schemas = contract.path("components").path("schemas");
    assertThat(words(schemas.path("Status").path("enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Status.values()).map(Enum::name).toList());
    assertThat(words(schemas.path("Answered").path("properties").path("build").path("enum")))
        .containsAll(Arrays.stream(BuildRole.values()).map(Enum::name).toList());
    assertThat(words(schemas.path("Record").path("properties").path("state").path("enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RecordState.values()).map(Enum::name).toList());
    assertThat(schemas.path("Question").path("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(LookupQuestion.MEMBERS);
  }

  private static List<String> words(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "number=",
        "platform=android",
        "signer=" + "a64",
        "nummer=ZW-A-330000-2026-000001-X",
        "number=1&lang=en",
        "number=1&number=2",
        "sha256=abc",
        "packageId=cn.a&signer=xyz",
        "packageId=cn.a&platform=symbian"
      })
  void questionThatCannotBeAnswered_isRefused_andNeverUnknown(String query) throws Exception {
    HttpResponse<String> answer = get("/api/v1/lookup?" + query.replace("a64", DIGEST));
    assertThat(answer.statusCode()).as(query).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    obeys("Problem", answer.body());
    assertThat(answer.body()).contains("\"detail\":").doesNotContain("UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{}]",
        "[{\"number\":\"\"}]",
        "[{\"number\":\"1\"},{\"nummer\":\"1\"}]",
        "[{\"number\":\"1\",\"number\":\"2\"}]",
        "[{\"sha256\":\"abc\"}]",
        "[{\"platform\":\"android\"}]"
      })
  void questionOfABatchThatCannotBeAnswered_isRefused_withItsPlace(String body) throws Exception {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    obeys("Problem", answer.body());
    assertThat(answer.body()).contains("question " + (body.contains("},{") ? 2 : 1));
  }

  @Test
  void answer_carriesTheSignedHead_andIsNotSentAgain_whileItIsTheSame() throws Exception {
    String number = accept(android());
    await().until(() -> ledger.checkpoint().filter(c -> c.size() == ledger.size()).isPresent());
    HttpResponse<String> first = get("/api/v1/lookup?number=" + number);
    JsonNode answer = JSON.readTree(first.body());
    Checkpoint head = Checkpoint.parse(answer.path("checkpoint").asString());
    head.verify(List.of(ledger.verifier()));
    assertThat(head.size()).isGreaterThan(answer.path("record").path("entryIndex").asLong());
    assertThat(get("/ledger/entries/" + answer.path("record").path("entryIndex").asLong()).body())
        .contains(number);

    String tag = first.headers().firstValue("ETag").orElseThrow();
    accept(android()); // the ledger goes on
    await().until(() -> ledger.checkpoint().filter(c -> c.size() == ledger.size()).isPresent());
    HttpResponse<String> same = get("/api/v1/lookup?number=" + number, "If-None-Match", tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    transactions.executeWithoutResult(open -> records.changeState(number, RecordState.RECTIFYING));
    assertThat(get("/api/v1/lookup?number=" + number, "If-None-Match", tag).statusCode())
        .as("another answer")
        .isEqualTo(200);

    for (HttpResponse<String> other :
        List.of(
            post("[{\"number\":\"" + number + "\"}]"),
            get("/api/v1/records/" + URLEncoder.encode(number, StandardCharsets.UTF_8)))) {
      String text =
          new String(
              Base64.getDecoder()
                  .decode(other.headers().firstValue("Beian-Checkpoint").orElseThrow()),
              StandardCharsets.UTF_8);
      Checkpoint.parse(text).verify(List.of(ledger.verifier()));
    }
  }
}

package cn.beian.server.records;

import static cn.beian.server.records.Filed.DAY;
import static cn.beian.server.records.Filed.acceptance;
import static cn.beian.server.records.Filed.android;
import static cn.beian.server.records.Filed.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.states.RecordState;
import cn.beian.ledger.note.TlogProof;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.audit.AuditCheck;
import cn.beian.server.audit.RegisterCheck;
import cn.beian.server.database.DatabaseOwner;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.FilingLookup.BuildRole;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.FilingLookup.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

class RecordsTest extends ServerTest {
  @Autowired private Records records;
  @Autowired private FilingLookup lookUp;
  @Autowired private PublicLedger ledger;
  @Autowired private Certificates certificates;
  @Autowired private TransactionTemplate transactions;
  @Autowired private DataSource dataSource;
  @Autowired private ApplicationContext server;

  @Test
  void accepted_number_isInTheLedgerAndProvable() throws Exception {
    FilingNumber number = accept(acceptance(android()));
    PublicRecord record = records.find(number.toString()).orElseThrow();
    long index = record.revisions().get(0).entryIndex();
    ledger.publish();
    TlogProof proof = ledger.prove(index).orElseThrow();
    byte[] entry = ledger.entry(index).orElseThrow();
    proof.verify(entry, ledger.verifier());
    assertThat(new String(entry, StandardCharsets.UTF_8))
        .contains("\"number\":\"" + number + "\"")
        .doesNotContain("applicationId");
  }

  @Test
  void recordChangedPastTheServer_isReported_alsoAfterItsNextRevision() {
    String number = accept(acceptance(android())).toString();
    assertThat(outside(number)).isEmpty();
    DatabaseOwner.of(server)
        .update("update filing_record set sponsor_name = '别的单位' where number = ?", number);
    records.addLaunchBuild(number, android(), DAY);
    assertThat(outside(number))
        .extracting(AuditCheck.Fault::kind)
        .containsExactly(AuditCheck.Kind.REGISTER_OVERWRITTEN);
  }

  private List<AuditCheck.Fault> outside(String number) {
    return RegisterCheck.run(dataSource).stream()
        .filter(fault -> fault.text().equals("record:" + number))
        .toList();
  }

  @Test
  void testOfAPackageThatNamesNoVersion_tellsOfNone() {
    Acceptance.FiledPackage build = android();
    Acceptance.FiledPackage unnamed =
        new Acceptance.FiledPackage(
            build.platform(), build.packageId(), "", build.sha256(), build.signer());
    String number = accept(acceptance(unnamed)).toString();
    assertThat(records.tested(number).orElseThrow().versions()).isEmpty();
    assertThat(records.find(number).orElseThrow().untested()).isEmpty();
  }

  @Test
  void transaction_rolledBack_leavesNoGapAndNoEntry() {
    FilingNumber before = accept(acceptance(android()));
    long size = ledger.size();
    transactions.executeWithoutResult(
        status -> {
          records.accept(acceptance(android()));
          status.setRollbackOnly();
        });
    assertThat(ledger.size()).isEqualTo(size);
    assertThat(accept(acceptance(android())).serial()).isEqualTo(before.serial() + 1);
  }

  @Test
  void workAfterAnAct_keepsNobodyFromTheLedger() {
    String other = accept(acceptance(android())).toString();
    long size = ledger.size();
    String number =
        Objects.requireNonNull(
            transactions.execute(
                status -> {
                  String mine = accept(acceptance(android())).toString();
                  // what a rule engine would take its time for: others append meanwhile, in no time
                  CompletableFuture.runAsync(
                          () -> records.changeState(other, RecordState.RECTIFYING))
                      .orTimeout(20, TimeUnit.SECONDS)
                      .join();
                  return mine;
                }));
    assertThat(ledger.size()).isEqualTo(size + 2);
    assertThat(index(number)).isEqualTo(size + 1);
    assertThat(index(other)).isEqualTo(size);
  }

  @Test
  void entriesOfOneTransaction_keepTheirOrder() {
    String one = accept(acceptance(android())).toString();
    String two = accept(acceptance(android())).toString();
    transactions.executeWithoutResult(
        status -> {
          records.changeState(two, RecordState.RECTIFYING);
          records.changeState(one, RecordState.RECTIFYING);
        });
    assertThat(index(two)).isEqualTo(index(one) - 1);
  }

  /** Of the entry of the last revision. */
  private long index(String number) {
    List<PublicRecord.Revision> revisions = records.find(number).orElseThrow().revisions();
    return revisions.get(revisions.size() - 1).entryIndex();
  }

  @Test
  void sameApplication_acceptedTwice_getsOneNumber() {
    Acceptance once = acceptance(android());
    accept(once);
    assertThatThrownBy(() -> accept(once))
        .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
  }

  @Test
  void stateOfRecord_each_givesItsAnswer() {
    FiledPackage build = android();
    String number = accept(acceptance(build)).toString();
    Question thisBuild = new Question("", build.sha256(), "", "", "");
    assertThat(lookUp.ask(thisBuild).status()).isEqualTo(Status.FILED_THIS_BUILD);
    assertThat(lookUp.ask(thisBuild).build()).contains(BuildRole.REVIEWED_BEFORE_NUMBER);
    Question nameAlone = new Question("", "", "android", build.packageId(), "");
    assertThat(lookUp.ask(nameAlone).status()).isEqualTo(Status.UNKNOWN);
    assertThat(lookUp.ask(nameAlone).record()).as("what is unknown has no record").isEmpty();
    assertThat(ask(build.packageId(), build.signer())).isEqualTo(Status.FILED_OTHER_BUILD);
    assertThat(ask(build.packageId(), hex())).isEqualTo(Status.SIGNER_DIFFERS);
    assertThat(ask("cn.nobody." + UUID.randomUUID(), hex())).isEqualTo(Status.UNKNOWN);
    for (RecordState state :
        List.of(
            RecordState.RECTIFYING,
            RecordState.REVOKED,
            RecordState.SHUTTING_DOWN,
            RecordState.DEREGISTERED)) {
      records.changeState(number, state);
      assertThat(lookUp.ask(thisBuild).status().name()).isEqualTo(state.name());
    }
  }

  @Test
  void officialNumberAndChange_areOnTheNextCertificate_andInTheFeed() throws Exception {
    String number = accept(acceptance(android())).toString();
    String official = "ZWB" + hex().substring(0, 12);
    long from = ledger.size();
    assertThat(certificate(number)).contains("revision 1").doesNotContain(official);
    byte[] issued = certificates.find(number, "en").orElseThrow().getContentAsByteArray();
    records.noteOfficialNumber(number, official, DAY);
    assertThat(certificate(number)).contains(official, "revision 2");
    FiledPackage next = new FiledPackage("android", "cn.next.app", "9.8.7", hex(), hex());
    transactions.executeWithoutResult(
        status -> records.change(number, acceptance(next, "清溪巡河新版"), ChangeRevision.CHANGED_MAJOR));
    assertThat(certificate(number)).contains(official, "revision 3", "9.8.7");
    Visitor stranger = new Visitor(url(""));
    assertThat(stranger.bytes("/records/" + number + "/certificate/en?revision=1"))
        .as("each issue stays as it was")
        .isEqualTo(issued);
    assertThat(stranger.get("/records/" + number).body())
        .contains("revision=1", "revision=2", "revision=3");
    assertThatThrownBy(
            () ->
                jdbc.sql("delete from filing_certificate where number = ?").param(number).update())
        .hasMessageContaining("stays as it was issued");
    String feed = new Visitor(url("")).get("/api/v1/feed?from=" + from).body();
    assertThat(feed.lines().toList())
        .hasSize(2)
        .allMatch(line -> line.contains(number) && line.contains(official));
    assertThat(feed).contains("\"OFFICIAL_NUMBER\"", "\"CHANGED_MAJOR\"", "9.8.7");
  }

  /** The text of the certificate of a record, in English, once its newest entry is signed. */
  private String certificate(String number) throws Exception {
    ledger.publish();
    assertThat(certificates.make(number)).isTrue();
    try (PDDocument pdf =
        Loader.loadPDF(
            certificates.find(number, "en").orElseThrow().getInputStream().readAllBytes())) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  @Test
  void nameOfSeveralRecords_isAnsweredByTheOneOfTheSigner_thenByTheOneInForce() {
    FiledPackage genuine = android();
    FiledPackage other = new FiledPackage("android", genuine.packageId(), "1.0", hex(), hex());
    accept(acceptance(genuine));
    String later = accept(acceptance(other)).toString();
    String name = genuine.packageId();
    assertThat(ask(name, genuine.signer())).isEqualTo(Status.FILED_OTHER_BUILD);
    assertThat(ask(name, other.signer())).isEqualTo(Status.FILED_OTHER_BUILD);
    records.changeState(later, RecordState.REVOKED);
    assertThat(ask(name, genuine.signer())).isEqualTo(Status.FILED_OTHER_BUILD);
    assertThat(ask(name, other.signer())).isEqualTo(Status.REVOKED);
    assertThat(ask(name, hex())).isEqualTo(Status.SIGNER_DIFFERS);
  }

  @Test
  void launchBuild_added_becomesThisBuild() {
    FiledPackage review = android();
    String number = accept(acceptance(review)).toString();
    FiledPackage launch =
        new FiledPackage("android", review.packageId(), "1.0.1", hex(), review.signer());
    records.addLaunchBuild(number, launch, DAY);
    assertThat(lookUp.ask(new Question("", launch.sha256(), "", "", "")).status())
        .isEqualTo(Status.FILED_THIS_BUILD);
    assertThat(lookUp.ask(new Question("", launch.sha256(), "", "", "")).build())
        .contains(BuildRole.SHOWS_NUMBER);
    assertThat(lookUp.ask(new Question("", review.sha256(), "", "", "")).build())
        .contains(BuildRole.REVIEWED_BEFORE_NUMBER);
    assertThat(lookUp.ask(new Question(number, "", "", "", "")).build()).isEmpty();
    assertThat(records.find(number).orElseThrow().numberSeenOn()).hasValue(DAY);
  }

  @Test
  void name_twoCharacters_isFound() {
    String unique =
        new String(Character.toChars(0x4e00 + ThreadLocalRandom.current().nextInt(20000)));
    Acceptance named = acceptance(android(), "清溪" + unique + "河");
    String number = accept(named).toString();
    assertThat(found(unique + "河")).contains(number);
    assertThat(found(unique)).as("one character").contains(number);
    assertThat(found(unique + "河 水务")).as("words, of both names").contains(number);
    assertThat(found("ｚｗ" + number.substring(2).replace("-", " "))).containsExactly(number);
  }

  private List<String> found(String text) {
    return lookUp.search(text).records().stream().map(PublicRecord::number).toList();
  }

  @Test
  void commonName_givesTheNewestPage_andSaysThatThereAreMore() {
    String common = "䶊䶋"; // in no other name
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly(); // so many certificates need not be made
          List<String> numbers = new ArrayList<>();
          for (int i = 0; i < NameSearch.PAGE + 2; i++) {
            numbers.add(records.accept(acceptance(android(), common + "用" + i)).toString());
          }
          Collections.reverse(numbers);
          FilingLookup.Found pairs = lookUp.search(common);
          assertThat(pairs.more()).isTrue();
          assertThat(pairs.records())
              .extracting(PublicRecord::number)
              .containsExactlyElementsOf(numbers.subList(0, NameSearch.PAGE));
          assertThat(found(common.substring(1))).isEqualTo(found(common));
          assertThat(lookUp.search(common + "用17").more()).isFalse();
          assertThat(found(common + "用17")).containsExactly(numbers.get(numbers.size() - 1 - 17));
          assertThat(found(common + "无")).isEmpty();
        });
  }

  /** A million records are tried by beian-bench; here the work is counted. */
  @Test
  void search_anyText_looksAtABoundedNumberOfRecords() {
    String rare = new String(Character.toChars(0x4db5));
    long first =
        jdbc.sql("select coalesce(max(place), 0) + 1000000 from filing_name_gram")
            .query(Long.class)
            .single();
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          jdbc.sql(
                  "insert into filing_name_gram select gram, ? + i from generate_series(1, 15000) i,"
                      + " unnest(array['\u3400\u3401', '\u3401\u3402']) gram")
              .param(first)
              .update();
          jdbc.sql("insert into filing_name_gram values (?, ?)")
              .params(rare + rare, first)
              .update();
          assertThat(lookUp.search("\u3400\u3401\u3402").more())
              .as("none of the newest is a record, and the others were not looked at")
              .isTrue();
          assertThat(lookUp.search("\u3400\u3401\u3402 " + rare + rare).more())
              .as("the rarest pair decides how many are looked at")
              .isFalse();
        });
  }

  @Test
  void restricted_record_isNotFoundByName() {
    Acceptance named = acceptance(android(), "限制" + Unique.word());
    String number = accept(named).toString();
    records.restrict(number, true);
    assertThat(found(named.appName())).isEmpty();
    assertThat(records.find(number)).isPresent();
  }

  private Status ask(String packageId, String signer) {
    return lookUp.ask(new Question("", "", "android", packageId, signer)).status();
  }

  private FilingNumber accept(Acceptance acceptance) {
    return java.util.Objects.requireNonNull(
        transactions.execute(status -> records.accept(acceptance)));
  }
}

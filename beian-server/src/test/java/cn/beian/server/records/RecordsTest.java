package cn.beian.server.records;

import static cn.beian.server.records.Filed.DAY;
import static cn.beian.server.records.Filed.acceptance;
import static cn.beian.server.records.Filed.android;
import static cn.beian.server.records.Filed.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.states.RecordState;
import cn.beian.ledger.TlogProof;
import cn.beian.server.ServerTest;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.LookUp.Question;
import cn.beian.server.records.LookUp.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class RecordsTest extends ServerTest {
  @Autowired private Records records;
  @Autowired private LookUp lookUp;
  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;

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
    assertThat(ask(build.packageId(), "")).isEqualTo(Status.UNKNOWN);
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
  void launchBuild_added_becomesThisBuild() {
    FiledPackage review = android();
    String number = accept(acceptance(review)).toString();
    FiledPackage launch =
        new FiledPackage("android", review.packageId(), "1.0.1", hex(), review.signer());
    records.addLaunchBuild(number, launch, DAY);
    assertThat(lookUp.ask(new Question("", launch.sha256(), "", "", "")).status())
        .isEqualTo(Status.FILED_THIS_BUILD);
    assertThat(records.find(number).orElseThrow().numberSeenOn()).hasValue(DAY);
  }

  @Test
  void name_twoCharacters_isFound() {
    String unique =
        new String(Character.toChars(0x4e00 + ThreadLocalRandom.current().nextInt(20000)));
    Acceptance named = acceptance(android(), "清溪" + unique + "河");
    String number = accept(named).toString();
    assertThat(lookUp.search(unique + "河")).extracting(PublicRecord::number).contains(number);
    assertThat(lookUp.search("ｚｗ" + number.substring(2).replace("-", " ")))
        .extracting(PublicRecord::number)
        .containsExactly(number);
  }

  @Test
  void restricted_record_isNotFoundByName() {
    Acceptance named = acceptance(android(), "限制" + UUID.randomUUID());
    String number = accept(named).toString();
    records.restrict(number, true);
    assertThat(lookUp.search(named.appName())).isEmpty();
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

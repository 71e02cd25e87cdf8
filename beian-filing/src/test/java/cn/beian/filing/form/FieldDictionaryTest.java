package cn.beian.filing.form;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.states.ApplicationKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldDictionaryTest {
  /**
   * An ordinary app that is online: one package, three functions, personal data, nothing to explain
   * separately.
   */
  private static final FormCase ORDINARY_EXISTING_APP =
      new FormCase(
          ApplicationKind.EXISTING,
          Set.of(Condition.WITH_PACKAGE, Condition.PERSONAL_DATA, Condition.EXISTING_APP),
          List.of("package"),
          List.of("notices", "approvals", "contacts"),
          List.of());

  /**
   * Package, organisation and user are known and the documents are attached; no earlier filing is
   * on record.
   */
  private static final Set<Origin> KNOWN =
      EnumSet.of(Origin.PACKAGE, Origin.ORGANIZATION, Origin.ATTACHMENT);

  /**
   * The fields that regulation §6 lets us ask and that the package, the register and the documents
   * do not answer: a day, four choices and two texts. An app from before the Measures has no
   * project approval; proposals (units, stores, functions, same-kind apps) are confirmed, and brief
   * questions may also be answered with a document.
   */
  @Test
  void ordinaryExistingApp_fieldsTypedByAPerson_areSeven() {
    assertThat(
            FieldDictionary.fields().stream()
                .filter(ORDINARY_EXISTING_APP::requires)
                .filter(field -> field.repeat() != Repeat.FORMALISM_FUNCTION)
                .filter(field -> field.typedWhenKnown(KNOWN))
                .map(FormField::id))
        .containsExactly(
            "app.audience",
            "app.onlineSince",
            "function.grassrootsFacing",
            "operation.builder",
            "operation.hosting",
            "security.cii",
            "security.mlpsLevel");
  }

  @Test
  void ids_all_areUnique() {
    assertThat(FieldDictionary.fields().stream().map(FormField::id)).doesNotHaveDuplicates();
  }

  @Test
  void ordinaryExistingApp_withItsApprovalOnRecord_leavesFewer() {
    Set<Origin> known = EnumSet.allOf(Origin.class);
    known.remove(Origin.SPONSOR);
    assertThat(FieldDictionary.fields().stream().filter(field -> field.typedWhenKnown(known)))
        .allMatch(
            field ->
                field.repeat() == Repeat.FORMALISM_FUNCTION
                    || field.topic() == Topic.CHANGE
                    || field.topic() == Topic.SHUT_DOWN);
  }

  /** The table of regulation §6, word for word: no entry may be dropped or merged. */
  @Test
  void lawfulFields_all_areThere() {
    assertThat(FieldDictionary.fields().stream().map(FormField::id))
        .contains(
            "sponsor.name",
            "sponsor.creditCode",
            "sponsor.level",
            "sponsor.division",
            "sponsor.route",
            "app.name",
            "app.kind",
            "app.platforms",
            "app.packageIdentity",
            "app.version",
            "app.icon",
            "app.userUnits",
            "app.audience",
            "handler.name",
            "handler.post",
            "handler.telephone",
            "handler.email",
            "approver.name",
            "app.onlineSince",
            "app.stores",
            "approval.basis",
            "approval.content",
            "approval.result",
            "approval.documentNumber",
            "approval.authority",
            "approval.document",
            "exception.document",
            "function.description",
            "function.grassrootsFacing",
            "explanation.purpose",
            "explanation.scenario",
            "explanation.legalBasis",
            "explanation.whoMustUse",
            "explanation.until",
            "data.asked",
            "data.personal",
            "data.personalPurposes",
            "operation.operator",
            "operation.builder",
            "operation.team",
            "operation.rules",
            "operation.technicalPlan",
            "exception.countyReason",
            "security.cii",
            "security.mlpsLevel",
            "security.mlpsCertificate",
            "security.cryptographyReport",
            "operation.domains",
            "operation.hosting",
            "operation.ipv6",
            "security.testReport",
            "operation.emergencyContact",
            "acceptance.requirements",
            "acceptance.content",
            "acceptance.completeness",
            "acceptance.stability",
            "acceptance.easeOfUse",
            "acceptance.opinion",
            "sameKind.apps",
            "undertaking.signature",
            "undertaking.stampedCopy");
  }

  @Test
  void topics_each_holdFieldsInOneRun() {
    List<Topic> runs = new ArrayList<>();
    for (FormField field : FieldDictionary.fields()) {
      if (runs.isEmpty() || runs.get(runs.size() - 1) != field.topic()) {
        runs.add(field.topic());
      }
    }
    assertThat(runs).containsExactlyInAnyOrder(Topic.values()).doesNotHaveDuplicates();
  }
}

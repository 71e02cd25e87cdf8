package cn.beian.filing.form;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.states.ApplicationKind;
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
          Set.of(Condition.WITH_PACKAGE, Condition.PERSONAL_DATA),
          List.of("package"),
          List.of("notices", "approvals", "contacts"),
          List.of());

  /**
   * Package, organisation and user are known and the documents are attached; nothing earlier is on
   * record.
   */
  private static final Set<Origin> KNOWN =
      EnumSet.of(Origin.PACKAGE, Origin.ORGANIZATION, Origin.ATTACHMENT);

  @Test
  void ordinaryExistingApp_fieldsTypedByAPerson_areTwelve() {
    assertThat(
            FieldDictionary.fields().stream()
                .filter(ORDINARY_EXISTING_APP::requires)
                .filter(field -> field.repeat() != Repeat.FORMALISM_FUNCTION)
                .filter(field -> field.typedWhenKnown(KNOWN))
                .map(FormField::id))
        .containsExactly(
            "app.userUnits",
            "app.audience",
            "app.onlineSince",
            "app.stores",
            "approval.basis",
            "approval.content",
            "approval.result",
            "approval.documentNumber",
            "approval.authority",
            "function.grassrootsFacing",
            "operation.operator",
            "operation.builder");
  }

  @Test
  void ids_all_areUnique() {
    assertThat(FieldDictionary.fields().stream().map(FormField::id)).doesNotHaveDuplicates();
  }
}

package cn.beian.server.cases;

import cn.beian.filing.procedures.DeclaredAct;
import cn.beian.filing.procedures.DeclaredField;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationSearch;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.StorableText;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads forms by their declaration, and names everything that is wrong at once. */
final class DeclaredForms<K extends Case<?>> {
  /** Two places after the point. */
  private static final String AMOUNT = "[0-9]{1,9}([.][0-9]{1,2})?";

  private final DeclaredProcedure<?, ?> procedure;
  private final DeclaredEffects<K> effects;
  private final OrganizationSearch units;
  private final Identity identity;

  DeclaredForms(
      DeclaredProcedure<?, ?> procedure,
      DeclaredEffects<K> effects,
      OrganizationSearch units,
      Identity identity) {
    this.procedure = procedure;
    this.effects = effects;
    this.units = units;
    this.identity = identity;
  }

  /**
   * What was entered for an act.
   *
   * @param one the case; empty where the act begins one
   * @throws RejectedInput naming everything that cannot be taken
   */
  EnteredForm read(DeclaredAct<?, ?> act, Optional<K> one, Map<String, String> form) {
    List<Problem> problems = new ArrayList<>();
    EnteredForm entered = new EnteredForm(Map.of());
    for (DeclaredField field : act.form()) {
      String typed = form.getOrDefault(field.name(), "");
      List<Problem> wrong = new ArrayList<>();
      boolean asked =
          entered.asksFor(field) && one.filter(it -> !effects.asks(field, it)).isEmpty();
      String value = read(field, one, typed, asked, wrong);
      if (wrong.isEmpty()) {
        entered = with(entered, field, value);
        wrong.addAll(effects.problems(field, one, entered));
      }
      problems.addAll(wrong);
    }
    RejectedInput.throwIfAny(problems);
    return entered;
  }

  private static EnteredForm with(EnteredForm entered, DeclaredField field, String value) {
    Map<String, String> values = new LinkedHashMap<>(entered.values());
    values.put(field.name(), value);
    return new EnteredForm(values);
  }

  /** What is not asked for is not looked at. */
  private String read(
      DeclaredField field, Optional<K> one, String typed, boolean asked, List<Problem> wrong) {
    String value = asked ? typed.strip() : "";
    String name = field.name();
    if (asked && value.isEmpty()) {
      if (field.kind() == DeclaredField.Kind.UNIT_OR_OWN) {
        return own(one).toString();
      }
      if (!field.mayWait()) {
        wrong.add(procedure.problem(name, name));
      }
    }
    if (value.isEmpty()) {
      return "";
    }
    switch (field.kind()) {
      case LINE -> {
        if (!fitsLine(value, field.most())) {
          wrong.add(procedure.problem(name, "long", field.most()));
        }
      }
      case TEXT -> {
        if (!FreeText.fits(typed, field.most()) || !StorableText.storable(typed)) {
          wrong.add(procedure.problem(name, "long", field.most()));
        }
      }
      case CHOICE -> {
        if (!field.choices().contains(typed)) {
          wrong.add(procedure.problem(name, name));
        }
      }
      case DAY -> wrong.addAll(procedure.ahead(name, EnteredDay.of(value), name));
      case PAST_DAY -> wrong.addAll(procedure.past(name, EnteredDay.of(value)));
      case AMOUNT -> {
        String digits = Normalizer.normalize(value, Normalizer.Form.NFKC).strip();
        if (!digits.matches(AMOUNT)) {
          wrong.add(procedure.problem(name, name + ".malformed"));
          return "";
        }
        return EnteredForm.plain(new BigDecimal(digits));
      }
      case CHECK -> {
        return "yes";
      }
      case RECORD -> {} // looked up by the effects
      case UNIT, UNIT_OR_OWN -> {
        List<Organization> named = units(field, one, value);
        if (named.size() != 1) {
          wrong.add(procedure.problem(name, named.isEmpty() ? name : name + ".several"));
          return "";
        }
        return named.get(0).id().toString();
      }
    }
    return value;
  }

  private UUID own(Optional<K> one) {
    return one.map(Case::organizationId).orElseGet(() -> identity.current().organizationId());
  }

  private static boolean fitsLine(String line, int most) {
    return line.codePointCount(0, line.length()) <= most
        && line.chars().noneMatch(Character::isISOControl)
        && FreeText.fits(line, Integer.MAX_VALUE)
        && StorableText.storable(line);
  }

  /** By name or credit code; the name of the one that the case has means that one. */
  private List<Organization> units(DeclaredField field, Optional<K> one, String typed) {
    return one.map(stored -> effects.draft(stored).getOrDefault(field.name(), ""))
        .filter(id -> !id.isEmpty())
        .map(id -> identity.organization(UUID.fromString(id)))
        .filter(unit -> unit.name().equals(typed))
        .map(List::of)
        .orElseGet(() -> units.named(typed));
  }
}

package cn.beian.server.filings.answers;

import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Repeat;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.personal.Contact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Answers that the unit's record, its people and its earlier filings give. */
@Component
public class KnownAnswers {
  /** What a unit answers the same way for each of its apps. */
  private static final Set<String> SAME_FOR_THE_UNIT =
      Set.of(
          "operation.operator",
          "operation.builder",
          "operation.team",
          "operation.rules",
          "operation.hosting",
          "operation.ipv6");

  /** What applications for the same app answer. */
  private static final List<String> OF_THE_APP =
      FieldDictionary.fields().stream().filter(KnownAnswers::reusable).map(FormField::id).toList();

  /** What applications for other apps answer, too. */
  private static final List<String> OF_THE_UNIT =
      OF_THE_APP.stream().filter(SAME_FOR_THE_UNIT::contains).toList();

  /** What is said of the handler himself, and is another's once he hands over. */
  public static final List<Question> OF_HANDLER =
      List.of(
          Question.once("handler.name"),
          Question.once("handler.post"),
          Question.once("handler.telephone"),
          Question.once("handler.email"),
          Question.once("operation.emergencyContact"));

  private final Identity identity;
  private final ApplicationStore store;
  private final CaseStore cases;

  KnownAnswers(Identity identity, ApplicationStore store, CaseStore cases) {
    this.identity = identity;
    this.store = store;
    this.cases = cases;
  }

  /** What the record of the unit and of the handler answers. */
  public Map<Question, Answer> held(Organization unit, Person handler) {
    Map<Question, Answer> held = new LinkedHashMap<>();
    put(held, "sponsor.name", unit.name());
    put(held, "sponsor.creditCode", unit.creditCode());
    put(held, "sponsor.level", unit.level().name());
    put(held, "sponsor.division", unit.division());
    put(held, "sponsor.route", unit.route().name());
    held.putAll(ofHandler(handler));
    identity.people(unit.id(), Role.APPROVER).stream()
        .filter(person -> !person.id().equals(handler.id()))
        .findFirst()
        .ifPresent(approver -> put(held, "approver.name", approver.name()));
    put(held, "app.userUnits", unit.name());
    put(held, "operation.operator", unit.name());
    return held;
  }

  /** What the record of the handler answers, by all {@link #OF_HANDLER} that it holds. */
  public Map<Question, Answer> ofHandler(Person handler) {
    Map<Question, Answer> held = new LinkedHashMap<>();
    put(held, "handler.name", handler.name());
    put(held, "handler.post", handler.post());
    Contact contact = identity.contact(handler.id());
    put(held, "handler.telephone", contact.telephone());
    put(held, "handler.email", contact.email());
    put(held, "operation.emergencyContact", (handler.name() + " " + contact.telephone()).strip());
    return held;
  }

  /**
   * What earlier filings of the unit answer, and which other apps it has on record or uses. Of the
   * same app, applications that came to nothing answer too, after those that were accepted. That a
   * unit uses no app is never proposed: the register need not know of all.
   */
  public Map<Question, Answer> earlier(Application application, Set<String> identities) {
    Map<Question, Answer> earlier = new LinkedHashMap<>();
    cases
        .earlier(application, OF_THE_APP, identities, OF_THE_UNIT)
        .forEach(
            one ->
                earlier.put(one.stored().question(), again(one.stored().answer(), one.source())));
    String names =
        store.otherApps(application).stream().distinct().collect(Collectors.joining("\n"));
    if (!names.isEmpty()) {
      earlier.put(
          Question.once("sameKind.apps"), Answer.proposed(names, Origin.EARLIER, "registry"));
    }
    return earlier;
  }

  /** The legal bases of functions in filings of the unit that were accepted, one of each rule. */
  public List<CaseStore.EarlierAnswer> bases(Application application) {
    return cases.earlier(application, List.of(), List.of(), List.of("explanation.legalBasis"));
  }

  /** An answer of an earlier application; a document stays the document that it is. */
  private static Answer again(Answer answer, String source) {
    return answer.origin() == Origin.ATTACHMENT
        ? answer
        : Answer.proposed(answer.value(), Origin.EARLIER, AnswerSource.evidence(source));
  }

  private static boolean reusable(FormField field) {
    return field.origins().contains(Origin.EARLIER)
        && field.repeat() == Repeat.ONCE
        && !field.id().equals("sameKind.apps");
  }

  private static void put(Map<Question, Answer> answers, String field, String value) {
    if (!value.isBlank()) {
      answers.put(Question.once(field), Answer.proposed(value, Origin.ORGANIZATION, ""));
    }
  }
}

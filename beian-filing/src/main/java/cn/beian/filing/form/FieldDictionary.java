package cn.beian.filing.form;

import static cn.beian.filing.form.Condition.CRYPTOGRAPHY_ASSESSMENT;
import static cn.beian.filing.form.Condition.ENDS_BY_DATE;
import static cn.beian.filing.form.Condition.EXISTING_APP;
import static cn.beian.filing.form.Condition.LESS_THAN_PROPOSED;
import static cn.beian.filing.form.Condition.MLPS_CERTIFICATE;
import static cn.beian.filing.form.Condition.MLPS_NOT_GRADED;
import static cn.beian.filing.form.Condition.OPTIONAL;
import static cn.beian.filing.form.Condition.PERSONAL_DATA;
import static cn.beian.filing.form.Condition.PROJECT_APPROVED;
import static cn.beian.filing.form.Condition.STAMPED_UNDERTAKING;
import static cn.beian.filing.form.Condition.WITHOUT_PACKAGE;
import static cn.beian.filing.form.Condition.WITH_PACKAGE;
import static cn.beian.filing.form.DayRange.AFTER_TODAY;
import static cn.beian.filing.form.DayRange.UNTIL_TODAY;
import static cn.beian.filing.form.FieldType.CHOICE;
import static cn.beian.filing.form.FieldType.CREDIT_CODE;
import static cn.beian.filing.form.FieldType.DATE;
import static cn.beian.filing.form.FieldType.DIVISION_CODE;
import static cn.beian.filing.form.FieldType.DOCUMENT;
import static cn.beian.filing.form.FieldType.LIST;
import static cn.beian.filing.form.FieldType.LONG_TEXT;
import static cn.beian.filing.form.FieldType.SIGNATURE;
import static cn.beian.filing.form.FieldType.TEXT;
import static cn.beian.filing.form.FieldType.YES_NO;
import static cn.beian.filing.form.FormField.field;
import static cn.beian.filing.form.Origin.ATTACHMENT;
import static cn.beian.filing.form.Origin.EARLIER;
import static cn.beian.filing.form.Origin.ORGANIZATION;
import static cn.beian.filing.form.Origin.PACKAGE;
import static cn.beian.filing.form.Origin.SPONSOR;

import cn.beian.filing.states.ApplicationKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every field of the filing form (regulation §6), in display order. */
public final class FieldDictionary {
  private static final List<FormField> FIELDS =
      Stream.of(
              basic(),
              approval(),
              functions(),
              operationAndSecurity(),
              acceptance(),
              changeAndShutDown(),
              closing())
          .flatMap(part -> part.map(FormField.Draft::done))
          .toList();

  private FieldDictionary() {}

  /** All fields. */
  public static List<FormField> fields() {
    return FIELDS;
  }

  /** The fields of one kind of application. */
  public static List<FormField> fields(ApplicationKind kind) {
    return FIELDS.stream().filter(field -> field.kinds().contains(kind)).toList();
  }

  /** The field with an id. */
  public static Optional<FormField> find(String id) {
    return FIELDS.stream().filter(field -> field.id().equals(id)).findFirst();
  }

  private static Stream<FormField.Draft> basic() {
    return Stream.of(
        field("sponsor.name", Topic.SPONSOR, TEXT, ORGANIZATION).allKinds(),
        field("sponsor.creditCode", Topic.SPONSOR, CREDIT_CODE, ORGANIZATION).allKinds(),
        field("sponsor.level", Topic.SPONSOR, CHOICE, ORGANIZATION)
            .choices("CENTRAL", "PROVINCIAL", "PREFECTURE", "COUNTY", "TOWNSHIP", "VILLAGE")
            .allKinds(),
        field("sponsor.division", Topic.SPONSOR, DIVISION_CODE, ORGANIZATION).allKinds(),
        field("sponsor.route", Topic.SPONSOR, CHOICE, ORGANIZATION)
            .choices("LOCAL", "MINISTRY")
            .allKinds(),
        field("handler.name", Topic.CONTACT, TEXT, ORGANIZATION).allKinds(),
        field("handler.post", Topic.CONTACT, TEXT, ORGANIZATION).allKinds(),
        field("handler.telephone", Topic.CONTACT, TEXT, ORGANIZATION).allKinds(),
        field("handler.email", Topic.CONTACT, TEXT, ORGANIZATION).allKinds(),
        field("approver.name", Topic.CONTACT, TEXT, ORGANIZATION).allKinds(),
        field("app.name", Topic.APP, TEXT, PACKAGE, EARLIER).longest(200).allKinds(),
        field("app.kind", Topic.APP, CHOICE, PACKAGE, EARLIER)
            .choices("APP", "MINI_PROGRAM", "QUICK_APP", "OTHER")
            .allKinds(),
        field("app.platforms", Topic.APP, LIST, PACKAGE, EARLIER).when(WITH_PACKAGE),
        field("app.packageIdentity", Topic.APP, TEXT, PACKAGE)
            .per(Repeat.PACKAGE)
            .when(WITH_PACKAGE),
        field("app.version", Topic.APP, TEXT, PACKAGE)
            .longest(200)
            .per(Repeat.PACKAGE)
            .when(WITH_PACKAGE),
        field("app.icon", Topic.APP, TEXT, PACKAGE).per(Repeat.PACKAGE).when(WITH_PACKAGE),
        field("app.address", Topic.APP, TEXT, EARLIER, SPONSOR).when(WITHOUT_PACKAGE),
        field("app.userUnits", Topic.USERS, LIST, EARLIER, ORGANIZATION, SPONSOR).confirmed(),
        field("app.audience", Topic.USERS, CHOICE, EARLIER, SPONSOR)
            .choices("ORGAN_STAFF", "GRASSROOTS_STAFF", "ORGAN_AND_GRASSROOTS_STAFF", "PUBLIC"),
        field("app.onlineSince", Topic.OFFERED, DATE, EARLIER, SPONSOR)
            .days(UNTIL_TODAY)
            .when(EXISTING_APP)
            .offered()
            .only(ApplicationKind.EXISTING, ApplicationKind.INITIAL),
        field("app.stores", Topic.OFFERED, LIST, PACKAGE, EARLIER, SPONSOR).confirmed().absent(),
        field("app.endDate", Topic.OFFERED, DATE, EARLIER, SPONSOR)
            .days(AFTER_TODAY)
            .when(ENDS_BY_DATE));
  }

  private static Stream<FormField.Draft> approval() {
    return Stream.of(
        approval("approval.basis", LONG_TEXT, ATTACHMENT, SPONSOR).absent(),
        approval("approval.content", LONG_TEXT, ATTACHMENT, SPONSOR).when(PROJECT_APPROVED),
        approval("approval.result", TEXT, ATTACHMENT, SPONSOR).when(PROJECT_APPROVED),
        approval("approval.documentNumber", TEXT, SPONSOR).absent().when(PROJECT_APPROVED),
        approval("approval.authority", TEXT, SPONSOR).when(PROJECT_APPROVED),
        approval("approval.document", DOCUMENT, ATTACHMENT).absent().when(PROJECT_APPROVED),
        field("exception.countyReason", Topic.LEVEL_EXCEPTION, LONG_TEXT, EARLIER, SPONSOR)
            .when(Condition.COUNTY_REASON),
        exception("exception.authority", TEXT, SPONSOR),
        exception("exception.documentNumber", TEXT, SPONSOR),
        exception("exception.reason", LONG_TEXT, SPONSOR),
        exception("exception.document", DOCUMENT, ATTACHMENT));
  }

  /** Not asked for an app from before the Measures: it has no project approval. */
  private static FormField.Draft approval(String id, FieldType type, Origin... otherwise) {
    Origin[] origins =
        Stream.concat(Stream.of(EARLIER), Stream.of(otherwise)).toArray(Origin[]::new);
    return field(id, Topic.APPROVAL, type, origins)
        .only(ApplicationKind.INITIAL, ApplicationKind.MAJOR_CHANGE);
  }

  private static FormField.Draft exception(String id, FieldType type, Origin otherwise) {
    return field(id, Topic.LEVEL_EXCEPTION, type, EARLIER, otherwise)
        .when(Condition.LEVEL_EXCEPTION);
  }

  private static Stream<FormField.Draft> functions() {
    return Stream.of(
        field("function.description", Topic.FUNCTIONS, TEXT, PACKAGE, EARLIER, SPONSOR)
            .confirmed()
            .per(Repeat.FUNCTION),
        field("function.grassrootsFacing", Topic.FUNCTIONS, YES_NO, EARLIER, SPONSOR)
            .per(Repeat.FUNCTION),
        explanation("explanation.purpose", LONG_TEXT),
        explanation("explanation.scenario", CHOICE)
            .choices("ORDINARY", "SECURITY", "EMERGENCY", "OTHER"),
        explanation("explanation.legalBasis", LONG_TEXT),
        explanation("explanation.whoMustUse", TEXT),
        explanation("explanation.until", DATE).days(AFTER_TODAY),
        field("data.asked", Topic.DATA, LIST, PACKAGE, EARLIER).when(WITH_PACKAGE).absent(),
        field("data.personal", Topic.DATA, LIST, PACKAGE, EARLIER, SPONSOR).confirmed().absent(),
        field("data.personalPurposes", Topic.DATA, LONG_TEXT, PACKAGE, EARLIER, SPONSOR)
            .confirmed()
            .when(PERSONAL_DATA));
  }

  private static FormField.Draft explanation(String id, FieldType type) {
    return field(id, Topic.EXPLANATIONS, type, SPONSOR).per(Repeat.FORMALISM_FUNCTION);
  }

  private static Stream<FormField.Draft> operationAndSecurity() {
    return Stream.of(
        field("operation.operator", Topic.OPERATION, TEXT, EARLIER, ORGANIZATION, SPONSOR)
            .confirmed(),
        field("operation.builder", Topic.OPERATION, TEXT, EARLIER, SPONSOR).absent(),
        brief("operation.team", Topic.OPERATION),
        brief("operation.rules", Topic.OPERATION),
        brief("operation.technicalPlan", Topic.OPERATION),
        field("operation.domains", Topic.OPERATION, LIST, PACKAGE, EARLIER, SPONSOR)
            .confirmed()
            .absent(),
        field("operation.hosting", Topic.OPERATION, TEXT, EARLIER, SPONSOR).absent(),
        field("operation.ipv6", Topic.OPERATION, YES_NO, PACKAGE, EARLIER, SPONSOR).confirmed(),
        field("operation.emergencyContact", Topic.OPERATION, TEXT, ORGANIZATION),
        field("security.cii", Topic.SECURITY, CHOICE, EARLIER, SPONSOR)
            .choices("yes", "no", "unknown"),
        field("security.mlpsLevel", Topic.SECURITY, CHOICE, EARLIER, SPONSOR)
            .choices("1", "2", "3", "4", "NONE"),
        field("security.mlpsReason", Topic.SECURITY, LONG_TEXT, EARLIER, SPONSOR)
            .when(MLPS_NOT_GRADED),
        field("security.mlpsCertificate", Topic.SECURITY, DOCUMENT, EARLIER, ATTACHMENT)
            .when(MLPS_CERTIFICATE)
            .absent(),
        field("security.cryptographyReport", Topic.SECURITY, DOCUMENT, EARLIER, ATTACHMENT)
            .when(CRYPTOGRAPHY_ASSESSMENT)
            .absent(),
        brief("security.testReport", Topic.SECURITY),
        field("security.humanTestReport", Topic.SECURITY, DOCUMENT, ATTACHMENT)
            .when(WITHOUT_PACKAGE));
  }

  /** A field that the official guide asks for briefly: answered with a text or a document. */
  private static FormField.Draft brief(String id, Topic topic) {
    return field(id, topic, LONG_TEXT, EARLIER, ATTACHMENT, SPONSOR).absent();
  }

  private static Stream<FormField.Draft> acceptance() {
    return Stream.of(
        acceptance("acceptance.requirements", LONG_TEXT).absent(),
        acceptance("acceptance.content", LONG_TEXT).absent(),
        result("acceptance.completeness"),
        result("acceptance.stability"),
        result("acceptance.easeOfUse"),
        acceptance("acceptance.opinion", LONG_TEXT).absent());
  }

  private static FormField.Draft acceptance(String id, FieldType type) {
    return field(id, Topic.ACCEPTANCE, type, ATTACHMENT, SPONSOR);
  }

  private static FormField.Draft result(String id) {
    return acceptance(id, CHOICE).choices("PASSED", "PASSED_WITH_REMARKS", "NOT_PASSED");
  }

  private static Stream<FormField.Draft> changeAndShutDown() {
    return Stream.of(
        change("change.what", LONG_TEXT),
        change("change.reason", LONG_TEXT),
        change("change.plannedOn", DATE).days(AFTER_TODAY).only(ApplicationKind.MAJOR_CHANGE),
        change("change.objection", LONG_TEXT).when(LESS_THAN_PROPOSED).only(ApplicationKind.CHANGE),
        shutDown("shutDown.reason", LONG_TEXT, SPONSOR),
        shutDown("shutDown.announcement", DOCUMENT, ATTACHMENT),
        shutDown("shutDown.announcedOn", DATE, SPONSOR).days(UNTIL_TODAY),
        shutDown("shutDown.offlineOn", DATE, SPONSOR),
        shutDown("shutDown.dataDisposal", LONG_TEXT, SPONSOR));
  }

  private static FormField.Draft change(String id, FieldType type) {
    return field(id, Topic.CHANGE, type, SPONSOR)
        .only(ApplicationKind.CHANGE, ApplicationKind.MAJOR_CHANGE);
  }

  private static FormField.Draft shutDown(String id, FieldType type, Origin origin) {
    return field(id, Topic.SHUT_DOWN, type, origin).only(ApplicationKind.DEREGISTRATION);
  }

  private static Stream<FormField.Draft> closing() {
    return Stream.of(
        field("sameKind.apps", Topic.SAME_KIND_APPS, LIST, EARLIER, SPONSOR).confirmed().absent(),
        field("other.attachment", Topic.OTHER, DOCUMENT, ATTACHMENT)
            .when(OPTIONAL)
            .offered()
            .allKinds(),
        field("undertaking.signature", Topic.UNDERTAKING, SIGNATURE, SPONSOR)
            .confirmed()
            .allKinds(),
        field("undertaking.stampedCopy", Topic.UNDERTAKING, DOCUMENT, ATTACHMENT)
            .when(STAMPED_UNDERTAKING)
            .only(ApplicationKind.INITIAL, ApplicationKind.EXISTING, ApplicationKind.MAJOR_CHANGE));
  }
}

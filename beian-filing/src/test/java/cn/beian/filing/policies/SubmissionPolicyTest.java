package cn.beian.filing.policies;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.policies.Ruling.Code;
import cn.beian.filing.policies.Ruling.WayOut;
import cn.beian.filing.policies.SubmissionCase.UpperLevelException;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SubmissionPolicyTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-06-01");
  private static final LocalDate IN_FORCE = LocalDate.parse("2026-01-25");
  private static final PolicyParameters DEFAULTS = PolicyParameters.defaults();

  private static SubmissionCase initial(
      AppForm form, OrganizationKind kind, OrganizationLevel level) {
    return new SubmissionCase(
        ApplicationKind.INITIAL,
        form,
        kind,
        level,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TODAY);
  }

  private static SubmissionCase of(
      ApplicationKind kind,
      OrganizationLevel level,
      String onlineSince,
      Optional<UpperLevelException> exception,
      Optional<LocalDate> endDate,
      LocalDate submitted) {
    return new SubmissionCase(
        kind,
        AppForm.APP,
        OrganizationKind.ORGAN,
        level,
        Optional.of(LocalDate.parse(onlineSince)),
        Optional.empty(),
        exception,
        endDate,
        submitted);
  }

  private static List<Code> codes(SubmissionCase submission, PolicyParameters parameters) {
    return SubmissionPolicy.judgeAll(submission, parameters).stream().map(Ruling::code).toList();
  }

  private static Ruling refusal(SubmissionCase submission, PolicyParameters parameters) {
    return SubmissionPolicy.judgeAll(submission, parameters).stream()
        .filter(ruling -> !ruling.allowed())
        .findFirst()
        .orElseThrow();
  }

  private static PolicyParameters with(ParameterKey key, String value) {
    return DEFAULTS.with(new PolicyParameter(key, value, "the other reading", true, IN_FORCE));
  }

  @Test
  void ordinaryApp_ofAProvince_mayGoOn() {
    assertThat(
            codes(
                initial(AppForm.APP, OrganizationKind.ORGAN, OrganizationLevel.PROVINCIAL),
                DEFAULTS))
        .containsExactly(Code.IN_SCOPE, Code.LEVEL_MAY_DEVELOP, Code.EXISTING_NOT_ASKED);
  }

  @ParameterizedTest
  @EnumSource(
      value = AppForm.class,
      names = {"PUBLIC_ACCOUNT", "CHAT_GROUP"})
  void publicAccountsAndChatGroups_any_areOutOfScope(AppForm form) {
    Ruling ruling =
        refusal(initial(form, OrganizationKind.ORGAN, OrganizationLevel.PROVINCIAL), DEFAULTS);
    assertThat(ruling.code()).isEqualTo(Code.FORM_OUT_OF_SCOPE);
    assertThat(ruling.requirements()).containsExactly("R-02");
  }

  @Test
  void institutionWithoutAdministrativeFunctions_filesOrIsExemptByParameter() {
    SubmissionCase hospital =
        initial(
            AppForm.MINI_PROGRAM,
            OrganizationKind.PUBLIC_INSTITUTION_WITHOUT_ADMINISTRATIVE_FUNCTIONS,
            OrganizationLevel.PROVINCIAL);
    assertThat(codes(hospital, DEFAULTS)).contains(Code.IN_SCOPE);
    PolicyParameters exempting =
        with(ParameterKey.SCOPE_PUBLIC_INSTITUTIONS_WITHOUT_ADMINISTRATIVE_FUNCTIONS, "exempt");
    assertThat(refusal(hospital, exempting).waysOut()).containsExactly(WayOut.RECORD_EXEMPTION);
  }

  private static SubmissionCase county(String reason) {
    return new SubmissionCase(
        ApplicationKind.INITIAL,
        AppForm.MINI_PROGRAM,
        OrganizationKind.ORGAN,
        OrganizationLevel.COUNTY,
        Optional.empty(),
        Optional.of(reason).filter(text -> !text.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        TODAY);
  }

  @ParameterizedTest
  @CsvSource({
    "CENTRAL, below-county-refused, FREE",
    "PREFECTURE, below-county-refused, FREE",
    "COUNTY, below-county-refused, WITH_REASON",
    "TOWNSHIP, below-county-refused, REFUSED",
    "VILLAGE, below-county-refused, REFUSED",
    "PREFECTURE, county-refused, FREE",
    "COUNTY, county-refused, REFUSED",
    "VILLAGE, county-refused, REFUSED",
    "COUNTY, below-county-only, FREE",
    "TOWNSHIP, below-county-only, REFUSED"
  })
  void level_underEachReading_isJudgedByTheParameterAndCitesIt(
      OrganizationLevel level, String reading, IndependentDevelopment expected) {
    PolicyParameters parameters = with(ParameterKey.INDEPENDENT_DEVELOPMENT, reading);
    PolicyParameter inForce = parameters.at(ParameterKey.INDEPENDENT_DEVELOPMENT, TODAY);
    assertThat(IndependentDevelopment.of(level, inForce)).isEqualTo(expected);
    List<Ruling> rulings =
        SubmissionPolicy.judgeAll(initial(AppForm.APP, OrganizationKind.ORGAN, level), parameters);
    assertThat(rulings.stream().allMatch(Ruling::allowed))
        .isEqualTo(expected == IndependentDevelopment.FREE);
    assertThat(rulings.get(1).reading()).contains(inForce);
    assertThat(rulings.get(1).requirements()).contains("R-03");
  }

  @Test
  void county_byTheReadingInForce_filesWithItsReasonAlone() {
    Ruling without = refusal(county(""), DEFAULTS);
    assertThat(without.code()).isEqualTo(Code.LEVEL_COUNTY_REASON_MISSING);
    assertThat(without.waysOut())
        .containsExactly(
            WayOut.STATE_REASON, WayOut.RECORD_USE_OF_UPPER_LEVEL_APP, WayOut.ATTACH_EXCEPTION);
    assertThat(codes(county("the province has no app for it"), DEFAULTS))
        .contains(Code.LEVEL_COUNTY_STATES_REASON);
    assertThat(
            refusal(county("any"), with(ParameterKey.INDEPENDENT_DEVELOPMENT, "county-refused"))
                .code())
        .isEqualTo(Code.LEVEL_TOO_LOW);
  }

  @Test
  void belowCounty_refused_isToldTheThreeWaysOut() {
    Ruling ruling =
        refusal(initial(AppForm.APP, OrganizationKind.ORGAN, OrganizationLevel.TOWNSHIP), DEFAULTS);
    assertThat(ruling.code()).isEqualTo(Code.LEVEL_TOO_LOW);
    assertThat(ruling.requirements()).containsExactly("R-03");
    assertThat(ruling.waysOut())
        .containsExactly(
            WayOut.RECORD_USE_OF_UPPER_LEVEL_APP,
            WayOut.ATTACH_EXCEPTION,
            WayOut.FILE_EXISTING_WITH_END_DATE);
  }

  @Test
  void belowCounty_withExceptionOfTheUpperLevel_mayGoOn() {
    Optional<UpperLevelException> exception =
        Optional.of(new UpperLevelException("city office", "No. 7 [2026]", "flood warning"));
    assertThat(
            codes(
                of(
                    ApplicationKind.EXISTING,
                    OrganizationLevel.TOWNSHIP,
                    "2025-03-01",
                    exception,
                    Optional.empty(),
                    TODAY),
                DEFAULTS))
        .contains(Code.LEVEL_EXCEPTION_APPROVED);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01, LEVEL_TOO_LOW",
    "2026-06-02, LEVEL_ENDS_BY_DATE",
    "2028-06-01, LEVEL_ENDS_BY_DATE",
    "2028-06-02, LEVEL_END_FAR_UNVERIFIED",
    "2099-12-31, LEVEL_END_FAR_UNVERIFIED"
  })
  void belowCounty_onlineWithEndDate_mayGoOn_andIsWarnedBeyondMonthsThatAreNotVerified(
      LocalDate end, Code code) {
    SubmissionCase submission =
        of(
            ApplicationKind.EXISTING,
            OrganizationLevel.VILLAGE,
            "2025-03-01",
            Optional.empty(),
            Optional.of(end),
            TODAY);
    assertThat(codes(submission, DEFAULTS)).contains(code);
    assertThat(SubmissionPolicy.level(submission, DEFAULTS).warns())
        .isEqualTo(code == Code.LEVEL_END_FAR_UNVERIFIED);
  }

  @Test
  void belowCounty_endBeyondVerifiedMonths_isRefused() {
    SubmissionCase submission =
        of(
            ApplicationKind.EXISTING,
            OrganizationLevel.VILLAGE,
            "2025-03-01",
            Optional.empty(),
            Optional.of(TODAY.plusMonths(24).plusDays(1)),
            TODAY);
    PolicyParameters verified = with(ParameterKey.INDEPENDENT_DEVELOPMENT_MIGRATION_MONTHS, "24");
    assertThat(refusal(submission, verified).code()).isEqualTo(Code.LEVEL_END_TOO_FAR);
  }

  @ParameterizedTest
  @CsvSource({
    "EXISTING, 2025-03-01",
    "EXISTING, 2026-01-26",
    "INITIAL, 2026-01-26",
    "INITIAL, 2026-05-01"
  })
  void belowCounty_onlineAlready_isOfferedAnEndDate_andPassesWithIt(
      ApplicationKind kind, String online) {
    SubmissionCase without =
        of(kind, OrganizationLevel.TOWNSHIP, online, Optional.empty(), Optional.empty(), TODAY);
    assertThat(refusal(without, DEFAULTS).waysOut()).contains(WayOut.FILE_EXISTING_WITH_END_DATE);
    SubmissionCase with =
        of(
            kind,
            OrganizationLevel.TOWNSHIP,
            online,
            Optional.empty(),
            Optional.of(TODAY.plusYears(1)),
            TODAY);
    assertThat(SubmissionPolicy.judgeAll(with, DEFAULTS)).allMatch(Ruling::allowed);
  }

  @Test
  void institutionWithoutFunctions_andExistingApps_citeTheReadingTheyRestOn() {
    SubmissionCase hospital =
        initial(
            AppForm.MINI_PROGRAM,
            OrganizationKind.PUBLIC_INSTITUTION_WITHOUT_ADMINISTRATIVE_FUNCTIONS,
            OrganizationLevel.PROVINCIAL);
    PolicyParameters exempting =
        with(ParameterKey.SCOPE_PUBLIC_INSTITUTIONS_WITHOUT_ADMINISTRATIVE_FUNCTIONS, "exempt");
    assertThat(refusal(hospital, exempting).reading().orElseThrow().value()).isEqualTo("exempt");
    for (String online : List.of("2026-05-01", "2025-05-01")) {
      for (ApplicationKind kind : List.of(ApplicationKind.EXISTING, ApplicationKind.INITIAL)) {
        Ruling ruling =
            SubmissionPolicy.judgeAll(
                    of(
                        kind,
                        OrganizationLevel.PREFECTURE,
                        online,
                        Optional.empty(),
                        Optional.empty(),
                        TODAY),
                    DEFAULTS)
                .get(2);
        assertThat(ruling.reading().orElseThrow().verified()).isFalse();
      }
    }
  }

  @Test
  void county_deregistration_isOpen() {
    assertThat(
            codes(
                of(
                    ApplicationKind.DEREGISTRATION,
                    OrganizationLevel.COUNTY,
                    "2025-03-01",
                    Optional.empty(),
                    Optional.empty(),
                    TODAY),
                DEFAULTS))
        .contains(Code.LEVEL_NOT_ASKED);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-01, 2026-07-25, EXISTING_APP",
    "2025-03-01, 2026-07-26, EXISTING_APP_OVERDUE",
    "2026-01-24, 2026-06-01, EXISTING_APP",
    "2026-01-25, 2026-06-01, EXISTING_APP",
    "2026-01-27, 2026-06-01, EXISTING_APP",
    "2026-01-28, 2026-06-01, NOT_AN_EXISTING_APP",
    "2026-06-02, 2026-06-01, ONLINE_IN_FUTURE"
  })
  void existingApp_byItsDates_isJudged(String online, LocalDate submitted, Code code) {
    assertThat(
            codes(
                of(
                    ApplicationKind.EXISTING,
                    OrganizationLevel.PREFECTURE,
                    online,
                    Optional.empty(),
                    Optional.empty(),
                    submitted),
                DEFAULTS))
        .contains(code);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-24, EXISTING_FILED_AS_INITIAL",
    "2026-01-25, ONLINE_WITHOUT_FILING",
    "2026-06-01, ONLINE_WITHOUT_FILING",
    "2026-06-02, ONLINE_IN_FUTURE"
  })
  void newApp_thatIsOnlineAlready_isToldWhatItIs(String online, Code code) {
    assertThat(
            codes(
                of(
                    ApplicationKind.INITIAL,
                    OrganizationLevel.PREFECTURE,
                    online,
                    Optional.empty(),
                    Optional.empty(),
                    TODAY),
                DEFAULTS))
        .contains(code);
  }

  @Test
  void newApp_andExistingApp_partAtTheDayItself_onceItIsVerified() {
    PolicyParameters verified = with(ParameterKey.EXISTING_APPS_EFFECTIVE_DATE, "2026-01-28");
    InForce inForce = InForce.at(verified, TODAY);
    LocalDate day = LocalDate.parse("2026-01-28");
    assertThat(inForce.mayBeExisting(day)).isFalse();
    assertThat(inForce.mayBeNew(day)).isTrue();
    assertThat(inForce.mayBeExisting(day.minusDays(1))).isTrue();
    assertThat(inForce.mayBeNew(day.minusDays(1))).isFalse();
  }

  @Test
  void severalDemands_unmet_areAllToldAtOnce() {
    SubmissionCase submission =
        initial(AppForm.CHAT_GROUP, OrganizationKind.ORGAN, OrganizationLevel.VILLAGE);
    assertThat(SubmissionPolicy.judgeAll(submission, DEFAULTS).stream().filter(r -> !r.allowed()))
        .hasSize(2);
  }

  @Test
  void route_ofAMinistry_leadsToTheNationAtOnce() {
    assertThat(Route.of(OrganizationLevel.CENTRAL).submission())
        .isEqualTo(ApplicationCause.SUBMIT_TO_NATION);
    assertThat(Route.of(OrganizationLevel.PROVINCIAL).submission())
        .isEqualTo(ApplicationCause.SUBMIT);
  }
}
